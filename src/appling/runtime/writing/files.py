"""Uploads: kept when their form is sound, and served to those who may see the row that holds them."""

from collections.abc import Mapping
from urllib.parse import quote

from starlette.responses import FileResponse, Response

from appling.blueprint.model.app import Field, Thing, Verb
from appling.blueprint.model.expression import Kind, Path
from appling.runtime.identity.faces import face_field
from appling.runtime.visit import Visit
from appling.runtime.web.limits import Rate
from appling.runtime.web.problems import NotFound
from appling.runtime.writing.uploads import ANYTHING, FORMATS, MAX_FILE, MAX_IMAGE, PLAYED, Upload
from appling.store import Match, Query, Reader

SHOWN = frozenset({*FORMATS.values(), *PLAYED.values()})
CACHE = "private, no-cache"
FACE_CACHE = "private, max-age=600"
"""People's pictures stand many times on a page; a browser asks anew when it is signed in otherwise."""
BY_PERSON = Rate(burst=100, seconds=5)
BY_ADDRESS = Rate(burst=200, seconds=3)


def keep_uploads(visit: Visit, thing: Thing, uploads: Mapping[str, Upload]) -> dict[str, str]:
    """The tokens of the uploads, by field key. One whose row is then not written is cleared away later."""
    kept = {}
    for key, upload in uploads.items():
        limit_uploads(visit)
        stored = visit.store.files.add(
            upload.content,
            name=upload.name,
            type_=upload.media_type,
            thing=thing.key,
            field=key,
            person=visit.actor.person,
            limit=MAX_IMAGE if thing.field(key).type == "image" else MAX_FILE,
        )
        kept[key] = stored.token
    return kept


def limit_uploads(visit: Visit) -> None:
    """So that nobody fills the disk in a minute. Raises TooMany."""
    app, person = visit.compiled.key, visit.actor.person
    visit.limiter.take(BY_ADDRESS, app, "upload address", visit.incoming.address)
    if person is not None:
        visit.limiter.take(BY_PERSON, app, "upload person", str(person))


def serve(visit: Visit) -> Response:
    """Send a file's bytes; only looked-into pictures, films and sounds are shown, all else is downloaded."""
    token = visit.match.token
    with visit.store.read(visit.viewer) as reader:
        place = next((each for each in _file_fields(visit) if _holds(reader, *each, token)), None)
        if place is None:
            raise NotFound
    upload, path = visit.store.files.get(token), visit.store.files.path(token)
    shown = upload.type in SHOWN
    name = quote(upload.name, safe="")
    headers = {
        "Cache-Control": FACE_CACHE if place == face_field(visit.app, visit.rights) else CACHE,
        "Vary": "Cookie, Authorization",
        "ETag": f'"{upload.hash}"',
        "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{name}",
    }
    if visit.incoming.headers.get("if-none-match") == headers["ETag"]:
        return visit.finish(Response(status_code=304, headers=headers))
    return visit.finish(FileResponse(path, headers=headers, media_type=upload.type if shown else ANYTHING))


def _file_fields(visit: Visit) -> list[tuple[Thing, Field]]:
    """All that can hold a file and may be seen."""
    return [
        (thing, field)
        for thing in visit.app.things
        if visit.rights.may(thing.key, Verb.SEE)
        for field in visit.rights.seen(thing)
        if field.value.kind is Kind.FILE and field.formula is None
    ]


def _holds(reader: Reader, thing: Thing, field: Field, token: str) -> bool:
    """Whether a row that may be seen holds the file there."""
    match = Match(Path((field.key,), field.value), (token,))
    return bool(reader.rows(Query(thing.key, filters=(match,), limit=1)))
