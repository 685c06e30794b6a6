"""A request as the endpoints see it: read whole, within limits, before any thread works on it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from starlette.datastructures import FormData, Headers, QueryParams, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive, Scope

from appling.runtime.web.problems import BadRequest, TooLarge, WrongKind

MAX_TEXT = 2 * 1024 * 1024
"""Of a body without files, and of one text in a body with files."""
MAX_UPLOAD = 64 * 1024 * 1024
"""Of a body with files."""
MAX_FIELDS = 500
MAX_FILES = 20
MAX_QUERY = 8_000

_TAG = re.compile(r'(?:W/)?"([0-9]{1,18})"')
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, slots=True)
class Incoming:
    """`host` has no port; `origin` is how a page of this host names itself; the body is `form` or `json`."""

    method: str
    path: str
    host: str
    origin: str
    https: bool
    address: str
    query: QueryParams
    headers: Headers
    cookies: Mapping[str, str]
    form: FormData = field(default_factory=FormData)
    json: object = None
    body: bytes = b""
    """Of JSON, as it was sent: what a signature is over."""

    @property
    def is_api(self) -> bool:
        return self.path.startswith("/api/")

    @property
    def takes_bearer(self) -> bool:
        """Whether a program may name its session: to the API, and to the files that it answers with."""
        return self.is_api or self.path.startswith("/files/")

    @property
    def wants_json(self) -> bool:
        """Whether a script asks, which reads no pages."""
        return self.is_api or self.headers.get("accept", "").startswith("application/json")

    @property
    def is_write(self) -> bool:
        return self.method not in ("GET", "HEAD")

    def text(self, name: str) -> str:
        """A text of the form, or empty."""
        value = self.form.get(name)
        return clean(value) if isinstance(value, str) else ""

    def texts(self, name: str) -> list[str]:
        """All texts of that name in the form."""
        return [clean(value) for value in self.form.getlist(name) if isinstance(value, str)]

    def upload(self, name: str) -> UploadFile | None:
        """A file of the form that was really chosen."""
        value = self.form.get(name)
        return value if isinstance(value, UploadFile) and value.filename else None


def clean(text: str) -> str:
    """Without characters that no text needs and some databases refuse; line ends as one character."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def read_head(scope: Scope) -> Incoming:
    """The request without its body."""
    request = Request(scope)
    host = request.headers.get("host", "").lower()
    scheme = "https" if scope["scheme"] == "https" else "http"
    query = scope["query_string"]
    return Incoming(
        request.method,
        scope["path"],
        host.rpartition(":")[0] if re.search(r":\d+$", host) else host,
        f"{scheme}://{host}",
        scheme == "https",
        request.client.host if request.client else "",
        QueryParams(query if len(query) <= MAX_QUERY else b""),
        request.headers,
        request.cookies,
    )


async def read_form(scope: Scope, receive: Receive, *, files: bool) -> FormData:
    """The body as a form. Raises TooLarge, BadRequest or WrongKind."""
    kind = Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower()
    length = int(Headers(scope=scope).get("content-length", "0") or 0)
    if kind not in _FORMS and (kind or length):
        raise WrongKind("This address takes a form.")
    limit = MAX_UPLOAD if files and kind == _FORMS[1] else MAX_TEXT
    request = Request(scope, partial(_receive_within, receive, _Counter(scope, limit)))
    try:
        return await request.form(
            max_files=MAX_FILES if files else 0, max_fields=MAX_FIELDS, max_part_size=MAX_TEXT
        )
    except MultiPartException as fault:
        raise BadRequest("The form could not be read.") from fault


async def read_json(scope: Scope, receive: Receive) -> tuple[object, bytes]:
    """The body as JSON, None if it is empty, and as it was sent. Raises TooLarge, BadRequest or WrongKind."""
    request = Request(scope, partial(_receive_within, receive, _Counter(scope, MAX_TEXT)))
    body = await request.body()
    if not body:
        return None, body
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise WrongKind("Send JSON, with the header Content-Type: application/json.")
    try:
        return _clean_json(json.loads(body, parse_constant=_no_constant)), body
    except (ValueError, RecursionError) as fault:
        raise BadRequest("The body is not valid JSON.") from fault


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _clean_json(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_clean_json(item) for item in value]
    if isinstance(value, dict):
        return {clean(key): _clean_json(item) for key, item in value.items()}
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        raise ValueError("infinite")
    return value


def matched_version(incoming: Incoming) -> int | None:
    """The version of a row that its header `If-Match` names, None if any will do. Raises BadRequest."""
    tag = incoming.headers.get("if-match", "*").strip()
    if tag == "*":
        return None
    found = _TAG.fullmatch(tag)
    if found is None:
        raise BadRequest("“If-Match” must be the “ETag” that came with the row.")
    return int(found[1])


def row_version(incoming: Incoming) -> int | None:
    """The version of the row that a form was made from: in the form, or in `If-Match`."""
    text = incoming.text("_version")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else matched_version(incoming)


class _Counter:
    """Counts the bytes of a body against its limit, first by what the header announces."""

    def __init__(self, scope: Scope, limit: int) -> None:
        self.left = limit
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdecimal() and int(announced) > limit:
            raise too_large(limit)
        self._limit = limit

    def count(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise too_large(self._limit)


def too_large(limit: int) -> TooLarge:
    return TooLarge("This is too large: at most {limit} MB are taken.", limit=limit // (1024 * 1024))


async def _receive_within(receive: Receive, counter: _Counter) -> Message:
    message = await receive()
    counter.count(len(message.get("body", b"")))
    return message


__all__ = [
    "ClientDisconnect",
    "Incoming",
    "clean",
    "matched_version",
    "read_form",
    "read_head",
    "read_json",
    "row_version",
    "too_large",
]
