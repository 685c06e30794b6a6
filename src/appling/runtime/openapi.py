"""The description of an app's HTTP API (OpenAPI 3.1), computed from the app alone."""

from typing import Any

from starlette.responses import JSONResponse, Response

from appling.atoms import field_atom
from appling.blueprint.model.app import Action, App, Field, Thing
from appling.blueprint.model.expression import Kind
from appling.runtime.api import MOST, MOST_GROUPS, PAGE_SIZE, id_name
from appling.runtime.rows.listing import RANGES, can_filter, parameter
from appling.runtime.visit import Visit

Json = dict[str, Any]
ID: Json = {"type": "integer", "minimum": 1}
SEARCHED = ("thing", "title", "href", "text")
SENT_BEFORE = "The address that POST /api/-/file answers."
ERROR = {"$ref": "#/components/schemas/Error"}
REFUSALS = {
    "400": "What was sent is not right.",
    "401": "Sign in first.",
    "403": "Not allowed.",
    "404": "There is nothing here, or it is not yours to see.",
    "409": "Not possible now.",
    "413": "Too large.",
    "415": "Not of the kind that is taken here.",
    "429": "Too many tries.",
}


def serve(visit: Visit) -> Response:
    return JSONResponse(document(visit.app), headers={"Cache-Control": "no-cache"})


def document(app: App) -> Json:
    """The whole document."""
    paths: Json = {}
    for thing in app.things:
        paths |= _thing_paths(thing)
    for action in app.actions:
        paths |= _action_path(action)
    paths |= _search_path()
    if any(field.value.kind is Kind.FILE for thing in app.things for field in thing.fields):
        paths |= _file_path()
    paths |= _hook_path()
    if app.roles:
        paths |= _account_paths(app)
    return {
        "openapi": "3.1.0",
        "info": {"title": app.name, "description": app.about, "version": "1"},
        "paths": paths,
        "components": {
            "schemas": {"Error": _error_schema()} | _schemas(app),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
            },
        },
        "security": [{}, {"token": []}],
    }


def _schemas(app: App) -> Json:
    made: Json = {}
    for thing in app.things:
        stored = [field for field in thing.fields if field.formula is None]
        properties: Json = {id_name(thing): ID}
        properties |= {field.key: _shown(field) for field in thing.fields}
        made[thing.key] = {"type": "object", "title": thing.name, "properties": properties | {"_version": ID}}
        made[f"{thing.key}_values"] = {
            "type": "object",
            "title": thing.name,
            "properties": {field.key: _taken(field) for field in stored},
            "additionalProperties": False,
        }
    return made


def _shown(field: Field) -> Json:
    return {"title": field.name} | _nullable(_schema(field)) | ({"readOnly": True} if field.formula else {})


def _taken(field: Field) -> Json:
    schema = _schema(field)
    return {"title": field.name} | (schema if field.required else _nullable(schema))


def _schema(field: Field) -> Json:
    if field.value.kind is Kind.FILE:
        return {"type": "string", "format": "uri-reference", "description": SENT_BEFORE}
    return dict(field_atom(field.type).schema(field))


def _nullable(schema: Json) -> Json:
    made = dict(schema)
    if isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
    if "enum" in made:
        made["enum"] = [*made["enum"], None]
    return made


def _thing_paths(thing: Thing) -> Json:
    row = {"$ref": f"#/components/schemas/{thing.key}"}
    values = {"$ref": f"#/components/schemas/{thing.key}_values"}
    page = {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": row},
            "total": {"type": "integer"},
            "page": {"type": "integer"},
            "pages": {"type": "integer"},
        },
    }
    items = {"type": "object", "properties": {"items": {"type": "array", "items": {"type": "object"}}}}
    collection, one = f"/api/{thing.key}", f"/api/{thing.key}/{{id}}"
    filters = _filters(thing)
    return {
        collection: {
            "get": _operation(f"List {thing.plural}", page, parameters=[*_paging(), *filters]),
            "post": _operation(f"Add {thing.name}", row, body=values, status="201"),
        },
        f"{collection}/groups": {
            "get": _operation(f"Count and sum {thing.plural}", items, parameters=[*_grouping(), *filters])
        },
        one: {
            "parameters": [_id()],
            "get": _operation(f"Get {thing.name}", row),
            "patch": _operation(f"Change {thing.name}", row, body=values),
            "delete": _operation(f"Remove {thing.name}", None, status="204"),
        },
    }


def _action_path(action: Action) -> Json:
    operation = _operation(action.name, {"type": "object"}, body=_asked(action) if action.inputs else None)
    if action.thing is None:
        return {f"/api/do/{action.key}": {"post": operation}}
    return {f"/api/{action.thing}/{{id}}/{action.key}": {"parameters": [_id()], "post": operation}}


def _asked(action: Action) -> Json:
    """What an action asks for; what is left out gets its default."""
    needed = [
        each.key
        for each in action.inputs
        if each.required and each.default is None and each.value.kind is not Kind.TRUTH
    ]
    made = _all_of({each.key: _taken(each) for each in action.inputs})
    return {**made, "required": needed} if needed else {key: made[key] for key in made if key != "required"}


