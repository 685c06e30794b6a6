"""Pages as each person has arranged them: parts moved, sized and hidden, for that person alone."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from starlette.responses import Response

from appling.blueprint.model.app import Page, Part
from appling.runtime.visit import Visit
from appling.runtime.web.problems import BadRequest, Forbidden, SignInNeeded

SIZES = ("small", "half", "wide")
SMALL = frozenset({"stat"})
HALF = frozenset({"chart", "progress", "leaderboard"})
FIGURES = SMALL | HALF | {"pivot", "table"}
"""Parts that people look at side by side, so that a page with several of them can be arranged."""
MOST_PARTS = 200


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of a page, in its place. `name` tells it from the others of the page, also after a change."""

    name: str
    size: str
    hidden: bool = False


def names(page: Page) -> dict[str, tuple[int, Part]]:
    """The parts by a name each, with their places in the blueprint."""
    found: dict[str, tuple[int, Part]] = {}
    for index, part in enumerate(page.parts):
        name = "/".join((part.kind, part.thing or "", part.title or part.text or ""))[:200]
        number = sum(known == name or known.startswith(f"{name}#") for known in found)
        found[f"{name}#{number + 1}" if number else name] = (index, part)
    return found


def natural(part: Part) -> str:
    """The size of a part that nobody has set."""
    return "small" if part.kind in SMALL else "half" if part.kind in HALF else "wide"


def as_made(parts: Mapping[str, tuple[int, Part]]) -> list[Placed]:
    return [Placed(name, natural(part)) for name, (_, part) in parts.items()]


def arranged(parts: Mapping[str, tuple[int, Part]], kept: Iterable[Any]) -> list[Placed]:
    """What a person kept; parts that came since stand where the page has them, lost ones are left out."""
    made = [each for item in kept if (each := _read(item)) is not None and each.name in parts]
    found = list({each.name: each for each in made}.values())
    known = {each.name for each in found}
    for index, placed in enumerate(as_made(parts)):
        if placed.name not in known:
            found.insert(index, placed)
    return found


def _read(item: Any) -> Placed | None:
    match item:
        case {"name": str(name), "size": str(size), "hidden": bool(hidden)} if size in SIZES:
            return Placed(name, size, hidden)
    return None


def can_arrange(visit: Visit, page: Page) -> bool:
    """People who are signed in, pages with several parts of which some are figures."""
    seen = [part for part in page.parts if visit.rights.is_visible(part)]
    return visit.actor.person is not None and len(seen) > 1 and any(part.kind in FIGURES for part in seen)


def placed_parts(visit: Visit, page: Page) -> list[Placed] | None:
    """The person's own arrangement; None for a page as it was made."""
    if visit.actor.person is None or not can_arrange(visit, page):
        return None
    kept = visit.store.personal.of(visit.actor.person, page.key)
    return None if kept is None else arranged(names(page), kept)


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts to show, in order. `own`: the person has arranged them; `open`: is arranging them now."""

    parts: tuple[tuple[Placed, int, Part], ...]
    own: bool
    open: bool
    offered: bool


def planned(visit: Visit, page: Page) -> Plan:
    """What of a page is shown to this person, and where."""
    offered = can_arrange(visit, page)
    now = offered and visit.incoming.query.get("arrange") == "1"
    kept, parts = placed_parts(visit, page), names(page)
    found = tuple(
        (placed, *parts[placed.name])
        for placed in (as_made(parts) if kept is None else kept)
        if visit.rights.is_visible(parts[placed.name][1]) and (now or not placed.hidden)
    )
    return Plan(found, kept is not None, now, offered)


def arrange(visit: Visit) -> Response:
    """One step of arranging: a part moved, sized, hidden or shown, all in a new order, or as it was."""
    page = next(page for page in visit.app.pages if page.key == visit.match.route.page)
    person = visit.actor.person
    if person is None or not visit.rights.is_open(page):
        raise Forbidden() if visit.actor.signed_in else SignInNeeded()
    parts = names(page)
    present = placed_parts(visit, page) or as_made(parts)
    done, name = visit.incoming.text("do"), visit.incoming.text("part")
    kept = None if done == "reset" else [asdict(each) for each in _changed(visit, present, done, name)]
    visit.store.personal.keep(person, page.key, kept, visit.t("Arranged: {page}", page=page.name))
    place = next((index for index, each in enumerate(present) if each.name == name), None)
    return visit.redirect(
        f"/{page.key}?arrange=1" + (f"#place-{parts[name][0]}" if place is not None else "")
    )


def _changed(visit: Visit, present: list[Placed], done: str, name: str) -> list[Placed]:
    """Raises BadRequest for what is no step of arranging."""
    if done == "order":
        wanted = visit.incoming.texts("order")[:MOST_PARTS]
        return sorted(
            present, key=lambda each: wanted.index(each.name) if each.name in wanted else MOST_PARTS
        )
    place = next((index for index, each in enumerate(present) if each.name == name), None)
    if place is None:
        raise BadRequest("There is no such part on this page.")
    made = list(present)
    match done:
        case "up" | "down":
            made.insert(_beside(visit, present, place, -1 if done == "up" else 1), made.pop(place))
        case "small" | "half" | "wide":
            made[place] = replace(made[place], size=done)
        case "hide" | "show":
            made[place] = replace(made[place], hidden=done == "hide")
        case _:
            raise BadRequest("There is no such way to arrange a part.")
    return made


def _beside(visit: Visit, present: list[Placed], place: int, step: int) -> int:
    """The place before or behind the next part that this person sees."""
    page = next(page for page in visit.app.pages if page.key == visit.match.route.page)
    parts = names(page)
    other = place + step
    while 0 <= other < len(present) and not visit.rights.is_visible(parts[present[other].name][1]):
        other += step
    return min(max(other, 0), len(present) - 1)
