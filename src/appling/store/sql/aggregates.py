"""Counting and summing over rows, as SQL."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import ColumnElement, func, literal_column, null, select, type_coerce
from sqlalchemy.sql.functions import FunctionElement

from appling.blueprint.model.expression import Aggregate, Kind
from appling.store.sql import paths
from appling.store.sql.frames import Frame, Place
from appling.store.sql.kinds import TYPES

if TYPE_CHECKING:
    from appling.store.sql.expressions import Compiler

Element = ColumnElement[Any]


def aggregate(compiler: Compiler, expression: Aggregate, frame: Frame) -> Element:
    if frame.grouped and expression.link is None:
        return _over_group(compiler, expression, frame)
    return _over_children(compiler, expression, frame)


def _over_group(compiler: Compiler, expression: Aggregate, frame: Frame) -> Element:
    """Over the rows of the question itself; its own `where` only limits this aggregate."""
    inner = replace(frame, grouped=False)
    function = _function(compiler, expression, inner)
    if expression.where is None:
        return _finished(function, expression)
    return _finished(function.filter(compiler.condition(expression.where, inner)), expression)


def _over_children(compiler: Compiler, expression: Aggregate, frame: Frame) -> Element:
    """Over the rows that link to the frame's row; without a link, over all rows of the thing."""
    child = compiler.schema.tables[expression.thing].alias()
    place = Place(compiler.app.thing(expression.thing), child)
    inner = replace(frame.at(place), counted=frame.counted or frame.in_formula)
    conditions = []
    if expression.link is not None:
        if frame.place is None:
            return cast("Element", null())
        link = paths.field(compiler, place.thing.field(expression.link), place, inner)
        conditions.append(link == frame.place.id)
    if expression.where is not None:
        conditions.append(compiler.condition(expression.where, inner))
    if inner.sight is not None and inner.limits_rows:
        conditions.append(compiler.within(inner.sight[expression.thing], inner))
    statement = select(_finished(_function(compiler, expression, inner), expression)).where(*conditions)
    return statement.select_from(child).correlate_except(child).scalar_subquery()


def _function(compiler: Compiler, expression: Aggregate, frame: Frame) -> FunctionElement[Any]:
    if expression.of is None:
        return func.count()
    value = compiler.value(expression.of, frame)
    if expression.function in ("sum", "avg"):
        value = value + literal_column("0.0")
    made: FunctionElement[Any] = getattr(func, expression.function)(value)
    return made


def _finished(function: Element, expression: Aggregate) -> Element:
    found = func.coalesce(function, 0.0) if expression.function == "sum" else function
    if expression.type.kind is Kind.MONEY:
        found = func.round(found, 2)
    return type_coerce(found, TYPES[expression.type.kind])
