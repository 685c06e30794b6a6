"""Gives a thing, a field or a role another name everywhere it is used; the old name stays as `(was …)`."""

from collections.abc import Iterable, Iterator

from appling.blueprint.changes.references import Reference, references
from appling.blueprint.checks.edits import after
from appling.blueprint.checks.roles import holders, named_roles
from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.resolve.faults import quoted
from appling.blueprint.resolve.links import Links
from appling.blueprint.resolve.symbols import Symbols, people
from appling.blueprint.resolve.words import words_of
from appling.blueprint.syntax import parse
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import Blueprint, FieldLine, Name, RenamedName, ThingBlock
from appling.blueprint.traits import expand
from appling.diagnostics import Edit


def rename_thing(source: str, old: str, new: str, vocabulary: Vocabulary) -> str:
    """The text with a thing called otherwise; its rows stay."""
    blueprint, symbols = _read(source, vocabulary)
    thing = symbols.thing(old)
    if thing is None:
        return source
    written = list(references(blueprint, symbols))
    used = [each for each in written if each.thing == thing.key and not each.field]
    edits = [*_renamed(used, new), *_called(thing.block.name, thing.block.was, new, blueprint.source)]
    renamed = apply_edits(source, edits)
    return apply_edits(source, [*edits, *_made(source, renamed, written, vocabulary)])


def rename_field(source: str, thing: str, old: str, new: str, vocabulary: Vocabulary) -> str:
    """The text with a field of a thing called otherwise; its values stay."""
    blueprint, symbols = _read(source, vocabulary)
    owner = symbols.thing(thing)
    field = owner.field(old) if owner is not None else None
    if owner is None or field is None:
        return source
    used = [
        each for each in references(blueprint, symbols) if each.thing == owner.key and each.field == field.key
    ]
    edits = [*_renamed(used, new), *_called(field.line.name, field.line.was, new, blueprint.source)]
    return apply_edits(source, edits)


def rename_page(source: str, old: str, new: str, vocabulary: Vocabulary) -> str:
    """The text with a page called otherwise, and the items that lead to it with it."""
    blueprint, symbols = _read(source, vocabulary)
    links, wanted = Links(symbols), name_key(old)
    own = [page for page in blueprint.pages if page.thing is None]
    named = [page.name for page in own if name_key(page.name.text) == wanted]
    items = [item for page in blueprint.pages for part in page.parts for item in part.items]
    leading = [item.link for item in items if item.link is not None and links.page(item.link.text) == wanted]
    return apply_edits(source, [Edit(name.span, quoted(new)) for name in (*named, *leading)])


def rename_role(source: str, old: str, new: str) -> str:
    """The text with a role called otherwise; its people keep it."""
    blueprint = parse(source).blueprint
    declared = next((name for name in people(blueprint) if name_key(name.text) == name_key(old)), None)
    if declared is None:
        return source
    used = [name for holder in holders(blueprint) for name in named_roles(holder)]
    edits = [Edit(name.span, quoted(new)) for name in used if name_key(name.text) == name_key(old)]
    was = declared.was if isinstance(declared, RenamedName) else None
    return apply_edits(source, [*edits, *_called(declared, was, new, source)])


def settled(source: str) -> str:
    """The text without its `(was …)`: for an app whose renames have been carried out."""
    blueprint = parse(source).blueprint
    declared: list[ThingBlock | FieldLine] = [*blueprint.things]
    declared += [field for thing in blueprint.things for field in thing.fields]
    names = [(each.name, each.was) for each in declared if each.was is not None]
    names += [(role, role.was) for role in people(blueprint) if isinstance(role, RenamedName)]
    return apply_edits(source, [edit for name, was in names for edit in _was(name, was, source, "")])


def apply_edits(source: str, edits: Iterable[Edit]) -> str:
    """The text with these edits done; of two at one place, one."""
    unique = {(edit.span.start, edit.span.end): edit for edit in edits}
    for (start, end), edit in sorted(unique.items(), reverse=True):
        source = source[:start] + edit.text + source[end:]
    return source


def _read(source: str, vocabulary: Vocabulary) -> tuple[Blueprint, Symbols]:
    """The tree as written, and all names that mean something in it."""
    blueprint, words = parse(source).blueprint, words_of(vocabulary)
    return blueprint, Symbols(expand(blueprint, words).blueprint, words)


def _renamed(used: Iterable[Reference], new: str) -> Iterator[Edit]:
    for each in used:
        if not each.implied:
            said = quoted(new)
            inside = said.replace("\\", "\\\\").replace('"', '\\"')
            yield Edit(each.name.span, inside if each.inside else said)


def _made(source: str, renamed: str, written: list[Reference], vocabulary: Vocabulary) -> Iterator[Edit]:
    """What a trait makes of the thing is called otherwise too."""
    words = words_of(vocabulary)
    before, after = (expand(parse(text).blueprint, words) for text in (source, renamed))
    keys = {name_key(thing.name): thing.key for thing in Symbols(before.blueprint, words).things.values()}
    for old, new in zip(before.made, after.made, strict=False):
        if (old.trait, old.thing.text) != (new.trait, new.thing.text) and old.trait == new.trait:
            key = keys[name_key(old.thing.text)]
            used = (each for each in written if each.thing == key and not each.field)
            yield from _renamed(used, new.thing.text)


def _called(name: Name, was: Name | None, new: str, source: str) -> Iterator[Edit]:
    """The new name where something is declared, with the old one behind it."""
    if name_key(new) == name_key(name.text):
        yield Edit(name.span, quoted(new))
    elif was is None:
        yield Edit(name.span, f"{quoted(new)} (was {quoted(name.text)})")
    else:
        yield Edit(name.span, quoted(new))
        yield from _was(name, was, source, f" (was {quoted(name.text)})")


def _was(name: Name, was: Name, source: str, text: str) -> Iterator[Edit]:
    """Another text in place of `(was …)`, with the space before it."""
    start = source.rfind("(", name.span.end, was.span.start)
    end = source.find(")", was.span.end) + 1
    place = after(name.span)
    if start >= 0 and end:
        yield Edit(type(place)(place.start, end, place.line, place.column), text)
