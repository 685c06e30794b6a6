"""Numbers that somebody types, and what the app's formulas make of them: nothing is kept."""

from typing import Any

from appling.atoms.base import Cell, Refused, WorkedOut, WorkedOutAnswer
from appling.blueprint.model.app import Column, Field, Thing, Verb
from appling.blueprint.model.expression import Kind
from appling.blueprint.model.reading import expression_reads, fields_read
from appling.runtime import addresses
from appling.runtime.rows.cells import printer
from appling.runtime.rows.lists import Lists, Place
from appling.runtime.writing.forms import LONGEST_TYPED, Forms, Posting, read_value, sent_text
from appling.store import Invalid


def work_out(need: WorkedOut, forms: Forms, place: Place) -> WorkedOutAnswer:
    """The form with what was typed, and the results of that, as far as this person may see them."""
    lists = forms.lists
    thing = lists.app.thing(need.thing)
    columns = lists.visible(need.columns, thing.key)
    fields = _asked(thing, columns, lists)
    texts = forms.defaults(fields)
    mark = f"{place.prefix}calculate"
    if mark in place.query:
        texts |= {
            field.key: sent_text(place.query.getlist(field.key), field)[:LONGEST_TYPED] for field in fields
        }
    values, errors = _read(fields, texts, lists)
    results = _results(thing, columns, values, errors, lists)
    form = forms.form(
        thing, fields, texts, Posting(place.path, "", None), errors, id_prefix=f"{place.prefix}c-"
    )
    add = None
    if lists.rights.may(thing.key, Verb.ADD):
        add = addresses.with_query(
            addresses.new(thing.key), [(key, text) for key, text in texts.items() if text]
        )
    return WorkedOutAnswer(thing, place.path, mark, form.inputs, results, add)


def _asked(thing: Thing, columns: tuple[Column, ...], lists: Lists) -> tuple[Field, ...]:
    """The fields that the results depend on, of those that this person may see."""
    read: set[str] = set()
    for column in columns:
        for owner, field in expression_reads(column.value, thing.key, lists.app):
            read |= {field.key} if owner == thing.key else set()
            if field.formula is not None and owner == thing.key:
                read |= {each.key for each in fields_read(field, thing.key, lists.app)}
    settable = [
        field for field in lists.rights.settable(thing, Verb.ADD) if field.value.kind is not Kind.FILE
    ]
    return tuple(field for field in settable if field.key in read) or tuple(settable)


def _read(
    fields: tuple[Field, ...], texts: dict[str, str], lists: Lists
) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field in fields:
        try:
            text = texts.get(field.key, "")
            values[field.key] = read_value(text, field, lists) if text.strip() else None
            _require_seen(field, values[field.key], lists)
        except Refused as refused:
            errors[field.key] = lists.t(refused.message, **refused.values)
            values[field.key] = None
    return values, errors


def _require_seen(field: Field, value: object, lists: Lists) -> None:
    """A row is chosen of those that one may see."""
    if field.value.kind is Kind.LINK and isinstance(value, int) and not lists.label(field.thing or "", value):
        raise Refused("{field} must be one of the list", field=field.name)


def _results(
    thing: Thing, columns: tuple[Column, ...], values: dict[str, Any], errors: dict[str, str], lists: Lists
) -> tuple[Cell, ...]:
    try:
        found = lists.reader.worked_out(thing, values, tuple(column.value for column in columns))
    except Invalid as invalid:
        errors[invalid.field] = lists.t(invalid.message, **invalid.values)
        found = [None] * len(columns)
    printers = (printer(column, thing.key, lists.app) for column in columns)
    return tuple(each.cell(value) for each, value in zip(printers, found, strict=True))
