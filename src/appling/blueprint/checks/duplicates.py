"""Every name is declared once."""

from collections.abc import Iterator

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import line_below, removed
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import ActionBlock, Block, FieldLine, Name, PageBlock, ThingBlock
from appling.diagnostics import Diagnostic, Edit, Fix, Severity

_CODES = {
    "thing": "duplicate-thing",
    "field": "duplicate-field",
    "page": "duplicate-page",
    "action": "duplicate-action",
}


def check(context: Context) -> Iterator[Diagnostic]:
    yield from _things(context)
    for thing in context.blueprint.things:
        yield from _fields(context, thing.fields)
    for action in context.blueprint.actions:
        yield from _fields(context, action.inputs)
    yield from _pages(context)
    yield from _actions(context)
    yield from _parts(context)


def _duplicate(kind: str, name: Name, fix: Fix) -> Diagnostic:
    return Diagnostic(
        _CODES[kind],
        f"Two {kind}s have the same name",
        "declared before",
        name.span,
        hint="Give it another name, or put the two together.",
        fix=fix,
    )


def _things(context: Context) -> Iterator[Diagnostic]:
    first: dict[str, ThingBlock] = {}
    for block in context.blueprint.things:
        word = name_key(block.name.text)
        if word in first:
            yield _duplicate("thing", block.name, _fix(context, first[word], block))
        first.setdefault(word, block)


def _fix(context: Context, first: ThingBlock, second: ThingBlock) -> Fix:
    """Two with rules of their own stay apart: rows must not come under rules that were not meant for them."""
    if second.rules and first.rules and _rules(context, first) != _rules(context, second):
        return _renamed(second.name, set(context.symbols.things))
    known = {name_key(line.name.text) for line in first.fields}
    lines = [_text(context, line) for line in second.fields if name_key(line.name.text) not in known]
    lines += [text for text in _constraints(context, second) if text not in _constraints(context, first)]
    if not first.rules:
        lines += _rules(context, second)
    edits: tuple[Edit, ...] = (removed(context.source, second.span),)
    if lines:
        place = first.fields[-1].span if first.fields else first.name.span
        edits = (line_below(context.source, place, *lines), *edits)
    return Fix("Put the two together", edits)


def _rules(context: Context, thing: ThingBlock) -> list[str]:
    return [context.source[rule.span.start : rule.span.end] for rule in thing.rules]


def _constraints(context: Context, thing: ThingBlock) -> list[str]:
    return [context.source[line.span.start : line.span.end] for line in thing.constraints]


def _text(context: Context, line: FieldLine) -> str:
    return context.source[line.span.start : line.span.end]


def _fields(context: Context, lines: tuple[FieldLine, ...]) -> Iterator[Diagnostic]:
    first: dict[str, FieldLine] = {}
    for line in lines:
        word = name_key(line.name.text)
        if word in first:
            fix = Fix("Keep the first", (removed(context.source, line.span),))
            yield _duplicate("field", line.name, fix)
        first.setdefault(word, line)


def _pages(context: Context) -> Iterator[Diagnostic]:
    first: dict[str, PageBlock] = {}
    for block in context.blueprint.pages:
        word = name_key(block.name.text)
        if word in first:
            yield _duplicate("page", block.name, _joined(context, first[word], block))
        first.setdefault(word, block)


def _joined(context: Context, first: PageBlock, second: PageBlock) -> Fix:
    if {name_key(role.text) for role in first.roles} != {name_key(role.text) for role in second.roles}:
        taken = {name_key(page.name.text) for page in context.blueprint.pages}
        roles = ", ".join(role.text for role in second.roles)
        return _renamed(second.name, taken, f"{second.name.text} ({roles})" if roles else None)
    parts = [context.source[part.span.start : part.span.end] for part in first.parts]
    lines = [context.source[part.span.start : part.span.end] for part in second.parts]
    new = [line for line in lines if line not in parts]
    edits: tuple[Edit, ...] = (removed(context.source, second.span),)
    if new:
        edits = (line_below(context.source, first.span, *new), *edits)
    return Fix("Put the two together", edits)


def _actions(context: Context) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str], ActionBlock] = {}
    taken = {name_key(action.name.text) for action in context.blueprint.actions}
    for block in context.blueprint.actions:
        place = (name_key(block.name.text), name_key(block.thing.text) if block.thing else "")
        if place not in first:
            first[place] = block
        elif _written(context, block) == _written(context, first[place]):
            fix = Fix("Keep the first", (removed(context.source, block.span),))
            yield _duplicate("action", block.name, fix)
        else:
            fix = _renamed(block.name, taken)
            taken.add(name_key(fix.edits[0].text.strip('"')))
            yield _duplicate("action", block.name, fix)


def _written(context: Context, block: Block) -> list[str]:
    """What a block says, however it is spaced."""
    return context.source[block.span.start : block.span.end].casefold().split()


def _parts(context: Context) -> Iterator[Diagnostic]:
    for page in context.blueprint.pages:
        seen: set[str] = set()
        for part in page.parts:
            text = " ".join(context.source[part.span.start : part.span.end].split())
            if text in seen:
                yield Diagnostic(
                    "duplicate-part",
                    "A page shows the same twice",
                    "said before",
                    part.span,
                    severity=Severity.WARNING,
                    fix=Fix("Show it once", (removed(context.source, part.span),)),
                )
            seen.add(text)


def _renamed(name: Name, taken: set[str], better: str | None = None) -> Fix:
    numbered = (f"{name.text} {number}" for number in range(2, len(taken) + 3))
    names = [better, *numbered] if better is not None else numbered
    new = next(free for free in names if name_key(free) not in taken)
    return Fix("Give it another name", (Edit(name.span, f'"{new}"'),))
