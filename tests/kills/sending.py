"""Rows whose adding writes an e-mail, sent by a worker: no kill loses one, or writes one without its row."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.runtime.outward.mail import FOLDER, Mailer
from appling.runtime.outward.worker import Worker
from appling.store import AppStore, Home, Viewer, see_all

NOW = datetime(2026, 3, 9, 14, 5, tzinfo=UTC)
ROUNDS = 6
ORDERS = """\
app Orders

thing Order
  item: text, required
  mail: email

thing Log
  words: text

when Order is added
  add Log with words = item
  email mail "Thank you\\nfor {item}"
"""


def orders(home: Home, _chances: Random) -> None:
    """An app that writes to people."""
    app = check(ORDERS, vocabulary()).app
    assert app is not None
    home.create(app, ORDERS)


def order_and_send(home: Home, chances: Random) -> Iterator[None]:
    """Adds orders, and now and then sends what waits."""
    store, worker = home.open("orders"), _worker(home)
    for number in range(ROUNDS):
        _order(store, f"{number}")
        yield
        if chances.random() < 0.7:
            worker.turn(NOW + timedelta(minutes=number))
            yield


def nothing_is_lost(home: Home) -> list[str]:
    """Sends what is left, once those that a dead process had taken are free again, and counts."""
    _worker(home).turn(NOW + timedelta(hours=2))
    store = home.open("orders")
    with store.looking() as connection:
        made = connection.exec_driver_sql('SELECT count(*) FROM "order"').scalar_one()
        logged = connection.exec_driver_sql("SELECT count(*) FROM log").scalar_one()
    jobs = store.jobs.listed()
    kept = {path.stem for path in (store.folder / FOLDER).glob("*.eml")}
    found = []
    if not made == logged == len(jobs):
        found.append(f"{made} orders, {logged} logged, {len(jobs)} jobs")
    if any(job.state != "done" for job in jobs) or kept != {job.key for job in jobs}:
        found.append(f"{len(kept)} mails of {[job.state for job in jobs]}")
    return found


def _order(store: AppStore, item: str) -> None:
    viewer = Viewer(None, NOW.date(), NOW, see_all(store.app))
    with store.write(viewer) as writer:
        writer.add("order", {"item": item, "mail": f"kim{item}@club.org"})


def _worker(home: Home) -> Worker:
    return Worker(home, Mailer(None, "shop@club.org"))
