"""Edits that take things out of a text, or put lines in, without hurting what stands around them."""

import re

from appling.blueprint.formatter.expressions import Care
from appling.blueprint.formatter.nodes import print_header, print_member
from appling.blueprint.syntax.headers import Header
from appling.blueprint.syntax.parser import Member
from appling.blueprint.syntax.tree import (
    ActionBlock,
    Block,
    Blueprint,
    Name,
    OccasionNode,
    PageBlock,
    TriggerBlock,
)
from appling.diagnostics import Edit, Fix, Span

INDENT = "  "
_HEADER = re.compile(
    r"[ \t]*(?:(?:app|thing|action|page|when|every)\b|\d+ \w+ (?:after|before)\b)", re.IGNORECASE
)


def after(span: Span) -> Span:
    """The empty place behind a span."""
    return Span(span.end, span.end, span.line, span.column + span.end - span.start)


def before(span: Span) -> Span:
    """The empty place in front of a span."""
    return Span(span.start, span.start, span.line, span.column)


def whole_lines(source: str, span: Span) -> Span:
    """The span's lines from their beginning to the beginning of the next one."""
    start = source.rfind("\n", 0, span.start) + 1
    end = source.find("\n", max(span.end - 1, span.start))
    return Span(start, len(source) if end < 0 else end + 1, span.line, 1)


def line_end(source: str, span: Span) -> Span:
    """The empty place at the end of the span's last line."""
    end = source.find("\n", max(span.end - 1, span.start))
    end = len(source) if end < 0 else end
    return Span(end, end, span.line, 1)


def removed(source: str, span: Span) -> Edit:
    """Take out the lines of the span."""
    return Edit(whole_lines(source, span), "")


def dropped(source: str, span: Span, title: str = "Remove this line") -> Fix:
    """The last resort: leave out the lines of the span, and say that something is lost."""
    return Fix(title, (removed(source, span),), drops=True)


def line_below(source: str, span: Span, *lines: str) -> Edit:
    """New lines of a block, below the lines of the span: as deep as they, or deeper than a block's header."""
    indent = _indent(source, span)
    if _HEADER.match(source, source.rfind("\n", 0, span.start) + 1):
        indent += INDENT
    return Edit(line_end(source, span), "".join(f"\n{indent}{line}" for line in lines))


def new_block(blueprint: Blueprint, *lines: str) -> Edit:
    """A new block in front of the first action or page, if all things stand above it; else at the end."""
    below: list[Block] = [*blueprint.actions, *blueprint.triggers, *blueprint.pages]
    first = min(below, key=lambda block: block.span.start, default=None)
    if first is not None and all(thing.span.end < first.span.start for thing in blueprint.things):
        return block_before(blueprint.source, first, *lines)
    text = blueprint.source.rstrip()
    place = Span(len(text), len(blueprint.source), text.count("\n") + 1, 1)
    return Edit(place, ("\n\n" if text else "") + _block(lines, "") + "\n")


def block_before(source: str, block: Block, *lines: str) -> Edit:
    """A new block in front of another."""
    indent = _indent(source, block.span)
    return Edit(before(block.span), f"{_block(lines, indent)}\n\n{indent}")


def _block(lines: tuple[str, ...], indent: str) -> str:
    return lines[0] + "".join(f"\n{indent}{INDENT}{line}" for line in lines[1:])


def _indent(source: str, span: Span) -> str:
    """What stands before the line's first letter."""
    start = source.rfind("\n", 0, span.start) + 1
    line = source[start : span.end]
    return line[: len(line) - len(line.lstrip(" \t"))]


def rewritten(old: Member, new: Member, title: str, *, drops: bool = False) -> Fix:
    """Write a line anew."""
    return Fix(title, (Edit(old.span, print_member(new, Care.CAREFUL)),), drops=drops)


def header_rewritten(
    block: ActionBlock | PageBlock, header: Header, title: str, *, drops: bool = False
) -> Fix:
    """Write the first line of a block anew."""
    kind = "page" if isinstance(block, PageBlock) else "action"
    return Fix(title, (Edit(block.header, print_header(kind, header, Care.CAREFUL)),), drops=drops)


def trigger_rewritten(block: TriggerBlock, occasion: OccasionNode, title: str) -> Fix:
    """Write the first line of a trigger anew."""
    header = Header(Name(occasion.name, block.header), occasion=occasion)
    return Fix(title, (Edit(block.header, print_header("trigger", header, Care.CAREFUL)),))


def header_of(block: ActionBlock | PageBlock) -> Header:
    """The parts of a block's first line."""
    if isinstance(block, PageBlock):
        return Header(block.name, thing=block.thing, roles=block.roles)
    return Header(block.name, thing=block.thing, roles=block.roles, when=block.when)
