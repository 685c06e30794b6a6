"""Signing up, in and out; how passwords and sessions are kept; how often one may try."""

import re

import pytest
from tests.runtime.conftest import Client, Club

from appling.runtime import make_pass
from appling.runtime.identity.accounts import BY_ADDRESS, NEW_BY_ADDRESS
from appling.runtime.web.limits import Limiter, Rate
from appling.runtime.web.problems import TooMany

GOOD = {"name": "Kim", "email": "kim@example.org", "password": "tandem-in-the-rain"}


def sign_up(client: Client, **changed: str) -> int:
    return client.post("/-/sign-up", GOOD | changed).status_code


def sign_in(client: Client, password: str = GOOD["password"], email: str = GOOD["email"]) -> int:
    return client.post("/-/sign-in", {"email": email, "password": password}).status_code


def test_signing_up_gives_the_first_role(club: Club) -> None:
    assert sign_up(club.guest) == 303
    assert "Kim" in club.guest.get("/mine").text
    kept = club.place.rows("_people")[-1]
    assert kept["role"] == "member"
    assert kept["password"].startswith("$argon2id$")
    assert GOOD["password"] not in "\n".join(club.place.dump())


def test_nobody_chooses_a_role(club: Club) -> None:
    assert sign_up(club.guest, role="owner", _role="organiser", active="yes", id="1") == 303
    assert club.place.rows("_people")[-1]["role"] == "member"
    response = club.guest.api("POST", "/api/-/account", GOOD | {"email": "b@example.org", "role": "owner"})
    assert response.status_code in (400, 403)


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"name": " "}, "what you are called"),
        ({"name": "x" * 101}, "what you are called"),
        ({"email": "nobody"}, "mail"),
        ({"email": ""}, "Email is required"),
        ({"password": "seven77"}, "at least 8"),
        ({"password": "password1"}, "easy to guess"),
        ({"password": "aaaaaaaaaa"}, "easy to guess"),
        ({"password": "kim@example.org"}, "easy to guess"),
        ({"password": "x1" * 200}, "at most 200"),
    ],
)
def test_bad_accounts_are_refused(club: Club, changed: dict[str, str], because: str) -> None:
    club.guest.get("/-/sign-up")
    response = club.guest.post("/-/sign-up", GOOD | changed)
    assert response.status_code == 400
    assert because in response.text
    assert re.search(r'<input[^>]*type="password"', response.text)
    assert not re.search(r'<input[^>]*type="password"[^>]*value=', response.text)
    assert len(club.place.rows("_people")) == 4


def test_an_address_has_one_account(club: Club) -> None:
    assert sign_up(club.guest) == 303
    assert sign_up(club.place.visitor(), email="KIM@example.org ") == 400
    assert len(club.place.rows("_people")) == 5


def test_the_same_password_is_kept_differently(club: Club) -> None:
    sign_up(club.guest)
    sign_up(club.place.visitor(), email="robin@example.org")
    one, other = (person["password"] for person in club.place.rows("_people")[-2:])
    assert one != other


def test_signing_in_makes_a_new_session_and_out_ends_it(club: Club) -> None:
    sign_up(club.guest)
    first = club.guest.http.cookies["session_bike-club"]
    club.guest.get("/mine")
    assert club.guest.post("/-/sign-out").status_code == 303
    assert "session_bike-club" not in club.guest.http.cookies
    club.guest.http.cookies.set("session_bike-club", first)
    assert club.guest.get("/mine").status_code == 303
    client = club.place.visitor()
    assert sign_in(client) == 303
    second = client.http.cookies["session_bike-club"]
    assert len(second) >= 43
    assert second != first
    assert not any(first in line or second in line for line in club.place.dump())


def test_signing_in_again_ends_the_session_before(club: Club) -> None:
    sign_up(club.guest)
    before = club.guest.http.cookies["session_bike-club"]
    club.guest.get("/mine")
    assert sign_in(club.guest) == 303
    thief = club.place.visitor()
    thief.http.cookies.set("session_bike-club", before)
    assert thief.get("/mine").status_code == 303


