"""Which lines make up which block."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from appling.blueprint.syntax import faults
from appling.blueprint.syntax.characters import QUOTES
from appling.blueprint.syntax.lines import MAX_JOINED, MAX_LINE, Line, LineReader, TextLine
from appling.blueprint.syntax.occasions import is_occasion
from appling.blueprint.syntax.tokens import Lexed, Token, TokenKind
from appling.blueprint.syntax.tree import Comment
from appling.blueprint.syntax.words import (
    BLOCK_SYNONYMS,
    BLOCKS,
    CLAUSE_STARTS,
    DOCUMENT_KINDS,
    MAY,
    STEP_WORDS,
    SUB_HEADINGS,
    TRIGGER_WORDS,
)
from appling.diagnostics import Diagnostic, Edit, Span


@dataclass(slots=True)
class Section:
    """A header and the lines below it. `kind` is app, thing, action, trigger or page."""

    kind: str
    header: Line
    members: list[Line] = field(default_factory=list)
    items: dict[int, list[Line]] = field(default_factory=dict)
    """The lines below a member, by its place among the members."""

    @property
    def flat(self) -> bool:
        """Its lines are not indented."""
        return bool(self.members) and self.members[-1].indent <= self.header.indent

    @property
    def last(self) -> Line:
        """Its last line."""
        if not self.members:
            return self.header
        return self.items.get(len(self.members) - 1, self.members)[-1]


@dataclass(frozen=True, slots=True)
class Unread:
    """Lines that did not get into the tree, as written; `inside` a block, or between blocks.

    `below`: it stood under a part.
    """

    span: Span
    inside: bool
    below: bool = False


@dataclass(slots=True)
class Outline:
    sections: list[Section] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def mark(tokens: Sequence[Token]) -> int | None:
    """Where the first `:` or `=` stands that is neither in brackets nor a part of a time of day."""
    depth = 0
    for index, token in enumerate(tokens):
        if token.is_symbol("("):
            depth += 1
        elif token.is_symbol(")"):
            depth = max(0, depth - 1)
        elif depth == 0 and token.is_symbol(":", "=") and not _in_time(tokens, index):
            return index
    return None


def _in_time(tokens: Sequence[Token], index: int) -> bool:
    around = tokens[index - 1 : index + 2] if index else ()
    kinds = [token.kind for token in around]
    return kinds == [TokenKind.NUMBER, TokenKind.SYMBOL, TokenKind.NUMBER] and not around[2].spaced


def may(tokens: Sequence[Token]) -> int | None:
    """Where the `may` of a rule stands."""
    stop = mark(tokens)
    if stop and tokens[stop].is_symbol(":") and len(tokens) > stop + 2 and tokens[stop + 1].is_word(*MAY):
        return stop + 1
    for index, token in enumerate(tokens[:stop] if stop is not None else tokens):
        if index and token.is_word(*MAY):
            return index
    return None


def _sub_heading(section: Section, tokens: Sequence[Token]) -> bool:
    """`fields:`; a page's part may be called so, and has no colon then."""
    colon = len(tokens) == 2 and tokens[1].is_symbol(":")
    return tokens[0].is_word(*SUB_HEADINGS) and (colon or (len(tokens) == 1 and section.kind != "page"))


def _is_item(section: Section, line: Line) -> bool:
    """Whether the line is a text below a part: quoted, a mark before it, or with a colon in it."""
    if section.kind != "page" or not section.members:
        return False
    tokens = line.tokens
    if tokens[0].kind is TokenKind.TEXT:
        return True
    if line.indent <= section.members[-1].indent:
        return False
    if section.members[-1].tokens[0].is_word(*DOCUMENT_KINDS):
        return True
    if tokens[0].key in CLAUSE_STARTS:
        return False
    place = mark(tokens)
    return bool(line.first.bullet) or (place is not None and place > 0 and tokens[place].is_symbol(":"))


