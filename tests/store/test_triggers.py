"""What happens by itself: in the transaction that sets it off, and when the clock says so."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from textwrap import dedent

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.store import AppStore, Query, Viewer, see_all
from appling.store.errors import EndlessTriggers
from appling.store.outgoing.jobs import Jobs
from appling.store.outgoing.timers import last_time, next_time, run_due

NOW = datetime(2030, 5, 15, 12, 0, tzinfo=UTC)
LENDING = """
    app Lending
      people: member
    thing Tool
      name: text, required
      lent: yes/no
    thing Loan
      tool: Tool
      borrower: person = me
      mail: email
      due: date
      price: money
      returned: yes/no
    thing Log
      words: text
"""


def made(folder: Path, triggers: str) -> AppStore:
    source = dedent(LENDING).lstrip() + dedent(triggers).strip() + "\n"
    found = check(source, vocabulary())
    assert found.app is not None, found.errors
    return AppStore.create(folder / "app", found.app, source)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def viewer(store: AppStore, me: int | None = None, now: datetime = NOW) -> Viewer:
    return Viewer(me, now.astimezone().date(), now, see_all(store.app))


def words(store: AppStore, thing: str = "log") -> list[object]:
    with store.read(viewer(store)) as reader:
        field = store.app.thing(thing).fields[0]
        from appling.blueprint.model.expression import Path as Steps

        rows = reader.rows(Query(thing, (Steps((field.key,), field.value),)))
        return [row.values[0] for row in rows]


def test_an_added_row_tells_in_the_same_step(folder: Path) -> None:
    store = made(
        folder,
        """
        when Loan is added where not returned
          set tool.lent = yes
          add Log with words = "lent"
          notify borrower "{tool} until {due}, {price}, {returned}"
          notify owner "{tool.name}"
          email mail "Hello {borrower}"
        """,
    )
    me = store.people.create("Kim", "kim@x.example.net", "member").id
    owner = store.people.create("Owner", None, "owner").id
    with store.write(viewer(store, me)) as writer:
        tool = writer.add("tool", {"name": "Saw"})
        loan = {"tool": tool, "due": date(2030, 6, 1), "price": 12.5, "mail": "a@b.example.net"}
        writer.add("loan", loan)
        writer.add("loan", {"returned": True})
    assert words(store) == ["lent"]
    assert words(store, "tool") == ["Saw"]
    (notice,) = store.notices.of(me)
    assert notice.text == "Saw until Jun 1, 2030, $12.50, No"
    assert (notice.thing, notice.row, notice.read) == ("loan", 1, False)
    assert [each.text for each in store.notices.of(owner)] == ["Saw"]
    (job,) = store.jobs.listed()
    assert (job.kind, job.target, job.text) == ("email", "a@b.example.net", "Hello Kim")
    assert len(store.history()) == 1, "the loans, with all that they set off"
    store.undo()
    assert words(store) == []
    assert len(store.notices.of(me)) == 1, "undoing does not unsay"


def test_a_failing_write_says_nothing(folder: Path) -> None:
    store = made(
        folder, 'when Tool is added\n  notify owner "x"\n  email owner "x"\n  post "https://a.example/"'
    )
    store.people.create("Owner", "o@b.example.net", "owner")
    with pytest.raises(RuntimeError), store.write(viewer(store)) as writer:
        writer.add("tool", {"name": "Saw"})
        raise RuntimeError
    assert store.jobs.listed() == []
    with store.write(viewer(store)) as writer:
        writer.add("tool", {"name": "Saw"})
    assert [job.kind for job in store.jobs.listed()] == ["post", "email"]


def test_changed_means_that_it_has_come_to_hold(folder: Path) -> None:
    store = made(folder, 'when Loan is changed where returned\n  add Log with words = "back"')
    with store.write(viewer(store)) as writer:
        row = writer.add("loan", {})
        writer.change("loan", row, {"price": 3})
        writer.change("loan", row, {"returned": True})
        writer.change("loan", row, {"price": 4})
    assert words(store) == ["back"]


def test_a_removed_row_can_still_be_spoken_of(folder: Path) -> None:
    store = made(folder, 'when Tool is removed\n  notify owner "{name} is gone"')
    owner = store.people.create("Owner", None, "owner").id
    with store.write(viewer(store)) as writer:
        writer.remove("tool", writer.add("tool", {"name": "Saw"}))
    assert [each.text for each in store.notices.of(owner)] == ["Saw is gone"]


def test_no_trigger_sets_off_itself_and_chains_end(folder: Path) -> None:
    store = made(
        folder,
        """
        when Log is added
          add Tool with name = "x"
        when Tool is added
          add Log with words = "y"
        when Loan is changed
          set price = 1
        """,
    )
    with store.write(viewer(store)) as writer:
        writer.add("log", {"words": "a"})
        writer.change("loan", writer.add("loan", {}), {"price": 3})
    assert words(store) == ["a", "y"]


def test_too_long_a_chain_changes_nothing(folder: Path) -> None:
    link = 'when Log is added where words = "{}"\n  add Log with words = "{}"'
    store = made(folder, "\n".join(link.format(number, number + 1) for number in range(12)))
    with pytest.raises(EndlessTriggers), store.write(viewer(store)) as writer:
        writer.add("log", {"words": "0"})
    assert words(store) == []


def test_samples_set_nothing_off(folder: Path) -> None:
    store = made(
        folder, 'when Loan is added\n  notify owner "x"\nevery day for each Loan\n  notify owner "y"'
    )
    owner = store.people.create("Owner", None, "owner").id
    store.add_samples(NOW.date())
    run_due(store, NOW)
    run_due(store, NOW + timedelta(days=2))
    assert store.notices.of(owner) == []


# The clock -------------------------------------------------------------------


def test_what_is_due_is_done_once_after_a_long_sleep(folder: Path) -> None:
    store = made(folder, 'every day at 08:00\n  add Log with words = "morning"')
    assert run_due(store, NOW) == 0, "it begins to count now"
    assert run_due(store, NOW + timedelta(hours=1)) == 0
    assert run_due(store, NOW + timedelta(days=10)) == 1
    assert run_due(store, NOW + timedelta(days=10, minutes=1)) == 0
    assert run_due(store, NOW + timedelta(days=11)) == 1
    assert words(store) == ["morning", "morning"]


def test_a_second_process_does_nothing_twice(folder: Path) -> None:
    store = made(folder, 'every hour\n  add Log with words = "hour"')
    other = AppStore(store.folder)
    run_due(store, NOW)
    later = NOW + timedelta(hours=1, minutes=1)
    assert run_due(store, later) + run_due(other, later) == 1
    assert words(other) == ["hour"]


def test_a_clock_that_jumps_back_does_nothing_again(folder: Path) -> None:
    store = made(folder, 'every day at 08:00\n  add Log with words = "x"')
    run_due(store, NOW)
    run_due(store, NOW + timedelta(days=1))
    run_due(store, NOW)
    run_due(store, NOW + timedelta(days=1, hours=1))
    assert words(store) == ["x"]
    run_due(store, NOW + timedelta(days=4000))
    assert run_due(store, NOW + timedelta(days=2)) == 0, "a mark from a wrong clock counts no more"
    assert run_due(store, NOW + timedelta(days=3)) == 1


def test_days_after_a_date(folder: Path) -> None:
    store = made(folder, '3 days after due of Loan where not returned\n  add Log with words = "late"')
    today = NOW.astimezone().date()
    run_due(store, NOW - timedelta(days=1))
    with store.write(viewer(store)) as writer:
        writer.add("loan", {"due": today - timedelta(days=2)})
        writer.add("loan", {"due": today - timedelta(days=2), "returned": True})
        writer.add("loan", {"due": today - timedelta(days=30)})
        writer.add("loan", {})
    assert run_due(store, NOW) == 0
    assert run_due(store, NOW + timedelta(days=1)) == 1
    assert run_due(store, NOW + timedelta(days=2)) == 0


def test_an_hour_after_it_was_added(folder: Path) -> None:
    store = made(folder, '1 hour after Tool is added\n  add Log with words = "old"')
    run_due(store, NOW)
    with store.write(viewer(store)) as writer:
        writer.add("tool", {"name": "Saw"})
    assert run_due(store, NOW + timedelta(minutes=59)) == 0
    assert run_due(store, NOW + timedelta(minutes=61)) == 1
    assert run_due(store, NOW + timedelta(minutes=62)) == 0


def test_one_failing_row_keeps_no_other_from_its_turn(folder: Path) -> None:
    store = made(folder, "every day for each Tool\n  add Tool with name = name\n  remove this")
    run_due(store, NOW)
    with store.write(viewer(store)) as writer:
        writer.add("tool", {"name": "Saw"})
        writer.add("tool", {"name": "Axe"})
    assert run_due(store, NOW + timedelta(days=1)) == 2
    assert sorted(map(str, words(store, "tool"))) == ["Axe", "Saw"]


@pytest.mark.parametrize(
    ("unit", "last", "following"),
    [("day", 15, 16), ("weekday", 15, 16), ("monday", 13, 20), ("sunday", 12, 19), ("wednesday", 15, 22)],
)
def test_times_of_the_calendar(unit: str, last: int, following: int) -> None:
    at = datetime(2030, 5, 15, 8).time()
    now = datetime(2030, 5, 15, 12).astimezone()
    assert last_time(unit, at, now).astimezone().day == last
    assert next_time(unit, at, now).astimezone().day == following
    before = datetime(2030, 5, 15, 7, 59).astimezone()
    assert last_time("day", at, before).astimezone().day == 14
    assert last_time("month", at, now).astimezone().day == 1
    assert next_time("month", at, now).astimezone().month == 6


# Jobs ------------------------------------------------------------------------


def waiting(folder: Path) -> tuple[AppStore, Jobs]:
    store = made(folder, 'when Tool is added\n  email owner "x"')
    store.people.create("Owner", "o@b.example.net", "owner")
    with store.write(viewer(store)) as writer:
        writer.add("tool", {"name": "Saw"})
    return store, store.jobs


def test_a_job_is_taken_by_one_and_comes_back_if_that_dies(folder: Path) -> None:
    store, jobs = waiting(folder)
    job = jobs.take(NOW)
    assert job is not None
    assert AppStore(store.folder).jobs.take(NOW) is None
    again = jobs.take(NOW + timedelta(minutes=6))
    assert again is not None
    assert again.key == job.key
    jobs.done(again, NOW)
    assert jobs.take(NOW + timedelta(days=1)) is None
    assert [(each.state, each.text) for each in jobs.listed()] == [("done", "")]


def test_a_job_is_given_up_after_its_tries(folder: Path) -> None:
    _, jobs = waiting(folder)
    now, tries = NOW, 0
    while (job := jobs.take(now)) is not None:
        tries += 1
        jobs.failed(job, now, "nobody there")
        now += timedelta(days=1)
    assert tries == 6
    assert [(each.state, each.why) for each in jobs.listed()] == [("failed", "nobody there")]
    jobs.again(1, now)
    assert jobs.take(now) is not None


def test_only_so_much_is_sent_an_hour(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, jobs = waiting(folder)
    monkeypatch.setattr("appling.store.outgoing.jobs.PER_HOUR", 1)
    with store.write(viewer(store)) as writer:
        writer.add("tool", {"name": "Axe"})
    first = jobs.take(NOW)
    assert first is not None
    jobs.done(first, NOW)
    assert jobs.take(NOW) is None
    assert jobs.take(NOW + timedelta(minutes=61)) is not None
