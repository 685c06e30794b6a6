"""Writing over an API: adding, changing, deleting and acting, each judged by what is then read back."""

import json
import re
from collections.abc import Callable
from typing import Any

from bench.webgen import words
from bench.webgen.answers import Item, Reply, identifier, paths, spread, unwrapped
from bench.webgen.reading import Reading
from bench.webgen.verdicts import Partial, Unmet, need


class Writing(Reading):
    """What a developer writes."""

    def adds(
        self, thing: str, values: dict[str, Any], *, marker: object = None, fields: str = "", **ids: Any
    ) -> Item:
        """Something is added, and is really there when it is read back; `fields` are concepts that it must have."""
        problem = f"no operation adds {words.synonyms(thing)[0]!r}"
        for operation in self.ranked("post", thing, item=False)[:3]:
            body = self.body(operation, values)
            reply = self.call(operation, body, **{**self._parents(operation), **ids})
            if not reply.good:
                problem = f"{operation.path} answers {reply.status}: {reply.text[:120]}"
                continue
            made = unwrapped(reply.data) if isinstance(reply.data, dict) else {}
            if marker is not None and not (reply.holds(marker) or self._found(thing, marker)):
                problem = "what was added isn't there when it is read back"
                continue
            if fields:
                self._has_keys([{**body, **made}], tuple(fields.split(",")))
            return made
        raise Unmet(problem)

    def _found(self, thing: str, marker: object) -> bool:
        try:
            return str(marker).casefold() in json.dumps(self.rows(thing), ensure_ascii=False).casefold()
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
            if reply.holds(marker) or self._found(thing, marker):
                return unwrapped(reply.data) if isinstance(reply.data, dict) else item
            problem = "the change isn't there when it is read back"
        raise Unmet(problem)

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
                for each in self.operations(f"{thing}|{action}")
                if each.method in ("post", "put", "patch")
                and words.means(each.last, action)
                and re.sub(r"/{[^}]+}$", "", each.path) not in self.collections()
            ),
            key=lambda each: (each.fits(thing) > 0, words.score(each.last, action)),
            reverse=True,
        )
        for operation in named[:3]:
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
