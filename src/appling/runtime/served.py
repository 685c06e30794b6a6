"""What is the same for everybody: the built files of pages, and the app's theme."""

import re
from functools import cache
from mimetypes import guess_type

from starlette.responses import FileResponse, Response

from appling.runtime.assets import DIST
from appling.runtime.visit import Visit
from appling.runtime.web.problems import NotFound

FOR_EVER = "public, max-age=31536000, immutable"
PACKED = {"br": ".br", "gzip": ".gz"}
"""How files that shrink lie there already compressed, the best first."""
_NAME = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")


@cache
def _types() -> dict[str, str]:
    """The files that there are, and nothing else, by name."""
    files = (path for path in DIST.iterdir() if path.is_file()) if DIST.is_dir() else ()
    return {
        path.name: guess_type(path.name)[0] or "application/octet-stream"
        for path in files
        if _NAME.fullmatch(path.name) and path.suffix not in PACKED.values()
    }


def static(visit: Visit) -> Response:
    name = visit.match.token
    kind = _types().get(name)
    if kind is None:
        raise NotFound
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    for encoding, ending in PACKED.items():
        packed = DIST / (name + ending)
        if packed.is_file() and _takes(visit, encoding):
            return FileResponse(packed, media_type=kind, headers=headers | {"Content-Encoding": encoding})
    return FileResponse(DIST / name, media_type=kind, headers=headers)


def _takes(visit: Visit, encoding: str) -> bool:
    """Whether the browser reads that encoding; one that it names with the weight 0 it does not."""
    said = visit.incoming.headers.get("accept-encoding", "").lower().replace(" ", "")
    return any(each.partition(";")[0] == encoding and not _refused(each) for each in said.split(","))


def _refused(each: str) -> bool:
    return re.fullmatch(r"[^;]+;q=0(\.0*)?", each) is not None


def theme(visit: Visit) -> Response:
    return Response(visit.compiled.theme, media_type="text/css", headers=keeping(visit))


def keeping(visit: Visit) -> dict[str, str]:
    """How long browsers may keep what belongs to an app's look."""
    current = visit.incoming.query.get("v") == visit.compiled.theme_version
    return {"Cache-Control": FOR_EVER if current else "no-cache"}
