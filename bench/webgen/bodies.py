"""Bodies that an operation takes: what the check wants by meaning, and something valid for the rest."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from bench.webgen import words
from bench.webgen.operations import Schema

Reference = Callable[[str, Schema], Any]
"""Gives the identifier of a row that a property of this name points at, or none."""


def make_body(
    schema: Schema, values: dict[str, Any], reference: Reference, *, whole: bool = True
) -> dict[str, Any]:
    """A body with the values under the names that mean them; `whole` fills in what else the schema asks for."""
    properties: dict[str, Schema] = schema.get("properties") or {}
    if not properties:
        return {
            words.synonyms(wanted.rstrip("!"))[0].replace(" ", "_"): value for wanted, value in values.items()
        }
    body: dict[str, Any] = {}
    for wanted, value in values.items():
        name = words.best(
            [each for each in properties if each not in body],
            lambda each: f"{each} {properties[each].get('title', '')}",
            wanted.rstrip("!"),
        )
        if name is not None:
            body[name] = shaped(properties[name], value, name, reference)
    if whole:
        for name, each in properties.items():
            if name not in body and not each.get("readOnly"):
                made = sensible(name, each, reference)
                if made is not None or name in schema.get("required", []):
                    body[name] = made
    return body


def shaped(schema: Schema, value: Any, name: str, reference: Reference) -> Any:
    """A value in the type that the schema gives."""
    kind = _kind(schema)
    options = schema.get("enum")
    if options:
        return words.best([str(each) for each in options if each], str, str(value)) or next(
            (each for each in options if each), value
        )
    if kind in ("integer", "number"):
        if isinstance(value, int | float) and not isinstance(value, bool):
            return int(value) if kind == "integer" else value
        found = words.numbers(str(value))
        if not found:
            return sensible(name, schema, reference)
        return int(found[0]) if kind == "integer" else found[0]
    if kind == "boolean":
        return bool(value)
    if kind == "array":
        return value if isinstance(value, list) else [shaped(schema.get("items", {}), value, name, reference)]
    if schema.get("format") in ("date", "date-time") and not _is_date(str(value)):
        return sensible(name, schema, reference)
    if schema.get("format") == "date-time" and len(str(value)) == 10:
        return f"{value}T10:30:00"
    return value if isinstance(value, dict | list) and kind == "object" else str(value)


def sensible(name: str, schema: Schema, reference: Reference) -> Any:
    """Something valid for a property that the check says nothing about."""
    if "default" in schema and schema["default"] is not None:
        return schema["default"]
    if schema.get("enum"):
        return next((each for each in schema["enum"] if each), None)
    kind = _kind(schema)
    if kind in ("integer", "number"):
        found = reference(name, schema)
        low = schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
        return found if found is not None else max(low, min(3, schema.get("maximum", 3)))
    if kind == "boolean":
        return False
    if kind == "array":
        return []
    if kind == "object":
        return make_body(schema, {}, reference)
    return _text(name, schema, reference)


def _text(name: str, schema: Schema, reference: Reference) -> Any:
    soon = date.today() + timedelta(days=37 if words.means(name, "end|return|until|due|check out") else 30)
    shapes = {
        "date": str(soon),
        "date-time": f"{soon}T10:30:00",
        "time": "10:30",
        "email": f"reader-{uuid.uuid4().hex[:6]}@example.org",
        "uri": "https://example.org/",
        "url": "https://example.org/",
        "uuid": str(uuid.uuid4()),
        "color": "#336699",
    }
    if schema.get("format") in shapes:
        return shapes[schema["format"]]
    if schema.get("format") == "binary":
        return None
    if (found := reference(name, schema)) is not None:
        return found
    if words.means(name, "email|mail"):
        return shapes["email"]
    if words.means(name, "phone|tel|mobile"):
        return "+44 20 7946 0958"
    if words.means(name, "url|link|website|photo|image|picture|avatar|file"):
        return "https://example.org/" if words.means(name, "url|link|website") else None
    if words.means(name, "date|day"):
        return str(soon)
    if words.means(name, "password"):
        return "Long enough 42!x"
    return "Example"[: schema.get("maxLength") or 7]


def _kind(schema: Schema) -> str:
    kind = schema.get("type", "string")
    return next((each for each in kind if each != "null"), "string") if isinstance(kind, list) else kind


def _is_date(value: str) -> bool:
    return len(value) >= 10 and value[4] == "-" and value[7] == "-"
