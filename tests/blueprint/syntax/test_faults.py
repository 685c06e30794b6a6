"""What can't be read is said once, in its place, and costs only its own line."""

import pytest

from appling.blueprint import parse
from appling.diagnostics import Severity

GOOD = """app Club
  people: member

thing Bike
  name: text
{thing}
action Go on Bike
{action}  remove this

page Home
{page}  table of Bike
"""

BAD = [
    ("thing", "just words", "unreadable-line", "expected “name: type” or “name = formula” here"),
    ("thing", ": text", "unreadable-line", "expected “name: type” or “name = formula” here"),
    ("thing", "size:", "unreadable-line", "expected a type here"),
    ("thing", "size: , required", "unreadable-line", "expected a type here"),
    ("thing", "size: number, min x", "unreadable-line", "expected a number here"),
    ("thing", "size: choice(a, b", "unclosed-bracket", "opened here"),
    ("thing", "size = ", "unreadable-line", "expected a value here"),
    ("thing", "size = (1 + 2", "unclosed-bracket", "opened here"),
    ("thing", "member may fly", "unreadable-line", "expected see, add, change, remove or do all here"),
    ("thing", "member may", "unreadable-line", "expected see, add, change, remove or do all here"),
    ("thing", "member may not see", "no-denials", "says what somebody may not do"),
    ("thing", "member may see where", "unreadable-line", "expected a value here"),
    ("thing", "member may see Bike", "unreadable-line", "not understood from here on"),
    ("action", "set name", "unreadable-line", "expected a field, “=” and a value here"),
    ("action", "add Bike with name", "unreadable-line", "expected “=” and a value here"),
    ("action", "add Bike with name = 3 x", "unreadable-line", "not understood from here on"),
    ("page", "table of", "unreadable-line", "expected a thing here"),
    ("page", "= Bike", "unreadable-line", "expected a part such as “table of …” here"),
    ("page", "table of Bike where", "unreadable-line", "expected a value here"),
    ("page", "table of Bike limit many", "unreadable-line", "expected a number of rows here"),
    ("page", "table of Bike with columns", "unreadable-line", "expected “=” and a value here"),
    ("page", "table of Bike ) x", "unreadable-line", "not understood from here on"),
    ("page", "table of Bike " + "x" * 4000, "too-long-line", "a line may have 4000 characters"),
]


@pytest.mark.parametrize(("place", "line", "code", "label"), BAD)
def test_a_bad_line_costs_only_itself(place: str, line: str, code: str, label: str) -> None:
    lines = dict.fromkeys(("thing", "action", "page"), "")
    source = GOOD.format(**(lines | {place: f"  {line}\n"}))
    parsed = parse(source)
    assert [(item.code, item.label) for item in parsed.diagnostics] == [(code, label)]
    [fault] = parsed.errors
    assert fault.span is not None
    assert line.strip() in source.splitlines()[fault.span.line - 1]
    blueprint = parsed.blueprint
    assert [field.name.text for field in blueprint.things[0].fields] == ["name"]
    assert [step.kind.text for step in blueprint.actions[0].steps] == ["remove"]
    assert [part.kind.text for part in blueprint.pages[0].parts] == ["table"]
    assert [source[part.span.start : part.span.end].strip() for part in parsed.unread] == [line.strip()]
    assert fault.fix is not None
    edits = sorted(fault.fix.edits, key=lambda edit: -edit.span.start)
    for edit in edits:
        source = source[: edit.span.start] + edit.text + source[edit.span.end :]
    assert parse(source).diagnostics == ()


@pytest.mark.parametrize(
    ("block", "code", "hint"),
    [
        ("every year at 08:00\n  email member\n", "unknown-block", "by itself"),
        ("when Bike\n  email member\n", "unknown-block", "by itself"),
        ("form Contact\n  name\n  message\n", "unknown-block", "app, thing, action"),
        ("Here is your app:\n", "outside-block", "Blocks begin with"),
        ("app Other\n  about: Twice\n  member may see\n", "second-app", "one app block"),
        ("thing\n  name: text\n", "unknown-block", "app, thing, action"),
    ],
)
def test_a_foreign_block_is_left_out_as_a_whole(block: str, code: str, hint: str) -> None:
    before = "app Club\n\nthing Bike\n  name: text\n\n"
    after = "page Home\n  table of Bike\n"
    parsed = parse(before + block + after)
    assert [item.code for item in parsed.diagnostics] == [code]
    [fault] = parsed.errors
    assert hint in fault.hint
    assert fault.fix is not None
    assert fault.fix.drops
    [edit] = fault.fix.edits
    assert (before + block + after)[edit.span.start : edit.span.end] == block
    assert [type(item).__name__ for item in parsed.blueprint.blocks] == [
        "AppBlock",
        "ThingBlock",
        "PageBlock",
    ]


def test_a_header_with_a_fault_keeps_its_block() -> None:
    parsed = parse("action Go on Bike when (\n  remove this\n")
    assert [item.severity for item in parsed.diagnostics] == [Severity.ERROR]
    [action] = parsed.blueprint.actions
    assert action.name.text == "Go"
    assert action.thing is not None
    assert action.thing.text == "Bike"
    assert [step.kind.text for step in action.steps] == ["remove"]


def test_text_before_the_first_block_and_after_the_last() -> None:
    source = "Sure! Here is it:\n\napp Club\n\nthing Bike\n  name: text\n\nI hope this helps.\n"
    parsed = parse(source)
    assert [item.code for item in parsed.diagnostics] == ["outside-block", "outside-block"]
    assert [thing.name.text for thing in parsed.blueprint.things] == ["Bike"]


def test_a_part_over_several_things_is_left_to_the_checks() -> None:
    parsed = parse("thing A\nthing B\nthing C\npage Home\n  table of A, B & C where x\n  table of A, x\n")
    [page] = parsed.blueprint.pages
    assert [part.thing.text for part in page.parts if part.thing is not None] == ["A"]
    assert [name.text for name in page.parts[0].others] == ["B", "C"]
    assert [error.span.line for error in parsed.errors if error.span is not None] == [6]


def test_an_unclosed_quote_is_closed_first() -> None:
    source = 'page Home\n  table "All of Bike\n'
    [fault] = parse(source).diagnostics
    assert (fault.code, fault.severity) == ("unclosed-text", Severity.WARNING)


def test_spans_point_into_the_source() -> None:
    source = "app Club\n\nthing Bike (was Cycle)\n  名称: text, required = “新” for member\n"
    [thing] = parse(source).blueprint.things
    [field] = thing.fields
    assert thing.was is not None
    assert field.type is not None
    assert field.default is not None
    spans = [thing.span, thing.header, thing.was.span, field.name.span, field.type.span, field.default.span]
    assert [source[span.start : span.end] for span in spans] == [
        source[10:-1],
        "thing Bike (was Cycle)",
        "Cycle",
        "名称",
        "text",
        "“新”",
    ]
    assert (field.default.span.line, field.default.span.column) == (4, 24)
