"""A click-through of a running app, as one visitor: every link opened, every form sent.

It knows nothing of Appling but what a browser sees.
"""

from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

_SKIP = ("/-/sign-out", "/-/people", "/-/static", "/-/samples", "/-/enter")
_TYPED = {
    "email": "someone@example.org",
    "url": "https://example.org/",
    "tel": "+44 20 7946 0958",
    "number": "3",
    "date": "2026-05-04",
    "time": "10:30",
    "datetime-local": "2026-05-04T10:30",
    "color": "#336699",
    "password": "a long enough one 42",
}


@dataclass
class Form:
    """A form of a page: where it posts, and its inputs with the values a careless person would send."""

    action: str
    method: str
    multipart: bool
    values: dict[str, str] = field(default_factory=dict)


@dataclass
class Crawl:
    """What a click-through met. `faults`: "STATUS METHOD ADDRESS" of what should not have happened."""

    pages: int = 0
    forms: int = 0
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select: str | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attributes}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self._form = Form(
                given.get("action", ""),
                given.get("method", "get").lower(),
                "multipart" in given.get("enctype", ""),
            )
            self.forms.append(self._form)
        elif self._form is None or not given.get("name"):
            if tag == "option" and self._form is not None and self._select and given.get("value"):
                self._form.values.setdefault(self._select, given["value"])
        elif tag == "input":
            self._input(given)
        elif tag == "select":
            self._select = given["name"]
        elif tag == "textarea":
            self._form.values[given["name"]] = "A few words."

    def _input(self, given: dict[str, str]) -> None:
        assert self._form is not None
        kind, name = given.get("type", "text"), given["name"]
        if kind in ("hidden",) or (given.get("value") and kind not in ("radio", "checkbox")):
            self._form.values[name] = given.get("value", "")
        elif kind in ("radio", "checkbox"):
            if given.get("value") and kind == "radio":
                self._form.values.setdefault(name, given["value"])
        elif kind == "number":
            low = float(given.get("min") or 0)
            high = float(given.get("max") or low + 10)
            self._form.values[name] = f"{min(max(3.0, low), high):g}"
        elif kind not in ("file", "submit", "search", "reset", "button"):
            self._form.values[name] = _TYPED.get(kind, "Something")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None


def crawl(client: httpx.Client, *, most: int = 80) -> Crawl:
    """Open everything that can be reached from `/` with this client's cookies, then send every form once.

    A page that is linked must answer 200 and no answer may be 5xx; a form may be refused (4xx), not fail.
    """
    found = Crawl()
    queue, seen, forms = deque(["/"]), {"/"}, {}
    while queue and found.pages < most:
        address = queue.popleft()
        answer = client.get(address, follow_redirects=True)
        found.pages += 1
        found.slowest = max(found.slowest, answer.elapsed.total_seconds())
        if answer.status_code != 200:
            found.faults.append(f"{answer.status_code} GET {address}")
            continue
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        page = _Page()
        page.feed(answer.text)
        here = str(answer.url)
        for link in page.links:
            target = urldefrag(urljoin(here, link)).url
            parts = urlsplit(target)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.netloc == urlsplit(here).netloc and path not in seen and not path.startswith(_SKIP):
                seen.add(path)
                queue.append(path)
        for form in page.forms:
            form.action = urljoin(here, form.action)
            shape = (form.method, form.action.rstrip("0123456789"), tuple(sorted(form.values)))
            forms.setdefault(shape, form)
    for form in forms.values():
        _send(client, form, found)
    return found


def _send(client: httpx.Client, form: Form, found: Crawl) -> None:
    if urlsplit(form.action).path.startswith(_SKIP):
        return
    found.forms += 1
    if form.method == "get":
        answer = client.get(form.action, params=form.values, follow_redirects=True)
    elif form.multipart:
        fields = {name: (None, value) for name, value in form.values.items()}
        answer = client.post(form.action, files=fields, follow_redirects=True, headers=_origin(form))
    else:
        answer = client.post(form.action, data=form.values, follow_redirects=True, headers=_origin(form))
    if answer.status_code >= 500 or (form.method == "get" and answer.status_code != 200):
        found.faults.append(f"{answer.status_code} {form.method.upper()} {urlsplit(form.action).path}")


def _origin(form: Form) -> dict[str, str]:
    parts = urlsplit(form.action)
    return {"Origin": f"{parts.scheme}://{parts.netloc}"}
