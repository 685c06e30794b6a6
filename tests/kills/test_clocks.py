"""A clock that jumps: nothing is lost, nothing fails, and nobody stays signed in for ever."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from tests.builder.conftest import SHOP
from tests.builder.interrupted import interrupted
from tests.kills.state import faults, state
from tests.kills.stories import CLUB, owner, read_app

from appling.builder import resume
from appling.models import RecordedModel
from appling.runtime import make_pass
from appling.runtime.identity.passes import PASS_SECONDS, PURPOSE
from appling.runtime.web.tokens import Signer
from appling.store import AppStore, Home, NotThere, Scope
from appling.studio.guard import Guard

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
JUMPS = [timedelta(days=days) for days in (-20_000, -400, -2, 2, 400, 5_000, 27_000)]
HOUR, LATELY = timedelta(hours=1), timedelta(days=-2)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with time_machine.travel(NOW, tick=False):
        made = Home(tmp_path / "home")
        made.create(read_app(CLUB), CLUB, samples=NOW.date())
    yield made
    made.close()


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_everything_goes_on_and_nothing_is_lost(home: Home, jump: timedelta) -> None:
    before = state(home.path)
    with time_machine.travel(NOW + jump, tick=True):
        again = Home(home.path)
        assert faults(home.path) == []
        store = again.open("club")
        store.remove_orphans()
        again.rest()
        with store.write(owner(store)) as writer:
            bike = writer.insert("bike", {"name": "Another"}, Scope("bike"))
        again.create(read_app(CLUB), CLUB)
        again.burn("club-2")
        again.close()
    with time_machine.travel(NOW + HOUR, tick=True):
        again = Home(home.path)
        store = again.open("club")
        with store.write(owner(store)) as writer:
            writer.delete("bike", bike, Scope("bike"))
        store.undo()
        store.undo()
        again.close()
    after = state(home.path)
    assert after == before
    assert faults(home.path) == []


@pytest.mark.parametrize("jump", [each for each in JUMPS if each != LATELY], ids=str)
def test_sessions_end(home: Home, jump: timedelta) -> None:
    store = home.open("club")
    with time_machine.travel(NOW + jump, tick=False):
        person = store.people.create("A member", "a@example.org", "member").id
        token, _ = store.people.start_session(person)
        assert store.people.session(token) is not None
    assert store.people.session(token, NOW) is None
    with time_machine.travel(NOW, tick=False):
        store.people.start_session(person)
    assert _sessions(store) == 1


def _sessions(store: AppStore) -> int:
    with store._reads() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM _sessions").scalar_one())


@pytest.mark.parametrize("minutes", [-90, -5, 5, 90])
def test_a_small_step_signs_nobody_out(home: Home, minutes: int) -> None:
    store = home.open("club")
    with time_machine.travel(NOW, tick=False):
        token, _ = store.people.start_session(store.people.create("A member", None, "member").id)
    assert store.people.session(token, NOW + timedelta(minutes=minutes)) is not None


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_passes_keys_and_links_end(home: Home, jump: timedelta) -> None:
    store, guard = home.open("club"), Guard(home.secret())
    with time_machine.travel(NOW + jump, tick=False):
        way_in, key = make_pass(home, "club"), guard.make_key()
        link = store.entry.make_link(store.people.create("A member", None, "member").id)
    with time_machine.travel(NOW, tick=False):
        signer = Signer(home.secret(), "club")
        assert signer.read(PURPOSE, way_in, PASS_SECONDS) is None
        assert guard.is_key(key) is (jump == LATELY)
        if jump != LATELY:
            with pytest.raises(NotThere):
                store.entry.invited(link)


def test_what_is_to_burn_later_waits_for_a_clock_that_can_be_believed(home: Home) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        home.burnings.schedule("club", NOW + timedelta(days=7))
        clock.move_to(NOW + timedelta(days=5_000))
        assert home.burn_due() == []
        clock.shift(timedelta(minutes=1))
        assert home.burn_due() == []
        clock.move_to(NOW + HOUR)
        assert home.burn_due() == []
        clock.shift(timedelta(minutes=20))
        assert home.burn_due() == []
        clock.move_to(NOW + timedelta(days=8))
        assert home.burn_due() == []
        clock.shift(timedelta(minutes=11))
        assert [each.app for each in home.burn_due()] == ["club"]


def test_an_upload_that_was_never_sent_goes_when_its_app_rests(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = home.open("club")
    what = {"name": "a.png", "type_": "image/png", "thing": "bike", "field": "photo", "person": None}
    with time_machine.travel(NOW, tick=False) as clock:
        photo = store.files.add(BytesIO(b"bytes"), limit=100, **what)  # type: ignore[arg-type]
        path = store.files.path(photo.token)
        clock.shift(2 * timedelta(days=1))
        home.open("club")
        monkeypatch.setattr("appling.store.homes.open_apps.IDLE_SECONDS", -1.0)
        home.rest()
    assert not path.exists()


def test_an_upload_whose_form_is_open_outlives_a_step_back(home: Home) -> None:
    store = home.open("club")
    what = {"name": "a.png", "type_": "image/png", "thing": "bike", "field": "photo", "person": None}
    with time_machine.travel(NOW + timedelta(days=400), tick=False):
        photo = store.files.add(BytesIO(b"bytes"), limit=100, **what)  # type: ignore[arg-type]
    with time_machine.travel(NOW, tick=False):
        assert store.remove_orphans() == 0
    assert store.files.path(photo.token).read_bytes() == b"bytes"


@pytest.mark.parametrize("jump", [JUMPS[0], JUMPS[-1]], ids=str)
def test_an_interrupted_build_goes_on_in_another_time(home: Home, tmp_path: Path, jump: timedelta) -> None:
    file = tmp_path / "replies.jsonl"
    file.write_text("\n".join(f'{{"text": {_quoted(each)}}}' for each in SHOP))
    left = interrupted(home, RecordedModel(file))
    file.write_text("")
    with time_machine.travel(NOW + jump, tick=True):
        built = resume(left.id, home=home, model=RecordedModel(file))
    assert built.key in {each.key for each in home.apps()}


def _quoted(text: str) -> str:
    return '"' + text.replace("\n", "\\n") + '"'
