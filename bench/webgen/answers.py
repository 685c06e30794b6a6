"""What an API answers, as plain data: the list or the item in it, and what identifies an item."""

import re
from dataclasses import dataclass
from typing import Any

from bench.webgen import words
from bench.webgen.operations import Operation

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the API answers."""

    status: int
    text: str
    data: Any
    operation: Operation | None = None

    @property
    def good(self) -> bool:
        return 200 <= self.status < 300

    def holds(self, literal: object) -> bool:
        return str(literal).casefold() in self.text.casefold()


def listed(data: Any) -> list[Item] | None:
    """The list in an answer: the answer itself, or the list of objects within it."""
    if isinstance(data, list):
        return [each for each in data if isinstance(each, dict)]
    if isinstance(data, dict):
        lists = [
            each
            for each in data.values()
            if isinstance(each, list) and all(isinstance(row, dict) for row in each)
        ]
        inner = [
            found for each in data.values() if isinstance(each, dict) and (found := listed(each)) is not None
        ]
        return max(lists, key=len) if lists else (inner[0] if inner else None)
    return None


def unwrapped(data: dict[str, Any]) -> Item:
    """An item, out of `{"data": {...}}` and its like."""
    inner = [each for each in data.values() if isinstance(each, dict)]
    return unwrapped(inner[0]) if identifier(data) is None and len(inner) == 1 else data


def identifier(item: Item) -> Any:
    """What identifies an item: `id`, or a key that ends so."""
    for key in ("id", "_id", "uuid", "key"):
        if item.get(key) is not None:
            return item[key]
    return next(
        (value for key, value in item.items() if key.lower().endswith("id") and value is not None), None
    )


def paths(item: Any, depth: int = 0) -> list[str]:
    """All keys of an item and of what is in it."""
    if isinstance(item, list):
        return [key for each in item[:3] for key in paths(each, depth + 1)]
    if not isinstance(item, dict) or depth > 4:
        return []
    return [key for name, value in item.items() for key in (name, *paths(value, depth + 1))]


def value_of(row: Item, fields: str) -> str | None:
    named = [
        value
        for key, value in row.items()
        if words.means(key, fields) and isinstance(value, str) and value.strip()
    ]
    texts = [
        value
        for key, value in row.items()
        if isinstance(value, str) and value.strip() and not key.lower().endswith(("id", "at"))
    ]
    return next(iter(named or texts), None)


def plain(value: Any) -> str:
    if isinstance(value, dict):
        return str(identifier(value) or value)
    return str(value) if not isinstance(value, bool) else str(value).lower()


def ordered(values: list[Any]) -> bool:
    try:
        return values == sorted(values) or [str(each).casefold() for each in values] == sorted(
            str(each).casefold() for each in values
        )
    except TypeError:
        return False


def spread(text: str) -> str:
    return re.sub(r'[{}\[\]":,]+', " ", text)[:1900]


def figures(data: Any) -> list[float]:
    """The numbers of an answer that tell something: no identifiers, versions and pages, no lengths of lists."""
    if isinstance(data, list):
        return [value for each in data for value in figures(each)]
    if not isinstance(data, dict):
        return []
    has_list = any(isinstance(each, list) for each in data.values())
    found: list[float] = []
    for key, value in data.items():
        if re.search(r"(^|_)(id|version|page|pages|limit|offset|year)$", key.lower()):
            continue
        if isinstance(value, dict | list):
            found += figures(value)
        elif isinstance(value, int | float) and not isinstance(value, bool) and not has_list:
            found.append(float(value))
    return found
