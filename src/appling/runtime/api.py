"""The HTTP API: the same rows, rights and actions as the pages, as JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from starlette.responses import JSONResponse, Response

from appling.atoms import field_atom
from appling.atoms.base import Refused
from appling.blueprint.model.app import Action, Field, Thing, Verb
from appling.blueprint.model.expression import Expression, Kind, Path
from appling.runtime.access import Rights
from appling.runtime.answering.asked_groups import Key, read_key, read_measure
from appling.runtime.pages import refuse
from appling.runtime.rows.listing import Asked, read_asked
from appling.runtime.rows.lists import NEWEST_FIRST
from appling.runtime.visit import Visit
from appling.runtime.web.incoming import matched_version
from appling.runtime.web.problems import BadRequest
from appling.runtime.writing.changes import take
from appling.runtime.writing.pressing import action_of, pressed_on, require_right
from appling.runtime.writing.sending import keep_sent, sent_file
from appling.store import Grouping, NotThere, Query, Row

PAGE_SIZE = 50
MOST = 200
MOST_GROUPS = 1000


@dataclass(frozen=True, slots=True)
class Shape:
    """A thing as JSON: the fields that this person sees, and what a row's number is called."""

    thing: Thing
    fields: tuple[Field, ...]

    @property
    def columns(self) -> tuple[Expression, ...]:
        return tuple(Path((field.key,), field.value) for field in self.fields)

    def row(self, row: Row) -> dict[str, object]:
        made: dict[str, object] = {id_name(self.thing): row.id}
        for field, value in zip(self.fields, row.values, strict=True):
            made[field.key] = to_json(value, field)
        return made | {"_version": row.version}


def id_name(thing: Thing) -> str:
    """`id`, unless the thing has a field of its own that is called so."""
    return "_id" if any(field.key == "id" for field in thing.fields) else "id"


def to_json(value: Any, field: Field) -> object:
    if value is None:
        return None
    kind = field.value.kind
    if kind in (Kind.LINK, Kind.PERSON):
        return int(value)
    return f"/files/{value}" if kind is Kind.FILE else field_atom(field.type).to_json(value)


def list_rows(visit: Visit) -> Response:
    shape = _seen(visit)
    asked = _asked(visit, shape)
    size = _size(visit)
    query = Query(
        shape.thing.key,
        shape.columns,
        filters=asked.filters,
        search=asked.search,
        sort=((asked.sort,) if asked.sort else ()) + NEWEST_FIRST,
        limit=size,
        offset=(asked.page - 1) * size,
    )
    with visit.store.read(visit.viewer) as reader:
        found = reader.page(query)
    return _json(
        visit,
        {
            "items": [shape.row(row) for row in found.rows],
            "total": found.total,
            "page": asked.page,
            "pages": max(1, ceil(found.total / size)),
        },
    )


def show_row(visit: Visit) -> Response:
    return _json(visit, _row(visit, _seen(visit), visit.match.id), tagged=True)


def add_row(visit: Visit) -> Response:
    thing = visit.app.thing(visit.match.route.thing)
    if not visit.rights.may(thing.key, Verb.ADD):
        raise refuse(visit)
    values = read_values(visit, visit.rights, thing, Verb.ADD)
    with visit.store.write(visit.viewer) as writer:
        keep_sent(writer, thing, values)
        number = writer.insert(thing.key, values, visit.rights.scope(thing.key, Verb.ADD))
    try:
        made = _row(visit, _shape(visit, thing), number)
    except NotThere:
        made = {id_name(thing): number}
    response = _json(visit, made, 201)
    response.headers["Location"] = f"/api/{thing.key}/{number}"
    return response


def change_row(visit: Visit) -> Response:
    shape = _seen(visit)
    thing, number = shape.thing, visit.match.id
    with visit.store.write(visit.viewer) as writer:
        scope = visit.rights.scope(thing.key, Verb.CHANGE)
        if not writer.read.row(thing.key, number, checks=(scope,)).checks[0]:
            raise refuse(visit)
        values = read_values(visit, visit.rights, thing, Verb.CHANGE)
        keep_sent(writer, thing, values)
        writer.update(thing.key, number, values, scope, _version(visit))
    try:
        return _json(visit, _row(visit, shape, number), tagged=True)
    except NotThere:
        return _json(visit, {id_name(thing): number})


def remove_row(visit: Visit) -> Response:
    shape = _seen(visit)
    with visit.store.write(visit.viewer) as writer:
        scope = visit.rights.scope(shape.thing.key, Verb.REMOVE)
        writer.delete(shape.thing.key, visit.match.id, scope, _version(visit))
    return visit.finish(Response(status_code=204))


def act(visit: Visit) -> Response:
    action = action_of(visit)
    if not action.inputs and visit.incoming.json not in (None, {}):
        raise BadRequest("An action takes no values.")
    take(visit, _given(visit, action) if action.inputs else None)
    if action.thing is None:
        return _json(visit, {"done": action.name})
    try:
        return _json(visit, _row(visit, _shape(visit, visit.app.thing(action.thing)), visit.match.id))
    except NotThere:
        return _json(visit, {"done": action.name})


