"""The page behind the bell: what an app says to the person who looks at it, and nobody else's."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from appling.runtime.notifying.told import told
from appling.runtime.rows.cells import moment_text
from appling.runtime.rows.lists import Lists
from appling.runtime.visit import Visit
from appling.runtime.web.problems import SignInNeeded
from appling.store.outgoing.notices import Notice, Who


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice as its page shows it; `who`: the person who did what it tells, `face` their picture."""

    id: int
    read: bool
    text: str
    when: str
    href: str | None
    who: Who | None
    face: str | None


def show_notices(visit: Visit) -> Response:
    person = _person(visit)
    found = visit.store.notices.of(person)
    with visit.reading() as lists:
        faces = lists.faces([each.who[-1].id for each in found if each.who and each.who[-1] is not None])
        shown = [_shown(each, lists, faces) for each in found]
    return visit.page(
        "notices.html",
        notices=shown,
        mails=bool(visit.app.roles),
        unread=sum(not each.read for each in found),
        title=visit.t("Notices"),
    )


def mark_notices(visit: Visit) -> Response:
    """Mark one as read, or all."""
    person, chosen = _person(visit), visit.incoming.text("notice")
    one = int(chosen[:18]) if chosen.isascii() and chosen.isdigit() else None
    visit.store.notices.mark_read(person, one)
    return visit.redirect("/-/notices")


def _person(visit: Visit) -> int:
    if visit.actor.person is None:
        raise SignInNeeded
    return visit.actor.person


def _shown(notice: Notice, lists: Lists, faces: Mapping[int, str]) -> Shown:
    text, href = told(notice, lists)
    latest = notice.who[-1] if notice.who else None
    when = moment_text(notice.created, lists.app.language)
    return Shown(notice.id, notice.read, text, when, href, latest, faces.get(latest.id) if latest else None)
