"""What is the same for everybody: the built files of pages, and the app's theme."""

import re
from functools import cache
from mimetypes import guess_type

from starlette.responses import FileResponse, Response

from appling.runtime.assets import DIST
from appling.runtime.problems import NotFound
from appling.runtime.visit import Visit

FOR_EVER = "public, max-age=31536000, immutable"
_NAME = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")


@cache
def _types() -> dict[str, str]:
    """The files that there are, and nothing else, by name."""
    files = (path for path in DIST.iterdir() if path.is_file()) if DIST.is_dir() else ()
    return {
        path.name: guess_type(path.name)[0] or "application/octet-stream"
        for path in files
        if _NAME.fullmatch(path.name)
    }


def static(visit: Visit) -> Response:
    kind = _types().get(visit.match.token)
    if kind is None:
        raise NotFound
    return FileResponse(DIST / visit.match.token, media_type=kind, headers={"Cache-Control": FOR_EVER})


def theme(visit: Visit) -> Response:
    current = visit.incoming.query.get("v") == visit.compiled.theme_version
    headers = {"Cache-Control": FOR_EVER if current else "no-cache"}
    return Response(visit.compiled.theme, media_type="text/css", headers=headers)
