"""Reading from an API: listings, items, search, filters, order and figures, each judged by what comes back."""

import json
from collections.abc import Iterable
from itertools import combinations
from typing import Any

from bench.webgen import words
from bench.webgen.answers import (
    Item,
    figures,
    identifier,
    listed,
    ordered,
    paths,
    plain,
    spread,
    unwrapped,
    value_of,
)
from bench.webgen.calling import Calling
from bench.webgen.operations import Operation
from bench.webgen.verdicts import Partial, Unmet, need

FIGURES = (
    "statistic|stats|report|summary|aggregate|analytics|chart|consolidated|compare|comparison|total|count|average|group|"
    "metrics|overview|dashboard|visualization|kpi"
)


class Reading(Calling):
    """What a developer reads."""

    def lists(self, thing: str, *details: str, least: int = 1) -> list[Item]:
        """A listing of a thing, with rows that have the details; half where half of them are there."""
        rows = self.rows(thing)
        need(len(rows) >= least, f"{len(rows)} {words.synonyms(thing)[0]} are listed")
        self._has_keys(rows, details)
        return rows

    @staticmethod
    def _has_keys(rows: Iterable[Item], details: tuple[str, ...]) -> None:
        keys = {key for row in rows for key in paths(row)}
        missing = [
            words.synonyms(each)[0] for each in details if not any(words.means(key, each) for key in keys)
        ]
        if missing and len(missing) <= len(details) / 2:
            raise Partial(f"the data has no {', '.join(missing)}")
        need(not missing, f"the data has no {', '.join(missing)}")

    def gets(self, thing: str, *details: str, item: Item | None = None) -> Item:
        """One item of a thing by its identifier, the same that is listed."""
        item = item or self.lists(thing)[0]
        key = identifier(item)
        need(key is not None, "listed rows have no identifier")
        for operation in self.ranked("get", thing, item=True)[:3]:
            reply = self.call(operation, id=key)
            if reply.good and isinstance(reply.data, dict):
                found = unwrapped(reply.data)
                need(str(identifier(found)) == str(key), "another item is returned than was asked for")
                self._has_keys([found], details)
                return found
        raise Unmet(f"no operation returns one {words.synonyms(thing)[0]} by its identifier")

    def searches(self, thing: str, fields: str = "title|name", *, half: bool = False) -> None:
        """A query narrows the listing to rows that have what was asked for."""
        rows = self.lists(thing)
        value = next((text for row in rows if (text := value_of(row, fields))), None)
        need(value, "no listed row has a text to search for")
        words_of = str(value)
        for operation, name in self._query_names(thing, "q|query|search|keyword|term|text|filter|name|title"):
            reply = self.call(operation, query={name: words_of})
            found = listed(reply.data)
            if (
                reply.good
                and found is not None
                and any(
                    words_of.casefold() in json.dumps(row, ensure_ascii=False).casefold() for row in found
                )
            ):
                nothing = listed(self.call(operation, query={name: "zzqxv unheard of"}).data)
                if nothing is not None and len(nothing) < len(found):
                    return
        raise Unmet("no query narrows the listing to what is searched for")

    def _query_names(self, thing: str, wanted: str) -> list[tuple[Operation, str]]:
        """Listing operations with a query parameter that is called so (or all the usual ones, where none is described)."""
        found = []
        operations = (
            self.ranked("get", f"{thing}", item=False)[:3] + self.ranked("get", "search|find", item=False)[:2]
        )
        for operation in operations:
            if operation.parameters:
                continue
            names = [each["name"] for each in operation.queries]
            ordered = sorted(
                (each for each in names if words.means(each, wanted)),
                key=lambda each: -words.score(each, wanted),
            )
            found += [(operation, each) for each in ordered]
            if not names:
                found += [(operation, each) for each in ("q", "search", "query")]
        return found

    def filters(self, thing: str, fields: str) -> None:
        """A query parameter for one of the fields gives only rows that have that value."""
        rows = self.lists(thing, least=1)
        tried = ""
        for key in {key for row in rows for key in row if words.means(key, fields)}:
            values = list(
                dict.fromkeys(plain(row[key]) for row in rows if plain(row.get(key)) not in ("", "None"))
            )
            for operation in self.ranked("get", thing, item=False)[:2]:
                for value in values[:2]:
                    if self._narrows(operation, key, value, rows):
                        return
                    tried = key
        raise Unmet(f"no query filters by {tried or words.synonyms(fields)[0]}")

    def _narrows(self, operation: Operation, key: str, value: str, rows: list[Item]) -> bool:
        names = [
            each["name"] for each in operation.queries if words.means(each["name"], key.replace("_", " "))
        ] or [key]
        for name in names:
            reply = self.call(operation, query={name: value})
            found = listed(reply.data)
            if (
                not reply.good
                or not found
                or not all(plain(row.get(key)).casefold() == value.casefold() for row in found)
            ):
                continue
            if len({plain(row.get(key)) for row in rows}) > 1 or not listed(
                self.call(operation, query={name: "zzqxv" if not value.isdigit() else "987654"}).data
            ):
                return True
        return False

    def sorts(self, thing: str) -> None:
        """A query parameter orders the listing, both ways or by more than one field."""
        self.lists(thing, least=2)
        for operation in self.ranked("get", thing, item=False)[:2]:
            names = [
                each["name"] for each in operation.queries if words.means(each["name"], "sort|order|ordering")
            ]
            for name in names or ["sort", "order_by", "sort_by", "order"]:
                if self._orders(operation, name, self.rows(thing)):
                    return
        raise Unmet("no query orders the listing")

    def _orders(self, operation: Operation, name: str, rows: list[Item]) -> bool:
        if named := _options(operation, name):
            answers = [listed(self.call(operation, query={name: each}).data) or [] for each in named[:6]]
            orders = [[str(identifier(row)) for row in each] for each in answers]
            return any(
                one != other and sorted(one) == sorted(other) for one, other in combinations(orders, 2)
            )
        for key in [
            key
            for key, value in rows[0].items()
            if isinstance(value, str | int | float) and not isinstance(value, bool)
        ]:
            up, down = (
                listed(self.call(operation, query={name: each}).data) or [] for each in (key, f"-{key}")
            )
            values = [row.get(key) for row in up if row.get(key) is not None]
            if len(set(map(str, values))) > 1 and ordered(values) and (up != rows or (down and down != up)):
                return True
        return False

    def numbers(self, about: str, *, of: str = "", least: int = 2) -> Any:
        """An operation called so returns figures that were worked out: a summary, not rows as they were stored.

        `of` is what the figures must be about, by the operation's words or by what it returns.
        """
        problem = f"no operation gives figures about {words.synonyms(about)[0]!r}"
        named = [each for each in self.operations(about) if each.fits(about) > 0 and self._may_sum_up(each)]
        for operation in sorted(named, key=lambda each: each.fits(about), reverse=True)[:8]:
            for query in self._summings(operation):
                reply = self.call(
                    operation,
                    self.body(operation, {}) if operation.method == "post" else None,
                    query,
                    **self._parents(operation),
                )
                told = f"{operation.name} {operation.told[:300]} {spread(reply.text)}"
                found = figures(reply.data)
                if reply.good and len(found) >= least and (not of or words.means(told, of)):
                    return reply.data
                problem = f"{operation.path} answers {reply.status} with {len(found)} figures"
        raise Unmet(problem)

    @staticmethod
    def _may_sum_up(operation: Operation) -> bool:
        """Reading, or asking for a report with a body; not one row, and not something that is done to a row."""
        if operation.method == "get":
            return not operation.ends_in_item
        return operation.method == "post" and not operation.parameters

    def _summings(self, operation: Operation) -> list[dict[str, Any] | None]:
        """The ways to ask an operation for a summary: by a query that groups, or by itself where it is called so."""
        names = [str(each.get("name")) for each in operation.queries]
        grouping = [
            each for each in names if words.score(each, "by|group|group by|aggregate|sum|summary") > 0.4
        ]
        measures = [
            str(each.get("name")) for each in operation.queries if "sum(" in str(each.get("description"))
        ]
        fields = [each for each in names if each not in (*grouping, *measures) and "." not in each]
        found: list[dict[str, Any] | None] = []
        for each in grouping:
            found += [{each: option} for option in (_options(operation, each) or fields)[:6]]
        found += [
            {**(found[0] or {}), each: f"sum({one})"} for each in measures for one in fields[:8] if found
        ]
        named = words.means(f"{operation.name} {operation.told[:300]}", FIGURES)
        return [*found, None] if named and operation.path not in self.collections() else found


def _options(operation: Operation, name: str) -> list[str]:
    """The values that a query parameter may have, where they are described."""
    schema = next((each.get("schema") or {} for each in operation.queries if each.get("name") == name), {})
    return schema.get("enum") or (schema.get("items") or {}).get("enum") or []
