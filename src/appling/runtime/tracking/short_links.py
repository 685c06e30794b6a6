"""Short addresses that lead on: to the web address that a row holds, or to the row's own page.

The address stands in a row of the app, never in the request; and nobody is led on who may not see that row.
"""

import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response

from appling.atoms.base.short import long_address, short_links
from appling.blueprint.model.app import Field, Thing, Verb
from appling.blueprint.model.expression import Path
from appling.runtime import addresses
from appling.runtime.pages import refuse
from appling.runtime.tracking import tallying
from appling.runtime.visit import Visit
from appling.runtime.web.limits import Rate
from appling.runtime.web.problems import NotFound
from appling.store.queries import Match, Query
from appling.store.writing.tallies import tallies

CLICKS = "clicks"
UNKNOWN = Rate(burst=30, seconds=5)
"""Codes that lead nowhere, from one address of the network."""
WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class Target:
    """The row that a short address is of, and where it leads."""

    thing: Thing
    row: int
    href: str


def follow(visit: Visit) -> Response:
    """At once; browsers by way of a page that counts, where clicks are counted."""
    target = _target(visit)
    counts = bool(tallies(target.thing, CLICKS))
    if counts and "text/html" in visit.incoming.headers.get("accept", ""):
        host = urlsplit(target.href).hostname or visit.app.name
        return visit.page("going.html", href=target.href, host=host, title=visit.t("One moment"))
    return visit.finish(RedirectResponse(target.href, status_code=302, headers={"Vary": "Accept, Cookie"}))


def count_click(visit: Visit) -> Response:
    """That page has been seen, and leads on."""
    target = _target(visit)
    return tallying.count(visit, target.thing, target.row, CLICKS)


def _target(visit: Visit) -> Target:
    """Raises NotFound alike for what is not there and for what this person may not see."""
    linked = [(thing, field) for thing in visit.app.things for field in _links(thing, visit)]
    if not linked:
        raise refuse(visit)
    found = next((target for each in linked if (target := _among(*each, visit)) is not None), None)
    if found is None:
        visit.limiter.take(UNKNOWN, visit.compiled.key, "short links", visit.incoming.address)
        raise NotFound
    return found


def _links(thing: Thing, visit: Visit) -> list[Field]:
    """The thing's short links that this person may see."""
    seen = visit.rights.seen(thing) if visit.rights.may(thing.key, Verb.SEE) else ()
    return [field for field in short_links(thing) if field in seen]


def _among(thing: Thing, link: Field, visit: Visit) -> Target | None:
    long = long_address(thing)
    wanted = () if long is None or long not in visit.rights.seen(thing) else (_path(long),)
    code = unicodedata.normalize("NFC", visit.match.token).lower()
    query = Query(thing.key, wanted, filters=(Match(_path(link), (code,)),), limit=1)
    with visit.reading() as lists:
        rows = lists.reader.rows(query)
    return Target(thing, rows[0].id, _href(thing, rows[0].id, rows[0].values)) if rows else None


def _href(thing: Thing, row: int, values: tuple[object, ...]) -> str:
    """Only to the web: whatever else a row might hold leads to its own page."""
    address = str(values[0]) if values and values[0] else ""
    return address if urlsplit(address).scheme in WEB else addresses.row(thing.key, row)


def _path(field: Field) -> Path:
    return Path((field.key,), field.value)
