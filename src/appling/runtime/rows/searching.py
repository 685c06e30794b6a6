"""The page and the address that search everything."""

from collections.abc import Iterable

from starlette.responses import JSONResponse, Response

from appling.atoms.base.answers import Piece
from appling.atoms.base.needs import Search
from appling.runtime.pages import refuse
from appling.runtime.rows.found import MOST_RANKED, search
from appling.runtime.rows.lists import Place
from appling.runtime.visit import Visit


def show_search(visit: Visit) -> Response:
    """Search over everything that this person may see."""
    if not visit.rights.lists():
        raise refuse(visit)
    with visit.reading() as lists:
        found = search(Search(), lists, Place(visit.incoming.path, visit.incoming.query))
    title = visit.t("Search: {words}", words=found.words) if found.words else visit.t("Search")
    return visit.page("search.html", answer=found, title=title, sought=found.words)


def api_search(visit: Visit) -> Response:
    """The same, as JSON."""
    if not visit.rights.lists():
        raise refuse(visit)
    with visit.reading() as lists:
        found = search(Search(), lists, Place(visit.incoming.path, visit.incoming.query), MOST_RANKED)
    items = [
        {"thing": group.thing.key, "title": _plain(hit.title), "href": hit.href, "text": _plain(hit.words)}
        for group in found.groups
        for hit in group.hits
    ]
    totals = {group.thing.key: group.total for group in found.groups}
    return visit.finish(JSONResponse({"items": items, "total": found.total, "totals": totals}))


def _plain(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
