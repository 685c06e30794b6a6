"""What a notice says in words, and where it leads: no more than the person may see whom it tells."""

from collections.abc import Sequence

from appling.blueprint.model.app import Verb
from appling.runtime import addresses
from appling.runtime.rows.lists import Lists
from appling.runtime.translate import Translator
from appling.store.outgoing.notices import Notice, Who
from appling.store.outgoing.outbox import APP
from appling.store.writing.social import ANSWER, COMMENT, FOLLOW, MENTION, MESSAGE, REVIEW

WITH_TITLE = {
    MENTION: "{who} mentioned you in “{title}”",
    ANSWER: "{who} answered you in “{title}”",
    MESSAGE: "{who} wrote to you",
    COMMENT: "{who} commented on “{title}”",
    REVIEW: "{who} reviewed “{title}”",
    FOLLOW: "{who} follows “{title}”",
}
WITHOUT = {
    MENTION: "{who} mentioned you",
    ANSWER: "{who} answered you",
    MESSAGE: "{who} wrote to you",
    COMMENT: "{who} commented on something of yours",
    REVIEW: "{who} reviewed something of yours",
    FOLLOW: "{who} follows something of yours",
}
YOURSELF = {
    FOLLOW: "{who} follows you",
    REVIEW: "{who} reviewed you",
    COMMENT: "{who} commented on your profile",
}
SECTIONS = {ANSWER: "#comments", COMMENT: "#comments", REVIEW: "#ratings"}
"""Where on the row's page it stands."""
TALK = ("chat", "messages")


def told(notice: Notice, lists: Lists) -> tuple[str, str | None]:
    """The sentence, and the address that it leads to."""
    href = _href(notice, lists)
    if notice.kind == APP:
        return notice.text, href
    t, title = lists.t, _title(notice, lists) if href is not None else ""
    who = named(notice.who, t)
    if _is_profile(notice, lists) and notice.kind in YOURSELF:
        return t(YOURSELF[notice.kind], who=who), _follower(notice) or href
    if not title:
        return t(WITHOUT[notice.kind], who=who), href
    return t(WITH_TITLE[notice.kind], who=who, title=title), _in_section(notice, href)


def named(people: Sequence[Who | None], t: Translator) -> str:
    """Who it was: the latest first, the others counted."""
    names = [each.name if each is not None else t("Somebody") for each in reversed(people)]
    if len(names) > 2:
        return t("{name} and {count} others", name=names[0], count=len(names) - 1)
    return t("{several} and {last}", several=names[0], last=names[1]) if len(names) == 2 else names[0]


def _href(notice: Notice, lists: Lists) -> str | None:
    """The row that it is about, if it is still there and this person may see it."""
    if notice.thing not in lists.app.by_key or notice.row is None or notice.thing is None:
        return None
    if not lists.rights.may(notice.thing, Verb.SEE) or not _title(notice, lists):
        return None
    return _talked_at(notice.thing, lists) or addresses.row(notice.thing, notice.row)


def _talked_at(thing: str, lists: Lists) -> str | None:
    """The page on which people say such rows to one another."""
    open_ = (page for page in lists.app.pages if lists.rights.is_open(page))
    found = (page.key for page in open_ for part in page.parts if part.kind in TALK and part.thing == thing)
    return next((f"/{key}" for key in found), None)


def _title(notice: Notice, lists: Lists) -> str:
    """What the row is called; nothing if this person may not see it."""
    return lists.label(notice.thing or "", notice.row or 0)


def _is_profile(notice: Notice, lists: Lists) -> bool:
    profile = lists.app.profile
    return profile is not None and profile.key == notice.thing


def _follower(notice: Notice) -> str | None:
    """The page of the one who follows."""
    latest = notice.who[-1] if notice.who else None
    return f"/-/person/{latest.id}" if latest is not None and notice.kind == FOLLOW else None


def _in_section(notice: Notice, href: str | None) -> str | None:
    return None if href is None else f"{href}{SECTIONS.get(notice.kind, '')}"
