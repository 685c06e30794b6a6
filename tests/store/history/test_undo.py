"""Steps: what makes one, and taking them back."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from tests.store.history.apps import TODAY, dump, is_sound, make, parsed, viewer

from appling.store import AppStore, Conflict, NoSuchStep, NothingToUndo, Scope
from appling.store.history import steps, tables

SOURCE = """app Club
  people: member

thing Bike
  name: text, required, unique
  free: yes/no = yes
  photo: image

thing Loan
  bike: Bike
  who: person = me

action Borrow on Bike
  set free = no
  add Loan with bike = this
"""
BIKE, LOAN = Scope("bike"), Scope("loan")


@pytest.fixture
def store(tmp_path: Path) -> AppStore:
    return make(tmp_path / "club", SOURCE)


def add(store: AppStore, *names: str) -> list[int]:
    with store.write(viewer(store)) as writer:
        return [writer.insert("bike", {"name": name}, BIKE) for name in names]


def test_a_step_tells_what_it_was(store: AppStore) -> None:
    person = store.people.create("Somebody", None, "member").id
    one, two = add(store, "One", "Two")
    with store.write(viewer(store, person)) as writer:
        writer.act(store.app.actions[0], one)
    with store.write(viewer(store), "Spring cleaning") as writer:
        writer.delete("bike", two, BIKE)
    store.add_samples(TODAY)
    told = [(each.kind, each.title, each.person, each.things) for each in store.history()]
    assert told[1:] == [
        ("rows", "Spring cleaning", None, {"bike": (0, 0, 1)}),
        ("rows", "Borrow", person, {"bike": (0, 1, 0), "loan": (1, 0, 0)}),
        ("rows", "", None, {"bike": (2, 0, 0)}),
    ]
    assert told[0][0] == "samples"


def test_what_touches_no_row_is_no_step(store: AppStore) -> None:
    person = store.people.create("Somebody", "a@b.example", "member")
    store.people.start_session(person.id)
    store.record("looked")
    with store.write(viewer(store)) as writer:
        writer.remove("bike", writer.add("bike", {"name": "There and gone"}))
    with pytest.raises(RuntimeError), store.write(viewer(store)) as writer:
        writer.add("bike", {"name": "Never"})
        raise RuntimeError
    assert store.history() == []
    with pytest.raises(NothingToUndo, match="nothing to undo"):
        store.undo()


def test_people_stay_while_rows_go(store: AppStore) -> None:
    add(store, "One")
    person = store.people.create("Somebody", "a@b.example", "member", "hash")
    with store.write(viewer(store, person.id)) as writer:
        writer.insert("loan", {"bike": 1}, LOAN)
    store.undo(0)
    assert store.people.all() == [person]
    assert dump(store)["loan"]["who"] == {}


def test_links_that_a_deletion_emptied_point_again(store: AppStore) -> None:
    (bike,) = add(store, "One")
    with store.write(viewer(store)) as writer:
        writer.insert("loan", {"bike": bike}, LOAN)
    before = dump(store)
    with store.write(viewer(store)) as writer:
        writer.connection.exec_driver_sql("DELETE FROM bike")
    assert dump(store)["loan"]["bike"] == {1: ("null", None)}
    store.undo()
    assert dump(store) == before
    assert is_sound(store)


def test_a_form_from_before_the_undoing_is_out_of_date(store: AppStore) -> None:
    (bike,) = add(store, "One")
    with store.write(viewer(store)) as writer:
        writer.update("bike", bike, {"name": "Other"}, BIKE, 1)
    for move in (store.undo, store.redo, store.undo):
        move()
        with pytest.raises(Conflict), store.write(viewer(store)) as writer:
            writer.update("bike", bike, {"name": "Stale"}, BIKE, 2)
    store.undo()
    store.redo()
    with store.write(viewer(store)) as writer:
        assert writer.read.row("bike", bike).version > 5


def test_something_new_ends_what_could_be_made_again(store: AppStore) -> None:
    add(store, "One")
    add(store, "Two")
    store.undo()
    assert [each.undone for each in store.history()] == [True, False]
    add(store, "Three")
    assert [each.number for each in store.history()] == [3, 1]
    with pytest.raises(NothingToUndo):
        store.redo()
    with pytest.raises(NoSuchStep, match="no step 2"):
        store.undo(2)
    assert [value for _, value in dump(store)["bike"]["name"].values()] == ["One", "Three"]


def test_another_process_and_another_day(store: AppStore) -> None:
    other = AppStore(store.folder)
    assert other.changes() == store.changes()
    add(store, "One")
    store.replace(parsed(SOURCE.replace("Club", "Society")), SOURCE.replace("Club", "Society"))
    store.close()
    assert [each.kind for each in other.undo(0)] == ["app", "rows"]
    assert store.app.name == "Club"
    assert store.changes() == other.changes()
    seen = store.changes()
    other.redo(2)
    assert store.changes() != seen
    assert store.app.name == "Society"
    other.close()


def test_writers_side_by_side_each_have_a_step(store: AppStore) -> None:
    stores = [AppStore(store.folder) for _ in range(3)]
    threads = [Thread(target=add, args=(each, f"Bike {index}")) for index, each in enumerate(stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.things for each in store.history()] == [{"bike": (1, 0, 0)}] * 3
    for each in stores:
        each.close()


def test_an_upload_stays_as_long_as_history_may_bring_it_back(store: AppStore) -> None:
    upload = store.files.add(
        BytesIO(b"picture"),
        name="a.png",
        type_="image/png",
        thing="bike",
        field="photo",
        person=None,
        limit=99,
    )
    with store.write(viewer(store)) as writer:
        bike = writer.insert("bike", {"name": "One", "photo": upload.token}, BIKE)
    with store.write(viewer(store)) as writer:
        writer.delete("bike", bike, BIKE)
    later = datetime.now(UTC) + timedelta(days=2)
    assert store.remove_orphans(later) == 0
    store.undo()
    assert store.files.path(upload.token).read_bytes() == b"picture"
    renamed = (
        SOURCE.replace("thing Bike", "thing Cycle (was Bike)")
        .replace("Bike", "Cycle")
        .replace("was Cycle", "was Bike")
    )
    store.replace(parsed(renamed), renamed)
    assert store.remove_orphans(later) == 0
    dropped = "app Club\n\nthing Other\n  name: text\n"
    store.replace(parsed(dropped), dropped)
    store.forget_history()
    assert store.remove_orphans(later) == 0
    store.empty_attic()
    assert store.remove_orphans(later) == 1


def test_history_has_an_end(store: AppStore, monkeypatch: pytest.MonkeyPatch) -> None:
    for index in range(6):
        add(store, f"Bike {index}")
    now = datetime.now(UTC)
    with store._writes() as connection:
        assert steps.prune(connection, now + timedelta(days=400)) == 0
    monkeypatch.setattr(steps, "ALWAYS_KEPT", 2)
    with store._writes() as connection:
        assert steps.prune(connection, now + timedelta(days=89)) == 0
        assert steps.prune(connection, now + timedelta(days=91)) == 4
    assert [each.number for each in store.history()] == [6, 5]
    assert len(store.undo(0)) == 2
    assert len(dump(store)["bike"]["_id"]) == 4


def test_history_keeps_so_many_rows(store: AppStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "MOST_IMAGES", 10)
    monkeypatch.setattr(steps, "MANY_IMAGES", 5)
    for index in range(3):
        add(store, *(f"Bike {index} {each}" for each in range(4)))
    add(store, *(f"Many {each}" for each in range(20)))
    assert [each.number for each in store.history()] == [4]


def test_forgotten_is_gone_from_the_file(store: AppStore) -> None:
    (bike,) = add(store, "Canary in the coal mine")
    with store.write(viewer(store)) as writer:
        writer.delete("bike", bike, BIKE)
    assert store.forget_history() == 2
    assert store.history() == []
    with pytest.raises(NothingToUndo):
        store.undo()
    store.close()
    assert all(b"Canary" not in path.read_bytes() for path in store.folder.rglob("*") if path.is_file())


def test_a_file_from_before_history_gets_one_when_it_is_written(store: AppStore) -> None:
    add(store, "One")
    with store._writes(counted=False) as connection:
        tables.stop_triggers(connection)
        for name in [*tables.shadows(connection), "_recording", "_touched", "_steps", "_attic"]:
            connection.exec_driver_sql(f"DROP TABLE {tables.quoted(name)}")
    store.close()
    old = AppStore(store.folder)
    assert (old.history(), old.attic()) == ([], [])
    with pytest.raises(NoSuchStep):
        old.difference(0)
    with pytest.raises(NothingToUndo):
        old.undo()
    with old.write(viewer(old)) as writer:
        writer.update("bike", 1, {"name": "Other"}, BIKE)
    assert [each.things for each in old.history()] == [{"bike": (0, 1, 0)}]
    old.undo()
    assert dump(old)["bike"]["name"] == {1: ("text", "One")}
    old.close()


def test_samples_come_and_go_with_their_people(store: AppStore) -> None:
    store.add_samples(TODAY)
    people, rows = store.people.all(), dump(store)
    store.remove_samples()
    assert store.people.all() == []
    store.undo()
    assert (store.people.all(), dump(store)) == (people, rows)
    store.undo()
    assert store.people.all() == []
    store.redo(2)
    assert store.people.all() == []
    assert is_sound(store)


def test_the_difference_between_steps(store: AppStore) -> None:
    one, two = add(store, "One", "Two")
    changed = SOURCE.replace("free: yes/no = yes", "free: yes/no = yes\n  size: number = 3")
    store.replace(parsed(changed), changed)
    with store.write(viewer(store)) as writer:
        writer.update("bike", one, {"name": "Uno"}, BIKE)
        writer.delete("bike", two, BIKE)
    found = store.difference(1)
    assert (found.source_before, found.source_after) == (SOURCE, changed)
    assert found.things == {"bike": (0, 1, 1)}
    before, after = found.rows[0].before, found.rows[0].after
    assert before is not None
    assert after is not None
    assert (before["name"], before["size"], before["free"]) == ("One", None, True)
    assert (after["name"], after["size"]) == ("Uno", 3)
    assert found.rows[1].after is None
    assert store.difference(0, 1).things == {"bike": (2, 0, 0)}
    assert store.difference(0, 1).source_after == SOURCE
    assert store.difference(3).rows == ()
    store.undo(1)
    assert store.difference(0, 3).source_after == changed
    with pytest.raises(NoSuchStep):
        store.difference(9)


def test_undoing_is_no_part_of_another_write(store: AppStore) -> None:
    add(store, "One")
    with pytest.raises(RuntimeError, match="part of another"), store.write(viewer(store)):
        store.undo()
    assert [each.undone for each in store.history()] == [False]


def test_the_attic_is_emptied_of_what_is_out_of_use_now(store: AppStore) -> None:
    """Also where this process still thought of the blueprint that was before."""
    add(store, "One")
    other = AppStore(store.folder)
    more = SOURCE.replace("photo: image", "photo: image\n  size: number = 3")
    store.replace(parsed(more), more)
    assert other.app.name == "Club"
    less = SOURCE.replace("  photo: image\n", "")
    store.replace(parsed(less), less)
    store.replace(parsed(more), more)
    before = dump(store)["bike"]
    assert other.empty_attic() == []
    assert dump(store)["bike"] == before
    other.close()
