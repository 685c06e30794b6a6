"""The people of an app, their sessions, and what is written down about them."""

from datetime import UTC, datetime, timedelta

import pytest

from appling.store import AppStore, NotThere, Taken
from appling.store.persons import audit
from appling.store.persons.people import IDLE, LONGEST, Person


@pytest.fixture
def person(store: AppStore) -> Person:
    return store.people.create(" Somebody ", "Some.Body@Example.org ", "member", "a hash")


def test_people_are_found_by_their_address(store: AppStore, person: Person) -> None:
    assert (person.name, person.email) == ("Somebody", "some.body@example.org")
    assert store.people.find("SOME.BODY@example.ORG") == person
    assert store.people.get(person.id) == person
    assert store.people.find("nobody@example.org") is None
    assert store.people.all() == [person]
    with pytest.raises(NotThere):
        store.people.get(99)


def test_an_address_belongs_to_one(store: AppStore, person: Person) -> None:
    with pytest.raises(Taken) as refused:
        store.people.create("Other", "some.BODY@example.org", "member")
    assert refused.value.field == "email"
    store.people.create("Without", None, "member")
    store.people.create("Without too", None, "member")


def test_roles_and_names_change(store: AppStore, person: Person) -> None:
    store.people.set_role(person.id, "organiser")
    store.people.rename(person.id, "Else")
    found = store.people.get(person.id)
    assert (found.role, found.name) == ("organiser", "Else")
    with pytest.raises(NotThere):
        store.people.set_role(99, "organiser")
    assert [event.event for event in store.events(2)] == ["name changed", "role organiser"]


def test_sessions(store: AppStore, person: Person) -> None:
    token, session = store.people.start_session(person.id)
    assert store.people.session(token) == session
    assert len(token) >= 43
    assert store.people.session(token + "x") is None
    assert store.people.session("") is None
    store.people.end_session(token)
    assert store.people.session(token) is None


def test_tokens_are_not_in_the_file(store: AppStore, person: Person) -> None:
    token, _ = store.people.start_session(person.id)
    store.close()
    content = b"".join(path.read_bytes() for path in store.folder.iterdir() if path.is_file())
    assert b"some.body@example.org" in content
    assert token.encode() not in content


def test_sessions_end_by_time(store: AppStore, person: Person) -> None:
    token, _ = store.people.start_session(person.id)
    now = datetime.now(UTC)
    assert store.people.session(token, now + IDLE + timedelta(minutes=1)) is None
    for days in range(0, LONGEST.days, IDLE.days - 1):
        assert store.people.session(token, now + timedelta(days=days)) is not None
    assert store.people.session(token, now + LONGEST + timedelta(minutes=1)) is None


@pytest.mark.parametrize("end", ["disable", "password", "all"])
def test_sessions_end_with_the_right_to_them(store: AppStore, person: Person, end: str) -> None:
    tokens = [store.people.start_session(person.id)[0] for _ in range(2)]
    if end == "disable":
        store.people.set_active(person.id, False)
    elif end == "password":
        store.people.set_password(person.id, "another hash")
    else:
        store.people.end_sessions(person.id)
    assert [store.people.session(token) for token in tokens] == [None, None]


def test_the_disabled_start_no_session(store: AppStore, person: Person) -> None:
    store.people.set_active(person.id, False)
    with pytest.raises(NotThere):
        store.people.start_session(person.id)


def test_the_audit_forgets_the_oldest(store: AppStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "MOST_EVENTS", 3)
    for number in range(6):
        store.record("tried", None, "x" * number * 1000)
    events = store.events()
    assert len(events) == 3
    assert {len(event.detail) for event in events} == {audit.LONGEST_DETAIL}


def test_changes_are_counted_and_events_are_not(store: AppStore) -> None:
    before = store.changes()
    assert before is not None
    store.record("tried")
    assert store.changes() == before
    store.people.create("Somebody", None, "member")
    assert store.changes() == before + 1
