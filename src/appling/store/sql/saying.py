"""Texts with values of a row in them, as people read them in the app's language."""

from collections.abc import Sequence
from typing import Any

from appling.atoms import field_atom
from appling.blueprint.model.app import App, Field, Thing
from appling.blueprint.model.expression import Expression, Given, Kind, Path

PLAIN = (Kind.TEXT, Kind.LINK, Kind.PERSON)
"""Kinds whose text is what the database says it is."""
BY_KIND = {
    Kind.NUMBER: "number",
    Kind.MONEY: "money",
    Kind.DATE: "date",
    Kind.TIME: "time",
    Kind.MOMENT: "date and time",
    Kind.TRUTH: "yes/no",
    Kind.SEVERAL: "tags",
}


def shown(
    expression: Expression, value: Any, thing: str | None, app: App, inputs: Sequence[Field] = ()
) -> str:
    """A value in a text; empty ones are nothing. `inputs`: what the action asks for."""
    kind = expression.type.kind
    if value is None:
        return ""
    if kind in PLAIN:
        return str(value)
    field = _field(expression, thing, app, inputs) or Field("", "", BY_KIND[kind], expression.type)
    return field_atom(field.type).shown(value, field, app.language)


def values_in(text: Sequence[str | Expression]) -> list[Expression]:
    return [part for part in text if not isinstance(part, str)]


def joined(
    text: Sequence[str | Expression],
    values: Sequence[Any],
    thing: str | None,
    app: App,
    inputs: Sequence[Field] = (),
) -> str:
    """The text with its values, which stand in their order."""
    found = iter(values)
    return "".join(
        part if isinstance(part, str) else shown(part, next(found), thing, app, inputs) for part in text
    )


def sent_fields(thing: Thing) -> list[Field]:
    """What of a row goes to other programs: neither what is kept for some roles nor files."""
    return [field for field in thing.fields if field.only is None and field.value.kind is not Kind.FILE]


def _field(expression: Expression, thing: str | None, app: App, inputs: Sequence[Field]) -> Field | None:
    """The field or input whose value it is."""
    field = None
    if isinstance(expression, Given):
        field = next(each for each in inputs if each.key == expression.key)
        thing = expression.thing
    for step in expression.steps if isinstance(expression, Path | Given) else ():
        if thing is None or step.startswith("_"):
            return None
        field = app.thing(thing).field(step)
        thing = app.reached(field)
    return field if field is None or field.formula is None else None
