"""Parts that keep rows of their own: the thing that such a part brings along, under rules for its readers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from appling.blueprint.model.app import OWNER
from appling.blueprint.model.vocabulary import PartSignature
from appling.blueprint.names import key_of
from appling.blueprint.resolve.symbols import Symbols
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import (
    Blueprint,
    FieldLine,
    Name,
    PageBlock,
    PartLine,
    PathNode,
    RuleLine,
    ThingBlock,
    VerbNode,
)
from appling.blueprint.traits.making import Naming, placed


@dataclass(frozen=True, slots=True)
class Kept:
    """What parts of one kind brought along; `taken`: there was a thing of that name already."""

    part: str
    thing: Name
    taken: bool


def keep(blueprint: Blueprint, symbols: Symbols, language: str) -> tuple[Blueprint, tuple[Kept, ...]]:
    """The blueprint with what its parts keep, one thing for all parts of a kind."""
    kept: list[Kept] = []
    for signature in symbols.words.vocabulary.parts.values():
        lines = [*_lines(blueprint, signature, symbols)] if signature.keeps else []
        if lines:
            names = _naming(signature, lines[0][1], language)
            taken = _is_taken(names.made, symbols)
            kept.append(Kept(signature.name, names.made, taken))
            if not taken:
                blueprint = _with(blueprint, signature, names, _readers(lines, symbols), symbols)
    return blueprint, tuple(kept)


def _is_taken(made: Name, symbols: Symbols) -> bool:
    return symbols.thing(made.text) is not None or made.key in symbols.thing_keys


def _lines(
    blueprint: Blueprint, signature: PartSignature, symbols: Symbols
) -> Iterator[tuple[PageBlock, PartLine]]:
    for page in blueprint.pages:
        for line in page.parts:
            if symbols.words.part(line.kind.text) is signature:
                yield page, line


def _naming(signature: PartSignature, line: PartLine, language: str) -> Naming:
    words = signature.words.get(language.split("-")[0], {})
    noun = words.get(signature.noun, signature.noun)
    made = Name(noun.title() if noun.isascii() else noun, line.kind.span, key_of(signature.noun))
    return Naming(made, made, made, words)


def _readers(lines: list[tuple[PageBlock, PartLine]], symbols: Symbols) -> tuple[Name, ...]:
    """The declared roles that one of the parts is for."""
    every = tuple(Name(role.name, lines[0][1].kind.span) for role in symbols.roles.values())
    found: dict[str, Name] = {}
    for page, line in lines:
        named = [name for name in line.roles or page.roles if name_key(name.text) in symbols.roles]
        open_to_all = not (line.roles or page.roles)
        found |= {name_key(name.text): name for name in (every if open_to_all else named)}
    return tuple(found.values())


def _with(
    blueprint: Blueprint, signature: PartSignature, names: Naming, readers: tuple[Name, ...], symbols: Symbols
) -> Blueprint:
    block = _block(signature, names, readers)
    pages = tuple(
        replace(page, parts=tuple(_marked(line, signature, names, symbols) for line in page.parts))
        for page in blueprint.pages
    )
    return replace(blueprint, things=(*blueprint.things, block), pages=pages)


def _marked(line: PartLine, signature: PartSignature, names: Naming, symbols: Symbols) -> PartLine:
    return replace(line, kept=names.made) if symbols.words.part(line.kind.text) is signature else line


def _block(signature: PartSignature, names: Naming, readers: tuple[Name, ...]) -> ThingBlock:
    """Where nobody but the owner reads, nothing is said of people."""
    span = names.made.span
    block = placed(signature.keeps, names, span).things[0]
    owner = RuleLine((Name(OWNER, span),), (VerbNode(Name("all", span), False),), None, span)
    rules = tuple(replace(rule, roles=readers) for rule in block.rules) if readers else (owner,)
    seen = _truths(block.rules)
    fields = tuple(line for line in block.fields if readers or not _is_about_people(line, seen))
    return replace(block, fields=fields, rules=rules, kept_by=signature.name)


def _truths(rules: tuple[RuleLine, ...]) -> set[str]:
    """The fields on which rules depend."""
    return {name.text for rule in rules if isinstance(rule.where, PathNode) for name in rule.where.names}


def _is_about_people(line: FieldLine, seen: set[str]) -> bool:
    return line.name.text in seen or (line.type is not None and name_key(line.type.name.text) == "person")
