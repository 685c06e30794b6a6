"""The lines and rows of telling parts, with links only to what the viewer may open."""

from appling.atoms import part_atom
from appling.atoms.base import Answer, RowsAnswer
from appling.atoms.base.points import Point, points_of_rows
from appling.blueprint.model.app import Item, Link, Part, Verb
from appling.runtime import addresses
from appling.runtime.visit import Visit


def points(part: Part, data: Answer | None, visit: Visit) -> tuple[Point, ...]:
    """What is written below the part, then its rows."""
    written = tuple(_of_item(item, visit) for item in part.items)
    if not isinstance(data, RowsAnswer):
        return written
    return (*written, *points_of_rows(data.rows, data.thing.title))


def ways(visit: Visit) -> tuple[tuple[str, str], ...]:
    """The other pages that are open to the viewer: what they are called and where they are."""
    here = visit.incoming.path
    home = visit.rights.home()
    pages = [page for page in visit.app.pages if visit.rights.is_open(page)]
    others = [page for page in pages if here != f"/{page.key}" and not (here == "/" and page is home)]
    return tuple((page.name, f"/{page.key}") for page in others)


def door(visit: Visit) -> tuple[str, str] | None:
    """Where a page leads that names no way on: to what there is to see, to any page, or to the sign-in."""
    other = ways(visit)
    listing = {f"/{page.key}" for page in visit.app.pages if any(map(_lists, page.parts))}
    found = next((way for way in other if way[1] in listing), next(iter(other), None))
    if found is None and visit.app.roles and not visit.actor.signed_in:
        return visit.t("Sign in"), "/-/sign-in"
    return found


def _of_item(item: Item, visit: Visit) -> Point:
    link = item.link if item.link is not None and visit.rights.may_follow(item.link) else None
    href = href_of(link, visit) if link is not None else None
    outside = link is not None and link.kind == "url"
    return Point(item.label, item.text or "", href, outside, item.link is not None)


def href_of(link: Link, visit: Visit) -> str:
    """The address that a link leads to; of a thing the page that lists it, or the form to add one."""
    if link.kind == "url":
        return link.target
    if link.kind == "page":
        return f"/{link.target}"
    if not visit.rights.may(link.target, Verb.SEE):
        return addresses.new(link.target)
    found = visit.rights.page_of(link.target)
    return f"/{found.key}" if found is not None else addresses.listing(link.target)


def _lists(part: Part) -> bool:
    return part.thing is not None and part_atom(part.kind).collection
