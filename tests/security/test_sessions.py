"""A session begins with a new token, ends when it should, and is of no use anywhere else."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from tests.runtime.conftest import Place
from tests.security.conftest import (
    PASSWORD,
    is_signed_in,
    session_of,
    sign_in,
    sign_up,
    with_session,
)

from appling.store import NotThere
from appling.store.persons.people import IDLE, LONGEST


def test_each_sign_in_has_a_token_of_its_own_and_the_file_has_none(notes: Place) -> None:
    tokens = [session_of(sign_up(notes), notes)]
    tokens += [session_of(sign_in(notes)[0], notes) for _ in range(3)]
    assert len(set(tokens)) == 4
    assert all(len(token) >= 43 for token in tokens)
    kept = b"".join(path.read_bytes() for path in notes.home.path.rglob("*") if path.is_file())
    assert not [token for token in tokens if token.encode() in kept]


def test_a_token_brought_along_is_not_taken_over(notes: Place) -> None:
    sign_up(notes)
    client = with_session(notes, "x" * 43)
    client.get("/-/sign-in")
    assert client.post("/-/sign-in", {"email": "kim@example.org", "password": PASSWORD}).status_code == 303
    assert not is_signed_in(with_session(notes, "x" * 43))


def test_signing_out_ends_it_for_pages_and_scripts(notes: Place) -> None:
    client = sign_up(notes)
    token = session_of(client, notes)
    assert is_signed_in(with_session(notes, token))
    assert client.post("/-/sign-out").status_code == 303
    assert not is_signed_in(with_session(notes, token))
    script = notes.script("writer")
    assert script.api("GET", "/api/note").status_code == 200
    assert script.api("DELETE", "/api/-/session").status_code == 204
    assert script.api("GET", "/api/note").status_code == 401


def test_another_password_ends_all_others_and_begins_anew(notes: Place) -> None:
    client = sign_up(notes)
    elsewhere, _ = sign_in(notes)
    before = session_of(client, notes)
    form = {"current": PASSWORD, "password": "another-long-one"}
    assert client.post("/-/account", form).status_code == 303
    assert is_signed_in(client)
    assert session_of(client, notes) != before
    assert not is_signed_in(with_session(notes, before))
    assert not is_signed_in(elsewhere)
    assert sign_in(notes)[1] == 400
    assert sign_in(notes, "another-long-one")[1] == 303


def test_the_owner_disables_somebody_at_once(notes: Place) -> None:
    client, owner = sign_up(notes), notes.owner()
    assert owner.post(f"/-/people/{client.person}", {"active": "no"}).status_code == 303
    assert not is_signed_in(client)
    assert sign_in(notes)[1] == 400
    assert owner.post(f"/-/people/{client.person}", {"active": "yes"}).status_code == 303
    assert not is_signed_in(client)
    assert sign_in(notes)[1] == 303


def test_another_role_ends_the_session(notes: Place) -> None:
    client, owner = sign_up(notes), notes.owner()
    assert owner.post(f"/-/people/{client.person}", {"role": "reader"}).status_code == 303
    assert not is_signed_in(client)


def test_somebody_who_is_no_more_has_no_session(notes: Place) -> None:
    client = sign_up(notes)
    with closing(sqlite3.connect(notes.store.folder / "app.db")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM _people WHERE _id = ?", (client.person,))
        connection.commit()
    assert not is_signed_in(client)
    assert notes.rows("_sessions") == []


def test_it_ends_when_it_rests_and_when_it_is_old(notes: Place) -> None:
    people = notes.store.people
    person = people.create("Kim", None, "writer")
    token, session = people.start_session(person.id)
    now = datetime.now(UTC)
    assert people.session(token, now + IDLE - timedelta(minutes=1)) is not None
    token, session = people.start_session(person.id)
    assert people.session(token, now + IDLE + timedelta(minutes=1)) is None
    at = now
    while at < session.created + LONGEST - timedelta(days=8):
        at += timedelta(days=7)
        assert people.session(token, at) is not None
    assert people.session(token, session.created + LONGEST) is None


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_cookie_is_kept_from_scripts_and_other_hosts(notes: Place, scheme: str) -> None:
    client = notes.visitor(scheme)
    client.get("/-/sign-up")
    form = {"name": "Kim", "email": "kim@example.org", "password": PASSWORD}
    answer = client.post("/-/sign-up", form)
    cookie = next(each for each in answer.headers.get_list("set-cookie") if "session" in each.split("=")[0])
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "domain" not in cookie.lower()
    assert (cookie.startswith("__Host-session=") and "Secure" in cookie) is (scheme == "https")


def test_a_session_is_no_good_as_another_kind_of_token(notes: Place) -> None:
    client = sign_up(notes)
    token = session_of(client, notes)
    assert client.get(f"/-/link/{token}").status_code == 404
    assert client.get(f"/-/enter?pass={token}").status_code == 403
    assert client.get(f"/files/{token}").status_code == 404
    with pytest.raises(NotThere):
        notes.store.entry.invited(token)
