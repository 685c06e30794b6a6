"""Rows that no form would take, but that older blueprints, imports and accidents leave behind."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy.exc import IntegrityError

from appling.atoms import field_atom
from appling.blueprint.model.app import App, Field, Thing
from appling.blueprint.model.expression import Kind
from appling.store import AppStore, Viewer
from appling.store.errors import StoreError
from appling.store.scope import see_all
from appling.store.sql.tables import stored
from appling.store.writing.writer import Writer

LONG = "A very long text with spaces, and then some. " * 2_300
TEXTS = (
    "", " ", "x" * 100_000, LONG,
    "👩‍👩‍👧‍👦🏳️‍🌈" * 40, "שלום עולם",
    "مرحبا \u202eevil\u202c \u2066x", "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>", "{{ 7*7 }} {% raw %}", "a\u2028b\u2029c", "z̷̡̧a̶l̷g̴o̵" * 20,
    "\ud7ff\ue000\U0010fffd", "javascript:alert(1)",
    "=cmd|' /C calc'!A0", "%s %d {0} {name}", "\n\n\t", "ﷺ" * 50, "0", "null", "..",
)  # fmt: skip
NUMBERS = (
    0,
    -1,
    1,
    -0.0,
    0.1 + 0.2,
    10**15,
    -(10**15),
    1e300,
    -1e300,
    5e-324,
    2**53 + 1,
    999.995,
    float("inf"),
)
AMOUNTS = tuple(map(Decimal, ("0", "-0.01", "0.01", "9999999999999.99", "-9999999999999.99", "0.1", "1e15")))
DATES = (date.min, date.max, date(2024, 2, 29), date(1969, 12, 31), date(2026, 3, 1), date(1582, 10, 10))
MOMENTS = tuple(datetime.combine(each, time(23, 59, 59), UTC) for each in DATES)
TIMES = (time.min, time(23, 59, 59), time(12))


def add_odd_rows(store: AppStore, people: Sequence[int], random: Random, per_thing: int = 6) -> None:
    """Some rows in each thing, written past all checks save those of the database itself."""
    app = store.app
    viewer = Viewer(None, date(2026, 3, 9), datetime(2026, 3, 9, 12, tzinfo=UTC), see_all(app))
    with store.write(viewer) as writer:
        for _ in range(per_thing):
            for thing in app.things:
                _add(writer, thing, people, random)
        _remove_some(writer, app, random)


def _add(writer: Writer, thing: Thing, people: Sequence[int], random: Random) -> None:
    for _ in range(3):
        values = {field.key: _value(field, writer, people, random) for field in stored(thing)}
        table = writer.statements.compiler.schema.tables[thing.key]
        now = random.choice(MOMENTS)
        system = {"_created": now, "_changed": now, "_sample": False, "_version": 1}
        by = random.choice([*people, None])
        try:
            with writer.connection.begin_nested():
                writer.connection.execute(table.insert().values({**values, **system, "_by": by}))
            return
        except IntegrityError:
            continue


def _value(field: Field, writer: Writer, people: Sequence[int], random: Random) -> Any:
    if random.random() < 0.2:
        return None
    match field.value.kind:
        case Kind.LINK:
            return random.choice([*_ids(writer, field.thing or ""), None])
        case Kind.PERSON:
            return random.choice([*people, None])
        case Kind.TRUTH:
            return random.choice((True, False))
        case Kind.FILE:
            return None
    odd = _odd(field)
    good = [good.value for good in field_atom(field.type).good]
    return random.choice(odd if odd and random.random() < 0.7 else good or [None])


def _odd(field: Field) -> Sequence[Any]:
    choices = tuple(choice.name for choice in field.choices)
    odd: dict[Kind, Sequence[Any]] = {
        Kind.TEXT: (*choices, *choices, "no such choice") if choices else TEXTS,
        Kind.NUMBER: NUMBERS if field.type == "number" else (0, -3, 7, 10**9),
        Kind.MONEY: AMOUNTS,
        Kind.DATE: DATES,
        Kind.MOMENT: MOMENTS,
        Kind.TIME: TIMES,
        Kind.SEVERAL: (choices[:1], choices, ("no such choice", *choices[1:]), tuple(TEXTS[1:6])),
    }
    return odd.get(field.value.kind, ())


def _ids(writer: Writer, thing: str) -> list[int]:
    table = writer.statements.compiler.schema.tables[thing]
    return [row[0] for row in writer.connection.execute(table.select().with_only_columns(table.c["_id"]))]


def _remove_some(writer: Writer, app: App, random: Random) -> None:
    """Rows that others link to go, by the store's own way where it, and what happens then, lets them."""
    for thing in app.things:
        for row in _ids(writer, thing.key)[:1]:
            if random.random() < 0.5:
                with suppress(StoreError), writer.connection.begin_nested():
                    writer.remove(thing.key, row)
