"""Slips that are understood: each is said with a fix, and the fixes write it the usual way."""

import pytest

from appling.blueprint import format_source, parse
from appling.diagnostics import Diagnostic, Severity

FRAME = {
    "app": "app Club\n",
    "thing": (
        "app Club\n  people: member, organiser\n\nthing Loan\n  due: date\n  paid: yes/no\n\nthing Bike\n"
        "  kind: choice(road, in use)\n  sort order: number\n  price: money\n"
    ),
}
FRAME["action"] = FRAME["thing"] + "\naction Do on Bike\n"
FRAME["page"] = FRAME["thing"] + "\npage Home\n"

SLIPS = [
    ("app", "- about: We lend bikes.", "about: We lend bikes."),
    ("app", "people: member, organiser,", "people: member, organiser"),
    ("app", "look = ivory, #2e7d32", "look: ivory, #2e7d32"),
    ("app", "people:\n    - member\n    - organiser", "people: member, organiser"),
    ("app", "people\n    member", "people: member"),
    ("thing", "name: text required", "name: text, required"),
    ("thing", "name: text (required)", "name: text, required"),
    ("thing", "name: text(required, unique)", "name: text, required, unique"),
    ("thing", "name: required text", "name: text, required"),
    ("thing", "name: unique choice(a, b) = a for member", "name: choice(a, b), unique = a for member"),
    ("thing", "name (text, required)", "name: text, required"),
    ("thing", "name - text", "name: text"),
    ("thing", "full name (choice(a, b))", "full name: choice(a, b)"),
    ("thing", "name: text, mandatory.", "name: text, required"),
    ("thing", "name: text, optional", "name: text"),
    ("thing", "name: text, not required, unique", "name: text, unique"),
    ("thing", "size: number, minimum 1, max: 5", "size: number, min 1, max 5"),
    ("thing", "size: number min=-1 max(5)", "size: number, min -1, max 5"),
    ("thing", "size: number, default 3", "size: number = 3"),
    ("thing", "size: number default: 3, required", "size: number, required = 3"),
    ("thing", "size: number, = 3", "size: number = 3"),
    ("thing", "level: choice: low, high, required", "level: choice(low, high), required"),
    ("thing", "level: choice of low, high = low", "level: choice(low, high) = low"),
    ("thing", "level: choice(low/high)", "level: choice(low, high)"),
    ("thing", "late = due < today && !paid", "late = due < today and not paid"),
    ("thing", "late = kind == 'road'", 'late = kind = "road"'),
    ("thing", "only member can view their own and create", "member may see own, add"),
    (
        "thing",
        "member and organiser may edit, delete if paid",
        "member, organiser may change, remove where paid",
    ),
    ("thing", "organiser may do everything", "organiser may do all"),
    ("thing", "organiser can manage own", "organiser may do all own"),
    ("thing", "member may see all", "member may see"),
    ("thing", "member: may see", "member may see"),
    ("thing", "member: see own, add", "member may see own, add"),
    ("thing", "everyone: view", "everyone may see"),
    ("action", "price = 3", "set price = 3"),
    ("action", "update price to 3", "set price = 3"),
    ("action", "set price == 3.", "set price = 3"),
    ("action", "create a Loan with due: today, paid = no", "add Loan with due = today, paid = no"),
    ("action", "add new Loan (due = today)", "add Loan with due = today"),
    ("action", "delete this", "remove this"),
    ("page", "table: Bike", "table of Bike"),
    ("page", "table Bike", "table of Bike"),
    ("page", "table of all Bike", "table of Bike"),
    ("page", "table of Bike if kind = in use", "table of Bike where kind = in use"),
    ("page", "table of Bike filter kind = road", "table of Bike where kind = road"),
    ("page", "table of Bike order by price", "table of Bike sort price"),
    ("page", "table of Bike sorted by price descending", "table of Bike sort price desc"),
    ("page", "table of Bike sort -price", "table of Bike sort price desc"),
    ("page", "table of Bike sort price newest first limit 3", "table of Bike sort price desc limit 3"),
    ("page", "table of Bike grouped by kind and price", "table of Bike by kind, price"),
    ("page", "table of Bike showing price & kind", "table of Bike show price, kind"),
    ("page", "table of Bike top 5", "table of Bike limit 5"),
    ("page", "table of Bike for member or organiser", "table of Bike for member, organiser"),
    ("page", "chart of Bike with style: bars", "chart of Bike with style = bars"),
    ("page", "text: Welcome, friends", 'text "Welcome, friends"'),
    ("page", 'text "Welcome', 'text "Welcome"'),
    ("page", "stats: count of Loan where paid", "stats of Loan where paid"),
    ("page", "stat of Loan show count of Loan", "stat of Loan show count(Loan)"),
    ("page", "table of Loan where due > 3days", None),
    ("page", "table of Loan where due > 3 days ago", "table of Loan where due > today - 3 days"),
]

