"""Lines that the parser can't read, but whose meaning is plain all the same."""

import re
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.names import singular
from appling.blueprint.resolve.faults import quoted
from appling.blueprint.syntax.tree import Block, PageBlock, ThingBlock
from appling.diagnostics import Diagnostic, Edit, Fix, Span

_SEVERAL = re.compile(r"(?P<kind>[\w ]+?) of (?P<things>[^,\"]+(?:, *[^,\"]+)+)", re.IGNORECASE)
_JOINTS = re.compile(r", *and |,| and |&|、")
_MARKED = re.compile(r"(?P<name>[^:=\"()]+?) *(?: - | – | — |\t|->|=>|\|) *(?P<rest>\S.*)")
_DEFAULT_FIRST = re.compile(r"(?P<name>[^:=\"()]+?) *= *(?P<default>[^:]+?) *: *(?P<kind>[^:=]+)")
_FLAGS = re.compile(r"[ ,]+(required|unique|mandatory|optional)$", re.IGNORECASE)


def with_meaning(context: Context, diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic of an unreadable line, with the fix that writes the line as it is meant."""
    if diagnostic.code != "unreadable-line" or diagnostic.span is None:
        return diagnostic
    line = _line(context.source, diagnostic.span)
    text = context.source[line.start : line.end]
    block = _block(context, line)
    new = None
    if isinstance(block, PageBlock):
        new = _parts(context, text)
    elif isinstance(block, ThingBlock):
        new = _field(context, text)
    if new is None:
        return diagnostic
    indent = context.source[context.source.rfind("\n", 0, line.start) + 1 : line.start]
    edit = Edit(line, f"\n{indent}".join(new))
    return replace(diagnostic, fix=Fix("Write it the usual way", (edit,)))


def _line(source: str, span: Span) -> Span:
    """What stands on the line, without its indent and a comment."""
    start = source.rfind("\n", 0, span.start) + 1
    end = source.find("\n", start)
    text = source[start : len(source) if end < 0 else end]
    body = re.split(r"\s#(?:\s|$)", text)[0].rstrip()
    begin = start + len(text) - len(text.lstrip())
    return Span(begin, max(begin, start + len(body)), span.line, begin - start + 1)


def _block(context: Context, line: Span) -> Block | None:
    inside = (block for block in context.blueprint.blocks if block.span.start < line.start < block.span.end)
    return next(inside, None)


def _parts(context: Context, text: str) -> list[str] | None:
    """`table of Bike, Loan`: a part for each."""
    found = _SEVERAL.fullmatch(text)
    if found is None or context.words.part(found["kind"]) is None:
        return None
    names = [name.strip() for name in _JOINTS.split(found["things"]) if name.strip()]
    things = [context.symbols.thing(name) or context.symbols.thing(singular(name)) for name in names]
    if not things or None in things:
        return None
    return [f"{found['kind']} of {quoted(thing.name)}" for thing in things if thing is not None]


def _field(context: Context, text: str) -> list[str] | None:
    """`name text required`, `due - date`, `day = today: date`"""
    flags: list[str] = []
    while (flag := _FLAGS.search(text)) is not None:
        flags.insert(0, flag[1].lower())
        text = text[: flag.start()]
    turned = _DEFAULT_FIRST.fullmatch(text)
    if turned is not None and context.words.field(turned["kind"].strip()) is not None:
        flagged = "".join(f", {flag}" for flag in flags if flag != "optional")
        return [f"{turned['name']}: {turned['kind'].strip()}{flagged} = {turned['default']}"]
    marked = _MARKED.fullmatch(text)
    name, kind = (marked["name"], marked["rest"]) if marked is not None else _split(context, text)
    known = context.words.field(kind.split("(")[0].strip()) or context.symbols.thing(kind)
    if not name or known is None or re.search("[:=]", name):
        return None
    return [", ".join([f"{name.strip()}: {kind.strip()}", *(flag for flag in flags if flag != "optional")])]


def _split(context: Context, text: str) -> tuple[str, str]:
    """A name and the longest known type behind it."""
    words = text.split(" ")
    for start in range(1, len(words)):
        kind = " ".join(words[start:])
        if context.words.field(kind.split("(")[0]) or context.symbols.thing(kind):
            return " ".join(words[:start]), kind
    return "", ""
