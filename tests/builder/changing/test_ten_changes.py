"""Ten changes in a row on example apps, over real rows: all earlier checks hold after each.

On ten apps with APPLING_FULL=1, else on the first.
"""

import os
from datetime import UTC, date, datetime

import pytest
from tests.builder.changing.conftest import CLUB, EXAMPLES
from tests.builder.changing.ten import CHANGES, SHORT, Change, read
from tests.promises import FULL, counting

from appling.builder.changing import apply_plan, plan_change
from appling.store import AppStore, Home, Query, Viewer, see_all

TEN = (
    "bike-club", "dental-clinic", "garden-forum", "household-money", "job-board", "recipes", "tea-shop",
    "team-tasks", "warehouse", "badminton-booking",
)  # fmt: skip
PROMISE = "a change never breaks what worked"


@pytest.mark.slow
@pytest.mark.parametrize("name", TEN if os.environ.get(FULL) else TEN[:1])
def test_ten_changes(name: str, home: Home) -> None:
    run((EXAMPLES / name / "blueprint.appling").read_text("utf-8"), CHANGES, home)


def test_three_changes(home: Home) -> None:
    run(CLUB, SHORT, home)


def run(source: str, changes: tuple[Change, ...], home: Home) -> None:
    key = home.create(read(source), source).key
    store = home.open(key)
    store.add_samples(date.today())
    before = rows(store)
    replayed = []
    for change in changes:
        with counting(PROMISE):
            plan = plan_change(home, key, change(store.source, store.app), seconds=600)
            assert plan.complete
            apply_plan(home, plan, change.__name__)
            replayed.append(plan.replayed)
    assert min(replayed) > 10
    assert sum(rows(store).values()) == sum(before.values())
    store.undo(store.history(100)[-1].number)
    assert store.source == source
    assert rows(store) == before


def rows(store: AppStore) -> dict[str, int]:
    """How many rows each thing has."""
    app = store.app
    viewer = Viewer(None, date.today(), datetime.now(UTC), see_all(app))
    with store.read(viewer) as reader:
        return {thing.key: reader.count(Query(thing.key)) for thing in app.things}