SILENT = [
    ("thing", "level: choice[low, “very high”]", "level: choice(low, very high)"),
    ("thing", "level: choice(\n    low,\n    high\n  )", "level: choice(low, high)"),
    ("thing", "Name：  text，required", "Name: text, required"),
    ("thing", "NAME: Text, REQUIRED", "NAME: Text, required"),
    ("thing", '"first name": text', "first name: text"),
    ("thing", "price2: money，min 0， max ５", "price2: money, min 0, max 5"),
    ("thing", "late = due is not empty and not (paid)", "late = due != empty and not paid"),
    (
        "page",
        "cards of Bike where kind = road, by kind, sort price",
        "cards of Bike where kind = road by kind sort price",
    ),
    (
        "page",
        'table limit 3 of Bike for member show sort order "All" where paid',
        'table "All" of Bike where paid show sort order limit 3 for member',
    ),
    (
        "page",
        "table of Bike show price, sort order, sort price",
        "table of Bike sort price show price, sort order",
    ),
    (
        "page",
        "chart of Bike with style = bars, columns = 2",
        "chart of Bike with style = bars, columns = 2",
    ),
    ("action", "add Loan with due ＝ today ＋ 1 day", "add Loan with due = today + 1 day"),
]


def apply(source: str, diagnostics: tuple[Diagnostic, ...]) -> str:
    edits = [edit for item in diagnostics if item.fix for edit in item.fix.edits]
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end), reverse=True):
        source = source[: edit.span.start] + edit.text + source[edit.span.end :]
    return source


def last_line(source: str) -> str:
    return source.rstrip("\n").splitlines()[-1].strip()


@pytest.mark.parametrize(("kind", "slip", "usual"), SLIPS)
def test_slip_is_said_and_mended(kind: str, slip: str, usual: str | None) -> None:
    usual = usual or slip.replace("3days", "3 days")
    source = f"{FRAME[kind]}  {slip}\n"
    parsed = parse(source)
    assert parsed.diagnostics
    assert {item.severity for item in parsed.diagnostics} == {Severity.WARNING}
    assert last_line(format_source(source)) == usual
    mended = source
    while parsed.diagnostics:
        mended = apply(mended, parsed.diagnostics)
        parsed = parse(mended)
    assert last_line(format_source(mended)) == usual


@pytest.mark.parametrize(("kind", "text", "usual"), SILENT)
def test_other_ways_of_writing_that_are_not_worth_a_word(kind: str, text: str, usual: str) -> None:
    source = f"{FRAME[kind]}  {text}\n"
    assert parse(source).diagnostics == ()
    assert last_line(format_source(source)) == usual


@pytest.mark.parametrize(
    ("header", "usual"),
    [
        ("thing Trip:", "thing Trip"),
        ("thing: Trip", "thing Trip"),
        ("Entity Trip", "thing Trip"),
        ("THING Trip", "thing Trip"),
        ("- thing Trip", "thing Trip"),
        ("thing Trip (formerly Tour)", "thing Trip (was Tour)"),
        ("screen Trips", "page Trips"),
        ("page Trips (for member)", "page Trips for member"),
        ("page Trips for member and organiser", "page Trips for member, organiser"),
        ("action Go if paid", "action Go when paid"),
        ("action Turn on the light on Bike for member when kind = in use", None),
        ("action Go on Bike, for member", "action Go on Bike for member"),
        ("page “Tips for beginners”", 'page "Tips for beginners"'),
    ],
)
def test_headers(header: str, usual: str | None) -> None:
    source = f"{FRAME['thing']}\n{header}\n"
    parsed = parse(source)
    assert parsed.errors == ()
    assert last_line(format_source(source)) == usual or header


def test_fences_and_headings_are_passed_over() -> None:
    source = "```\napp Club\nthing Bike:\n  fields:\n    - name: text\n  access\n    member may see\n```\n"
    assert format_source(source) == "app Club\n\nthing Bike\n  name: text\n  member may see\n"
    assert parse(apply(source, parse(source).diagnostics)).diagnostics == ()


def test_lines_that_are_not_indented() -> None:
    source = "app Club\nabout: Bikes\nthing Bike\nname: text\npage count: number\npage Home\ntable of Bike\n"
    assert format_source(source) == (
        "app Club\n  about: Bikes\n\nthing Bike\n  name: text\n  page count: number\n\n"
        "page Home\n  table of Bike\n"
    )
    assert {item.code for item in parse(source).diagnostics} == {"indentation"}


def test_a_whole_text_that_is_indented() -> None:
    source = "\tapp Club\n\t\tabout: Bikes\n\tthing Bike\n\t\tname: text\n"
    assert parse(source).diagnostics == ()
    assert format_source(source) == "app Club\n  about: Bikes\n\nthing Bike\n  name: text\n"
