"""Puts the blocks of a change in the place of those that they change."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from appling.blueprint.changes.removing import remove_page, remove_thing
from appling.blueprint.changes.renaming import apply_edits, rename_field, rename_role, rename_thing, settled
from appling.blueprint.checks.edits import removed
from appling.blueprint.formatter import format_source
from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.resolve.symbols import people
from appling.blueprint.syntax import parse
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.outline import OutlineReader, Section
from appling.blueprint.syntax.tree import (
    ActionBlock,
    AppBlock,
    Block,
    Blueprint,
    PageBlock,
    RenamedName,
    ThingBlock,
    TriggerBlock,
)
from appling.diagnostics import Diagnostic, Edit, Severity, Span

_REMOVAL = re.compile(r"(?:remove|delete|drop)[ \t]+(thing|action|page|trigger)[ \t]+(.+?)[ \t]*(?:#.*)?")
_KINDS: dict[str, type[Block]] = {
    "thing": ThingBlock,
    "action": ActionBlock,
    "page": PageBlock,
    "trigger": TriggerBlock,
}


@dataclass(frozen=True, slots=True)
class Changed:
    """The whole text after a change; `diagnostics` say what of the change could not be carried out."""

    source: str
    diagnostics: tuple[Diagnostic, ...]


def apply_change(source: str, change: str, vocabulary: Vocabulary) -> Changed:
    """The text with the blocks of `change` put in.

    A block takes the place of the one of its kind and name, or of the one that it was (`thing New (was
    Old)`); others are added. `remove thing X`, `remove action X` and `remove page X`, each on a line that is
    not indented, take blocks out,
    a thing with all that is about it. Of the app block, each line takes the place of the line with its key;
    rules take the place of all rules. The result is not checked.
    """
    rest, removals = _taken_apart(change)
    text = _renames_done(settled(source), rest, vocabulary)
    app, others = _without_app(rest)
    text, said = _merged(text, others)
    if app:
        text = _with_app(text, app)
    for kind, name, place in removals:
        shorter = _without(text, kind, name, vocabulary)
        if shorter is None:
            said.append(_not_there(kind, name, place))
        else:
            text = shorter
    return Changed(format_source(text), tuple(said))


def _taken_apart(change: str) -> tuple[str, list[tuple[str, str, Span]]]:
    """The change without its removals, and these."""
    rest, removals, start = [], [], 0
    for number, line in enumerate(change.splitlines(keepends=True), 1):
        found = _REMOVAL.fullmatch(line.rstrip())
        if found is None:
            rest.append(line)
        else:
            span = Span(start, start + len(line.rstrip()), number, 1)
            removals.append((found[1], found[2].strip('"“”'), span))
            rest.append("\n")
        start += len(line)
    return "".join(rest), removals


def _renames_done(text: str, change: str, vocabulary: Vocabulary) -> str:
    """The text with the renames that the change's `(was …)` speak of followed everywhere."""
    wanted = parse(change).blueprint
    for role in people(wanted):
        if isinstance(role, RenamedName) and name_key(role.text) not in _roles(text):
            text = rename_role(text, role.was.text, role.text)
    for thing in wanted.things:
        present = {name_key(each.name.text) for each in parse(text).blueprint.things}
        old = thing.was.text if thing.was is not None else ""
        if name_key(old) in present and name_key(thing.name.text) not in present:
            text = rename_thing(text, old, thing.name.text, vocabulary)
        for field in thing.fields:
            if field.was is not None:
                text = rename_field(text, thing.name.text, field.was.text, field.name.text, vocabulary)
    return text


def _roles(text: str) -> set[str]:
    return {name_key(role.text) for role in people(parse(text).blueprint)}


def _without_app(change: str) -> tuple[str, str]:
    """The app block of a change, and the other blocks."""
    for section in OutlineReader(change).read().sections:
        if section.kind == "app":
            span = _whole(section)
            return change[span.start : span.end], change[: span.start] + change[span.end :]
    return "", change


def _whole(section: Section) -> Span:
    whole = section.header.whole
    for line in section.members:
        whole = whole.to(line.whole)
    return whole


def _merged(text: str, change: str) -> tuple[str, list[Diagnostic]]:
    """Each block in place of the old one, or behind the last of its kind."""
    joint = text.rstrip() + "\n\n"
    parsed = parse(joint + change)
    old = {_key(block): block for block in reversed(parsed.blueprint.blocks) if block.span.start < len(joint)}
    new = {_key(block): block for block in parsed.blueprint.blocks if block.span.start >= len(joint)}
    whole = joint + change
    edits = []
    for key, block in new.items():
        written = whole[block.span.start : block.span.end].rstrip()
        if key in old:
            edits.append(Edit(old[key].span, written))
    text = apply_edits(joint, edits)
    added = [block for key, block in new.items() if key not in old]
    for block in sorted(added, key=lambda each: each.span.start):
        text = _added(text, type(block), whole[block.span.start : block.span.end].rstrip())
    outside = [part.span for part in parsed.unread if not part.inside and part.span.start >= len(joint)]
    said = [
        fault
        for fault in parsed.errors
        if fault.span is not None and any(span.start <= fault.span.start <= span.end for span in outside)
    ]
    return text, said


def _added(text: str, kind: type[Block], block: str) -> str:
    """The text with one more block: things before actions, actions before pages."""
    order = (AppBlock, ThingBlock, ActionBlock, TriggerBlock, PageBlock)
    blocks = parse(text).blueprint.blocks
    before = [each for each in blocks if order.index(type(each)) <= order.index(kind)]
    place = before[-1].span.end if before else 0
    return f"{text[:place].rstrip()}\n\n{block}\n\n{text[place:].lstrip()}"


def _key(block: Block) -> tuple[str, str]:
    return type(block).__name__, "" if isinstance(block, AppBlock) else name_key(block.name.text)


def _with_app(text: str, change: str) -> str:
    """The app block with the change's lines in place of those with the same key."""
    new, old = parse(change).blueprint.app, parse(text).blueprint.app
    if new is None:
        return text
    if old is None:
        return f"{change.strip()}\n\n{text}"
    keys = {name_key(line.key.text) for line in new.settings}
    kept = [
        text[line.span.start : line.span.end] for line in old.settings if name_key(line.key.text) not in keys
    ]
    lines = [*kept, *(change[line.span.start : line.span.end] for line in new.settings)]
    rules, written = (new.rules, change) if new.rules else (old.rules, text)
    lines += [written[rule.span.start : rule.span.end] for rule in rules]
    block = "\n".join([change[new.header.start : new.header.end], *(f"  {line}" for line in lines)])
    return text[: old.span.start] + block + text[old.span.end :]


def _without(text: str, kind: str, name: str, vocabulary: Vocabulary) -> str | None:
    """The text without a block; None if it has no such one."""
    for block in _of_kind(parse(text).blueprint, kind):
        if name_key(block.name.text) == name_key(name):
            if kind == "thing":
                return remove_thing(text, name, vocabulary)
            if kind == "page":
                return remove_page(text, name, vocabulary)
            return apply_edits(text, [removed(text, block.span)])
    return None


def _of_kind(blueprint: Blueprint, kind: str) -> Iterator[Block]:
    yield from (block for block in blueprint.blocks if isinstance(block, _KINDS[kind]))


def _not_there(kind: str, name: str, place: Span) -> Diagnostic:
    return Diagnostic(
        "nothing-to-remove",
        "There is nothing to remove",
        f"there is no {kind} “{name}”",
        place,
        severity=Severity.WARNING,
    )
