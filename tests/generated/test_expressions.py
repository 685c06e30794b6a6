"""An expression means the same in SQL and in Python, on whatever rows there are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, update
from tests.generated.blueprints import Made, apps
from tests.generated.odd_rows import add_odd_rows
from tests.generated.reference import Meaning, Unsure, World, measured
from tests.generated.serving import Trial, on_trial
from tests.generated.trying import EXPRESSIONS, tried
from tests.generated.worlds import bare, world_of
from tests.promises import count

from appling.atoms import part_atom
from appling.atoms.base.columns import is_aggregate
from appling.blueprint.model.app import App, Thing
from appling.blueprint.model.expression import Expression, Kind, Path
from appling.store import Viewer
from appling.store.queries import Grouping, Query
from appling.store.reader import Reader
from appling.store.scope import see_all
from appling.store.sql.tables import stored

DAYS = (date(2026, 3, 31), date(2024, 2, 29), date(2025, 12, 31), date(2027, 1, 1))


@tried(8, 3_000)
@given(made=apps(formulas=6), seed=st.integers(1, 10_000), today=st.sampled_from(DAYS))
def test_expressions_mean_the_same(made: Made, seed: int, today: date) -> None:
    app, source = made
    with on_trial(app, source) as trial:
        add_odd_rows(trial.store, list(trial.people.values()), Random(seed), 4)
        _take_infinity_away(trial)
        me = Random(seed).choice([None, *trial.people.values()])
        viewer = Viewer(me, today, datetime.combine(today, datetime.min.time(), UTC), see_all(app))
        world = world_of(trial.store, viewer)
        with trial.store.read(viewer) as reader:
            wrong = list(_differences(app, reader, world))
        wrong += _on_row_pages(trial, viewer, world)
        assert not wrong, "\n".join([*wrong[:5], source])


def _on_row_pages(trial: Trial, viewer: Viewer, world: World) -> list[str]:
    """The conditions of parts on the pages of rows, each on the page of the thing's first row."""
    wrong: list[str] = []
    for page in trial.app.row_pages:
        about = min(world.rows[page.thing or ""], default=None)
        for part in page.parts if about is not None else ():
            if part.thing is None or part.where is None:
                continue
            with trial.store.read(replace(viewer, about=about)) as reader:
                found = {row.id for row in reader.rows(Query(part.thing, where=(part.where,)))}
            wrong += _unlike(world, part.thing, part.where, about or 0, found)
    return wrong


def _unlike(world: World, thing: str, where: Expression, about: int, found: set[int]) -> Iterator[str]:
    for number, row in world.rows[thing].items():
        try:
            expected = Meaning(world, world.app.thing(thing), row, about).holds(where)
        except Unsure:
            continue
        if (number in found) is not expected:
            yield f"{thing} {number} on the page of {about}: {where}"


def _differences(app: App, reader: Reader, world: World) -> Iterator[str]:
    tried_here, failed = 0, 0
    for thing in app.things:
        expressions = tuple(dict.fromkeys(_expressions(app, thing)))
        found = {row.id: row.values for row in reader.rows(Query(thing.key, expressions))}
        for place, expression in enumerate(expressions):
            for number, row in world.rows[thing.key].items():
                try:
                    expected = Meaning(world, thing, row, number).value(expression)
                except Unsure:
                    continue
                tried_here += 1
                if not _same(found[number][place], expected, expression):
                    failed += 1
                    yield _said(thing, found[number][place], expected, expression)
        for measure in _measures(app, thing):
            tried_here += 1
            rows = [Meaning(world, thing, row, number) for number, row in world.rows[thing.key].items()]
            try:
                expected = measured(measure, rows)
            except Unsure:
                continue
            [group] = reader.groups(Grouping(thing.key, (), (measure,)))
            if not _same(group.values[0], expected, measure):
                failed += 1
                yield _said(thing, group.values[0], expected, measure)
    count(EXPRESSIONS, tried_here, failed)


def _said(thing: Thing, found: Any, expected: Any, expression: Expression) -> str:
    own = isinstance(expression, Path) and len(expression.steps) == 1
    meant = thing.field(expression.steps[0]).formula if own and isinstance(expression, Path) else None
    return f"{thing.name}: {found!r} in SQL, {expected!r} in Python: {meant or expression}"


def _expressions(app: App, thing: Thing) -> Iterator[Expression]:
    """All that is said of single rows of a thing."""
    yield from (Path((field.key,), field.value) for field in thing.fields if field.formula is not None)
    yield from (grant.where for grant in thing.grants if grant.where is not None)
    yield from (
        action.when for action in app.actions if action.thing == thing.key and action.when is not None
    )
    for part in (part for page in app.pages for part in page.parts if part.thing == thing.key):
        yield from (column.value for column in part.by)
        yield from (key.by for key in part.sort)
        yield from (part.where,) if part.where is not None else ()
        if not part_atom(part.kind).measures:
            yield from (column.value for column in part.show if is_aggregate(column.value))


def _measures(app: App, thing: Thing) -> Iterator[Expression]:
    for part in (part for page in app.pages for part in page.parts if part.thing == thing.key):
        if part_atom(part.kind).measures:
            yield from (column.value for column in part.show if is_aggregate(column.value))


def _take_infinity_away(trial: Trial) -> None:
    """No form takes it, and no page shows it."""
    viewer = Viewer(None, DAYS[0], datetime.now(UTC), see_all(trial.app))
    with trial.store.write(viewer) as writer:
        for thing in trial.app.things:
            table = writer.statements.compiler.schema.tables[thing.key]
            for field in stored(thing):
                if field.value.kind is Kind.NUMBER:
                    column = table.c[field.key]
                    writer.connection.execute(
                        update(table).where(func.abs(column) > 1e307).values({column: table.c["_id"]})
                    )


def _same(found: Any, expected: Any, expression: Expression) -> bool:
    found = bare(found)
    if found is None or expected is None:
        return found is expected or _has_no_digits(expected, expression)
    match expression.type.kind:
        case Kind.NUMBER | Kind.MONEY:
            one, other = float(found), float(expected)
            slack = 0.0101 if expression.type.kind is Kind.MONEY else 1e-9
            return abs(one - other) <= max(slack, 1e-9 * max(abs(one), abs(other)))
        case Kind.TRUTH:
            return bool(found == expected) and isinstance(found, bool)
        case Kind.LINK | Kind.PERSON:
            return bool(int(found) == int(expected))
    return bool(found == expected)


def _has_no_digits(expected: Any, expression: Expression) -> bool:
    """Infinity, and sums of money that no currency has, are shown as empty."""
    most = 1e20 if expression.type.kind is Kind.MONEY else 1.8e308
    return isinstance(expected, float) and not abs(expected) < most
