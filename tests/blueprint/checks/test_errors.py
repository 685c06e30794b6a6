"""Wrong blueprints: each says above a line what is wrong with it, and nothing else may be said."""

import ast
import re
from pathlib import Path

import pytest

import appling.blueprint
from appling.atoms import vocabulary
from appling.blueprint import check

CASES = sorted((Path(__file__).parents[2] / "cases" / "errors").glob("*.txt"))
EXPECT = re.compile(r"^\s*# expect: (?P<code>[a-z-]+)(?: \| ?(?P<piece>.*))?$")
AWKWARD = {
    "too-large": "app Desk\nthing Ticket\n" + "  # word\n" * 25_000,
    "too-long-line": 'app Desk\nthing Ticket\n  subject: text\npage Hello\n  text "' + "a" * 5000 + '"\n',
    "unreadable-characters": "app Desk\nthing Ticket\n  sub\u202eject: text\n",
    "too-deep": "app Desk\nthing Ticket\n  hours: number\n  sum = " + " + ".join(["hours"] * 400) + "\n",
}
"""Cases that are too big for a file, or that nobody could see in one."""


def expected(source: str) -> list[tuple[int, str, str]]:
    """The line, the code and the faulty piece of text of each expectation."""
    found = []
    lines = source.splitlines()
    for number, line in enumerate(lines, 1):
        if match := EXPECT.match(line):
            below = next(n for n in range(number, len(lines)) if not EXPECT.match(lines[n])) + 1
            found.append((below, match["code"], match["piece"] or ""))
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_everything_that_is_wrong_is_said_and_nothing_else(case: Path) -> None:
    source = case.read_text()
    said = []
    for item in check(source, vocabulary()).diagnostics:
        assert item.span is not None
        said.append((item.span.line, item.code, source[item.span.start : item.span.end]))
    assert sorted(said) == sorted(expected(source))


@pytest.mark.parametrize("code", AWKWARD)
def test_what_no_file_can_show_is_said(code: str) -> None:
    assert code in {item.code for item in check(AWKWARD[code], vocabulary()).diagnostics}


def test_each_code_has_a_case() -> None:
    covered = {code for case in CASES for _, code, _ in expected(case.read_text())} | set(AWKWARD)
    assert codes() - covered == set()


def test_each_case_is_of_a_code() -> None:
    assert {case.stem for case in CASES} - codes() == set()


def codes() -> set[str]:
    """All codes that are written in the source of the language."""
    root = Path(appling.blueprint.__file__).parent
    paths = [
        path for folder in ("syntax", "checks", "resolve") for path in sorted((root / folder).glob("*.py"))
    ]
    trees = [ast.parse(path.read_text()) for path in paths]
    found = set()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            if node.func.id in ("Diagnostic", "slip"):
                found |= _texts(node.args[0])
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_CODES":
            found |= {value for item in _dicts(node) for value in _texts(item)}
    return found


def _texts(node: ast.expr) -> set[str]:
    """The codes among the constants of an expression."""
    texts = {item.value for item in ast.walk(node) if isinstance(item, ast.Constant)}
    return {text for text in texts if isinstance(text, str) and re.fullmatch(r"[a-z]+(-[a-z]+)*", text)}


def _dicts(node: ast.Assign) -> list[ast.expr]:
    return node.value.values if isinstance(node.value, ast.Dict) else []
