"""One field of one row, set from wherever the row is shown: a board's card, a cell, a box to tick."""

from typing import Any

from starlette.responses import JSONResponse, Response

from appling.blueprint.model.app import Column, Field, Thing, Verb
from appling.blueprint.model.expression import Kind, Path
from appling.runtime import addresses
from appling.runtime.pages import refuse
from appling.runtime.rows.cells import printer
from appling.runtime.visit import Visit
from appling.runtime.web.incoming import row_version
from appling.runtime.web.problems import BadRequest
from appling.runtime.writing.forms import LONGEST_TYPED, read_value, typed_text
from appling.store import NotThere


def set_field(visit: Visit) -> Response:
    """Back to where it was sent from; to a script, the value as it is shown now."""
    thing, number = visit.app.thing(visit.match.route.thing), visit.match.id
    scope = visit.rights.scope(thing.key, Verb.CHANGE)
    if not visit.rights.may(thing.key, Verb.SEE):
        raise refuse(visit)
    with visit.reading() as lists:
        if not lists.reader.row(thing.key, number, checks=(scope,)).checks[0]:
            raise refuse(visit)
        field = _field(visit, thing)
        value = read_value(_text(visit, field), field, lists)
    with visit.store.write(visit.viewer) as writer:
        writer.update(thing.key, number, {field.key: value}, scope, row_version(visit.incoming))
    if visit.incoming.wants_json:
        return _told(visit, thing, number, field)
    visit.flash("Saved.")
    return visit.redirect(visit.back() or addresses.row(thing.key, number))


def _field(visit: Visit, thing: Thing) -> Field:
    """The field that is named, if this person may set it by itself."""
    name = visit.incoming.text("name")
    settable = visit.rights.settable(thing, Verb.CHANGE)
    found = next((field for field in settable if field.key == name), None)
    if found is None or found.value.kind is Kind.FILE:
        raise BadRequest("There is no such field, or it can't be set.")
    return found


def _text(visit: Visit, field: Field) -> str:
    if not isinstance(visit.incoming.form.get("value"), str):
        raise BadRequest("The form could not be read.")
    return typed_text(visit.incoming, field, "value")[:LONGEST_TYPED]


def _told(visit: Visit, thing: Thing, number: int, field: Field) -> Response:
    """What the row now has in the field, and its version; nothing of a row that is out of sight now."""
    with visit.reading() as lists:
        try:
            column = Column(field.name, Path((field.key,), field.value), field.key)
            row = lists.reader.row(thing.key, number, (column.value,))
        except NotThere:
            return visit.finish(JSONResponse({"gone": True}))
        cell = printer(column, thing.key, visit.app).cell(row.values[0], {})
    content: dict[str, Any] = {"text": cell.text, "html": str(cell.html), "version": row.version}
    return visit.finish(JSONResponse(content, headers={"ETag": f'"{row.version}"'}))
