"""Trying again and again is slowed down, by account and by address, whatever is guessed or flooded."""

from io import BytesIO

import pytest
from tests.runtime.conftest import Client, Place
from tests.security.conftest import PASSWORD, sign_up

from appling.runtime.identity import accounts
from appling.runtime.writing import files


def wrong(client: Client, email: str) -> int:
    return client.post("/-/sign-in", {"email": email, "password": "not-the-password"}).status_code


def test_a_hundred_wrong_passwords_of_one_account(notes: Place) -> None:
    sign_up(notes)
    client = notes.visitor()
    client.get("/-/sign-in")
    statuses = [wrong(client, "kim@example.org") for _ in range(100)]
    assert statuses[:10] == [400] * 10
    assert set(statuses[11:]) == {429}
    answer = client.post("/-/sign-in", {"email": "kim@example.org", "password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


@pytest.mark.slow
def test_an_account_is_guarded_from_many_addresses(notes: Place) -> None:
    sign_up(notes)
    statuses = []
    for number in range(12):
        client = notes.visitor(address=f"10.0.0.{number}")
        client.get("/-/sign-in")
        statuses.append(wrong(client, " KIM@Example.org "))
    assert statuses[-1] == 429


@pytest.mark.slow
def test_an_address_is_guarded_over_many_accounts(notes: Place) -> None:
    client = notes.visitor()
    client.get("/-/sign-in")
    assert any(wrong(client, f"nobody{number}@example.org") == 429 for number in range(90))
    other = notes.visitor(address="10.0.0.9")
    other.get("/-/sign-in")
    assert wrong(other, "nobody99@example.org") == 400


@pytest.mark.slow
def test_scripts_share_the_same_limits(notes: Place) -> None:
    sign_up(notes)
    client = notes.visitor()
    given = {"email": "kim@example.org", "password": "not-the-password"}
    statuses = [client.api("POST", "/api/-/session", given).status_code for _ in range(11)]
    assert statuses[-1] == 429
    client.get("/-/sign-in")
    assert wrong(client, "kim@example.org") == 429


@pytest.mark.slow
def test_a_forwarding_header_makes_no_other_address(notes: Place) -> None:
    client = notes.visitor()
    client.get("/-/sign-in")
    statuses = []
    for number in range(60):
        headers = {
            "x-forwarded-for": f"10.1.1.{number}",
            "x-real-ip": f"10.1.1.{number}",
            "forwarded": "for=1",
        }
        form = {"email": f"n{number}@example.org", "password": "not-the-password"}
        statuses.append(client.post("/-/sign-in", form, headers=headers).status_code)
    assert 429 in statuses


def test_signing_up_and_links_are_limited_by_address(notes: Place) -> None:
    client, tries = notes.visitor(), range(accounts.NEW_BY_ADDRESS.burst + 2)
    client.get("/-/sign-up")
    form = {"name": "Kim", "email": "nobody", "password": "x"}
    statuses = [client.post("/-/sign-up", form).status_code for _ in tries]
    assert 429 not in statuses[:40]
    assert statuses[-1] == 429
    assert client.api("POST", "/api/-/account", form).status_code == 429
    client.get("/-/sign-in")
    statuses = [client.post("/-/link/" + "x" * 43, {"password": "x"}).status_code for _ in tries]
    assert statuses[0] == 404
    assert statuses[-1] == 429


def test_uploads_are_limited_by_person(notes: Place) -> None:
    client = notes.person("writer")
    client.get("/data/note/new")
    statuses = []
    for number in range(files.BY_PERSON.burst + 3):
        answer = client.send(
            "POST",
            "/data/note",
            data={"_token": client.token, "title": f"Note {number}"},
            files={"attachment": ("a.txt", BytesIO(b"x"), "text/plain")},
        )
        statuses.append(answer.status_code)
    assert statuses[: files.BY_PERSON.burst] == [303] * files.BY_PERSON.burst
    assert statuses[-1] == 429
    assert len(notes.rows("note")) == statuses.count(303)


def test_what_is_refused_does_not_crowd_out_the_record(notes: Place) -> None:
    client = notes.person("reader")
    for _ in range(80):
        assert client.get("/-/people").status_code == 403
    refused = [event for event in notes.store.events(500) if event.event == "refused"]
    assert 20 <= len(refused) <= 60
