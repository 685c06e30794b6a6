"""Turns of the worker: what is due is done, what waits is sent, for every app of a home."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import dedent

import pytest
from tests.runtime.conftest import Place

from appling.runtime.outward.mail import Mailer, NotSent
from appling.runtime.outward.web import Post
from appling.runtime.outward.worker import Worker, hook_key
from appling.store import AppStore, Viewer, see_all

Make = Callable[..., Place]
NOW = datetime(2030, 5, 15, 12, tzinfo=UTC)
SOURCE = """
    app Shop
      people: customer
      visitor may see
    thing Order
      item: text, required
      note: text for owner
      mail: email
    when Order is added
      email mail "Thank you\\nfor {item}"
      post "https://hooks.club.org/in"
      notify owner "{item} was ordered"
    every day at 08:00
      notify owner "Good morning"
    """


class Sent(list[Post]):
    """Posts that were to be sent; `why` is what goes wrong."""

    why: NotSent | None = None

    def take(self, post: Post) -> int:
        self.append(post)
        if self.why is not None:
            raise self.why
        return 200


@pytest.fixture
def made(make: Make) -> tuple[Make, Place, Sent, Worker]:
    place = make(dedent(SOURCE).lstrip())
    place.store.people.create("Owner", None, "owner")
    sent = Sent()
    return make, place, sent, Worker(place.home, Mailer(None, "shop@club.org"), sent.take)


def order(place: Place, item: str = "Saw") -> None:
    viewer = Viewer(None, NOW.date(), NOW, see_all(place.store.app))
    with place.store.write(viewer) as writer:
        writer.add("order", {"item": item, "mail": "kim@club.org", "note": "secret"})


def mails(place: Place) -> list[Path]:
    return sorted((place.store.folder / "mail").glob("*.eml"))


def test_what_waits_is_sent_once(made: tuple[Make, Place, Sent, Worker]) -> None:
    _, place, sent, worker = made
    order(place)
    worker.turn(NOW)
    worker.turn(NOW + timedelta(seconds=3))
    (post,) = sent
    assert b'"item": "Saw"' in post.body
    assert b"secret" not in post.body
    assert post.secret == hook_key(place.home.secret(), place.key)
    assert len(mails(place)) == 1
    assert {job.state for job in place.store.jobs.listed()} == {"done"}


def test_an_app_that_fails_keeps_no_other_waiting(
    made: tuple[Make, Place, Sent, Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    make, place, sent, worker = made
    others = [make("app Other\nthing Note\n  text: text\n") for _ in range(2)]
    bad = {other.key for other in others}
    opened = place.home.open

    def open_or_fail(key: str) -> AppStore:
        if key in bad:
            raise sqlite3.DatabaseError("database disk image is malformed")
        return opened(key)

    monkeypatch.setattr(place.home, "open", open_or_fail)
    order(place)
    worker.turn(NOW)
    assert len(sent) == 1


def test_two_workers_send_nothing_twice(made: tuple[Make, Place, Sent, Worker]) -> None:
    _, place, sent, worker = made
    other = Worker(place.home, Mailer(None, "shop@club.org"), sent.take)
    for number in range(5):
        order(place, f"Saw {number}")
    worker.turn(NOW)
    other.turn(NOW)
    assert len({post.key for post in sent}) == len(sent) == 5


def test_what_is_given_up_is_told_to_the_owner(made: tuple[Make, Place, Sent, Worker]) -> None:
    _, place, sent, worker = made
    sent.why = NotSent("answered 500")
    order(place)
    now = NOW
    for _ in range(8):
        worker.turn(now)
        now += timedelta(hours=9)
    failed = [job for job in place.store.jobs.listed() if job.kind == "post"]
    assert [(job.state, job.why) for job in failed] == [("failed", "answered 500")]
    assert len({post.key for post in sent}) == 1
    assert len(sent) == 6
    owner = next(each.id for each in place.store.people.all() if each.role == "owner")
    assert any("hooks.club.org" in each.text for each in place.store.notices.of(owner))


def test_the_clock_is_looked_at(made: tuple[Make, Place, Sent, Worker]) -> None:
    _, place, _, worker = made
    owner = place.owner()
    worker.turn(NOW)
    worker.turn(NOW + timedelta(days=3))
    worker.turn(NOW + timedelta(days=3, seconds=3))
    assert owner.get("/-/notices").text.count("Good morning") >= 1
    assert sum(each.text == "Good morning" for each in place.store.notices.of(owner.person or 0)) == 1


def test_a_broken_app_keeps_no_other_waiting(made: tuple[Make, Place, Sent, Worker]) -> None:
    make, place, sent, worker = made
    broken = make("app Broken\nthing A\n  b: text\n")
    broken.store.close()
    (broken.store.folder / "app.db").write_bytes(b"no database")
    order(place)
    worker.turn(NOW)
    assert len(sent) == 1