class OutlineReader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.reader = LineReader(source)
        self.outline = Outline()
        self.section: Section | None = None
        self.list_at = 0
        self.list_edits: list[Edit] = []

    def read(self) -> Outline:
        while (written := self.reader.peek()) is not None:
            if self.source.startswith(("```", "~~~"), written.start):
                self.reader.skip()
                edits = (Edit(written.whole, ""),)
                self._report(
                    faults.slip("needless-mark", "A fence is not needed", "left out", edits, written.content)
                )
            elif written.end - written.start > MAX_LINE:
                self.reader.skip()
                self._report(faults.too_long_line(MAX_LINE, written.content, written.whole))
                self.outline.unread.append(Unread(written.content, self.section is not None))
            else:
                self._line()
        return self.outline

    def _report(self, diagnostic: Diagnostic) -> None:
        self.outline.diagnostics.append(diagnostic)

    def _line(self) -> None:
        section = self.section
        line = self.reader.next(section is not None and section.kind == "app", self._breaks)
        self.outline.comments.extend(line.comments)
        if not line.tokens:
            self.outline.diagnostics.extend(line.faults)
            return
        kind = self._header(line)
        if kind is not None:
            self._bullet(line)
            self.section = Section(kind, line)
            self.outline.sections.append(self.section)
        elif self._foreign(line):
            self._skip_block(line)
        elif section is not None:
            self._member(section, line)

    def _breaks(self, lexed: Lexed) -> bool:
        tokens = lexed.tokens
        headed = len(tokens) > 1 and tokens[0].is_word(*BLOCKS) and tokens[1].is_word()
        return headed or (bool(tokens) and tokens[0].is_word("when", "every") and is_occasion(tokens))

    def _header(self, line: Line) -> str | None:
        """The kind of block that the line begins, if it does."""
        tokens = line.tokens
        outer = self.section is None or line.indent <= self.section.header.indent
        if outer and is_occasion(tokens):
            return "trigger"
        if len(tokens) < 2 or not tokens[0].is_word():
            return None
        flat = self.section is not None and self.section.flat
        word = tokens[0].key
        if word in BLOCKS:
            return word if self._names_block(tokens, outer, flat) else None
        plain = mark(tokens[1:-1]) is None and may(tokens) is None and not tokens[-1].is_symbol("=")
        if word in BLOCK_SYNONYMS and outer and plain and tokens[1].is_word():
            inside_page = self.section is not None and self.section.kind == "page"
            if not (inside_page and any(token.is_word("of") for token in tokens)):
                return BLOCK_SYNONYMS[word]
        return None

    def _names_block(self, tokens: Sequence[Token], outer: bool, flat: bool) -> bool:
        """Whether a line that begins with `page` or the like is no field, rule or part of that name."""
        place = mark(tokens)
        if place == 1:
            return outer and not flat and len(tokens) > 2 and tokens[1].is_symbol(":")
        if tokens[1].kind is TokenKind.SYMBOL:
            return False
        if outer and not flat:
            return True
        if tokens[0].key != "action" and place is not None and place < len(tokens) - 1:
            return False
        return may(tokens) is None

    def _foreign(self, line: Line) -> bool:
        """Whether the line belongs to no block that is known."""
        section, tokens = self.section, line.tokens
        if section is None:
            return True
        if line.indent > section.header.indent or _is_item(section, line):
            return False
        place = mark(tokens)
        if tokens[0].is_word(*TRIGGER_WORDS) and place != 1:
            return True
        if section.kind == "page":
            following = self.reader.peek()
            return following is not None and following.indent > line.indent and not self._quoted(following)
        if section.kind in ("action", "trigger"):
            return not tokens[0].is_word(*STEP_WORDS) and place is None
        heads_list = section.kind == "app" and len(tokens) == 2 and place == 1
        if heads_list or _sub_heading(section, tokens) or may(tokens) is not None:
            return False
        return place == len(tokens) - 1 or (place is None and not section.flat)

    def _quoted(self, written: TextLine) -> bool:
        return self.source[written.read_from : written.end][:1] in QUOTES

    def _skip_block(self, line: Line) -> None:
        """Pass over a block of an unknown kind."""
        span, whole = line.span, line.whole
        self.outline.unread.append(Unread(line.first.content.to(line.written[-1].content), False))
        lines = 1
        while (below := self.reader.peek()) is not None and below.indent > line.indent:
            self.reader.skip()
            self.outline.unread.append(Unread(below.content, True))
            whole, lines = whole.to(below.whole), lines + 1
        word = line.tokens[0].key
        if lines > 1 or word in TRIGGER_WORDS:
            self._report(faults.unknown_block(span, whole, word in TRIGGER_WORDS))
        else:
            self._report(faults.outside_block(span, whole))
        self.section = None

    def _member(self, section: Section, line: Line) -> None:
        tokens = line.tokens
        if _sub_heading(section, tokens):
            edits = (Edit(line.span if line.comments else line.whole, ""),)
            self._report(
                faults.slip("needless-heading", "A heading inside a block", "not needed", edits, line.span)
            )
            return
        if section.kind == "app" and self._item(section, line):
            return
        self._bullet(line)
        if _is_item(section, line):
            self._below(section, line)
            return
        if line.indent <= section.header.indent:
            start = line.first.start
            self._report(faults.indentation(line.span, line.first.span(start, start)))
        section.members.append(line)

    def _below(self, section: Section, line: Line) -> None:
        """Take an item of the last part."""
        part, start = section.members[-1], line.first.start
        if line.indent <= part.indent:
            place = line.first.span(line.first.begin, start)
            margin = self.source[part.first.begin : part.first.start]
            depth = margin + "  " * (2 if part.indent <= section.header.indent else 1)
            self._report(faults.indented_item(line.span, Edit(place, depth)))
        section.items.setdefault(len(section.members) - 1, []).append(line)

    def _item(self, section: Section, line: Line) -> bool:
        """Take a line below `people:` that only says one of its values."""
        above = section.members[-1] if section.members else None
        if above is None or line.indent <= above.indent or len(above.written) > MAX_JOINED:
            return False
        if not (above.is_list or len(above.tokens) <= 2):
            return False
        if not above.tokens[0].is_word() or mark(line.tokens) is not None or may(line.tokens) is not None:
            return False
        if not above.is_list and len(above.tokens) == 2 and not above.tokens[1].is_symbol(":"):
            return False
        last, first = above.tokens[-1].span, line.tokens[0].span
        place = Span(last.end, last.end, last.line, last.column + last.end - last.start)
        comma = above.is_list and not above.tokens[-1].is_symbol(",")
        glue = ",:"[not above.is_list] if comma or len(above.tokens) == 1 else ""
        joined = (Token(TokenKind.SYMBOL, glue, glue, place, False),) if glue else ()
        section.members[-1] = Line(
            (*above.tokens, *joined, *line.tokens),
            (*above.comments, *line.comments),
            (*above.faults, *line.faults),
            (*above.written, *line.written),
            is_list=True,
        )
        gap = Span(last.end, first.start, last.line, place.column)
        if above.is_list:
            self.outline.diagnostics.pop(self.list_at)
            self.list_edits.append(Edit(gap, f"{glue} "))
        else:
            self.list_edits = [Edit(gap, f"{glue} ")]
        self.list_at = len(self.outline.diagnostics)
        self._report(self._one_line(section.members[-1]))
        return True

    def _one_line(self, line: Line) -> Diagnostic:
        """Says that the values of a list stand on one line; comments between them forbid to mend it."""
        edits = tuple(self.list_edits)
        place = line.tokens[0].span
        said = faults.slip("needless-lines", "A list stands on one line", "usually on one line", edits, place)
        commented = any("#" in self.source[edit.span.start : edit.span.end] for edit in edits)
        return replace(said, fix=None) if commented else said

    def _bullet(self, line: Line) -> None:
        first = line.first
        if first.bullet:
            place = first.span(first.start, first.read_from)
            self._report(
                faults.slip("needless-mark", "Lines need no mark", "left out", (Edit(place, ""),), place)
            )
