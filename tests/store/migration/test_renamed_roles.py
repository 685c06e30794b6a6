"""A role that has another name: its people keep it, there and back."""

from pathlib import Path

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import App
from appling.store import AppStore
from appling.store.migration import Change

BEFORE = "app Club\n  people: member, organiser\n  member may see\nthing Bike\n  name: text\n"


def parsed(source: str) -> App:
    app = check(source, vocabulary()).app
    assert app is not None
    return app


@pytest.fixture
def store(tmp_path: Path) -> AppStore:
    made = AppStore.create(tmp_path / "club", parsed(BEFORE), BEFORE)
    for name, role in (("Ada", "member"), ("Bo", "organiser"), ("Cy", "owner"), ("Di", "crew")):
        made.people.create(name, None, role)
    return made


def roles(store: AppStore) -> dict[str, str]:
    return {person.name: person.role for person in store.people.all()}


def called(people: str) -> str:
    return BEFORE.replace("member, organiser", people).replace("member may", people.split()[0] + " may")


def test_people_keep_a_renamed_role(store: AppStore) -> None:
    before, after = roles(store), called("crew (was member), organiser")
    report = store.replace(parsed(after), after)
    assert report.changes == (Change("role renamed", "crew", was="member", values=1),)
    assert {name: roles(store)[name] for name in ("Ada", "Bo", "Cy")} == {
        "Ada": "crew",
        "Bo": "organiser",
        "Cy": "owner",
    }
    store.undo()
    assert roles(store) == before
    store.redo()
    assert roles(store)["Ada"] == "crew"


def test_who_had_a_role_of_that_name_long_ago_does_not_come_to_have_it(store: AppStore) -> None:
    after = called("crew (was member), organiser")
    store.replace(parsed(after), after)
    assert roles(store)["Di"] not in ("crew", "organiser", "owner")


def test_a_rename_is_done_once(store: AppStore) -> None:
    after = called("crew (was member), organiser")
    store.replace(parsed(after), after)
    late = store.people.create("Ed", None, "member")
    store.replace(parsed(after + "  colour: text\n"), after + "  colour: text\n")
    assert store.people.get(late.id).role == "member"


def test_two_roles_swap_their_names(store: AppStore) -> None:
    before, after = roles(store), called("organiser (was member), member (was organiser)")
    store.replace(parsed(after), after)
    assert (roles(store)["Ada"], roles(store)["Bo"]) == ("organiser", "member")
    store.undo()
    assert roles(store) == before
