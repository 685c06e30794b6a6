"""An app's HTTP API as a developer tries it: everything that a check of the API can do."""

from collections.abc import Iterable
from typing import Any

from bench.webgen import words
from bench.webgen.answers import Item, identifier, paths, plain, spread, unwrapped
from bench.webgen.entering import FILES
from bench.webgen.operations import Operation
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.writing import Writing


class Api(Writing):
    """A person's way to the API, with what is refused, what belongs together, and files."""

    # Refusing

    def refuses(
        self,
        thing: str,
        values: dict[str, Any],
        *,
        status: tuple[int, ...] = (400, 409, 422),
        says: str = "",
        marker: str = "",
    ) -> None:
        """A wrong body is refused with one of the statuses, says which field is wrong, and leaves nothing behind."""
        operations = self.ranked("post", thing, item=False)[:1]
        need(operations, f"no operation adds {words.synonyms(thing)[0]!r}")
        body = self.body(operations[0], values)
        emptied = [words.synonyms(wanted)[0] for wanted, value in values.items() if value is None]
        for wanted in (each for each, value in values.items() if value is None):
            for name in [name for name in body if words.means(name, wanted)]:
                del body[name]
        reply = self.call(operations[0], body, **self._parents(operations[0]))
        need(not reply.good, f"the wrong data is taken (status {reply.status}; without {', '.join(emptied)})")
        need(reply.status in status, f"it is refused with status {reply.status}")
        need(not marker or not self._found(thing, marker), "what was refused is stored all the same")
        if says and not words.means(spread(reply.text), says):
            raise Partial("the refusal doesn't say what is wrong")

    def refuses_empty(self, thing: str) -> None:
        """An empty body is refused."""
        operations = self.ranked("post", thing, item=False)[:1]
        need(operations, f"no operation takes {words.synonyms(thing)[0]!r}")
        reply = self.call(operations[0], {}, **self._parents(operations[0]))
        need(reply.status in (400, 409, 422), f"an empty request answers {reply.status}")

    def refuses_twice(self, thing: str, values: dict[str, Any]) -> None:
        """The same identifying value twice is refused the second time."""
        operation = self.one("post", thing, item=False)
        body = self.body(operation, values)
        first = self.call(operation, body)
        need(first.good, f"the first one is refused with {first.status}")
        again = self.call(operation, body)
        need(again.status in (400, 409, 422), f"the same once more answers {again.status}")

    def keeps_out(self, thing: str, values: dict[str, Any], marker: str) -> None:
        """A stranger can't change an item of a thing, and nothing is changed by the attempt."""
        key = identifier(self.lists(thing)[0])
        operations = self.ranked("patch|put", thing)[:2]
        need(operations, f"no operation changes {words.synonyms(thing)[0]!r}")
        self._kept_out(
            [(each, self.body(each, values, whole=False), key) for each in operations], thing, marker
        )

    def keeps_out_adding(self, thing: str, values: dict[str, Any], marker: str) -> None:
        """A stranger can't add an item of a thing, and none is added by the attempt."""
        named = [
            each
            for each in self.ranked("post", thing, item=False)
            if words.means(each.name.split(" ")[-1], thing)
        ]
        operations = named[:2]
        need(operations, f"no operation adds {words.synonyms(thing)[0]!r}")
        self._kept_out([(each, self.body(each, values), None) for each in operations], thing, marker)

    def _kept_out(self, tries: list[tuple[Operation, dict, Any]], thing: str, marker: str) -> None:
        stranger = self.stranger()
        for operation, body, key in tries:
            reply = stranger.call(
                operation, body, **({"id": key, **dict.fromkeys(operation.parameters, key)} if key else {})
            )
            need(reply.status in (400, 401, 403, 404, 405), f"a stranger's request answers {reply.status}")
            if reply.status in (400, 404, 405):
                raise Partial(f"a stranger's request answers {reply.status}, not 401 or 403")
        need(not self._found(thing, marker), "the stranger's change is there")

    # What belongs together

    def related(self, thing: str, parent: str, item: Item) -> list[Item]:
        """The rows of a thing that point at an item, or that are within it."""
        key = str(identifier(item))
        inside = next(
            (value for name, value in item.items() if isinstance(value, list) and words.means(name, thing)),
            None,
        )
        if inside:
            return inside
        rows = self.rows(thing)
        pointing = [
            row
            for row in rows
            if any(words.means(name, parent) and plain(value) == key for name, value in row.items())
        ]
        if pointing or not rows:
            return pointing
        need(
            any(words.means(name, parent) for name in rows[0]),
            f"{words.synonyms(thing)[0]!r} doesn't say whose it is",
        )
        return self._made_for(thing, parent, key)

    def _made_for(self, thing: str, parent: str, key: str) -> list[Item]:
        """A row that is added for the item, so that there is one to come back."""
        self.adds(thing, {parent: int(key) if key.isdigit() else key})
        return [
            row
            for row in self.rows(thing)
            if any(words.means(name, parent) and plain(value) == key for name, value in row.items())
        ]

    def belonging(self, thing: str, parent: str, item: Item) -> bool:
        """Whether an item has such rows (or could have: they exist and point at its kind)."""
        try:
            return bool(self.related(thing, parent, item))
        except (Unmet, Partial):
            return False

    def balance(self, names: Iterable[str]) -> dict[str, float]:
        """The amounts under these names, over everything that the API lists."""
        found: dict[str, float] = {}
        for operation in [each for each in self.operations() if each.method == "get" and not each.parameters]:
            data = self.call(operation).data
            for name in names:
                for value in _amounts(data, name):
                    found[f"{operation.path} {name}"] = found.get(f"{operation.path} {name}", 0) + value
        return found

    @staticmethod
    def lower(before: dict[str, float], after: dict[str, float]) -> bool:
        """Whether some amount is lower than it was."""
        return any(after.get(name, value) < value for name, value in before.items())

    def me(self) -> Item:
        """The signed-in person's own data."""
        problem = "no operation gives a person's own data"
        for operation in [*self.ranked("get", "me|profile|current user|personal|account|user|person|member")][
            :5
        ]:
            reply = self.call(operation)
            if (
                reply.good
                and reply.data is not None
                and words.means(" ".join(paths(reply.data)), "email|name|username|profile|bio")
            ):
                return unwrapped(reply.data) if isinstance(reply.data, dict) else reply.data
            problem = f"{operation.path} answers {reply.status}"
        raise Unmet(problem)

    def again(self) -> "Api":
        """The same person in a new session."""
        need(self._again_by, "there is no second session")
        return self._again_by()

    def changes_any(self, thing: str, wanted: str) -> None:
        """A property that is called so can be set, whatever values it takes."""
        for operation in self.ranked("patch|put", thing)[:2]:
            for name, schema in operation.body.get("properties", {}).items():
                if not words.means(name, wanted):
                    continue
                item = self.lists(thing)[0]
                now = str(item.get(name))
                value = next(
                    (each for each in schema.get("enum", []) if each and each != now),
                    "#336699" if words.means(name, "color|colour") else "horizontal",
                )
                self.changes(thing, {name: value}, value, item=item)
                return
        raise Unmet(f"nothing of {words.synonyms(thing)[0]!r} is called {words.synonyms(wanted)[0]!r}")

    # Files

    def uploads(self, thing: str, values: dict[str, Any], *, fields: str = "", file: bool = False) -> Item:
        """A file comes in (as a form, in an upload of its own, or by its address) and is linked to the thing."""
        problem = f"no operation adds {words.synonyms(thing)[0]!r}"
        for operation in [
            *self.ranked("post", thing)[:3],
            *(self.ranked("put|patch", thing)[:2] if file else []),
        ]:
            properties = operation.body.get("properties", {})
            name = next(
                (
                    each
                    for each in properties
                    if words.means(
                        each, "file|photo|image|picture|upload|attachment|document|data|audio|avatar"
                    )
                ),
                None,
            )
            body = self.body(operation, values)
            if name is None and not any(words.means(each, "url|link") for each in properties):
                problem = f"{operation.path} takes no file"
                continue
            if name is not None:
                body[name] = self._file(operation, properties[name])
            reply = self.call(operation, body, **self._parents(operation))
            if reply.good:
                made = unwrapped(reply.data) if isinstance(reply.data, dict) else {}
                if fields:
                    self._has_keys([{**body, **made}], tuple(fields.split(",")))
                return made
            problem = f"{operation.path} answers {reply.status}: {reply.text[:120]}"
        raise Unmet(problem)

    def _file(self, operation: Operation, schema: dict) -> Any:
        """A picture in the way that the operation takes files."""
        data = list((FILES / "picture.png").read_bytes())
        part = {"file": data, "name": "picture.png", "type": "image/png"}
        if "form-data" in operation.media or schema.get("format") == "binary":
            return part
        for upload in self.ranked("post", "upload|file|media"):
            if "form-data" in upload.media:
                name = next(iter(upload.body.get("properties", {"file": 0})))
                reply = self.call(upload, {name: part})
                if reply.good and isinstance(reply.data, dict):
                    return identifier(unwrapped(reply.data)) or next(
                        (value for value in reply.data.values() if isinstance(value, str)), None
                    )
        return "https://example.org/picture.png"

    def downloads(self, thing: str, fields: str) -> None:
        """A thing's file is answered with its bytes, or its link is."""
        for row in self.lists(thing)[:5]:
            for key, value in row.items():
                link = value.get("url") if isinstance(value, dict) else value
                if not (words.means(key, fields) and isinstance(link, str) and link):
                    continue
                if link.startswith("http"):
                    return
                reply = self.send("GET", link if link.startswith("/") else f"/{link}")
                if reply.good and reply.text:
                    return
        raise Unmet("no file and no link is returned")


def _amounts(data: Any, name: str) -> list[float]:
    """The numbers under a key of this name, and the amounts of rows that are called so."""
    if isinstance(data, list):
        return [value for each in data for value in _amounts(each, name)]
    if not isinstance(data, dict):
        return []
    found = [
        float(value)
        for key, value in data.items()
        if words.means(key, name) and isinstance(value, int | float)
    ]
    if any(isinstance(value, str) and value.casefold() == name for value in data.values()):
        found += [
            float(value)
            for key, value in data.items()
            if words.means(key, "amount|quantity") and isinstance(value, int | float)
        ]
    return found + [
        value for each in data.values() if isinstance(each, dict | list) for value in _amounts(each, name)
    ]
