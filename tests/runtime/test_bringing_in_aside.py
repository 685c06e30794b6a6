"""A look at what would come of a file of rows is taken while others write."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from threading import Thread

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.runtime.spreadsheets.bringing_in import Outcome
from appling.runtime.spreadsheets.owner import OwnersRows
from appling.store import AppStore, Query, Sight, Viewer
from appling.store.scope import see_all

SOURCE = "app Shop\nthing Tea\n  name: text, required, unique\n"
FILE = b"name\n" + b"".join(b"tea %d\n" % number for number in range(300))
OWNER = Viewer(None, date(2026, 5, 1), datetime(2026, 5, 1, tzinfo=UTC), Sight())


def test_nobody_waits_for_a_look_and_a_look_waits_for_nobody(tmp_path: Path) -> None:
    app = check(SOURCE, vocabulary()).app
    assert app is not None
    store = AppStore.create(tmp_path / "shop", app, SOURCE)
    found: list[Outcome] = []

    def look() -> None:
        found.append(OwnersRows(store, "shop").bring_in(app.things[0], BytesIO(FILE), keep=False))

    looking = Thread(target=look)
    with store.write(OWNER) as writer:
        writer.add("tea", {"name": "tea 5"})
        looking.start()
        looking.join(60)
        assert found, "the look waits until the other one has written"
    assert (found[0].added, found[0].faults) == (300, [])
    look()
    assert [fault.row for fault in found[1].faults] == [7]
    with store.read(replace(OWNER, sight=see_all(app))) as reader:
        assert reader.count(Query("tea", ())) == 1
