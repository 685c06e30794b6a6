"""Draws as pages show them: who may be drawn still, and who was."""

from datetime import datetime, timedelta

from appling.atoms.base.answers import LotsAnswer
from appling.atoms.base.needs import Lots
from appling.blueprint.model.app import SortKey, Verb
from appling.blueprint.model.expression import Expression, IsEmpty, Kind, Unary, ValueType
from appling.runtime import addresses
from appling.runtime.answering.rowless import rowless_buttons
from appling.runtime.rows.lists import NEWEST_FIRST, Lists
from appling.runtime.rows.row_views import RowViews
from appling.runtime.visit import Visit
from appling.store.queries import Query

TRUTH = ValueType(Kind.TRUTH)
MOST_DRAWN = 60
JUST_NOW = timedelta(seconds=90)


def lots(need: Lots, visit: Visit, lists: Lists) -> LotsAnswer:
    """What a wheel shows; nobody was drawn for those who may not see who was."""
    thing = lists.app.thing(need.thing)
    add = addresses.new(thing.key) if lists.rights.may(thing.key, Verb.ADD) else None
    drawing = (
        each
        for each in lists.app.actions
        if any(step.thing == thing.key and step.count for step in each.steps)
    )
    buttons = rowless_buttons(visit, drawing)
    if not lists.is_visible(need.by, thing.key):
        return LotsAnswer(thing, (), 0, (), 0, "", False, buttons, add)
    views = RowViews(lists.app, lists.rights, thing, lists.visible(need.columns, thing.key), (), lists)
    where = () if need.where is None else (need.where,)
    expressions = (*views.expressions, need.by.value)
    undrawn = _undrawn(need.by.value)
    waiting = lists.reader.page(
        Query(thing.key, expressions, (*where, undrawn), limit=need.limit, checks=views.checks)
    )
    latest_first = (SortKey(need.by.value, descending=True), *NEWEST_FIRST)
    gone = Unary("not", undrawn, TRUTH)
    drawn = lists.reader.rows(
        Query(
            thing.key, expressions, (*where, gone), sort=latest_first, limit=MOST_DRAWN, checks=views.checks
        )
    )
    when = [row.values[-1] for row in drawn]
    latest = (
        sum(each == when[0] for each in when)
        if drawn and not isinstance(when[0], bool)
        else min(len(drawn), 1)
    )
    stamp = f"{when[0]} {drawn[0].id} {len(drawn)}" if drawn else ""
    fresh = bool(drawn) and isinstance(when[0], datetime) and visit.viewer.now - when[0] < JUST_NOW
    return LotsAnswer(
        thing, views.rows(waiting.rows), waiting.total, views.rows(drawn), latest, stamp, fresh, buttons, add
    )


def _undrawn(by: Expression) -> Expression:
    return Unary("not", by, TRUTH) if by.type.kind is Kind.TRUTH else IsEmpty(by)
