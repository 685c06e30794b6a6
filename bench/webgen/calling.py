"""An app's HTTP API as a developer reaches it: through a person's browser, by operations found by what they mean."""

import json
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

from playwright.sync_api import Error, Page

from bench.webgen import words
from bench.webgen.answers import Item, Reply, identifier, listed
from bench.webgen.bodies import make_body
from bench.webgen.handed import Handed
from bench.webgen.operations import Description, Operation, Schema, guessed
from bench.webgen.verdicts import Unmet, need

FETCH = """async ([method, address, body, kind]) => {
  const options = { method, headers: { Accept: "application/json" }, redirect: "follow", signal: AbortSignal.timeout(15000) };
  // What the page itself would send along: the token against forgery that it was given, by its usual header.
  const token = document.querySelector("meta[name*=csrf i]")?.content
    || document.querySelector("input[type=hidden][name*=csrf i], input[type=hidden][name*=token i]")?.value;
  if (token && method !== "GET") options.headers["X-CSRF-Token"] = token;
  if (kind === "form" || kind === "query") {
    const data = kind === "form" ? new FormData() : new URLSearchParams();
    for (const [name, value] of Object.entries(body)) {
      if (value && value.file) data.append(name, new File([new Uint8Array(value.file)], value.name, { type: value.type }));
      else data.append(name, value);
    }
    options.body = data;
  } else if (body !== null) { options.headers["Content-Type"] = kind || "application/json"; options.body = JSON.stringify(body); }
  const answer = await fetch(address, options);
  return [answer.status, await answer.text(), answer.headers.get("content-type") || "", answer.redirected];
}"""

DESCRIPTIONS = (
    "/openapi.json",
    "/api/openapi.json",
    "/swagger.json",
    "/api/swagger.json",
    "/api-docs",
    "/v3/api-docs",
)
"""Where frameworks put an API's description; a developer looks there where nobody says where it is."""


