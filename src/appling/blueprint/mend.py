"""Mends slips without a model: applies the fixes that diagnostics carry until none is left."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from appling.blueprint.checker import Checked, check
from appling.blueprint.checks.edits import dropped, whole_lines
from appling.blueprint.formatter import format_source
from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.syntax.tree import Block, Blueprint
from appling.diagnostics import Diagnostic, Edit, Fix

_HEADER = re.compile(r"^[ \t]*(?:app|thing|action|page|when|every)[ \t]+\w", re.MULTILINE)
_MENDING_ROUNDS = 40
_DROPPING_ROUNDS = 120
_GENTLE_ROUNDS = 8
_MOST_STEPS = 150
"""After so many, nothing more is mended; salvage still leaves out what is wrong."""
NOTHING = "empty-app"
"""The one error that nothing can be left out for."""
DECLARING = frozenset(
    {
        "missing-app", "second-app", "duplicate-thing", "duplicate-field", "empty-thing", "unknown-type",
        "unknown-thing", "several-things", "unknown-role", "unknown-setting", "duplicate-setting", "built-in",
        "missing-thing", "missing-choices", "rule-on-page", "action-without-thing", "trigger-without-thing",
    }
)  # fmt: skip
"""What is mended before anything else, since much that is said of expressions follows from it."""
_GROWTH = 20_000
"""How many characters mending may add."""


@dataclass(frozen=True, slots=True)
class Mended:
    """`applied`: what was wrong and is mended, in the order in which it was."""

    source: str
    applied: tuple[Diagnostic, ...]
    checked: Checked

    @property
    def lost(self) -> tuple[Diagnostic, ...]:
        """What was asked for and had to be left out."""
        return tuple(item for item in self.applied if item.fix is not None and item.fix.drops)


def mend(source: str, vocabulary: Vocabulary, *, salvage: bool = False) -> Mended:
    """The text with every fix applied that loses nothing.

    `salvage`: then with what is still wrong left out, until there is no error.
    """
    return _Mending(source, vocabulary).run(salvage)


class _Mending:
    def __init__(self, source: str, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._source = source
        self._longest = 2 * len(source) + _GROWTH
        self._seen = {source}
        self._checked = check(source, vocabulary)
        self._applied: list[Diagnostic] = []
        self._steps = 0

    def run(self, salvage: bool) -> Mended:
        self._mend()
        if salvage:
            for number in range(_DROPPING_ROUNDS):
                if not self._checked.errors or not self._leave_out(number < _GENTLE_ROUNDS):
                    break
                self._mend()
        if self._applied and not self._checked.errors:
            self._format()
        return Mended(self._source, tuple(self._applied), self._checked)

    def _mend(self) -> None:
        for _ in range(_MENDING_ROUNDS):
            if self._steps > _MOST_STEPS:
                return
            found = [item for item in self._checked.diagnostics if item.fix and not item.fix.drops]
            first = [item for item in found if item.code in DECLARING]
            if not self._step(first or found):
                return

    def _step(self, found: list[Diagnostic]) -> bool:
        """Apply what can be applied at once; False if the text stays, or has been seen before."""
        for chosen in (_apart(found), found[:1]):
            new = _apply(self._source, chosen)
            if chosen and new not in self._seen and len(new) <= self._longest:
                self._seen.add(new)
                self._steps += 1
                self._source = new
                self._applied += chosen
                self._checked = check(new, self._vocabulary)
                return True
        return False

    def _leave_out(self, gently: bool) -> bool:
        """Leave out what is wrong; if that leads back to where it was, or takes long, the whole block."""
        if gently and self._step(self._last_resorts()):
            return True
        known = _Blocks(self._checked.blueprint)
        blocks = [
            replace(error, fix=dropped(self._source, block.span, "Leave this block out"))
            for error in self._checked.errors
            for block in known.around(error)
        ]
        return self._step(blocks) or self._step(self._last_resorts())

    def _last_resorts(self) -> list[Diagnostic]:
        """The errors, each with a fix that leaves something out."""
        resorts = []
        blocks = _Blocks(self._checked.blueprint)
        for error in self._checked.errors:
            fix = error.fix
            if fix is None or not fix.drops:
                if error.span is None or error.code == NOTHING:
                    continue
                fix = dropped(self._source, error.span)
            if error.code == "unknown-block":
                fix = replace(fix, edits=tuple(_up_to_block(edit, self._source) for edit in fix.edits))
            resorts.append(replace(error, fix=_with_blocks(fix, self._source, blocks)))
        return resorts

    def _format(self) -> None:
        formatted = format_source(self._source)
        checked = check(formatted, self._vocabulary)
        if not checked.errors:
            self._source, self._checked = formatted, checked


def _up_to_block(edit: Edit, source: str) -> Edit:
    """What seems to lie inside an unknown block, because of its indent, may be blocks that are known."""
    first = source.find("\n", edit.span.start) + 1 or edit.span.end
    inner = _HEADER.search(source, first, edit.span.end)
    return edit if inner is None else replace(edit, span=replace(edit.span, end=inner.start()))


class _Blocks:
    """The blocks of a blueprint by their places."""

    def __init__(self, blueprint: Blueprint) -> None:
        self.blocks = blueprint.blocks
        self.starts = [block.span.start for block in self.blocks]

    def beginning_at(self, place: int) -> Iterator[Block]:
        """Those that begin there or later."""
        return islice(self.blocks, bisect_left(self.starts, place), None)

    def around(self, error: Diagnostic) -> list[Block]:
        """The one that the error lies in."""
        if error.span is None:
            return []
        place = bisect_right(self.starts, error.span.start) - 1
        block = self.blocks[place] if place >= 0 else None
        return [block] if block is not None and error.span.start < block.span.end else []


def _with_blocks(fix: Fix, source: str, blocks: _Blocks) -> Fix:
    """A block whose first line goes, goes as a whole: its lines must not fall to the block above.

    They would come under that block's rules, which were not meant for them.
    """
    return replace(fix, edits=tuple(_with_block(edit, source, blocks) for edit in fix.edits))


def _with_block(edit: Edit, source: str, blocks: _Blocks) -> Edit:
    span = edit.span
    for block in blocks.beginning_at(span.start) if not edit.text else ():
        if block.span.start >= span.end:
            break
        span = span.to(whole_lines(source, block.span))
    return replace(edit, span=span)


def _apart(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those whose edits do not touch each other, the first ones first."""
    taken: list[tuple[int, int]] = []
    chosen = []
    for item in found:
        spans = [(edit.span.start, edit.span.end) for edit in item.fix.edits] if item.fix is not None else []
        if spans and all(_free(start, end, taken) for start, end in spans):
            for span in spans:
                insort(taken, span)
            chosen.append(item)
    return chosen


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether nothing in the sorted, separate spans begins at the same place, or overlaps."""
    place = bisect_left(taken, (start, start))
    if place < len(taken) and (taken[place][0] == start or taken[place][0] < end):
        return False
    return place == 0 or taken[place - 1][1] <= start


def _apply(source: str, chosen: list[Diagnostic]) -> str:
    edits = [edit for item in chosen if item.fix is not None for edit in item.fix.edits]
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end), reverse=True):
        source = source[: edit.span.start] + edit.text + source[edit.span.end :]
    return source
