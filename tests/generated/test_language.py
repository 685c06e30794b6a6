"""Promises of the language, over generated texts: the formatter's laws, the JSON form, refusals, mends."""

import json
import re
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from tests.generated.blueprints import blueprints, is_accepted
from tests.generated.damaged import any_text, damaged, long_texts
from tests.generated.drawing import Hand
from tests.generated.trying import ANY_TEXT, AS_JSON, FORMATTED, REFUSED, SALVAGED, tried
from tests.promises import counting

from appling.atoms import vocabulary
from appling.blueprint import check, format_source, mend, parse
from appling.blueprint.json_form import from_json, to_json
from appling.blueprint.mend import NOTHING
from appling.blueprint.model.app import App, Page, Part

SLOWEST = 15.0
"""Seconds of the processor that a hundred thousand characters may take."""
_COMMENT = re.compile(r"# (comment \d+)")


@st.composite
def commented(draw: DrawFn) -> tuple[str, int]:
    """An accepted blueprint with comments on lines of their own and behind others, and their number."""
    hand = Hand(draw)
    lines, number = [], 0
    for line in draw(blueprints().filter(is_accepted)).splitlines():
        while hand.chance(15):
            lines.append(f"{' ' * hand.one((0, 2, 4))}# comment {number}")
            number += 1
        if line.strip() and "about:" not in line and hand.chance(15):
            line = f"{line}  # comment {number}"
            number += 1
        lines.append(line)
    return "\n".join(lines), number


def meant(source: str) -> App:
    """What a blueprint says, wherever it says it."""
    app = check(source, vocabulary()).app
    assert app is not None, (source, check(source, vocabulary()).errors)
    return replace(app, pages=_nowhere(app.pages), row_pages=_nowhere(app.row_pages))


def _nowhere(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages without the places of their parts."""
    return tuple(replace(page, parts=tuple(_placeless(part) for part in page.parts)) for page in pages)


def _placeless(part: Part) -> Part:
    lines = (replace(line, rows=line.rows and _placeless(line.rows)) for line in part.lines)
    return replace(part, span=None, lines=tuple(lines))


@tried(25, 3_000)
@given(commented())
def test_the_formatter_changes_nothing_but_spaces(made: tuple[str, int]) -> None:
    source, comments = made
    with counting(FORMATTED):
        formatted = format_source(source)
        assert meant(formatted) == meant(source)
        assert format_source(formatted) == formatted
        kept = _COMMENT.findall(formatted)
        assert sorted(kept) == sorted(f"comment {number}" for number in range(comments))


@tried(25, 3_000)
@given(blueprints().filter(is_accepted))
def test_the_json_form_says_the_same(source: str) -> None:
    with counting(AS_JSON):
        written = to_json(parse(source).blueprint)
        again = from_json(json.loads(json.dumps(written)))
        assert meant(again) == meant(source)
        assert to_json(parse(again).blueprint) == written


@tried(25, 4_000)
@given(damaged())
def test_what_is_refused_is_refused_with_a_reason_and_a_place(source: str) -> None:
    checked = check(source, vocabulary())
    if checked.app is not None:
        return
    with counting(REFUSED):
        assert checked.errors
        for error in checked.errors:
            assert error.code
            assert error.title
            assert error.span is not None or error.code == NOTHING or not source.strip(), error
            assert error.span is None or 0 <= error.span.start <= error.span.end <= len(source)


@tried(12, 2_000)
@given(damaged())
def test_salvage_ends_in_an_app_or_says_why_not(source: str) -> None:
    with counting(SALVAGED):
        _salvage(source)


def _salvage(source: str) -> None:
    mended = mend(source, vocabulary(), salvage=True)
    if mended.checked.app is None:
        assert {error.code for error in mended.checked.errors} <= {NOTHING, "missing-app", "too-large"}, (
            source,
            mended.checked.errors,
        )
    else:
        assert check(mended.source, vocabulary()).app == mended.checked.app


@tried(40, 5_000)
@given(any_text | st.binary(max_size=300).map(lambda raw: raw.decode("utf-8", "surrogateescape")))
def test_any_text_is_checked_and_mended(source: str) -> None:
    with counting(ANY_TEXT):
        before = time.thread_time()
        _salvage(source)
        format_source(source)
        assert time.thread_time() - before < SLOWEST


LONG = dict(long_texts())


@pytest.mark.slow
@pytest.mark.parametrize("kind", LONG)
def test_long_texts_do_not_stall(kind: str) -> None:
    with counting(ANY_TEXT):
        for work in (lambda: check(LONG[kind], vocabulary()), lambda: _salvage(LONG[kind])):
            before = time.thread_time()
            work()
            assert time.thread_time() - before < SLOWEST
