"""What holds for every field type, of which each brings its own examples."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from jinja2 import Environment
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, literal, select

from appling.atoms import all_fields
from appling.atoms.base import Bad, FieldAtom, Good, Refused
from appling.atoms.base.cleaning import clean_line
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind
from appling.runtime.translate import translator

FieldOf = Callable[[str], Field]
ATOMS = {atom.name: atom for atom in all_fields()}
GOOD = [
    pytest.param(atom, good, id=f"{atom.name}-{good.typed[:20]!r}")
    for atom in ATOMS.values()
    for good in atom.good
]
BAD = [
    pytest.param(atom, bad, id=f"{atom.name}-{bad.typed[:20]!r}")
    for atom in ATOMS.values()
    for bad in atom.bad
]
EVERY = [pytest.param(atom, id=name) for name, atom in ATOMS.items()]
LANGUAGES = ["en", "zh", "de", "fr", "ar"]
TYPES: dict[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.NUMBER: (int, float),
    Kind.MONEY: (Decimal,),
    Kind.DATE: (date,),
    Kind.TIME: (time,),
    Kind.MOMENT: (datetime,),
    Kind.TRUTH: (bool,),
    Kind.LINK: (int,),
    Kind.PERSON: (int,),
    Kind.FILE: (str,),
    Kind.SEVERAL: (tuple,),
}
JSON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
}


def line_of(atom: FieldAtom, example: Good | Bad | None = None) -> str:
    line = example.line if example else atom.good[0].line
    return line or ("Other" if atom.name == "link" else atom.name)


@pytest.mark.parametrize(("atom", "good"), GOOD)
def test_a_good_example_means_its_value(atom: FieldAtom, good: Good, field_of: FieldOf) -> None:
    field = field_of(line_of(atom, good))
    value = atom.parse(good.typed, field, "en")
    assert value == good.value
    assert type(value) in TYPES[atom.kind]
    assert atom.shown(value, field, "en") == good.shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("atom", "good"), GOOD)
def test_a_form_that_is_sent_back_unchanged_changes_nothing(
    atom: FieldAtom, good: Good, field_of: FieldOf, language: str
) -> None:
    field = field_of(line_of(atom, good))
    value = atom.parse(good.typed, field, language)
    assert atom.parse(atom.typed(value, field), field, language) == value
    assert atom.shown(value, field, language)


@pytest.mark.parametrize(("atom", "bad"), BAD)
def test_a_bad_example_is_refused_with_its_reason(atom: FieldAtom, bad: Bad, field_of: FieldOf) -> None:
    field = field_of(line_of(atom, bad))
    with pytest.raises(Refused) as refused:
        atom.parse(bad.typed, field, "en")
    assert bad.because in str(refused.value)
    assert "{field}" in refused.value.message


@pytest.mark.parametrize(("atom", "good"), GOOD)
def test_a_value_goes_through_the_database(atom: FieldAtom, good: Good, field_of: FieldOf) -> None:
    """Stored plainly, and as an expression's value: read back both ways it is the same."""
    table = Table(
        "things", MetaData(), Column("id", Integer, primary_key=True), Column("value", atom.column())
    )
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        table.metadata.create_all(connection)
        connection.execute(insert(table).values(value=good.value))
        seen = float(good.value) if isinstance(good.value, Decimal) else good.value
        operand: Any = literal(seen) if isinstance(seen, float) else literal(seen, atom.column())
        connection.execute(insert(table).values(value=atom.write(operand)))
        connection.execute(insert(table).values(value=None))
        rows = connection.execute(select(atom.read(table.c.value)).order_by(table.c.id)).scalars().all()
        plain = connection.execute(select(table.c.value).order_by(table.c.id)).scalars().all()
    engine.dispose()
    read = [atom.from_database(value) for value in rows]
    assert read == [good.value, good.value, None]
    assert type(read[0]) in TYPES[atom.kind]
    assert list(plain[:2]) == [good.value, good.value]


@pytest.mark.parametrize(("atom", "good"), GOOD)
def test_a_value_goes_through_json_as_its_schema_says(atom: FieldAtom, good: Good, field_of: FieldOf) -> None:
    field = field_of(line_of(atom, good))
    sent = json.loads(json.dumps(atom.to_json(good.value), allow_nan=False))
    assert atom.from_json(sent, field) == good.value
    schema = atom.schema(field)
    assert json.dumps(schema)
    assert type(sent) in JSON_TYPES[str(schema["type"])]
    assert "enum" not in schema or sent in schema["enum"]  # type: ignore[operator]
    assert re.search(str(schema.get("pattern", "")), str(sent))
    assert len(str(sent)) <= int(str(schema.get("maxLength", 10**6)))
    if isinstance(sent, int | float):
        assert float(str(schema.get("minimum", "-inf"))) <= sent <= float(str(schema.get("maximum", "inf")))


@pytest.mark.parametrize("wrong", [[], {}, [1], {"a": 1}, float("nan"), float("inf"), 10**400], ids=repr)
@pytest.mark.parametrize("atom", EVERY)
def test_json_of_another_shape_is_refused(atom: FieldAtom, wrong: object, field_of: FieldOf) -> None:
    field = field_of(line_of(atom))
    if atom.several and wrong == []:
        assert atom.from_json(wrong, field) is None
        return
    with pytest.raises(Refused):
        atom.from_json(wrong, field)