def test_wrong_mail_and_wrong_password_look_alike(club: Club) -> None:
    sign_up(club.guest)
    client = club.place.visitor()
    client.get("/-/sign-in")
    texts = []
    for email, password in ((GOOD["email"], "wrong-password"), ("nobody@example.org", "wrong-password")):
        response = client.post("/-/sign-in", {"email": email, "password": password})
        assert response.status_code == 400
        texts.append(response.text.replace(email, "").split("<form")[-1].split("_token")[0])
        assert "no account with this address and this password" in response.text
    assert texts[0] == texts[1]


def test_who_is_disabled_is_out_at_once(club: Club) -> None:
    sign_up(club.guest)
    person = club.place.rows("_people")[-1]["_id"]
    assert club.guest.get("/mine").status_code == 200
    club.owner.get("/")
    assert club.owner.post(f"/-/people/{person}", {"active": "no"}).status_code == 303
    assert club.guest.get("/mine").status_code == 303
    assert sign_in(club.place.visitor()) == 400


def test_a_changed_role_holds_at_once(club: Club) -> None:
    club.owner.get("/")
    assert club.organiser.get("/late").status_code == 200
    club.owner.post(f"/-/people/{club.organiser.person}", {"role": "member"})
    assert club.organiser.get("/late").status_code == 303
    token, _ = club.place.store.people.start_session(club.organiser.person or 0)
    club.organiser.http.cookies.set("session_bike-club", token)
    assert club.organiser.get("/late").status_code == 403


def test_bad_passwords_are_counted_per_account(club: Club) -> None:
    club.place.site._limiter = Limiter(lambda: 0.0)
    sign_up(club.guest)
    statuses = []
    for index in range(14):
        client = club.place.visitor(address=f"10.0.0.{index}")
        client.get("/-/sign-in")
        statuses.append(sign_in(client, "wrong-password"))
    assert statuses[:10] == [400] * 10
    assert statuses[10:] == [429] * 4
    assert sign_in(club.place.visitor()) == 429


def test_bad_passwords_are_counted_per_address(club: Club) -> None:
    limiter = club.place.site._limiter = Limiter(lambda: 0.0)
    for _ in range(BY_ADDRESS.burst - 3):
        limiter.take(BY_ADDRESS, club.place.key, "sign-in address", "10.9.9.9")
    client = club.place.visitor(address="10.9.9.9")
    client.get("/-/sign-in")
    statuses = [sign_in(client, "wrong-password", f"p{index}@example.org") for index in range(5)]
    assert statuses == [400, 400, 400, 429, 429]
    response = client.post("/-/sign-in", {"email": "x@example.org", "password": "y"})
    assert response.headers["retry-after"].isdigit()
    assert "Too many tries" in response.text


def test_accounts_are_counted_per_address(club: Club) -> None:
    club.place.site._limiter = Limiter(lambda: 0.0)
    statuses = [
        club.guest.api("POST", "/api/-/account", GOOD | {"email": f"p{index}"}).status_code
        for index in range(NEW_BY_ADDRESS.burst + 3)
    ]
    assert statuses[: NEW_BY_ADDRESS.burst] == [400] * NEW_BY_ADDRESS.burst
    assert 429 in statuses[NEW_BY_ADDRESS.burst :]


def test_scripts_sign_in_for_a_token(club: Club) -> None:
    script = club.place.visitor()
    made = script.api("POST", "/api/-/account", GOOD)
    assert made.status_code == 201
    assert made.json()["person"]["role"] == "member"
    got = script.api("POST", "/api/-/session", {"email": GOOD["email"], "password": GOOD["password"]})
    script.bearer = got.json()["token"]
    assert script.api("GET", "/api/loan").json()["total"] == 0
    assert script.api("POST", "/api/loan", {"bike": 1}).status_code == 201
    assert script.api("DELETE", "/api/-/session").status_code == 204
    assert script.api("GET", "/api/loan").status_code == 401
    assert script.api("GET", "/api/bike").status_code == 401


