"""What stands on a document whose blueprint does not say it: the row's fields, and what hangs on it."""

from collections.abc import Iterator

from appling.atoms.base.columns import default_columns, is_aggregate
from appling.blueprint.model.app import App, Field, Line, Part, Said, Thing
from appling.blueprint.model.expression import Kind, Path

MOST_COLUMNS = 5


def usual_title(thing: Thing) -> Said:
    title = next((field for field in thing.fields if field.key == thing.title), None)
    return (thing.name,) if title is None else (f"{thing.name} ", _value(title))


def usual_lines(thing: Thing, app: App) -> tuple[Line, ...]:
    """Facts, then long texts and pictures, then tables with the sums below them."""
    tables = tuple(_tables(thing, app))
    fields = [field for field in thing.fields if field.key != thing.title and _is_said(field)]
    sums = [field for field in fields if tables and _is_sum(field)]
    long = [field for field in fields if field.type == "long text"]
    pictures = [field for field in fields if field.type == "image"]
    short = [field for field in fields if field not in (*sums, *long, *pictures)]
    return (
        *(_fact(field) for field in short),
        *(Line("", text=(_value(field),)) for field in (*pictures, *long)),
        *tables,
        *(_fact(field) for field in sums),
    )


def _is_said(field: Field) -> bool:
    return field.value.kind is not Kind.FILE or field.type == "image"


def _is_sum(field: Field) -> bool:
    return field.formula is not None and field.value.kind is Kind.MONEY


def _value(field: Field) -> Path:
    return Path((field.key,), field.value)


def _fact(field: Field) -> Line:
    return Line("", (field.name,), (_value(field),))


def _tables(thing: Thing, app: App) -> Iterator[Line]:
    """Of the rows that are parts of this one."""
    for child in app.things:
        links = [field for field in child.fields if field.thing == thing.key and field.required]
        if links and child.trait is None and child.key != thing.key:
            columns = default_columns(child, MOST_COLUMNS + 1)
            shown = tuple(
                each for each in columns if each.field != links[0].key and not is_aggregate(each.value)
            )
            rows = Part("table", thing=child.key, show=shown[:MOST_COLUMNS])
            yield Line("table", rows=rows, link=links[0].key)
