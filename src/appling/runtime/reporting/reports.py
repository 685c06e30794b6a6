"""Reports that people put together: each part over the time that was chosen, under its reader's rights."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from appling.atoms.base.columns import field_column
from appling.atoms.base.several import join_values
from appling.blueprint.model.app import Part, Thing
from appling.blueprint.model.expression import Binary
from appling.runtime import addresses
from appling.runtime.answering.parts import render_part
from appling.runtime.look.arranging import Placed, natural
from appling.runtime.reporting.offers import KEPT_BY, PARTS, Offer, offered, offers
from appling.runtime.reporting.times import TRUTH, Days, dated, days_of, within
from appling.runtime.rows.lists import Lists
from appling.runtime.rows.row_views import RowViews
from appling.runtime.visit import Visit

PERIOD, FIRST, LAST = "period", "first_day", "last_day"
OPEN = "parts"
"""What an address says to show how the parts are moved."""


@dataclass(frozen=True, slots=True)
class Told:
    """A report's parts as they stand on paper. `undated`: what has no date, and so is of all time.

    `gone`: what it names, and this reader has not.
    """

    parts: tuple[tuple[Part, Markup, Placed, int], ...]
    undated: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A part in its place, with what the report's parts are once it is moved or taken out."""

    label: str
    up: str
    down: str
    out: str


def show_report(visit: Visit, thing: Thing) -> Response:
    """One report, ready to be printed; its reader may look at another time."""
    number = visit.match.id
    with visit.reading(number) as lists:
        columns = lists.visible(tuple(field_column(each) for each in thing.fields), thing.key)
        views = RowViews(lists.app, lists.rights, thing, columns, (), lists)
        found = lists.reader.row(thing.key, number, views.expressions, views.checks)
        values = dict(zip((each.field or "" for each in columns), found.values, strict=False))
        known = offers(visit.app, visit.rights, visit.t)
        period, first, last = _asked(visit, thing, values)
        days = days_of(period, visit.viewer.today, first, last)
        labels: tuple[str, ...] = values.get(PARTS) or ()
        told = _told(labels, known, days, visit, lists)
    row = views.rows([found])[0]
    context: dict[str, Any] = {
        "row": row,
        "thing": thing,
        "told": told,
        "days": days,
        "said": days.said(visit.app.language),
        "made": Days(visit.viewer.today, visit.viewer.today).said(visit.app.language),
        "ends": (days.first or first or "", days.last or last or ""),
        "periods": [(index, each.name, index == period) for index, each in enumerate(_periods(thing))],
        "moves": _moves(labels),
        "groups": offered(labels, known, visit.t)[1 if labels else 0 :],
        "now": join_values(labels),
        "back": _back(visit),
        "cells": {cell.field.key: cell for cell in row.cells if cell.field is not None},
        "moving": visit.incoming.query.get(OPEN) == "1" and row.change is not None,
        "past": addresses.past(thing.key, number) if visit.rights.sees_past(thing) else None,
    }
    return visit.page("report.html", title=row.title, **context)


def _periods(thing: Thing) -> Sequence[Any]:
    return thing.field(PERIOD).choices


def _asked(visit: Visit, thing: Thing, values: dict[str, Any]) -> tuple[int, date | None, date | None]:
    """The time that the address names, else the report's own."""
    query = visit.incoming.query
    asked = query.get(PERIOD, "")
    names = [each.name for each in _periods(thing)]
    if asked.isascii() and asked.isdigit() and int(asked[:3]) < len(names):
        return int(asked[:3]), _day(query.get(FIRST, "")), _day(query.get(LAST, ""))
    own = values.get(PERIOD)
    return names.index(own) if own in names else 0, values.get(FIRST), values.get(LAST)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _told(labels: tuple[str, ...], known: dict[str, Offer], days: Days, visit: Visit, lists: Lists) -> Told:
    found, undated, gone = [], [], []
    for index, label in enumerate(labels):
        offer = known.get(label.casefold())
        if offer is None:
            gone.append(label)
            continue
        part, in_time = _in_time(offer.part, days, lists)
        if not in_time:
            undated.append(label)
        html = render_part(part, index, visit, lists, "", still=True)
        found.append((part, html, Placed(label, natural(part)), index))
    return Told(tuple(found), tuple(undated), tuple(gone))


def _in_time(part: Part, days: Days, lists: Lists) -> tuple[Part, bool]:
    """The part over the rows of these days, and whether it is: not by a date that its reader may not see."""
    thing = lists.app.thing(part.thing or "")
    if days.first is None:
        return part, True
    when = dated(part, thing)
    if when is None or not lists.is_visible(when, thing.key):
        return part, False
    lies = within(days, when.value)
    assert lies is not None  # noqa: S101 - there are days
    where = lies if part.where is None else Binary("and", part.where, lies, TRUTH)
    settings = tuple(each for each in part.settings if each[0] not in ("range", "compare"))
    return replace(part, where=where, settings=settings), True


def _moves(labels: tuple[str, ...]) -> tuple[Move, ...]:
    def swapped(place: int, other: int) -> str:
        made = list(labels)
        if 0 <= other < len(made):
            made[place], made[other] = made[other], made[place]
            return join_values(made)
        return ""

    return tuple(
        Move(label, swapped(at, at - 1), swapped(at, at + 1), join_values(labels[:at] + labels[at + 1 :]))
        for at, label in enumerate(labels)
    )


def _back(visit: Visit) -> tuple[str, str]:
    """The page where reports are, and what it is called; else the list of them."""
    for page in visit.app.pages:
        if visit.rights.is_open(page) and any(part.kind == KEPT_BY for part in page.parts):
            return f"/{page.key}", page.name
    thing = visit.app.thing(visit.match.route.thing)
    return addresses.listing(thing.key), thing.plural
