"""A whole text in its canonical form."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from appling.blueprint.formatter.lines import format_header, format_item, format_member, header_of
from appling.blueprint.syntax.lines import MAX_SOURCE
from appling.blueprint.syntax.parser import Member, Parsed, parse
from appling.blueprint.syntax.tree import Block, Comment, DocumentLine, ItemLine, PartLine
from appling.diagnostics import Span

INDENT = "  "


@dataclass(slots=True)
class _Row:
    """A line to be written; `head`: it begins a block; `unread`: it is no part of the tree;
    `kept`: it stands as it was written. `before` and `after` are comments on lines of their own.
    """

    span: Span
    texts: list[str]
    head: bool
    unread: bool = False
    kept: bool = False
    depth: int = 1
    before: list[Comment] = field(default_factory=list)
    trailing: Comment | None = None
    after: list[Comment] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        indent = "" if self.head else INDENT * self.depth
        for comment in self.before:
            yield indent + _own_line(comment)
        texts = [indent + text for text in self.texts]
        if self.trailing is not None:
            texts[-1] += f"  # {self.trailing.text}".rstrip()
        yield from texts
        for comment in self.after:
            yield INDENT + _own_line(comment)


def format_source(source: str) -> str:
    """The same text, written the usual way; lines that can't be read stay as they are."""
    if len(source) > MAX_SOURCE:
        return source
    parsed = parse(source)
    rows = sorted(_rows(parsed), key=lambda row: row.span.start)
    closing = _place_comments(parsed, rows)
    groups: list[list[str]] = []
    for row in rows:
        if row.head or not groups:
            groups.append([])
        groups[-1] += row.lines()
    if closing:
        groups.append([_own_line(comment) for comment in closing])
    return "\n\n".join("\n".join(group) for group in groups) + "\n" if groups else ""


def _own_line(comment: Comment) -> str:
    return f"#{comment.text}" if comment.text.startswith("#") else f"# {comment.text}".rstrip()


def _rows(parsed: Parsed) -> Iterator[_Row]:
    source = parsed.blueprint.source
    unread = {part.span.start for part in parsed.unread}
    for part in parsed.unread:
        text = source[part.span.start : part.span.end]
        yield _Row(part.span, [text], not part.inside, unread=True, depth=2 if part.below else 1)
    for block in parsed.blueprint.blocks:
        kind, header = header_of(block)
        if block.span.start not in unread:
            heading = format_header(kind, header, parsed.names)
            yield _row(block.header, heading, source, head=True)
        for member in _members(block):
            shown = member if isinstance(member, PartLine) else None
            span = member.span if shown is None else shown.header
            yield _row(span, format_member(kind, member, parsed.names), source, head=False)
            below: Sequence[ItemLine | DocumentLine] = ()
            if shown is not None:
                below = (*shown.items, *shown.lines)
            for item in below:
                yield _row(item.span, format_item(item, parsed.names), source, head=False, depth=2)


def _row(span: Span, text: str | None, source: str, head: bool, depth: int = 1) -> _Row:
    """A row of the text, or of what was written where there is none."""
    if text is not None:
        return _Row(span, [text], head, depth=depth)
    written = source[span.start : span.end].replace("\r", "\n").split("\n")
    lines = [line.strip() for line in written if line.strip()]
    return _Row(span, lines, head, kept=True, depth=depth)


def _members(block: Block) -> Iterator[Member]:
    for name in ("settings", "fields", "constraints", "rules", "traits", "inputs", "steps", "parts"):
        yield from getattr(block, name, ())


def _place_comments(parsed: Parsed, rows: list[_Row]) -> list[Comment]:
    """Give each comment to the row it stands at; those left over stand at the end."""
    inside = _Inside([row.span for row in rows if row.unread or row.kept])
    source = parsed.blueprint.source
    waiting: list[Comment] = []
    index = 0
    for comment in parsed.blueprint.comments:
        if inside.holds(comment.span.start):
            continue
        while index < len(rows) and rows[index].span.start < comment.span.start:
            if waiting:
                rows[index].before += waiting
                waiting = []
            index += 1
        above = rows[index - 1] if index else None
        below = rows[index] if index < len(rows) else None
        if above is not None and not waiting and _trails(comment, above, source):
            if above.trailing is not None:
                above.before.append(above.trailing)
            above.trailing = comment
        elif above is not None and not waiting and _ends_block(comment, above, below):
            above.after.append(comment)
        else:
            waiting.append(comment)
    if waiting and index < len(rows):
        rows[index].before += waiting
        waiting = []
    return waiting


def _trails(comment: Comment, above: _Row, source: str) -> bool:
    """Whether the comment stands behind the row, not behind something left out below it."""
    between = source[above.span.end : comment.span.start]
    return not (comment.own_line or above.unread or above.after or "\n" in between or "\r" in between)


def _ends_block(comment: Comment, above: _Row, below: _Row | None) -> bool:
    """Whether the comment is the last line of a block, by its indentation."""
    last = below is None or below.head
    return last and comment.span.column > 1 and not (above.head and above.unread)


class _Inside:
    """Tells whether a place lies in one of the spans, which are in order."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self.starts = [span.start for span in spans]

    def holds(self, place: int) -> bool:
        index = bisect_right(self.starts, place) - 1
        return index >= 0 and place < self.spans[index].end
