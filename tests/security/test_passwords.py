"""How passwords are kept and changed, and the owner's links by which people choose them."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from tests.runtime.conftest import Client, Place
from tests.security.conftest import PASSWORD, is_signed_in, session_of, sign_in, sign_up, with_session

from appling.store.persons.entry import GOOD_FOR

NEW = {"name": "Robin", "email": "robin@example.org", "role": "reader"}


def link_in(page: str) -> str:
    """The path of the link that a page shows."""
    found = re.search(r'value="http://[^/"]*(/-/link/[^"]*)"', page)
    assert found, page
    return found[1]


def let_in(owner: Client, **changed: str) -> str:
    return link_in(owner.post("/-/people", NEW | changed).text)


def test_the_file_holds_only_slow_hashes_each_with_its_salt(notes: Place) -> None:
    sign_up(notes)
    sign_up(notes, "robin@example.org")
    hashes = [person["password"] for person in notes.rows("_people")]
    assert len(set(hashes)) == 2
    for each in hashes:
        memory, passes = re.match(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$", each).groups()  # type: ignore[union-attr]
        assert int(memory) >= 19_456
        assert int(passes) >= 2
    kept = b"".join(path.read_bytes() for path in notes.home.path.rglob("*") if path.is_file())
    assert PASSWORD.encode() not in kept


def test_changing_it_takes_the_present_one(notes: Place) -> None:
    client = sign_up(notes)
    for form, said in (
        ({"current": "wrong-password", "password": "another-long-one"}, "not your present password"),
        ({"current": PASSWORD, "password": "short"}, "at least 8"),
        ({"current": PASSWORD, "password": "password1"}, "easy to guess"),
        ({"password": "another-long-one"}, "not your present password"),
    ):
        answer = client.post("/-/account", form)
        assert answer.status_code == 400
        assert said in answer.text
        assert PASSWORD not in answer.text
    assert sign_in(notes)[1] == 303
    assert is_signed_in(client)


def test_guessing_the_present_one_is_slowed_down(notes: Place) -> None:
    client = sign_up(notes)
    form = {"current": "wrong-password", "password": "another-long-one"}
    statuses = [client.post("/-/account", form).status_code for _ in range(12)]
    assert statuses[:10] == [400] * 10
    assert 429 in statuses


def test_who_has_none_changes_none(notes: Place) -> None:
    owner = notes.owner()
    assert "no password to change" in owner.get("/-/account").text
    assert owner.post("/-/account", {"current": "", "password": "another-long-one"}).status_code == 403
    assert notes.visitor().get("/-/account").status_code == 303


def test_the_owner_lets_somebody_in_by_a_link(notes: Place) -> None:
    address = let_in(notes.owner())
    token = address.rpartition("/")[2]
    assert len(token) >= 43
    assert not any(token in line for line in notes.dump())
    guest = notes.visitor()
    for _ in range(2):
        page = guest.get(address)
        assert page.status_code == 200
        assert "robin@example.org" in page.text
    assert guest.post(address, {"password": "password1"}).status_code == 400
    assert guest.post(address, {"password": PASSWORD}).status_code == 303
    assert is_signed_in(guest)
    assert sign_in(notes, email="robin@example.org")[1] == 303
    assert notes.rows("_people")[-1]["role"] == "reader"
    thief = notes.visitor()
    assert thief.get(address).status_code == 404
    assert thief.post(address, {"password": "stolen-password"}).status_code == 404
    assert not is_signed_in(thief)


def test_a_forgotten_password_is_replaced_by_a_link(notes: Place) -> None:
    client, owner = sign_up(notes), notes.owner()
    before = session_of(client, notes)
    older = link_in(owner.post(f"/-/people/{client.person}/link").text)
    address = link_in(owner.post(f"/-/people/{client.person}/link").text)
    guest = notes.visitor()
    assert guest.get(older).status_code == 404
    assert guest.get(address).status_code == 200
    assert is_signed_in(with_session(notes, before))
    assert guest.post(address, {"password": "another-long-one"}).status_code == 303
    assert not is_signed_in(with_session(notes, before))
    assert sign_in(notes)[1] == 400
    assert sign_in(notes, "another-long-one")[1] == 303


def test_a_link_ends_by_age_by_disabling_and_by_another_password(notes: Place) -> None:
    client, owner, entry = sign_up(notes), notes.owner(), notes.store.entry
    person = client.person or 0
    token = entry.make_link(person)
    almost = datetime.now(UTC) + GOOD_FOR
    assert entry.invited(token, almost - timedelta(minutes=1)).id == person
    with pytest.raises(Exception, match="nothing here"):
        entry.invited(token, almost + timedelta(minutes=1))
    assert client.post("/-/account", {"current": PASSWORD, "password": "another-long-one"}).status_code == 303
    assert notes.visitor().get(f"/-/link/{token}").status_code == 404
    token = entry.make_link(person)
    owner.post(f"/-/people/{person}", {"active": "no"})
    assert notes.visitor().get(f"/-/link/{token}").status_code == 404
    assert owner.post(f"/-/people/{person}/link").status_code == 403


def test_only_the_owner_lets_people_in(notes: Place) -> None:
    client = sign_up(notes)
    for path in ("/-/people", f"/-/people/{client.person}/link", "/-/people/sign-up"):
        assert client.post(path, NEW).status_code == 403
        guest = notes.visitor()
        assert guest.post(path, NEW).status_code == 303
    owner = notes.owner()
    assert owner.post(f"/-/people/{owner.person}/link").status_code == 403
    assert owner.post("/-/people/999/link").status_code == 404
    assert owner.post("/-/people", NEW | {"role": "owner"}).status_code == 400
    assert owner.post("/-/people", NEW | {"email": "nobody"}).status_code == 400
    assert owner.post("/-/people", NEW | {"email": "kim@example.org"}).status_code == 400
    assert len(notes.rows("_people")) == 2


def test_a_closed_app_lets_no_stranger_register(notes: Place) -> None:
    owner = notes.owner()
    assert owner.post("/-/people/sign-up", {"open": "no"}).status_code == 303
    before = notes.dump()
    guest = notes.visitor()
    form = {"name": "Kim", "email": "kim@example.org", "password": PASSWORD}
    assert guest.get("/-/sign-up").status_code == 403
    assert "/-/sign-up" not in guest.get("/-/sign-in").text
    assert guest.post("/-/sign-up", form).status_code == 403
    assert guest.api("POST", "/api/-/account", form).status_code == 403
    assert notes.dump() == before
    address = let_in(owner)
    guest.get(address)
    assert guest.post(address, {"password": PASSWORD}).status_code == 303
    assert owner.post("/-/people/sign-up", {"open": "yes"}).status_code == 303
    sign_up(notes)
