"""Writing over an API: adding, changing, deleting and acting, each judged by what is then read back."""

import json
import re
from collections.abc import Callable
from typing import Any

from bench.webgen import words
from bench.webgen.answers import Item, Reply, identifier, listed, paths, spread, unwrapped
from bench.webgen.operations import Operation, guessed_actions
from bench.webgen.reading import Reading
from bench.webgen.verdicts import Partial, Unmet, need

PAGE = 20
"""A listing that has fewer rows than this isn't cut into pages."""


class Writing(Reading):
    """What a developer writes."""

    def adds(
        self, thing: str, values: dict[str, Any], *, marker: object = None, fields: str = "", **ids: Any
    ) -> Item:
        """Something is added, and is really there when it is read back; `fields` are concepts that it must have."""
        problem = f"no operation adds {words.synonyms(thing)[0]!r}"
        for operation in self.ranked("post", thing, item=False)[:3]:
            body = self.body(operation, values)
            places = {**self._parents(operation), **ids}
            before = self._there(operation, places)
            reply = self.call(operation, body, **places)
            if not reply.good:
                problem = f"{operation.path} answers {reply.status}: {reply.text[:120]}"
                continue
            made = unwrapped(reply.data) if isinstance(reply.data, dict) else {}
            if not self._kept(operation, places, made, marker, reply, before) and not (
                marker is not None and self._found(thing, marker)
            ):
                problem = "what was added isn't there when it is read back"
                continue
            if fields:
                self._has_keys([{**body, **made}], tuple(fields.split(",")))
            return made
        raise Unmet(problem)

    def _there(self, operation: Operation, places: dict[str, Any]) -> list[Item] | None:
        """The rows at the path at which something is added; none where they can't be read, or may be cut into pages."""
        for each in self.operations(operation.name):
            if each.method == "get" and each.path == operation.path:
                reply = self.call(each, **places)
                rows = listed(reply.data) if reply.good else None
                return rows if rows is not None and len(rows) < PAGE else None
        return None

    def _kept(
        self,
        operation: Operation,
        places: dict[str, Any],
        made: Item,
        marker: object,
        reply: Reply,
        before: list[Item] | None,
    ) -> bool:
        """Whether what was added is there when it is read back; where nothing can be read back, its answer counts."""
        key = identifier(made)
        one = [
            each
            for each in self.operations(operation.name)
            if each.method == "get" and each.ends_in_item and each.path.rsplit("/{", 1)[0] == operation.path
        ]
        if key is not None and one:
            again = self.call(one[0], **{**places, one[0].parameters[-1]: key})
            if again.good:
                return marker is None or again.holds(marker)
        rows = self._there(operation, places)
        if rows is None:
            return marker is None or reply.holds(marker)
        if marker is not None:
            return _holds(rows, marker)
        return any(str(identifier(row)) == str(key) for row in rows) or len(rows) > len(before or [])

    def _found(self, thing: str, marker: object) -> bool:
        try:
            return _holds(self.rows(thing), marker)
        except Unmet:
            return False

    def stored(self, thing: str, made: Item, marker: object) -> None:
        """What was added stands in the listing, or comes by its identifier."""
        if self._found(thing, marker):
            return
        found = self.gets(thing, item=made)
        need(
            str(marker).casefold() in json.dumps(found, ensure_ascii=False).casefold(),
            "it isn't there when it is read back",
        )

    def changes(
        self, thing: str, values: dict[str, Any], marker: object, *, item: Item | None = None
    ) -> Item:
        """An item is changed, and has the change when it is read back."""
        item = item or self.lists(thing)[0]
        key = identifier(item)
        problem = f"no operation changes {words.synonyms(thing)[0]!r}"
        for operation in self.ranked("patch|put", thing)[:3]:
            body = self.body(operation, values, whole=False)
            if operation.method == "put":
                body = {
                    **{
                        name: value
                        for name, value in item.items()
                        if name in operation.body.get("properties", {})
                    },
                    **body,
                }
            versions = [
                name
                for name in operation.body.get("properties", {})
                if name in item and words.means(name, "version|revision|etag")
            ]
            body = {**{name: item[name] for name in versions}, **body}
            reply = self.call(operation, body, id=key)
            if not reply.good:
                problem = f"{operation.path} answers {reply.status}: {reply.text[:120]}"
                continue
            if self._changed(operation, key, marker, reply) or self._found(thing, marker):
                return unwrapped(reply.data) if isinstance(reply.data, dict) else item
            problem = "the change isn't there when it is read back"
        raise Unmet(problem)

    def _changed(self, operation: Operation, key: Any, marker: object, reply: Reply) -> bool:
        """Whether a change is there when the item is read again; where it can't be read, the answer counts."""
        for each in self.operations(operation.name):
            if each.method == "get" and each.path == operation.path:
                again = self.call(each, id=key)
                if again.good:
                    return again.holds(marker)
        return reply.holds(marker)

    def removes(self, thing: str, item: Item) -> None:
        """An item is deleted, and gone when it is asked for again."""
        key = identifier(item)
        reply = self.call(self.one("delete", thing), id=key)
        need(reply.good, f"deleting answers {reply.status}")
        rows = self.rows(thing)
        need(all(str(identifier(row)) != str(key) for row in rows), "it is still listed after it was deleted")

    def acts(
        self, thing: str, action: str, values: dict[str, Any] | None = None, *, item: Item | None = None
    ) -> Reply:
        """An operation that is called like the action does it to an item, or for it."""
        problem = f"no operation is called {words.synonyms(action)[0]!r}"
        named = sorted(
            (
                each
                for each in self._named(thing, action)
                if each.method in ("post", "put", "patch")
                and words.means(each.last, action)
                and re.sub(r"/{[^}]+}$", "", each.path) not in self.collections()
            ),
            key=lambda each: (each.fits(thing) > 0, words.score(each.last, action)),
            reverse=True,
        )
        for operation in named[: 3 if self.operations() else 8]:
            ids: dict[str, Any] = {}
            if operation.parameters:
                ids = self._parents(operation)
                items = [item] if item else self.rows(thing)[:5]
            else:
                items = [item or {}]
            for each in items:
                last = {operation.parameters[-1]: identifier(each)} if operation.parameters and each else {}
                given = {
                    **(values or {}),
                    **({f"{thing}": identifier(each)} if each and not operation.parameters else {}),
                }
                reply = self.call(
                    operation,
                    self.body(operation, given) if operation.media else {},
                    **{**ids, **last},
                )
                if reply.good:
                    return reply
                problem = f"{operation.path} answers {reply.status}: {reply.text[:100]}"
        raise Unmet(problem)

    def _named(self, thing: str, action: str) -> list[Operation]:
        """The described operations; where there are none, those a developer would try for the action."""
        if self.operations():
            return self.operations()
        tried = [each for each in guessed_actions(thing, action) if self._answers(each)]
        return [*self.operations(f"{thing}|{action}"), *tried]

    def acts_or_sets(
        self,
        thing: str,
        action: str,
        status: str,
        values: dict[str, Any] | None = None,
        *,
        item: Item | None = None,
    ) -> None:
        """An operation called like the action, or setting the item's status so; the item then has that status."""
        item = item or self.lists(thing)[0]
        try:
            reply = self.acts(thing, action, values, item=item)
            again = self._again(thing, item)
            after = reply.text + json.dumps(again, ensure_ascii=False)
            changed = again and {key: again.get(key) for key in item} != item
            need(words.means(spread(after), status) or changed, "nothing of the item changed")
        except Unmet as unmet:
            key = next(
                (name for name in paths(item) if words.means(name, "status|state|stage|confirmed|released")),
                None,
            )
            need(key, str(unmet))
            made = self.changes(
                thing,
                {"status|state|stage": status, **(values or {})},
                words.synonyms(status)[0][:5],
                item=item,
            )
            need(
                words.means(spread(json.dumps(made)), status),
                f"the status doesn't become {words.synonyms(status)[0]}",
            )

    def _again(self, thing: str, item: Item) -> Any:
        try:
            return self.gets(thing, item=item)
        except (Unmet, Partial):
            return {}

    def tries(self, *ways: Callable[[], Any]) -> Any:
        """The first of several ways that works; the last one's reason where none does."""
        partial: Partial | None = None
        reason = ""
        for way in ways:
            try:
                return way()
            except Partial as found:
                partial = found
            except Unmet as unmet:
                reason = reason or str(unmet)
        raise partial or Unmet(reason)


def _holds(rows: list[Item], marker: object) -> bool:
    return str(marker).casefold() in json.dumps(rows, ensure_ascii=False).casefold()
