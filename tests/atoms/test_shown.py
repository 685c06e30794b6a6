"""How values look in several languages, and what makes them safe and readable for everyone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from jinja2 import Environment

from appling.atoms import field_atom
from appling.atoms.base import Refused
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Kind, ValueType
from appling.runtime.translate import translator

FieldOf = Callable[[str], Field]


@pytest.mark.parametrize(
    ("name", "value", "language", "shown"),
    [
        ("money", Decimal("1234.50"), "en", "$1,234.50"),
        ("money", Decimal("1234.50"), "en-GB", "£1,234.50"),
        ("money", Decimal("1234.50"), "en-IE", "€1,234.50"),
        ("money", Decimal("1234.50"), "zh", "¥1,234.50"),
        ("money", Decimal("1234.50"), "zh-Hant-TW", "$1,234.50"),
        ("money", Decimal("1234.50"), "de", "1.234,50 €"),
        ("money", Decimal("1234.50"), "fr", "1 234,50 €"),
        ("money", Decimal("1234.00"), "ja", "￥1,234"),
        ("money", Decimal("5.00"), "xx-unknown", "$5.00"),
        ("number", 1234567.891, "en", "1,234,567.891"),
        ("number", 1234567.891, "de", "1.234.567,891"),
        ("number", 1234567.891, "fr", "1 234 567,891"),
        ("date", date(2026, 3, 9), "zh", "2026年3月9日"),
        ("date", date(2026, 3, 9), "de", "09.03.2026"),
        ("date", date(2026, 3, 9), "ja", "2026/03/09"),
        ("time", time(14, 5), "en", "2:05 PM"),
        ("time", time(14, 5), "zh", "14:05"),
        ("date and time", datetime(2026, 3, 9, 14, 5, tzinfo=UTC), "zh", "2026年3月9日 14:05"),
        ("date and time", datetime(2026, 3, 9, 14, 5, tzinfo=UTC), "de", "09.03.2026, 14:05"),
        ("yes/no", True, "zh", "是"),
        ("yes/no", False, "pt-BR", "Não"),
        ("yes/no", True, "xx", "Yes"),
    ],
)
def test_values_are_shown_as_the_language_writes_them(
    name: str, value: object, language: str, shown: str, field_of: FieldOf
) -> None:
    assert field_atom(name).shown(value, field_of(name), language) == shown


@pytest.mark.parametrize(
    ("typed", "language", "value"),
    [
        ("1234.5", "de", 1234.5),
        ("1.234", "de", 1.234),
        ("1.234,5", "de", 1234.5),
        ("1,234", "de", 1.234),
        ("1,234", "en", 1234),
        ("1,5", "en", 1.5),
        ("12,34,567", "hi", 1234567),
        ("1 234,5", "fr", 1234.5),
        ("1\u202f234,5", "fr", 1234.5),
        ("1'234.5", "de-CH", 1234.5),
        ("−5", "en", -5),
        ("٣٫", "ar", None),
        ("٣", "ar", 3),
        ("１，２３４", "zh", 1234),
        ("1.2.3", "en", None),
        ("1,23,4", "en", None),
        ("0,1,2", "de", None),
        (".5", "en", 0.5),
        ("1e3", "en", 1000),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(
    typed: str, language: str, value: float | None, field_of: FieldOf
) -> None:
    atom, field = field_atom("number"), field_of("number")
    if value is None:
        with pytest.raises(Refused):
            atom.parse(typed, field, language)
    else:
        assert atom.parse(typed, field, language) == value


@pytest.mark.parametrize("name", ["number", "money"])
@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_a_result_that_is_no_number_is_empty(name: str, value: float) -> None:
    assert field_atom(name).from_database(value) is None


@pytest.mark.parametrize("value", [1e16, 1e19, -1.5e22, 1e300, 10**18])
@pytest.mark.parametrize("name", ["number", "money"])
def test_results_too_large_for_the_field_break_nothing(name: str, value: float, field_of: FieldOf) -> None:
    """Formulas can make what nobody can type."""
    atom, field = field_atom(name), field_of(name)
    found = atom.from_database(value)
    assert found is None or atom.shown(found, field, "en")
    assert found is None or atom.typed(found, field)
    assert name == "money" or atom.shown(found, field, "de")


def test_very_large_numbers_are_shown_in_powers_of_ten(field_of: FieldOf) -> None:
    assert field_atom("number").shown(-1.5e22, field_of("number"), "de") == "-1,5E22"


def render(
    templates: Environment, name: str, field: Field, value: object, text: str, href: str | None = None
) -> str:
    template = templates.get_template(f"fields/{name}/show.html")
    return template.render(field=field, value=value, text=text, href=href, t=translator("en"), language="en")


def test_a_web_address_is_a_link_that_gives_nothing_away(field_of: FieldOf, templates: Environment) -> None:
    html = render(templates, "url", field_of("url"), "https://example.org/?a=1&b=2", "example.org/?a=1&b=2")
    assert 'href="https://example.org/?a=1&amp;b=2"' in html
    assert 'rel="noopener noreferrer nofollow"' in html


@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "data:text/html,x", "//example.org", "HTTP:alert(1)"]
)
def test_what_is_no_web_address_is_never_a_link(
    value: str, field_of: FieldOf, templates: Environment
) -> None:
    """Even if it got into the database some other way."""
    assert "href" not in render(templates, "url", field_of("url"), value, value)


def test_an_image_loads_late_and_has_a_name(field_of: FieldOf, templates: Environment) -> None:
    html = render(templates, "image", field_of("image"), "t" * 22, "cat.png", "/files/t")
    assert 'loading="lazy"' in html
    assert 'alt="value"' in html
    assert 'src="/files/t"' in html


def test_stars_and_ticks_can_be_heard(field_of: FieldOf, templates: Environment) -> None:
    stars = render(templates, "rating", field_of("rating"), 4, "4/5")
    assert 'aria-label="4 of 5 stars"' in stars
    assert stars.count("★") == 5
    tick = render(templates, "yes/no", field_of("yes/no"), True, "Yes")
    assert 'aria-hidden="true"' in tick
    assert '<span class="sr-only">Yes</span>' in tick


def test_a_letter_to_an_odd_address_stays_one_address(field_of: FieldOf, templates: Environment) -> None:
    html = render(templates, "email", field_of("email"), "a?bcc=x&y@example.org", "a?bcc=x&y@example.org")
    assert 'href="mailto:a%3Fbcc%3Dx%26y@example.org"' in html


def test_line_breaks_are_kept(field_of: FieldOf, templates: Environment) -> None:
    html = render(templates, "long text", field_of("long text"), "a\nb", "a\nb")
    assert "whitespace-pre-line" in html
    assert "a\nb" in html


def test_an_unticked_box_says_no(field_of: FieldOf, templates: Environment) -> None:
    template = templates.get_template("fields/yes/no/input.html")
    html = template.render(
        field=field_of("yes/no"),
        name="v",
        value="no",
        id="i",
        invalid=False,
        described_by=None,
        t=translator("en"),
    )
    assert html.index('type="hidden" name="v" value="no"') < html.index('type="checkbox"')
    assert "checked" not in html.replace('type="checkbox"', "")


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [("year", 2026, "2026"), ("Baujahr", 1987, "1987"), ("year", 12026, "12,026")],
)
def test_a_year_is_written_as_one(name: str, value: int, shown: str) -> None:
    field = Field(name, "f", "number", ValueType(Kind.NUMBER))
    assert field_atom("number").shown(value, field, "en") == shown
