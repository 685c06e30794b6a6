"""What a person sees of a diagnostic."""

from pathlib import Path

import pytest

from appling.blueprint import parse
from appling.diagnostics import Diagnostic, Edit, Fix, Severity, Span
from appling.diagnostics.as_json import diagnostic_to_json
from appling.diagnostics.render import render, width

CASES = sorted((Path(__file__).parent / "rendered").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_rendered(case: Path) -> None:
    source, expected = case.read_text().split("\n=====\n")
    assert "\n".join(render(item, source, "club.appling") for item in parse(source).diagnostics) == expected


def test_without_a_place() -> None:
    diagnostic = Diagnostic(
        "empty-app", "The app is empty", "no thing", text="One.\nTwo.", hint="Add a thing."
    )
    assert render(diagnostic, "") == (
        "error[empty-app]: The app is empty\n  no thing\n  One.\n  Two.\n  hint: Add a thing.\n"
    )


@pytest.mark.parametrize("mark", ["\x1b[31m", "\x00", "\u202e", "\r", "\ud800", "\u200f"])
def test_nothing_in_a_text_steers_the_terminal(mark: str) -> None:
    source = f"x {mark} y"
    span = Span(0, len(source), 1, 1)
    diagnostic = Diagnostic("code", f"a {mark}", f"b {mark}", span, f"c {mark}", f"d {mark}")
    assert mark[0] not in render(diagnostic, source, f"e {mark}")


def test_a_long_line_is_cut_around_the_fault() -> None:
    source = "a" * 500 + " fault " + "b" * 500
    lines = render(Diagnostic("code", "title", "here", Span(501, 506, 1, 502)), source).splitlines()
    assert max(map(width, lines)) < 120
    [at] = [line.index("fault") for line in lines if "fault" in line]
    assert lines[-1][at:] == "^^^^^ here"


def test_a_place_behind_the_last_character() -> None:
    assert (
        render(Diagnostic("code", "title", "here", Span(3, 3, 1, 4)), "abc").splitlines()[-1]
        == "  |    ^ here"
    )


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("名称", 4), ("é", 1), ("e\u0301", 1), ("Ａ", 2)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_as_json() -> None:
    span = Span(1, 2, 1, 2)
    fix = Fix("Remove it", (Edit(span, ""),), drops=True)
    diagnostic = Diagnostic("code", "title", "label", span, hint="hint", severity=Severity.NOTE, fix=fix)
    place = {"start": 1, "end": 2, "line": 1, "column": 2}
    assert diagnostic_to_json(diagnostic) == {
        "code": "code",
        "severity": "note",
        "title": "title",
        "label": "label",
        "hint": "hint",
        "span": place,
        "fix": {"title": "Remove it", "drops": True, "edits": [{"span": place, "text": ""}]},
    }
    assert diagnostic_to_json(Diagnostic("code", "title")) == {
        "code": "code",
        "severity": "error",
        "title": "title",
    }