def groups(visit: Visit) -> Response:
    """Counts and sums over the rows that this person may see: `?by=status&measure=sum(amount)`.

    Dates by their period: `?by=month(day)`. `?sort=-sum(amount)&limit=10` gives the largest ten.
    """
    shape = _seen(visit)
    asked, query = _asked(visit, shape), visit.incoming.query
    by = [read_key(shape.fields, text) for text in query.getlist("by")[:3]]
    measures = [
        read_measure(shape.thing.key, shape.fields, text)
        for text in query.getlist("measure")[:10] or ["count"]
    ]
    largest = query.get("sort", "").startswith("-")
    first = [each for each in measures if largest and query["sort"] == f"-{each.label}"]
    measures = [*first, *(each for each in measures if each not in first)]
    grouping = Grouping(
        shape.thing.key,
        tuple(key.value for key in by),
        tuple(column.value for column in measures),
        filters=asked.filters,
        search=asked.search,
        limit=_size(visit, MOST_GROUPS, MOST_GROUPS),
        largest=bool(first),
    )
    with visit.store.read(visit.viewer) as reader:
        found = reader.groups(grouping)
    items = [
        {key.name: _key(value, key) for key, value in zip(by, group.keys, strict=True)}
        | {column.label: _plain(value) for column, value in zip(measures, group.values, strict=True)}
        for group in found
    ]
    return _json(visit, {"items": items})


def _key(value: Any, key: Key) -> object:
    """A group's key as JSON; a period is told by its first day."""
    if key.field is not None and isinstance(value, tuple):
        return value[0]
    return _plain(value) if key.field is None else to_json(value, key.field)


def _version(visit: Visit) -> int | None:
    """The version of the row that a change was made from: in the body, or in `If-Match`."""
    given = visit.incoming.json
    version = given.get("_version") if isinstance(given, dict) else None
    if version is not None and (not isinstance(version, int) or isinstance(version, bool)):
        raise BadRequest("“_version” must be the number that came with the row.")
    return version if version is not None else matched_version(visit.incoming)


def _seen(visit: Visit) -> Shape:
    thing = visit.app.thing(visit.match.route.thing)
    if not visit.rights.may(thing.key, Verb.SEE):
        raise refuse(visit)
    return _shape(visit, thing)


def _shape(visit: Visit, thing: Thing) -> Shape:
    return Shape(thing, visit.rights.seen(thing))


def _row(visit: Visit, shape: Shape, number: int) -> dict[str, object]:
    with visit.store.read(visit.viewer) as reader:
        return shape.row(reader.row(shape.thing.key, number, shape.columns))


def _asked(visit: Visit, shape: Shape) -> Asked:
    return read_asked(visit.incoming.query, "", shape.fields, visit.app.language)


def _size(visit: Visit, usual: int = PAGE_SIZE, most: int = MOST) -> int:
    given = visit.incoming.query.get("limit", "")
    return min(int(given), most) if given.isascii() and given.isdigit() and int(given[:9]) > 0 else usual


def read_values(visit: Visit, rights: Rights, thing: Thing, verb: Verb) -> dict[str, Any]:
    """What the body sets. Raises BadRequest with a sentence for each field that is wrong."""
    given = visit.incoming.json
    if not isinstance(given, dict):
        raise BadRequest("Send a JSON object with the fields of the row.")
    passed = {key: value for key, value in given.items() if key != "_version" or verb is not Verb.CHANGE}
    settable = rights.settable(thing, verb)
    return _read(visit, passed, settable, settable if verb is Verb.ADD else ())


def _given(visit: Visit, action: Action) -> dict[str, Any]:
    """What the body says of what an action asks for. Raises BadRequest, or what stands against it."""
    with visit.reading() as lists:
        require_right(visit, lists, pressed_on(visit, action))
    given = {} if visit.incoming.json is None else visit.incoming.json
    if not isinstance(given, dict):
        raise BadRequest("Send a JSON object with what the action asks for.")
    return _read(visit, given, action.inputs, action.inputs)


def _read(
    visit: Visit, given: Mapping[str, object], fields: Iterable[Field], needed: Iterable[Field]
) -> dict[str, Any]:
    settable = {field.key: field for field in fields}
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for key, value in given.items():
        if key not in settable:
            errors[key] = visit.t("There is no such field, or it can't be set.")
            continue
        try:
            values[key] = _value(visit, value, settable[key])
        except Refused as refused:
            errors[key] = visit.t(refused.message, **refused.values)
    for field in needed:
        if _must_be_given(field) and values.get(field.key) is None and field.key not in errors:
            errors[field.key] = visit.t("{field} is required", field=field.name)
    if errors:
        raise BadRequest("Some fields are not right.", errors)
    return values


def _must_be_given(field: Field) -> bool:
    return field.required and field.default is None and field.value.kind is not Kind.TRUTH


def _value(visit: Visit, value: object, field: Field) -> object:
    found = None if value is None or value == "" else _meant(visit, value, field)
    if found is None and field.required and field.value.kind is not Kind.TRUTH:
        raise Refused("{field} is required", field=field.name)
    return found


def _meant(visit: Visit, value: object, field: Field) -> object:
    if field.value.kind is Kind.FILE:
        return sent_file(visit, value, field)
    return field_atom(field.type).from_json(value, field)


def _plain(value: Any) -> object:
    """A measure as JSON; what is no number or text in JSON, as text."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return float(value) if hasattr(value, "as_tuple") else value.isoformat()


def _json(
    visit: Visit, content: Mapping[str, object], status: int = 200, *, tagged: bool = False
) -> Response:
    headers = {"ETag": f'"{content["_version"]}"'} if tagged else None
    return visit.finish(JSONResponse(content, status, headers))