def test_a_bearer_token_opens_no_pages(club: Club) -> None:
    script = club.place.script("organiser")
    assert script.get("/late").status_code == 303
    assert script.api("GET", "/api/loan").status_code == 200


@pytest.mark.parametrize("body", [None, {}, [], "x", {"email": 1, "password": 2}, {"email": "a@b.c"}])
def test_odd_sign_ins_are_refused(club: Club, body: object) -> None:
    assert club.guest.api("POST", "/api/-/session", body).status_code == 400


def test_the_owner_comes_in_by_a_pass_once(club: Club) -> None:
    one_time = make_pass(club.place.home, club.place.key)
    first = club.guest.get(f"/-/enter?pass={one_time}")
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert club.guest.get("/-/people").status_code == 200
    assert club.place.visitor().get(f"/-/enter?pass={one_time}").status_code == 403
    assert club.place.visitor().get("/-/enter?pass=forged").status_code == 403
    assert club.place.visitor().get("/-/enter").status_code == 403
    owners = [person for person in club.place.rows("_people") if person["role"] == "owner"]
    assert len(owners) == 1


def test_a_pass_is_for_one_app(club: Club) -> None:
    other = make_pass(club.place.home, "another")
    assert club.guest.get(f"/-/enter?pass={other}").status_code == 403


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\r\nX: y",
        "\\\\e",
    ],
)
def test_nobody_is_sent_elsewhere(club: Club, target: str) -> None:
    one_time = make_pass(club.place.home, club.place.key)
    response = club.guest.get("/-/enter", params={"pass": one_time, "next": target})
    assert response.headers["location"] == "/"
    sign_up(club.place.visitor())
    client = club.place.visitor()
    client.get("/-/sign-in")
    answer = client.post("/-/sign-in", {k: GOOD[k] for k in ("email", "password")} | {"next": target})
    assert answer.headers["location"] == "/"


def test_after_signing_in_one_is_where_one_wanted_to_be(club: Club) -> None:
    sign_up(club.place.visitor())
    asked = club.guest.get("/data/loan?search=a&sort=-due")
    assert asked.headers["location"].startswith("/-/sign-in?next=/data/loan%3Fsearch")
    page = club.guest.get(asked.headers["location"])
    assert 'value="/data/loan?search=a&amp;sort=-due"' in page.text
    given = {k: GOOD[k] for k in ("email", "password")} | {"next": "/data/loan?search=a"}
    assert club.guest.post("/-/sign-in", given).headers["location"] == "/data/loan?search=a"


def test_an_app_without_roles_has_no_accounts(make) -> None:  # type: ignore[no-untyped-def]
    place = make("app Notes\n\nthing Note\n  text: text\n")
    visitor = place.visitor()
    for path in ("/-/sign-in", "/-/sign-up", "/-/people"):
        assert visitor.get(path).status_code == 404
    private = visitor.get("/")
    assert private.status_code == 401
    assert "private" in private.text
    assert visitor.get(f"/-/enter?pass={make_pass(place.home, place.key)}").status_code == 303
    assert visitor.get("/").status_code == 200


def test_buckets_fill_again_and_are_forgotten() -> None:
    now = [0.0]
    limiter = Limiter(lambda: now[0], capacity=3)
    rate = Rate(burst=2, seconds=10)
    limiter.take(rate, "a")
    limiter.take(rate, "a")
    with pytest.raises(TooMany) as refused:
        limiter.take(rate, "a")
    assert refused.value.seconds == 10
    now[0] = 10
    limiter.take(rate, "a")
    with pytest.raises(TooMany):
        limiter.take(rate, "a")
    limiter.forget("a")
    limiter.take(rate, "a")
    for key in "bcd":
        limiter.take(rate, key)
    limiter.take(rate, "a")
    limiter.take(rate, "a")
