"""Texts before and after formatting, and the laws that hold for each blueprint in the tests."""

from pathlib import Path

import pytest

from appling.blueprint import format_source, parse
from appling.blueprint.syntax.shape import shape

CASES = Path(__file__).parents[2] / "cases"
FORMAT = sorted((CASES / "format").glob("*.txt"))
ALL = sorted(CASES.glob("*/*.txt"))
LINE = "\n=====\n"


def name_of(case: Path) -> str:
    return f"{case.parent.name}/{case.stem}"


@pytest.mark.parametrize("case", FORMAT, ids=name_of)
def test_case(case: Path) -> None:
    before, after = case.read_text().split(LINE)
    assert format_source(before) == after


@pytest.mark.parametrize("case", ALL, ids=name_of)
def test_laws(case: Path) -> None:
    for source in case.read_text().split(LINE):
        parsed = parse(source)
        formatted = format_source(source)
        again = parse(formatted)
        assert shape(again.blueprint) == shape(parsed.blueprint)
        assert format_source(formatted) == formatted
        assert {error.code for error in again.errors} == {error.code for error in parsed.errors}


def test_nothing_comes_of_nothing() -> None:
    assert format_source(" \n\n\t\n") == ""


def test_comments_alone() -> None:
    assert format_source("#one\n\n   #   two") == "# one\n# two\n"
