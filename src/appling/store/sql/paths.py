"""Following paths from row to row, and what rows are called, as SQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    String,
    bindparam,
    case,
    func,
    literal,
    null,
    select,
    type_coerce,
)
from sqlalchemy import cast as sql_cast

from appling.atoms import field_atom
from appling.blueprint.model.app import App, Field, Thing
from appling.blueprint.model.expression import Expression, Given, Kind, Path
from appling.store import system
from appling.store.sql import constructs
from appling.store.sql.frames import Frame, Place
from appling.store.sql.kinds import TYPES
from appling.store.sql.tables import REFERENCES

if TYPE_CHECKING:
    from appling.store.sql.expressions import Compiler

Element = ColumnElement[Any]
SYSTEM = frozenset({"_id", "_by", "_created", "_changed"})
"""Columns of every row that a path may end in (or, for `_by`, go through)."""
PERSON_FIELDS = frozenset({"name"})
FAR = 1000
"""More than a number is long, so that all lengths have as many digits."""
MOST_TITLES = 6
"""Links that are followed to find out what a row is called."""


def path(compiler: Compiler, steps: tuple[str, ...], frame: Frame) -> Element:
    if frame.place is None:
        return cast("Element", null())
    first, rest = steps[0], steps[1:]
    if first in SYSTEM:
        column = frame.place.row.c[first]
        return _of_person(column, rest) if rest else column
    target = frame.place.thing.field(first)
    here = field(compiler, target, frame.place, frame)
    if not rest:
        return here
    there, held = target.thing or "", "_id"
    if target.value.kind is Kind.PERSON:
        profile = compiler.app.profile
        if profile is None or all(each.key != rest[0] for each in profile.fields):
            return _of_person(here, rest)
        there, held = profile.key, profile.owner or "_id"
    return follow(compiler, here, there, frame, lambda inner: path(compiler, rest, inner), held)


def given(compiler: Compiler, node: Given, frame: Frame) -> Element:
    """What was typed, which is bound when the steps are taken; or a value of the row that it leads to."""
    kind = Kind.LINK if node.steps else node.type.kind
    typed = bindparam(given_name(node.key), type_=TYPES[kind])
    if not node.steps:
        return typed
    return follow(compiler, typed, node.thing or "", frame, lambda there: path(compiler, node.steps, there))


def given_name(key: str) -> str:
    """What a statement calls what was typed for the input of that key."""
    return f"_given_{key}"


def field(compiler: Compiler, wanted: Field, place: Place, frame: Frame) -> Element:
    """A field of a row as people see it."""
    if not frame.sees(place, wanted.key):
        return type_coerce(null(), TYPES[wanted.value.kind])
    if wanted.formula is not None:
        return compiler.value(wanted.formula, frame.formula(place))
    column = place.row.c[wanted.key]
    return column if wanted.value.kind in REFERENCES else field_atom(wanted.type).read(column)


def follow(
    compiler: Compiler,
    link: Element,
    thing: str,
    frame: Frame,
    what: Callable[[Frame], Element],
    column: str = "_id",
) -> ScalarSelect[Any]:
    """Something of the row that a link points to: empty if the viewer may not see that row.

    `column`: where that row keeps what the link says; of a person's profile, whose it is.
    """
    target = compiler.schema.tables[thing].alias()
    place = Place(compiler.app.thing(thing), target)
    there = frame.at(place)
    statement = select(what(there)).where(target.c[column] == link)
    if column != "_id":
        statement = statement.where(literal(frame.sees(place, column))).limit(1)
    if frame.sight is not None and frame.limits_rows:
        statement = statement.where(compiler.within(frame.sight[thing], there))
    return statement.correlate_except(target).scalar_subquery()


def _of_person(person: Element, steps: tuple[str, ...]) -> Element:
    if len(steps) != 1 or steps[0] not in PERSON_FIELDS:
        return cast("Element", null())
    target = system.people.alias()
    statement = select(target.c[steps[0]]).where(target.c["_id"] == person)
    return statement.correlate_except(target).scalar_subquery()


def final_field(app: App, expression: Expression, thing: Thing | None) -> Field | None:
    """The field that a path ends in."""
    if not isinstance(expression, Path):
        return None
    found = None
    for step in expression.steps:
        found = None if thing is None else next((each for each in thing.fields if each.key == step), None)
        thing = app.by_key.get(app.reached(found) or "") if found is not None else None
    return found


def label(compiler: Compiler, link: Element, expression: Expression, frame: Frame, depth: int = 0) -> Element:
    """What the linked row or person is called."""
    if expression.type.kind is Kind.PERSON:
        return _of_person(link, ("name",))
    thing = expression.type.thing or ""
    return follow(compiler, link, thing, frame, lambda there: title(compiler, there, depth + 1))


def title(compiler: Compiler, frame: Frame, depth: int = 0) -> Element:
    """What the frame's row is called: its title field, and if that is a link, what the target is called."""
    if frame.place is None or frame.place.thing.title is None:
        return type_coerce(null(), String())
    wanted = frame.place.thing.field(frame.place.thing.title)
    value = field(compiler, wanted, frame.place, frame)
    if wanted.value.kind not in REFERENCES:
        return value
    if depth > MOST_TITLES:
        return type_coerce(null(), String())
    return label(compiler, value, Path((wanted.key,), wanted.value), frame, depth)


def sort_key(compiler: Compiler, expression: Expression, frame: Frame, one: Element | None = None) -> Element:
    """What rows are ordered by: choices as declared, links by name, texts in any case, 10 behind 9.

    Several values by the first of them, or by that `one` for which the row stands there.
    """
    value = compiler.value(expression, frame) if one is None else one
    kind = expression.type.kind
    if kind is Kind.SEVERAL and one is None:
        value = constructs.FirstValue(value)
    thing = None if frame.place is None else frame.place.thing
    found = final_field(compiler.app, expression, thing)
    if found is not None and found.choices:
        return case({choice.name: index for index, choice in enumerate(found.choices)}, value=value)
    if found is not None and found.counted:
        return sql_cast(func.length(value) + FAR, String) + value
    if kind in REFERENCES:
        return constructs.InTextOrder(sql_cast(label(compiler, value, expression, frame), String))
    return constructs.InTextOrder(value) if kind in (Kind.TEXT, Kind.SEVERAL) else value
