"""A browser of a few lines: it asks the site in this process, and reads links and forms from the pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from urllib.parse import unquote, urlsplit

from starlette.datastructures import FormData, Headers, QueryParams, UploadFile
from starlette.responses import Response

from appling.runtime.site import Site
from appling.runtime.web.incoming import Incoming

_LINK = re.compile(r'<(?:a|link|img|script)\b[^>]*?\s(?:href|src)="(/[^"]*)"')
_FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*\baction="([^"]*)"', re.IGNORECASE)
_BUTTON = re.compile(r'<button\b[^>]*\bform="act" formaction="([^"]*)"')
_TOKEN = re.compile(r'name="_token" value="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Headers
    text: str

    @property
    def links(self) -> list[str]:
        """The addresses of this app that the page offers."""
        found = (unescape(link).partition("#")[0] for link in _LINK.findall(self.text))
        return list(dict.fromkeys(link for link in found if link and not link.startswith("//")))

    @property
    def actions(self) -> list[str]:
        """Where the forms of the page are sent, and the buttons of its rows."""
        found = (*_FORM.findall(self.text), *_BUTTON.findall(self.text))
        return list(dict.fromkeys(unescape(each) for each in found))

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


class Browser:
    """Signed in by `session`, if there is one. It keeps cookies, and the token of the last page with one."""

    def __init__(self, site: Site, key: str, session: str | None) -> None:
        self._site = site
        self._host = f"{key}.localhost"
        self.cookies: dict[str, str] = {f"session_{key}": session} if session else {}
        self.token = ""

    def get(self, address: str) -> Answer:
        return self._send("GET", address)

    def post(self, address: str, values: Mapping[str, object]) -> Answer:
        """Send a form; bytes among the values are sent as files."""
        pairs: list[tuple[str, str | UploadFile]] = [("_token", self.token)]
        for name, value in values.items():
            if isinstance(value, bytes):
                pairs.append((name, UploadFile(BytesIO(value), size=len(value), filename=f"{name}.png")))
            else:
                pairs.append((name, str(value)))
        return self._send("POST", address, form=FormData(pairs))

    def send(self, method: str, address: str, json: object = None) -> Answer:
        """A request of the API."""
        return self._send(method, address, json=json, headers={"x-csrf-token": self.token})

    def _send(
        self,
        method: str,
        address: str,
        form: FormData | None = None,
        json: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        parts = urlsplit(address)
        incoming = Incoming(
            method,
            unquote(parts.path),
            self._host,
            f"http://{self._host}",
            https=False,
            address="127.0.0.1",
            query=QueryParams(parts.query),
            headers=Headers({"host": self._host, "sec-fetch-site": "same-origin", **(headers or {})}),
            cookies=self.cookies,
            form=form or FormData(),
            json=json,
        )
        return self._read(self._site.respond(incoming))

    def _read(self, response: Response) -> Answer:
        for name, value in response.raw_headers:
            if name == b"set-cookie":
                self._keep(value.decode("latin-1"))
        is_text = (response.media_type or "").startswith(("text/", "application/json"))
        text = bytes(response.body).decode() if is_text and hasattr(response, "body") else ""
        if found := _TOKEN.search(text):
            self.token = unescape(found[1])
        return Answer(response.status_code, response.headers, text)

    def _keep(self, cookie: str) -> None:
        pair, *rest = cookie.split("; ")
        name, _, value = pair.partition("=")
        if "Max-Age=0" in rest:
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value
