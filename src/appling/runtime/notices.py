"""The page behind the bell: what an app says to the person who looks at it, and nobody else's."""

from starlette.responses import Response

from appling.runtime import addresses
from appling.runtime.cells import moment_text
from appling.runtime.problems import SignInNeeded
from appling.runtime.visit import Visit
from appling.store.notices import Notice


def show_notices(visit: Visit) -> Response:
    person = _person(visit)
    found = visit.store.notices.of(person)
    return visit.page(
        "notices.html",
        notices=[(each, moment_text(each.created, visit.app.language), _href(visit, each)) for each in found],
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


def _href(visit: Visit, notice: Notice) -> str | None:
    """The row that it is about, for those who may see such rows."""
    if notice.thing not in visit.app.by_key or notice.row is None or notice.thing is None:
        return None
    seen = {thing.key for thing in visit.rights.lists()}
    return addresses.row(notice.thing, notice.row) if notice.thing in seen else None
