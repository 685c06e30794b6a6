"""Files that other programs send by themselves, before the row that will hold them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import JSONResponse, Response

from appling.atoms.base import Refused
from appling.blueprint.model.app import Action, App, Field, Thing
from appling.blueprint.model.expression import Kind
from appling.runtime.pages import refuse
from appling.runtime.visit import Visit
from appling.runtime.web.problems import BadRequest
from appling.runtime.writing.files import limit_uploads
from appling.runtime.writing.uploads import MAX_FILE, accept, check_picture
from appling.store import NotThere
from appling.store.files import SENT
from appling.store.writing.inputs import file_place
from appling.store.writing.writer import NOT_SENT, Writer

PART = "file"
"""The part of the form that holds the file."""
_ADDRESS = re.compile(r"/files/([A-Za-z0-9_-]{32})")


def send(visit: Visit) -> Response:
    """Keep a file for a row that will name its address; one that no row ever holds is cleared away."""
    if not visit.rights.may_send_files():
        raise refuse(visit)
    upload = visit.incoming.upload(PART)
    if upload is None:
        raise BadRequest("Send a form (multipart/form-data) whose part “file” is the file.")
    try:
        accepted = accept(upload, PART, image=False)
    except Refused as refused:
        raise BadRequest(visit.t(refused.message, **refused.values)) from refused
    limit_uploads(visit)
    kept = visit.store.files.add(
        accepted.content,
        name=accepted.name,
        type_=accepted.media_type,
        thing="",
        field=SENT,
        person=visit.actor.person,
        limit=MAX_FILE,
    )
    made = {"file": f"/files/{kept.token}", "name": kept.name, "type": kept.type, "size": kept.size}
    return visit.finish(JSONResponse(made, 201))


def sent_file(visit: Visit, value: object, field: Field) -> str:
    """The token of the file whose address this is, if this person sent it for no row yet. Raises Refused."""
    found = _ADDRESS.fullmatch(value) if isinstance(value, str) else None
    try:
        upload = visit.store.files.get(found[1]) if found else None
    except NotThere:
        upload = None
    if upload is None or (upload.field, upload.person) != (SENT, visit.actor.person):
        raise Refused(NOT_SENT, field=field.name)
    if field.type == "image":
        check_picture(upload.type, upload.size, field.name)
    return upload.token


def keep_sent(writer: Writer, thing: Thing, values: Mapping[str, Any]) -> None:
    """The files among a row's values are this row's from now on. Raises Invalid."""
    writer.keep_sent(thing.key, {field.key: values[field.key] for field in _files(thing.fields, values)})


def keep_given(writer: Writer, action: Action, app: App, values: Mapping[str, Any]) -> None:
    """The files that an action was given are of the row into which it puts them. Raises Invalid."""
    for asked in _files(action.inputs, values):
        thing, field = file_place(action, asked, app)
        writer.keep_sent(thing.key, {field.key: values[asked.key]})


def _files(fields: Iterable[Field], values: Mapping[str, Any]) -> list[Field]:
    return [each for each in fields if each.value.kind is Kind.FILE and values.get(each.key) is not None]
