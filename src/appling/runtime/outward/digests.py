"""Notices by e-mail: at once or once a day, as each person wants them, and only what they have not read."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from appling.atoms.base.zone import day_of, utc
from appling.blueprint.model.app import OWNER, VISITOR, App
from appling.runtime.access import Rights
from appling.runtime.notifying.told import told
from appling.runtime.rows.lists import Lists
from appling.runtime.translate import translator
from appling.store import AppStore
from appling.store.outgoing.mail_wishes import DAILY, NOW, OFF, Waiting
from appling.store.outgoing.timers import MORNING, last_time, next_time
from appling.store.scope import Viewer

CAUSE = "notices"
MOST_LINES = 30


def write_mails(store: AppStore, now: datetime, origin: str) -> datetime | None:
    """Put down the e-mails that are due; when to look again, if anything waits for its hour."""
    waiting = store.mail_wishes.waiting()
    unwanted = [each.notice for each in waiting if each.way == OFF]
    if unwanted:
        store.mail_wishes.take(unwanted, now)
    by_person: defaultdict[int, list[Waiting]] = defaultdict(list)
    for each in waiting:
        if each.way == NOW or (each.way == DAILY and _is_hour(each, now)):
            by_person[each.person].append(each)
    for found in by_person.values():
        _write(store, found, now, origin)
    sent = {each.notice for found in by_person.values() for each in found}
    left = any(each.way == DAILY and each.notice not in sent for each in waiting)
    return next_time("day", MORNING, now) if left else None


def _is_hour(each: Waiting, now: datetime) -> bool:
    """Whether the mail of the day is due: after its hour, and once."""
    hour = last_time("day", MORNING, now)
    return each.digest is None or each.digest < hour


def _write(store: AppStore, waiting: list[Waiting], now: datetime, origin: str) -> None:
    """One e-mail with all that somebody has not read."""
    first = waiting[0]
    digest = first.person if any(each.way == DAILY for each in waiting) else None
    with store.write(_viewer(store.app, first, now)) as writer:
        taken = store.mail_wishes.take([each.notice for each in waiting], now, digest)
        lines = _lines(store, first, taken, now, origin) if taken else []
        if lines:
            writer.outbox.email(first.address, _text(store.app, lines), CAUSE)


def _lines(
    store: AppStore, who: Waiting, notices: Iterable[int], now: datetime, origin: str
) -> list[tuple[str, str]]:
    """What the notices say to that person as they may see it now, with addresses."""
    app = store.app
    rights = _rights(app, who)
    with store.read(_viewer(app, who, now)) as reader:
        lists = Lists(app, rights, reader, translator(app.language), store.files.names)
        found = [told(each, lists) for each in store.notices.these(list(notices))]
    return [(text, f"{origin}{href or '/-/notices'}" if origin else "") for text, href in found]


def _text(app: App, lines: list[tuple[str, str]]) -> str:
    """The first line is the subject."""
    t = translator(app.language)
    subject = (
        lines[0][0] if len(lines) == 1 else t("{count} notices from {app}", count=len(lines), app=app.name)
    )
    said = ["\n".join(part for part in line if part) for line in lines[:MOST_LINES]]
    return "\n\n".join([" ".join(subject.split()), *said]).replace("\n\n", "\n", 1)


def _rights(app: App, who: Waiting) -> Rights:
    known = who.role == OWNER or any(role.key == who.role for role in app.roles)
    return Rights(app, who.role if known else VISITOR, signed_in=True)


def _viewer(app: App, who: Waiting, now: datetime) -> Viewer:
    return Viewer(who.person, day_of(now), utc(now), _rights(app, who).sight)