def _search_path() -> Json:
    """Over all things at once."""
    number: Json = {"type": "integer"}
    item = {"type": "object", "properties": {key: {"type": "string"} for key in SEARCHED}}
    found = {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": item},
            "total": number,
            "totals": {"type": "object", "additionalProperties": number},
        },
    }
    asked = [
        _query("search", {"type": "string"}, "Words that must all be found in a row."),
        _query("search.in", {"type": "string"}, "Only rows of this thing."),
    ]
    return {"/api/-/search": {"get": _operation("Search everything", found, parameters=asked)}}


def _file_path() -> Json:
    """Where a file is sent before the row that will hold it."""
    text = {"type": "string"}
    made = _all_of({"file": text, "name": text, "type": text, "size": {"type": "integer"}})
    sent = _all_of({"file": {"type": "string", "format": "binary"}})
    operation = _operation("Send a file", made, body=sent, media="multipart/form-data", status="201")
    return {"/api/-/file": {"post": operation}}


def _hook_path() -> Json:
    """Where other programs send rows, each by an address of its own that the owner made."""
    token: Json = {"name": "token", "in": "path", "required": True, "schema": {"type": "string"}}
    made: Json = {"type": "object", "properties": {"id": ID}}
    body: Json = {"type": "object"}
    operation = _operation("Add a row as another program", made, body=body, status="201")
    return {"/api/-/hook/{token}": {"parameters": [token], "post": operation}}


def _account_paths(app: App) -> Json:
    text = {"type": "string"}
    sign_in: Json = {"email": text, "password": text}
    sign_up = _all_of({"name": text} | sign_in)
    if len(app.joinable) > 1:
        sign_up["properties"] |= {"role": text | {"enum": [role.key for role in app.joinable]}}
    token = {"type": "object", "properties": {"token": text, "person": {"type": "object"}}}
    return {
        "/api/-/account": {
            "get": _operation("Who is signed in", {"type": "object"}),
            "post": _operation("Sign up", token, body=sign_up, status="201"),
        },
        "/api/-/session": {
            "post": _operation("Sign in", token, body=_all_of(sign_in)),
            "delete": _operation("Sign out", None, status="204"),
        },
    }


def _all_of(properties: Json) -> Json:
    required = list(properties)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _operation(
    summary: str,
    answer: Json | None,
    *,
    body: Json | None = None,
    media: str = "application/json",
    status: str = "200",
    parameters: list[Json] | None = None,
) -> Json:
    made: Json = {"summary": summary, "responses": {status: _response(answer)} | _refusals()}
    if parameters:
        made["parameters"] = parameters
    if body is not None:
        made["requestBody"] = {"required": True, "content": {media: {"schema": body}}}
    return made


def _response(answer: Json | None) -> Json:
    if answer is None:
        return {"description": "Done."}
    return {"description": "Done.", "content": {"application/json": {"schema": answer}}}


def _refusals() -> Json:
    return {
        status: {"description": text, "content": {"application/json": {"schema": ERROR}}}
        for status, text in REFUSALS.items()
    }


def _error_schema() -> Json:
    texts = {"type": "object", "additionalProperties": {"type": "string"}}
    return {
        "type": "object",
        "properties": {"error": {"type": "string"}, "fields": texts},
        "required": ["error"],
    }


def _id() -> Json:
    return {"name": "id", "in": "path", "required": True, "schema": ID}


def _query(name: str, schema: Json, description: str) -> Json:
    return {"name": name, "in": "query", "schema": schema, "description": description}


def _paging() -> list[Json]:
    return [
        _query("page", {"type": "integer", "minimum": 1, "default": 1}, "Which page."),
        _query(
            "limit",
            {"type": "integer", "minimum": 1, "maximum": MOST, "default": PAGE_SIZE},
            "How many rows on a page.",
        ),
        _query("search", {"type": "string"}, "Words that must all be found in the row."),
        _query("sort", {"type": "string"}, "A field, with “-” before it for the other direction."),
    ]


def _grouping() -> list[Json]:
    many = {"type": "array", "items": {"type": "string"}}
    return [
        _query("by", many, "Fields whose equal values make a group, or periods of a date: month(field)."),
        _query("measure", many, "count, sum(field), avg(field), min(field) or max(field)."),
        _query("sort", {"type": "string"}, "“-” and one of the measures: the largest groups first."),
        _query("limit", {"type": "integer", "minimum": 1, "maximum": MOST_GROUPS}, "So many groups at most."),
    ]


def _filters(thing: Thing) -> list[Json]:
    found = []
    for field in thing.fields:
        if can_filter(field):
            name = parameter("", field)
            if field.value.kind is Kind.SEVERAL:
                found += _among(name, field)
                continue
            found.append(_query(name, {"type": "string"}, f"Only rows of this {field.name}."))
            if field.value.kind in RANGES:
                found.append(_query(f"{name}.from", {"type": "string"}, f"The lowest {field.name}."))
                found.append(_query(f"{name}.to", {"type": "string"}, f"The highest {field.name}."))
    return found


def _among(name: str, field: Field) -> list[Json]:
    """Any of several values, or all of them."""
    values: Json = {"type": "array", "items": field_atom(field.type).schema(field)["items"]}
    every: Json = {"type": "string", "enum": ["yes"]}
    return [
        _query(name, values, f"Only rows with one of these {field.name}."),
        _query(f"{name}.all", every, f"Only rows with all of these {field.name}."),
    ]
