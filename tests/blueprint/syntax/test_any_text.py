"""Whatever the text, it is read: without an exception, in bounded time, with every fault in its place."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appling.blueprint import format_source, parse
from appling.blueprint.syntax.lines import MAX_LINE, MAX_SOURCE
from appling.blueprint.syntax.shape import shape

VALID = """app Bike Club # of the town
  about: Borrow bikes.
  look: ivory, #2e7d32
  people: member, organiser

thing Bike (was Cycle)
  # what it is called
  name: text, required, unique
  kind: choice(road, in progress, "a, b") = road
  Price (USD): money, min 0, max 5 = 3 for organiser
  on loan = count(Loan where not returned and bike = this) > 0
  member may see, add own, change own where Price (USD) > 0
  organiser may do all

thing Loan
  bike: Bike
  borrower: person = me
  due date: date = today + 14 days
  returned: yes/no

action Return on Loan for member when not returned or due date < today - 1 week
  set returned = yes, bike.name = "x"
  add Bike with name = "say \\"hi\\"", kind = in progress
  remove this

page Bikes for member, organiser
  text "Hello"
  table "All" of Bike where kind in (road, in progress) sort name desc, kind show name limit 5 for member
  chart of Loan by month(due date) show sum(bike.Price (USD)) with style = bars, columns = 2
"""
PIECES = [
    *" :,()=\"'.-[]{}!&|\\/#\n\t\r",
    *"：，（）＝“”‘’、。「＂\u3000",
    *("\x00", "\u200f", "\ufeff", "\ud800", "\x1b", "\u2028", "٣", "é", "名称"),
    *("# note", "\n  ", "\r\n", "```\n", "- ", "thing ", "page ", "action ", "app ", "every ", "when "),
    *("and", "or", "not", "is", "in", "of", "by", "for", "may", "where ", "sort ", "show ", "limit 3"),
    *("about:", "people:\n    - a\n", "choice(", "(was ", "required", "default 3", "3 days ago", "between 1"),
    *("min 0", "set ", "add ", "x", "1", "count of ", "table of Bike", "==", "own", "do all", "desc"),
]  # fmt: skip


def mutated(edits: list[tuple[float, int, str]]) -> str:
    text = VALID
    for where, cut, piece in edits:
        place = int(where * len(text))
        text = text[:place] + piece + text[place + cut :]
    return text


pieces = st.sampled_from(["", *PIECES]) | st.text(max_size=3)
cuts = st.sampled_from([0, 0, 0, 1, 3, 12, 80])
edits = st.lists(st.tuples(st.floats(0, 1), cuts, pieces), max_size=6)
texts = (
    st.text(st.characters(codec=None), max_size=300)
    | st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
    | edits.map(mutated)
)


def hold(source: str) -> None:
    parsed = parse(source)
    for item in parsed.diagnostics:
        assert item.span is not None
        assert 0 <= item.span.start <= item.span.end <= len(source)
        for edit in item.fix.edits if item.fix is not None else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(source)
    for error in parsed.errors:
        assert error.fix is not None
    for block in parsed.blueprint.blocks:
        assert 0 <= block.header.start <= block.span.start <= block.span.end <= len(source)
        source[block.span.start : block.span.end].encode(errors="surrogatepass")


@settings(max_examples=400, deadline=2000)
@given(texts)
def test_any_text_is_read(source: str) -> None:
    hold(source)


@settings(max_examples=300, deadline=4000)
@given(texts)
def test_the_laws_of_formatting_hold_for_any_text(source: str) -> None:
    parsed = parse(source)
    formatted = format_source(source)
    again = parse(formatted)
    assert shape(again.blueprint) == shape(parsed.blueprint)
    assert format_source(formatted) == formatted
    assert [formatted[part.span.start : part.span.end] for part in again.unread] == [
        source[part.span.start : part.span.end] for part in parsed.unread
    ]


@settings(max_examples=200, deadline=2000)
@given(edits)
def test_one_bad_line_never_hides_another_block(changes: list[tuple[float, int, str]]) -> None:
    extra = "\n\nthing Witness\n  seen: yes/no\n"
    parsed = parse(mutated(changes) + extra)
    assert parsed.blueprint.things[-1].name.text == "Witness"


LONG = {
    "words": "word " * 40_000,
    "lines": "x\n" * 100_000,
    "fields": "thing A\n" + "  a: text\n" * 19_000,
    "bullets": "app A\n  people:\n" + "    - a\n" * 20_000,
    "open brackets": "thing A\n" + "  a: choice(\n" * 14_000,
    "brackets": "thing A\n" + ("  a = " + "(" * 3900 + "\n") * 50,
    "signs": "thing A\n" + ("  a = " + "-" * 3900 + "\n") * 50,
    "quotes": "thing A\n" + ("  a = " + '"' * 3900 + "\n") * 50,
    "apostrophes": "thing A\n" + ("  a = " + "' " * 1950 + "\n") * 50,
    "commas": "page A\n" + ("  table show " + "a, " * 1290 + "\n") * 50,
    "long name": "thing " + "a " * 1900 + "b\n" + ("page " + "a " * 1900 + "\n") * 48,
    "headers": "action " + "a on for when " * 280 + "(\n" + ("action a" + " on b" * 700 + " (\n") * 40,
    "marks": "thing A\n" + ("  " + "a: " * 1300 + "\n") * 50,
    "choices": "thing A\n" + ("  a: choice(" + "b, " * 1300 + ")\n") * 50,
    "comments": "# a\n" * 49_000,
    "nothing": " " * 199_000,
    "empty lines": "\n" * 199_000,
    "unknown blocks": "every day\n  x\n" * 14_000,
}


@pytest.mark.parametrize("kind", LONG)
def test_time_is_bounded(kind: str) -> None:
    assert len(LONG[kind]) <= MAX_SOURCE
    source = LONG[kind][: MAX_SOURCE // 4]
    before = time.process_time()
    hold(source)
    assert time.process_time() - before < 10


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["fields", "choices", "commas", "unknown blocks", "comments"])
def test_time_of_formatting_is_bounded(kind: str) -> None:
    source = LONG[kind][: MAX_SOURCE // 4]
    before = time.process_time()
    format_source(source)
    assert time.process_time() - before < 10


def test_the_text_that_is_changed_here_is_faultless() -> None:
    assert parse(VALID).diagnostics == ()


def test_a_text_that_is_too_large_is_refused_as_a_whole() -> None:
    source = VALID + "# more\n" * (MAX_SOURCE // 7)
    [fault] = parse(source).diagnostics
    assert fault.code == "too-large"
    assert fault.fix is not None
    [edit] = fault.fix.edits
    rest = source[: edit.span.start] + source[edit.span.end :]
    assert parse(rest).errors == ()
    assert shape(parse(rest).blueprint.things) == shape(parse(VALID).blueprint.things)
    assert format_source(source) == source


def test_a_line_of_the_greatest_length_is_read() -> None:
    head = 'page Home\n  text "'
    body = "a" * (MAX_LINE - len('text ""'))
    assert parse(f'{head}{body}"\n').errors == ()
    assert [item.code for item in parse(f'{head}{body}a"\n').errors] == ["too-long-line"]
