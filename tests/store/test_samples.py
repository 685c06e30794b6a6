"""Sample rows are marked as such, and go without a trace."""

import os
from datetime import UTC, datetime, timedelta

from tests.store.apps import BIKES, PERSON, TODAY, link, path, viewer

from appling.blueprint.model.expression import Kind, Path, ValueType
from appling.store import AppStore, Query, Scope, Viewer

CREATED = Path(("_created",), ValueType(Kind.MOMENT))
BIKE = Query("bike", (path("name"), path("photo")))
LOAN = Query("loan", (path("bike", type_=link("bike")), path("borrower", type_=PERSON)))


def test_samples_are_whole(store: AppStore, owner: Viewer) -> None:
    assert not store.has_samples()
    store.add_samples(TODAY, per_thing=4)
    assert store.has_samples()
    with store.read(owner) as reader:
        bikes, loans = reader.rows(BIKE), reader.rows(LOAN)
    assert len(bikes) == 4
    assert len(loans) >= 4
    assert all(row.sample for row in bikes + loans)
    assert all(row.values[0] and row.values[1] for row in loans)
    assert all(store.files.path(row.values[1]).stat().st_size for row in bikes)
    people = store.people.all()
    assert people
    assert all(person.sample and not person.active and person.password is None for person in people)
    with store.read(owner) as reader:
        assert reader.people() == []


def test_samples_go_without_a_trace(store: AppStore, owner: Viewer) -> None:
    with store.write(owner) as writer:
        real = writer.insert("bike", {"name": "Real"}, Scope("bike"))
    store.add_samples(TODAY)
    store.remove_samples()
    assert not store.has_samples()
    with store.read(owner) as reader:
        assert [row.id for row in reader.rows(BIKE)] == [real]
        assert reader.rows(LOAN) == []
    assert store.people.all() == []
    store.forget_history()
    store.remove_orphans(datetime.now(UTC) + timedelta(days=2))
    assert os.listdir(store.folder / "files") == []


def test_what_people_made_of_samples_stays(store: AppStore) -> None:
    """A sample that was changed by hand, or that somebody's own row needs, is not taken away."""
    person = store.people.create("Somebody", None, "member").id
    store.add_samples(TODAY)
    with store.write(viewer(BIKES, person)) as writer:
        first, second, *_ = writer.read.rows(BIKE)
        writer.update("bike", first.id, {"weight": 9}, Scope("bike"))
        own = writer.insert("loan", {"bike": second.id}, Scope("loan"))
    store.remove_samples()
    with store.read(viewer(BIKES)) as reader:
        assert [row.id for row in reader.rows(BIKE)] == [first.id, second.id]
        assert [row.id for row in reader.rows(LOAN)] == [own]
    assert [each.id for each in store.people.all()] == [person]


def test_samples_twice_do_not_collide(store: AppStore, owner: Viewer) -> None:
    """Unique fields leave out what is there already."""
    store.add_samples(TODAY)
    store.add_samples(TODAY)
    with store.read(owner) as reader:
        names = [row.values[0] for row in reader.rows(BIKE)]
    assert len(names) == len(set(names))


def test_samples_came_to_be_one_after_another(store: AppStore, owner: Viewer) -> None:
    store.add_samples(TODAY, per_thing=6)
    with store.read(owner) as reader:
        added = [row.values[0] for row in reader.rows(Query("bike", (CREATED,)))]
    assert len(set(added)) == 6
    assert added == sorted(added)
    assert added[-1] < datetime.now(UTC) - timedelta(minutes=1)
