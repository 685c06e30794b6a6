"""What expressions read: the fields, so that a formula tells nobody what is kept from them, and the clock."""

from collections.abc import Iterator, Mapping

from appling.blueprint.model.app import Action, App, Field, Part, Thing
from appling.blueprint.model.expression import (
    Aggregate,
    Binary,
    Call,
    Expression,
    Given,
    In,
    IsEmpty,
    Now,
    Path,
    This,
    Unary,
)


def fields_read(field: Field, thing: str, app: App) -> tuple[Field, ...]:
    """All fields that the formula of a thing's field depends on, directly or through other formulas."""
    found: dict[tuple[str, str], Field] = {}
    _follow(field, thing, app, found)
    return tuple(found.values())


def expression_reads(expression: Expression, thing: str, app: App) -> Iterator[tuple[str, Field]]:
    """Each field that the expression itself names, with the key of its thing."""
    if isinstance(expression, Path):
        yield from _path_reads(expression.steps, thing, app)
    if isinstance(expression, This | Given) and expression.thing is not None:
        yield from _path_reads(expression.steps, expression.thing, app)
    if isinstance(expression, Aggregate) and expression.link is not None:
        yield from _path_reads((expression.link,), expression.thing, app)
    inside = expression.thing if isinstance(expression, Aggregate) else thing
    for part in parts_of(expression):
        yield from expression_reads(part, inside, app)


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """What an expression is made of."""
    match expression:
        case Unary(operand=operand) | IsEmpty(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case In(operand=operand, options=options):
            return (operand, *options)
        case Call(arguments=arguments):
            return arguments
        case Aggregate(of=of, where=where):
            return tuple(part for part in (of, where) if part is not None)
    return ()


def conjuncts(expression: Expression) -> list[Expression]:
    """The conditions of one that must all hold."""
    if isinstance(expression, Binary) and expression.operator == "and":
        return [*conjuncts(expression.left), *conjuncts(expression.right)]
    return [expression]


def _path_reads(steps: tuple[str, ...], thing: str, app: App) -> Iterator[tuple[str, Field]]:
    for step in steps:
        if step.startswith("_"):
            return
        field = app.thing(thing).field(step)
        yield thing, field
        reached = app.reached(field)
        if reached is None:
            return
        thing = reached


def _follow(field: Field, thing: str, app: App, found: dict[tuple[str, str], Field]) -> None:
    if field.formula is None:
        return
    for owner, read in expression_reads(field.formula, thing, app):
        if (owner, read.key) not in found:
            found[owner, read.key] = read
            _follow(read, owner, app, found)


def tells_the_hour(app: App) -> bool:
    """Whether anything in the app depends on the time of day."""
    return any(_tells_the_hour(expression) for expression in _expressions(app))


def _tells_the_hour(expression: Expression) -> bool:
    return isinstance(expression, Now) or any(_tells_the_hour(part) for part in parts_of(expression))


def _expressions(app: App) -> Iterator[Expression]:
    for thing in app.things:
        yield from (field.formula for field in thing.fields if field.formula is not None)
        yield from (grant.where for grant in thing.grants if grant.where is not None)
    yield from (action.when for action in app.actions if action.when is not None)
    for part in (part for page in app.all_pages for part in page.parts):
        yield from (column.value for column in (*part.by, *part.show))
        yield from (key.by for key in part.sort)
        if part.where is not None:
            yield part.where
        yield from expressions_of(part)


def expressions_of(part: Part) -> Iterator[Expression]:
    """What a document reads of its row."""
    yield from (each for each in part.says if not isinstance(each, str))
    for line in part.lines:
        yield from (each for each in (*line.label, *line.text) if not isinstance(each, str))
        if line.when is not None:
            yield line.when
        if line.rows is not None:
            yield from (column.value for column in line.rows.show)
            yield from (key.by for key in line.rows.sort)
            yield from () if line.rows.where is None else (line.rows.where,)


def kept_whole(action: Action, things: Mapping[str, Thing]) -> Iterator[tuple[Given, Thing, Field]]:
    """What is typed, with the thing and field of each row in which it is kept as it is."""
    for step in action.steps:
        for item in step.assignments:
            thing = things.get(step.thing or action.thing or "")
            for key in item.path[:-1]:
                thing = things.get(thing.field(key).thing or "") if thing is not None else None
            if isinstance(item.value, Given) and not item.value.steps and thing is not None:
                yield item.value, thing, thing.field(item.path[-1])
