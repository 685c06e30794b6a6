"""The page of the benchmark is what its rows make."""

import json
from dataclasses import replace

import pytest
from bench.webgen.publishing import PAGE, ROWS, Row, page

SAID = "No large model could be reached"


@pytest.fixture
def rows() -> list[Row]:
    return [Row(**each) for each in json.loads(ROWS.read_text(encoding="utf-8"))]


def test_the_page_is_made_from_the_rows(rows: list[Row]) -> None:
    assert page(rows) == PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["appling with openai:gpt-5-mini", "anthropic:claude-sonnet-4-5 writing html"]
)
def test_it_says_that_no_large_model_was_reached_while_none_was(rows: list[Row], name: str) -> None:
    own = [replace(rows[0], name=each) for each in ("appling with local", "local:small writing html")]
    assert SAID in page(own)
    assert SAID not in page([*own, replace(rows[0], name=name)])