@pytest.mark.parametrize("atom", [atom for atom in EVERY if atom.values[0].kind is not Kind.TRUTH])  # type: ignore[union-attr]
def test_json_true_is_no_value_but_of_yes_or_no(atom: FieldAtom, field_of: FieldOf) -> None:
    with pytest.raises(Refused):
        atom.from_json(True, field_of(line_of(atom)))


@pytest.mark.parametrize("atom", EVERY)
def test_space_alone_is_empty(atom: FieldAtom, field_of: FieldOf) -> None:
    assert atom.parse(" \t ", field_of(line_of(atom)), "en") is None


HOSTILE = [
    "'; DROP TABLE things; --",
    '"><script>alert(1)</script>',
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}",
    "${7*7}",
    "__import__('os')",
    "../../etc/passwd",
    "javascript:alert(1)",
    "a\x00b",
    "\ud800",
    "x\u202egnp.exe",
    "1e400",
    "９" * 400,
    "-",
    "=cmd()",
    "😀",
    "\r\nSet-Cookie: a=b",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=ascii)
@pytest.mark.parametrize("atom", EVERY)
def test_what_is_hostile_is_refused_or_comes_out_harmless(
    atom: FieldAtom, typed: str, field_of: FieldOf, templates: Environment
) -> None:
    field = field_of(line_of(atom))
    try:
        value = atom.parse(typed, field, "en")
    except Refused:
        return
    html = show(templates, atom, field, value)
    assert "<script" not in html
    assert "<img src=x" not in html
    assert 'href="javascript' not in html
    html.encode("utf-8")


def show(templates: Environment, atom: FieldAtom, field: Field, value: Any, href: str | None = None) -> str:
    text = "" if value is None else atom.shown(value, field, "en")
    template = templates.get_template(f"fields/{atom.name}/show.html")
    context = {"field": field, "value": value, "text": text, "href": href, "face": None}
    return template.render(context | {"t": translator("en"), "language": "en"})


def ask(templates: Environment, atom: FieldAtom, field: Field, value: Any, **more: Any) -> str:
    context = {
        "field": field,
        "name": "value",
        "value": "" if value is None else atom.typed(value, field),
        "id": "input-value",
        "invalid": False,
        "described_by": None,
        "options": [(choice.name, choice.name) for choice in field.choices] or [("1", "One"), ("2", "Two")],
        "chosen": frozenset(value or ()) if atom.several else frozenset(),
        "t": translator("en"),
        "language": "en",
    }
    return templates.get_template(f"fields/{atom.name}/input.html").render(context | more)


@pytest.mark.parametrize(("atom", "good"), GOOD)
def test_the_input_is_labelled_named_and_holds_the_value(
    atom: FieldAtom, good: Good, field_of: FieldOf, templates: Environment
) -> None:
    field = field_of(line_of(atom, good))
    html = ask(templates, atom, field, good.value, invalid=True, described_by="fault-1")
    assert 'id="input-value"' in html
    assert 'name="value"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="fault-1"' in html
    assert " style=" not in html
    assert "<script" not in html.replace("&lt;script", "")


@pytest.mark.parametrize("atom", EVERY)
def test_an_empty_field_has_an_input_and_shows_nothing(
    atom: FieldAtom, field_of: FieldOf, templates: Environment
) -> None:
    field = field_of(line_of(atom))
    html = ask(templates, atom, field, None)
    assert 'name="value"' in html
    assert "None" not in re.sub(r">None<", "", html)
    assert "aria-invalid" not in html
    assert re.sub(r"<[^>]*>", "", show(templates, atom, field, None)).strip() == ""


@pytest.mark.parametrize("atom", EVERY)
def test_a_required_field_says_so(atom: FieldAtom, field_of: FieldOf, templates: Environment) -> None:
    html = ask(templates, atom, field_of(f"{line_of(atom)}, required"), None)
    boxes = 'type="checkbox"' in html
    assert (" required" in html) is (not boxes and not (atom.counted or atom.drawn or atom.tally))


@pytest.mark.parametrize(("atom", "good"), GOOD)
def test_a_value_is_shown(atom: FieldAtom, good: Good, field_of: FieldOf, templates: Environment) -> None:
    html = show(templates, atom, field_of(line_of(atom, good)), good.value, href="/files/x")
    assert re.search(r"[\w★<]", html)
    assert " style=" not in html


@pytest.mark.parametrize("atom", EVERY)
def test_it_is_documented(atom: FieldAtom) -> None:
    first, blank, *rest = (type(atom).__doc__ or "").splitlines()
    assert first.endswith(".")
    assert not blank.strip()
    assert rest
    assert atom.signature().summary == first
    assert atom.bad


def test_moments_are_aware_and_in_utc(field_of: FieldOf) -> None:
    value = ATOMS["date and time"].parse("2026-01-01T01:00+01:00", field_of("date and time"), "en")
    assert value == datetime(2026, 1, 1, tzinfo=UTC)
    assert isinstance(value, datetime)
    assert value.utcoffset() is not None


def test_a_line_is_one_line_in_one_form(field_of: FieldOf) -> None:
    assert clean_line("  Caf\u0065\u0301\r\nbar\u2028baz ", field_of("text")) == "Café bar baz"
