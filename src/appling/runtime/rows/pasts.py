"""The page of a row's history."""

from starlette.responses import Response

from appling.atoms.base.needs import Pasts
from appling.blueprint.model.app import Verb
from appling.runtime import addresses
from appling.runtime.pages import refuse
from appling.runtime.rows.past_rows import past_rows
from appling.runtime.visit import Visit

MOST = 100


def show_past(visit: Visit) -> Response:
    """Who changed what in a row: for the owner, and for roles that a part of the blueprint tells it."""
    thing, number = visit.app.thing(visit.match.route.thing), visit.match.id
    if not visit.rights.may(thing.key, Verb.SEE):
        raise refuse(visit)
    with visit.reading() as lists:
        lists.reader.row(thing.key, number)
        if not visit.rights.sees_past(thing):
            raise refuse(visit)
        answer = past_rows(Pasts(thing.key, MOST), lists, number)
        row = lists.label(thing.key, number)
    title = visit.t("History of {title}", title=row)
    back = addresses.row(thing.key, number)
    return visit.page("past.html", answer=answer, title=title, row=row, back=back)