class Calling:
    """One person's way to the API, through the person's browser, so that sessions and origins are as there."""

    def __init__(self, page: Page, app: Handed, other: Callable[[bool], Any] | None = None) -> None:
        self.page = page
        self.app = app
        self._other = other
        self._description: Description | None = None
        self._guessed: list[Operation] = []
        self._rows: dict[str, Any] = {}
        self.deadline = float("inf")
        self._again_by: Callable[[], Any] | None = None

    def another(self) -> Any:
        """A second person's way to the API."""
        need(self._other, "there is nobody else")
        return self._other(False)

    def stranger(self) -> Any:
        """The way to the API of somebody who never signed in."""
        need(self._other, "there is nobody else")
        return self._other(True)

    # Calling

    def call(
        self, operation: Operation, body: Any = None, query: dict[str, Any] | None = None, **ids: Any
    ) -> Reply:
        path = operation.path
        for name in re.findall(r"{([^}]+)}", path):
            path = path.replace(f"{{{name}}}", quote(str(ids.get(name, ids.get("id", 1))), safe=""))
        if query:
            path += "?" + urlencode(query)
        kind = (
            "form"
            if "form-data" in operation.media
            else "query"
            if "urlencoded" in operation.media
            else operation.media
        )
        return self.send(operation.method.upper(), path, body, kind, operation)

    def send(
        self, method: str, path: str, body: Any = None, kind: str = "", operation: Operation | None = None
    ) -> Reply:
        need(time.monotonic() < self.deadline, "it takes too long")
        base = self.app.address.rstrip("/")
        origin = re.match(r"https?://[^/]+", base)
        address = path if "://" in path else (origin[0] if origin else base) + path
        try:
            status, text, _, _ = self.page.evaluate(FETCH, [method, address, body, kind])
        except Error as error:
            raise Unmet(f"{method} {path} gets no answer") from error
        try:
            data = json.loads(text)
        except ValueError:
            data = None
        return Reply(status, text, data, operation)

    # Finding

    def operations(self, thing: str = "") -> list[Operation]:
        """All described operations; where none are described, the guessed ones that answer."""
        if self._description is None:
            self._description = self._read()
        if self._description.operations or not thing:
            return self._description.operations
        return [each for each in guessed(thing) if self._answers(each)]

    def _read(self) -> Description:
        for address in [self.app.openapi] if self.app.openapi else DESCRIPTIONS:
            reply = self.send("GET", address)
            if reply.good and isinstance(reply.data, dict) and reply.data.get("paths"):
                return Description(reply.data)
        return Description({})

    def _answers(self, operation: Operation) -> bool:
        base = operation.path.split("/{id}")[0]
        if base not in self._rows:
            reply = self.send("GET", base)
            self._rows[base] = (reply.good and reply.data is not None) or reply.status == 405
        return bool(self._rows[base])

    def ranked(self, method: str, thing: str, *, item: bool | None = None) -> list[Operation]:
        """The operations of a method that are named by the synonyms, best first."""
        found = [
            (each.fits(thing), -len(each.parameters), each)
            for each in self.operations(thing)
            if each.method in method.split("|")
            and (item is None or each.ends_in_item == item)
            and each.fits(thing) > 0
        ]
        return [each for *_, each in sorted(found, key=lambda one: one[:2], reverse=True)]

    def collections(self) -> set[str]:
        """The paths at which rows are both listed and added."""
        paths: dict[str, set[str]] = {each.method: set() for each in self.operations()}
        for each in self.operations():
            paths[each.method].add(each.path)
        return paths.get("get", set()) & paths.get("post", set())

    def one(self, method: str, thing: str, *, item: bool | None = None) -> Operation:
        found = self.ranked(method, thing, item=item)
        need(found, f"no {method.upper()} operation is about {words.synonyms(thing)[0]!r}")
        return found[0]

    def body(self, operation: Operation, values: dict[str, Any], *, whole: bool = True) -> dict[str, Any]:
        return make_body(operation.body, values, self.reference, whole=whole)

    def reference(self, name: str, schema: Schema) -> Any:
        """The identifier of a row that a property points at, found by the property's name."""
        wanted = re.sub(r"[_ ]?(id|Id|ID)$", "", name)
        if wanted in ("", "id"):
            return None
        if wanted not in self._rows:
            self._rows[wanted] = None
            told = f"{schema.get('title', '')} {schema.get('description', '')} {schema.get('x-thing', '')}".strip()
            names = [f"{wanted.replace('_', ' ')}", *re.findall(r"\b[A-Z]\w+", told)]
            for operation in (each for one in names for each in self._plain_listings(one)):
                reply = self.call(operation)
                rows = listed(reply.data) if reply.good else None
                if rows:
                    self._rows[wanted] = identifier(rows[0])
                    break
        return self._rows[wanted]

    def _plain_listings(self, name: str) -> list[Operation]:
        """Listings whose path ends in just this name."""
        return [
            each
            for each in (self._description.operations if self._description else [])
            if each.method == "get"
            and not each.parameters
            and each.name
            and words.score(each.name.split(" ")[-1], name) > 0.8
        ]

    def _parents(self, operation: Operation) -> dict[str, Any]:
        """Identifiers for the parameters of a path such as `/groups/{group}/resources`."""
        found = {}
        for name in operation.parameters:
            before = operation.path.split(f"{{{name}}}")[0].rstrip("/").split("/")[-1]
            try:
                found[name] = identifier(self.rows(before)[0])
            except (Unmet, IndexError):
                found[name] = 1
        return found

    def rows(self, thing: str, query: dict[str, Any] | None = None) -> list[Item]:
        """What the best listing operation for a thing lists."""
        problem = ""
        for operation in self.ranked("get", thing, item=False)[:4]:
            if operation.parameters:
                continue
            reply = self.call(operation, query=query)
            found = listed(reply.data)
            if reply.good and found is not None:
                return found
            problem = (
                f"{operation.path} answers {reply.status}"
                if not reply.good
                else f"{operation.path} gives no list"
            )
        raise Unmet(problem or f"no operation lists {words.synonyms(thing)[0]!r}")
