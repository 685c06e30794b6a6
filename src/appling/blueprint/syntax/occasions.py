"""First lines of triggers: `when Loan is added`, `every day at 08:00`, `3 days after due of Loan`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.tokens import Token, TokenKind
from appling.blueprint.syntax.tree import DurationNode, ExpressionNode, Name, OccasionNode
from appling.blueprint.syntax.words import UNIT_WORDS
from appling.diagnostics import Edit, Span

EVENTS = {
    "added": "added", "add": "added", "created": "added", "create": "added", "inserted": "added",
    "submitted": "added", "posted": "added", "made": "added", "new": "added", "adding": "added",
    "changed": "changed", "change": "changed", "updated": "changed", "update": "changed",
    "edited": "changed", "modified": "changed", "removed": "removed", "remove": "removed",
    "deleted": "removed", "delete": "removed",
}  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PERIODS = ("hour", "day", "weekday", "month", *WEEKDAYS)
_PERIODS = {each: (each, "") for each in PERIODS} | {
    "hours": ("hour", ""), "days": ("day", ""), "weekdays": ("weekday", ""), "workday": ("weekday", ""),
    "months": ("month", ""), "week": ("monday", ""), "morning": ("day", "08:00"), "noon": ("day", "12:00"),
    "evening": ("day", "18:00"), "night": ("day", "22:00"), "midnight": ("day", "00:00"),
    "mondays": ("monday", ""), "fridays": ("friday", ""), "sundays": ("sunday", ""),
}  # fmt: skip
_ADVERBS = {"hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month"}
_SPOKEN_TIMES = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_BEGINNINGS = frozenset({"when", "whenever", "on", "upon", "after", "trigger"})
_ARTICLES = ("a", "an", "the", "any", "new", "some")
_BEING = ("is", "was", "gets", "get", "are", "were", "has", "becomes")
_WHERE = {"where": "where", "if": "where", "when": "where", "whose": "where", "with": "where", "and": "where"}
_EACH = ("each", "every", "all", "any")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|uhr|h)?", re.ASCII)
LONGEST_DELAY = 10_000


def is_occasion(tokens: Sequence[Token]) -> bool:
    """Whether a line begins a trigger, as far as its first words tell."""
    if len(tokens) < 2 or tokens[1].is_symbol(":", "=", ",", "."):
        return False
    first, second = tokens[0], tokens[1]
    if first.kind is TokenKind.NUMBER:
        return second.is_word(*UNIT_WORDS) and len(tokens) > 3 and tokens[2].is_word("after", "before")
    if first.is_word("after", "before") and second.kind is TokenKind.NUMBER:
        return len(tokens) > 3 and tokens[2].is_word(*UNIT_WORDS)
    if first.is_word("every", "each"):
        return second.is_word(*_PERIODS)
    if first.is_word(*_ADVERBS):
        return second.is_word("at", "on", "for")
    if first.is_word("schedule"):
        return second.is_word("every", "each", *_ADVERBS)
    return first.is_word(*_BEGINNINGS) and _tells_event(tokens[1:])


def _tells_event(tokens: Sequence[Token]) -> bool:
    """Whether one of the words before the condition is an event, and nothing there makes it a field."""
    for token in tokens:
        if token.is_word("where", "if", "whose", "may") or token.is_symbol(":", "="):
            return False
        if token.is_word(*EVENTS):
            return True
    return False


def read_occasion(cursor: Cursor) -> OccasionNode:
    """Raises Unreadable."""
    first, second = cursor.peek(), cursor.peek(1)
    if first is not None and first.kind is TokenKind.NUMBER:
        return _delay(cursor)
    if second is not None and second.kind is TokenKind.NUMBER and cursor.at_word("after", "before"):
        return _turned_delay(cursor)
    if cursor.at_word("every", "each", "schedule", *_ADVERBS):
        return _every(cursor)
    return _when(cursor)


def _when(cursor: Cursor) -> OccasionNode:
    start = cursor.index
    cursor.take()
    if cursor.at_word("on", "when"):
        cursor.take()
    if cursor.index > start + 1 or not cursor.tokens[start].is_word("when"):
        cursor.respell(start, cursor.index, "when")
    event = _leading_event(cursor)
    field = _changed_field(cursor)
    start = cursor.index
    thing = cursor.take_name("a thing", {*_BEING, *EVENTS, *_WHERE}, _MARKS, cursor.names.things)
    if field is None and cursor.take_symbol("."):
        field = cursor.take_name("a field", {*_BEING, *EVENTS, *_WHERE}, _MARKS, cursor.names.values)
        span = cursor.tokens[start].span.to(field.span)
        cursor.slip(span, (Edit(span, f"{_said(field)} of {_said(thing)}"),))
    place = cursor.here
    event = _event(cursor, event)
    if field is not None and event != "changed":
        cursor.fail("is changed", place)
    return OccasionNode(event, thing, field=field, where=_where(cursor))


def _changed_field(cursor: Cursor) -> Name | None:
    """`assignee of Task`: what of its row is changed."""
    length = cursor.names.things.longest(cursor.tokens, cursor.index)
    behind = cursor.peek(length)
    if length and (behind is None or not behind.is_word("of")):
        return None
    told = (each for each in cursor.tokens[cursor.index :] if each.is_word("of", *_BEING, *EVENTS, *_WHERE))
    first = next(told, None)
    if first is None or not first.is_word("of") or cursor.at_word("of"):
        return None
    field = cursor.take_name("a field", {"of"}, _MARKS, cursor.names.values)
    if not cursor.take_word("of"):
        cursor.fail("of and a thing")
    return field


_MARKS = {",", ":", "=", "(", ")", "."}


def _leading_event(cursor: Cursor) -> str:
    """`a new Loan …`, `on add of Loan`: what is said before the thing goes."""
    event, start = "", cursor.index
    while (cursor.at_word(*_ARTICLES, *EVENTS) or (event and cursor.at_word("of", "to", "in"))) and not (
        cursor.names.things.longest(cursor.tokens, cursor.index) or cursor.peek(1) is None
    ):
        event = EVENTS.get(cursor.take().key, event)
    if cursor.index > start:
        cursor.respell(start, cursor.index, "")
    return event


def _event(cursor: Cursor, leading: str) -> str:
    start = cursor.index
    if cursor.take_word(*_BEING):
        cursor.take_word("been", "being", "newly")
    token = cursor.peek()
    event = EVENTS.get(token.key, "") if token is not None and token.is_word() else ""
    if event:
        cursor.take()
    elif not leading:
        cursor.fail("added, changed or removed")
    event = event or leading
    written = " ".join(each.key for each in cursor.tokens[start : cursor.index])
    if written != f"is {event}":
        _write(cursor, start, f"is {event}")
    return event


def _write(cursor: Cursor, start: int, usual: str) -> None:
    """What was taken from `start` on is usually written so; nothing may have been."""
    if cursor.index > start:
        cursor.respell(start, cursor.index, usual)
        return
    last = cursor.tokens[start - 1].span
    place = Span(last.end, last.end, last.line, last.column + last.end - last.start)
    cursor.slip(last, (Edit(place, f" {usual}"),), "A trigger says what happens", f"read as “{usual}”")


def _where(cursor: Cursor) -> ExpressionNode | None:
    from appling.blueprint.syntax.expressions import ExpressionReader

    if cursor.at_symbol(",") and cursor.peek(1) is not None:
        cursor.needless(cursor.take())
    if cursor.done or not cursor.take_phrase(_WHERE, 1):
        return None
    return ExpressionReader(cursor).read()


# every ---------------------------------------------------------------------


def _every(cursor: Cursor) -> OccasionNode:
    start = cursor.index
    cursor.take_word("schedule")
    word = cursor.take().key
    word = _ADVERBS.get(word) or (cursor.take().key if not cursor.done else "")
    if word not in _PERIODS:
        cursor.fail("hour, day, weekday, monday or month", cursor.tokens[cursor.index - 1].span)
    unit, at = _PERIODS[word]
    if word == "night" and cursor.tokens[cursor.index - 1].is_word("nightly"):
        at = "22:00"
    if word == "week" and cursor.at_word("on") and cursor.peek(1) is not None:
        cursor.take()
        day = cursor.take()
        unit = day.key.removesuffix("s") if day.key.removesuffix("s") in WEEKDAYS else unit
    written = " ".join(each.key for each in cursor.tokens[start : cursor.index])
    if written != f"every {unit}":
        clock = f" at {at}" if at and not cursor.at_word("at") else ""
        cursor.respell(start, cursor.index, f"every {unit}{clock}")
    if cursor.take_word("at", "by"):
        at = _clock(cursor)
    thing = _for_each(cursor)
    where = _where(cursor) if thing is not None else None
    return OccasionNode("every", thing, unit, at, where=where)


def _clock(cursor: Cursor) -> str:
    """`08:00`, also `8`, `8am`, `8:30 pm` and `noon`."""
    start = cursor.index
    while not cursor.done and not cursor.at_word("for", "where", "if") and cursor.index < start + 5:
        cursor.take()
    tokens = cursor.tokens[start : cursor.index]
    if not tokens:
        cursor.fail("a time such as 08:00")
    written = "".join(f" {each.key}" if each.spaced else each.key for each in tokens).strip()
    found = _SPOKEN_TIMES.get(written) or _hours(written)
    if found is None:
        cursor.fail("a time such as 08:00", tokens[0].span.to(tokens[-1].span))
    if written != found:
        cursor.respell(start, cursor.index, found)
    return found


def _hours(written: str) -> str | None:
    match = _CLOCK.fullmatch(written)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _for_each(cursor: Cursor) -> Name | None:
    start = cursor.index
    cursor.take_word("for")
    cursor.take_word(*_EACH)
    if cursor.index == start:
        return None
    if " ".join(each.key for each in cursor.tokens[start : cursor.index]) != "for each":
        cursor.respell(start, cursor.index, "for each")
    return cursor.take_name("a thing", set(_WHERE), _MARKS, cursor.names.things)


# after and before ----------------------------------------------------------


def _delay(cursor: Cursor) -> OccasionNode:
    delay = _duration(cursor)
    event = cursor.take().key
    return _since(cursor, delay, event)


def _turned_delay(cursor: Cursor) -> OccasionNode:
    """`after 3 days of due of Loan`"""
    start = cursor.index
    event = cursor.take().key
    delay = _duration(cursor)
    if cursor.peek(1) is not None:
        cursor.take_word("of", "from", "since", "past")
    unit = cursor.tokens[start + 2].text
    cursor.respell(start, cursor.index, f"{delay.amount} {unit} {event}")
    return _since(cursor, delay, event)


def _duration(cursor: Cursor) -> DurationNode:
    number = cursor.take_number("a number of days")
    if not number.text.isdecimal() or int(number.text) > LONGEST_DELAY:
        cursor.fail(f"a whole number up to {LONGEST_DELAY}", number.span)
    unit = cursor.take()
    return DurationNode(int(number.text), UNIT_WORDS[unit.key], number.span.to(unit.span))


def _since(cursor: Cursor, delay: DurationNode, event: str) -> OccasionNode:
    if cursor.at_word("the", "a", "an", "its") and cursor.peek(1) is not None:
        cursor.respell(cursor.index, cursor.index + 1, "")
        cursor.take()
    things = cursor.names.things
    length = things.longest(cursor.tokens, cursor.index)
    behind = cursor.peek(length)
    if _quoted_event(cursor) or (length and (behind is None or not behind.is_word("of", "in", "on"))):
        return _since_thing(cursor, OccasionNode(event, delay=delay))
    field = cursor.take_name("a date", {"of", "in", "on"}, _MARKS, cursor.names.values)
    if not cursor.at_word("of"):
        if not cursor.at_word("in", "on", "for"):
            cursor.fail("of and a thing")
        cursor.respell(cursor.index, cursor.index + 1, "of")
    cursor.take()
    thing = cursor.take_name("a thing", set(_WHERE), _MARKS, things)
    return OccasionNode(event, thing, delay=delay, field=field, where=_where(cursor))


def _quoted_event(cursor: Cursor) -> bool:
    """`"Every day" is added`: a thing whose name can only be said in quotes."""
    following = cursor.peek(1)
    return cursor.at_text() and following is not None and following.is_word(*_BEING, *EVENTS)


def _since_thing(cursor: Cursor, node: OccasionNode) -> OccasionNode:
    """`Loan is added`; `Loan.due` and `Loan due` mean `due of Loan`."""
    start = cursor.index
    thing = cursor.take_name("a thing", {*_BEING, *EVENTS, *_WHERE}, _MARKS, cursor.names.things)
    node = replace(node, thing=thing)
    if cursor.at_word(*_BEING, *EVENTS):
        if node.event == "before" or _event(cursor, "") != "added":
            cursor.fail("after, a date, of and a thing", thing.span)
        return replace(node, where=_where(cursor))
    cursor.take_symbol(".")
    field = cursor.take_name("a date", set(_WHERE), _MARKS, cursor.names.values)
    span = cursor.tokens[start].span.to(field.span)
    cursor.slip(span, (Edit(span, f"{_said(field)} of {_said(thing)}"),))
    return replace(node, field=field, where=_where(cursor))


def _said(name: Name) -> str:
    return name.text if name.text.replace(" ", "").isalnum() else f'"{name.text}"'
