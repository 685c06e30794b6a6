"""Mails to people: as they want them, never more than they may see, and ended by an address of its own."""

import email
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest
from tests.runtime.conftest import Client, Place

from appling.runtime.outward.mail import Mailer
from appling.runtime.outward.worker import Worker

APP = """
app Club
  people: member, guest
  member may see, add own, change own

thing Walk
  title: text, required
  words: long text
  leader: person = me
  has comments

when Walk is added
  email owner "A walk\\n{title}"
"""
NOON = datetime(2030, 5, 15, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def club(make: Callable[..., Place]) -> Place:
    return make(APP.lstrip())


def signed_in(place: Place, name: str, role: str = "member") -> Client:
    client = place.visitor()
    known = place.store.people.create(name, f"{name.casefold()}@club.org", role)
    client.http.cookies.set(f"session_{place.key}", place.store.people.start_session(known.id)[0])
    client.person = known.id
    client.get("/")
    return client


def turn(place: Place, now: datetime = NOON) -> list[EmailMessage]:
    """What goes out in one turn of the worker."""
    folder = place.store.folder / "mail"
    before = set(folder.glob("*.eml"))
    origin = f"http://{place.key}.localhost:8400"
    Worker(place.home, Mailer(None, "club@club.org"), origin=lambda _app: origin).turn(now)
    found = sorted(set(folder.glob("*.eml")) - before)
    return [
        cast("EmailMessage", email.message_from_bytes(each.read_bytes(), policy=default)) for each in found
    ]


def comment(by: Client, text: str = "Hm") -> None:
    assert by.post("/data/walk_comment", {"walk": "1", "text": text}).status_code == 303


def walk(by: Client, title: str = "Lake") -> None:
    assert by.post("/data/walk", {"title": title}).status_code == 303


def stop_path(mail: EmailMessage) -> str:
    found = re.fullmatch(r"<http://[\w.-]+:8400(/-/mail/[\w.-]+)>", mail["List-Unsubscribe"])
    assert found is not None
    return found[1]


def test_once_a_day_what_was_not_read(club: Place) -> None:
    ann, ben = signed_in(club, "Ann"), signed_in(club, "Ben")
    walk(ann)
    comment(ben)
    (mail,) = turn(club)
    assert (mail["To"], mail["Subject"]) == ("ann@club.org", "Ben commented on “Lake”")
    assert "/data/walk/1#comments" in mail.get_content()
    comment(ben)
    assert turn(club, NOON + timedelta(hours=1)) == []
    assert len(turn(club, NOON + DAY)) == 1
    comment(ben)
    ann.post("/-/notices")
    assert turn(club, NOON + 2 * DAY) == []


def test_two_that_look_after_an_app_send_one_mail(club: Place) -> None:
    ann, ben = signed_in(club, "Ann"), signed_in(club, "Ben")
    walk(ann)
    comment(ben)
    waiting = [each.notice for each in club.store.mail_wishes.waiting()]
    assert club.store.mail_wishes.take(waiting, NOON) == set(waiting)
    assert club.store.mail_wishes.take(waiting, NOON) == set()
    assert turn(club) == []


def test_each_kind_as_it_is_wanted(club: Place) -> None:
    ann, ben = signed_in(club, "Ann"), signed_in(club, "Ben")
    walk(ann)
    ann.post("/-/mail", {"comment": "now", "mention": "off", "all": "yes", "answer": "every minute"})
    comment(ben)
    comment(ben, "@Ann too")
    assert [mail["To"] for mail in turn(club)] == ["ann@club.org"]
    comment(ben)
    assert len(turn(club, NOON + timedelta(minutes=1))) == 1
    page = ann.get("/-/mail").text
    assert re.search(r'name="comment">.*?value="now" selected', page, re.DOTALL)
    assert re.search(r'name="answer">.*?value="daily" selected', page, re.DOTALL)


def test_what_may_not_be_seen_any_more_is_not_mailed(club: Place) -> None:
    ann, ben = signed_in(club, "Ann"), signed_in(club, "Ben")
    walk(ann, "Topsecret")
    comment(ben)
    club.store.people.set_role(ann.person or 0, "guest")
    (mail,) = turn(club)
    assert "Topsecret" not in mail.as_string()
    assert "/data/walk" not in mail.as_string()


def test_every_mail_can_be_ended_without_signing_in(club: Place) -> None:
    ann, ben = signed_in(club, "Ann"), signed_in(club, "Ben")
    walk(ann)
    comment(ben)
    (mail,) = turn(club)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = stop_path(mail)
    assert path in mail.get_content()
    stranger = club.visitor()
    before = club.dump()
    page = stranger.get(path)
    assert (page.status_code, "ann@club.org" in page.text) == (200, True)
    assert club.dump() == before
    one_click = {"List-Unsubscribe": "One-Click"}
    foreign = {"origin": "https://mail.example", "sec-fetch-site": "cross-site"}
    assert stranger.send("POST", path, data=one_click, headers=foreign).status_code == 200
    comment(ben)
    assert turn(club, NOON + DAY) == []
    assert 'value="yes" checked' not in ann.get("/-/mail").text
    ann.post("/-/mail", {"all": "yes"})
    comment(ben)
    assert len(turn(club, NOON + 2 * DAY)) == 1


def test_mails_of_the_blueprint_end_too_and_the_owner_is_not_bothered(club: Place) -> None:
    boss, ann = signed_in(club, "Boss", "owner"), signed_in(club, "Ann")
    walk(ann)
    (mail,) = turn(club)
    assert mail["To"] == "boss@club.org"
    club.visitor().send("POST", stop_path(mail))
    walk(ann)
    assert turn(club, NOON + DAY) == []
    assert "could not be sent" not in boss.get("/-/notices").text


def test_an_address_that_was_not_signed_here_ends_nothing(club: Place, make: Callable[..., Place]) -> None:
    ann, ben = signed_in(club, "Ann"), signed_in(club, "Ben")
    walk(ann)
    comment(ben)
    (mail,) = turn(club)
    path, other = stop_path(mail), make(APP.lstrip())
    for wrong in (path[:-1], f"{path}x", "/-/mail/x", "/-/mail/1", "/-/mail/ann@club.org"):
        assert club.visitor().send("POST", wrong).status_code == 404
        assert club.visitor().get(wrong).status_code == 404
    assert other.visitor().send("POST", path).status_code == 404
    assert not club.store.mail_wishes.wants_none("ann@club.org")


def test_nobody_changes_anothers_wishes(club: Place) -> None:
    ann, ben = signed_in(club, "Ann"), signed_in(club, "Ben")
    ben.post("/-/mail", {"comment": "now", "person": str(ann.person), "id": str(ann.person), "all": "no"})
    assert club.store.mail_wishes.of(ann.person or 0)["comment"] == "daily"
    assert not club.store.mail_wishes.wants_none("ann@club.org")
    assert club.visitor().post("/-/mail", {"all": "no"}).status_code in (303, 401)
    forged = ben.send("POST", "/-/mail", data={"comment": "off", "all": "yes"})
    assert forged.status_code == 403


@pytest.mark.parametrize(
    "name", ["Eve\r\nBcc: eve@evil.org", "Eve\u2028Bcc: x@evil.org", "=?utf-8?q?x?=", "x" * 90]
)
def test_names_reach_no_header(club: Place, name: str) -> None:
    ann = signed_in(club, "Ann")
    walk(ann, "Lake\u2028Bcc: eve@evil.org")
    eve = club.store.people.create(name, None, "member")
    client = club.visitor()
    client.http.cookies.set(f"session_{club.key}", club.store.people.start_session(eve.id)[0])
    client.get("/")
    comment(client)
    (mail,) = turn(club)
    assert (mail["Bcc"], mail["To"]) == (None, "ann@club.org")
    assert stop_path(mail)
