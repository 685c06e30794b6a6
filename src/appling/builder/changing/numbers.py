"""Joins what a change makes different with the numbers that the store forecasts for it."""

from collections.abc import Iterable

from appling.blueprint.changes import Difference
from appling.blueprint.model.app import App
from appling.builder.changing.errors import ChangeClashes, ChangeOverlaps
from appling.builder.changing.plan import Numbers, Point
from appling.store.migration import Change, Report

_RETURNED = "returned"
ROWS = ("(one row)", "({count} rows)")
VALUES = ("(one value)", "({count} values)")
PEOPLE = ("(one person)", "({count} people)")
_DROPPED = {"thing-dropped": "thing dropped", "field-dropped": "field dropped"}

_ROLES = {"role-removed": "role dropped", "role-renamed": "role renamed"}


def points(differences: Iterable[Difference], forecast: Report, before: App, after: App) -> tuple[Point, ...]:
    """The lines of a plan. Raises ChangeClashes or ChangeOverlaps where rows stand in its way."""
    for clash in forecast.clashes:
        said = ChangeOverlaps if clash.kind == "overlap" else ChangeClashes
        raise said(clash.field or "", clash.thing, clash.values)
    found = [_point(each, forecast.changes, before, after) for each in differences]
    found += [_returned(change) for change in forecast.changes if change.kind.endswith(_RETURNED)]
    return tuple(found)


def _point(difference: Difference, changes: Iterable[Change], before: App, after: App) -> Point:
    thing, field = _names(difference, before, after)
    for change in changes:
        if change.kind == _ROLES.get(difference.kind) and difference.values["role"] == change.thing:
            dropped = change.kind == "role dropped" and change.values > 0
            return Point(difference, _count(change.values, PEOPLE), drops=dropped)
        if (change.thing, change.field) != (thing, field):
            continue
        if change.kind == _DROPPED.get(difference.kind):
            numbers = _count(change.values, ROWS if field is None else VALUES)
            return Point(difference, numbers, drops=change.values > 0)
        if change.kind == "field converted" and difference.kind in ("field-retyped", "choices-removed"):
            return _converted(difference, change)
    return Point(difference, drops=difference.drops)


def _converted(difference: Difference, change: Change) -> Point:
    if not change.values:
        return Point(difference)
    pattern = "({converted} of {count} values converted)"
    if change.kept:
        pattern = "({converted} of {count} values converted, {kept} kept in the attic)"
    numbers = Numbers(pattern, {"converted": change.converted, "count": change.values, "kept": change.kept})
    return Point(difference, numbers, drops=change.converted < change.values or change.kept > 0)


def _names(difference: Difference, before: App, after: App) -> tuple[str | None, str | None]:
    """The names of thing and field that a difference is about, as the app that has them calls them."""
    for app in (before, after) if difference.kind.endswith("dropped") else (after, before):
        thing = app.by_key.get(difference.thing or "")
        if thing is None:
            continue
        if difference.field is None:
            return thing.name, None
        name = next((each.name for each in thing.fields if each.key == difference.field), None)
        if name is not None:
            return thing.name, name
    return None, None


def _returned(change: Change) -> Point:
    """What was put away comes back: to whoever may see it now."""
    values = {"thing": change.thing, "field": change.field or ""}
    pattern = "“{field}” of {thing} comes back from the attic" if change.field else "{thing} comes back"
    difference = Difference(change.kind.replace(" ", "-"), pattern, values, widens=change.values > 0)
    return Point(difference, _count(change.values, VALUES if change.field else ROWS))


def _count(number: int, words: tuple[str, str]) -> Numbers:
    one, many = words
    return Numbers(one if number == 1 else many, {"count": number})
