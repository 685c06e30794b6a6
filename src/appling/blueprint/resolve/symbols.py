"""Who is who in a blueprint: what each declared name means. Of two of a name, the first counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from appling.blueprint.model.app import OWNER, VISITOR, Role
from appling.blueprint.model.expression import Kind, ValueType
from appling.blueprint.model.vocabulary import FieldSignature
from appling.blueprint.names import unique_keys
from appling.blueprint.resolve.words import Words
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import (
    ActionBlock,
    Blueprint,
    FieldLine,
    Name,
    PathNode,
    RenamedName,
    SettingLine,
    ThingBlock,
)

VISITOR_WORDS = frozenset(
    {"visitor", "visitors", "everyone", "everybody", "anyone", "anybody", "guest", "guests", "public"}
)
PEOPLE, SIGN_UP = "people", "sign up"
INPUTS = "inputs of "
"""How the keys begin of what actions ask for: no thing is called so."""


@dataclass(frozen=True, slots=True)
class FieldSymbol:
    """A declared field. `atom` is None for links, formulas and unknown types; `target` is a link's."""

    name: str
    key: str
    thing: str
    line: FieldLine
    atom: FieldSignature | None
    target: str | None

    @property
    def choices(self) -> tuple[Name, ...]:
        if self.atom is None or self.atom.arguments != "choices" or self.line.type is None:
            return ()
        return self.line.type.arguments

    @property
    def declared(self) -> ValueType | None:
        """The type of its values; None for a formula or an unknown type."""
        if self.target is not None:
            return ValueType(Kind.LINK, self.target)
        return ValueType(self.atom.kind) if self.atom is not None else None

    @property
    def counted(self) -> bool:
        """Whether rows are numbered by it."""
        return self.atom is not None and self.atom.counted

    @property
    def drawn(self) -> bool:
        """Whether a row gets a code by chance where nobody types one."""
        return self.atom is not None and self.atom.drawn

    @property
    def by_itself(self) -> bool:
        """Whether nobody sets it: it numbers rows, or counts how often something is done."""
        return self.atom is not None and (self.atom.counted or self.atom.tallied)

    def choice(self, name: str) -> Name | None:
        """The choice of that name, as declared."""
        key = name_key(name)
        return next((choice for choice in self.choices if name_key(choice.text) == key), None)


@dataclass(frozen=True, slots=True)
class ThingSymbol:
    """A declared thing with its fields by the folded name, in their order."""

    name: str
    key: str
    block: ThingBlock
    fields: dict[str, FieldSymbol]

    def field(self, name: str) -> FieldSymbol | None:
        return self.fields.get(name_key(name))

    def by_key(self, key: str) -> FieldSymbol:
        return next(field for field in self.fields.values() if field.key == key)

    def links_to(self, key: str) -> FieldSymbol | None:
        """The first field that links to that thing."""
        return next((field for field in self.fields.values() if field.target == key), None)


class Symbols:
    """The declared names of a blueprint."""

    def __init__(self, blueprint: Blueprint, words: Words) -> None:
        self.blueprint = blueprint
        self.words = words
        self.roles = _roles(blueprint)
        self.things = _things(blueprint, words)
        self.thing_keys = {thing.key: thing for thing in self.things.values()}
        self._inputs = {block: self._asked(block) for block in blueprint.actions if block.inputs}

    def thing(self, name: str) -> ThingSymbol | None:
        return self.things.get(name_key(name))

    def inputs(self, block: ActionBlock) -> ThingSymbol | None:
        """What an action asks for, as a thing of its own; None if it asks for nothing."""
        return self._inputs.get(block)

    @property
    def asking(self) -> list[ThingSymbol]:
        """What all actions ask for."""
        return list(self._inputs.values())

    def _asked(self, block: ActionBlock) -> ThingSymbol:
        key = f"{INPUTS}{block.span.start}"
        fields = ThingBlock(block.name, None, block.inputs, (), block.span, block.header)
        keys = {word: thing.key for word, thing in self.things.items()}
        return ThingSymbol(block.name.text, key, fields, _fields(fields, key, keys, self.words))

    def role_key(self, name: str) -> str | None:
        """The key of a declared role, of `owner`, or of the visitor in one of its names."""
        word = name_key(name)
        if word in self.roles:
            return self.roles[word].key
        if word in VISITOR_WORDS:
            return VISITOR
        return OWNER if word == OWNER else None

    def target(self, field: FieldSymbol) -> ThingSymbol | None:
        return self.thing_keys.get(field.target) if field.target else None

    def reached(self, field: FieldSymbol) -> ThingSymbol | None:
        """Where a path that reads goes on: in a link's target, or behind a person in their profile."""
        declared = field.declared
        if declared is not None and declared.kind is Kind.PERSON and field.line.formula is None:
            return self.profile
        return self.target(field)

    @cached_property
    def profile(self) -> ThingSymbol | None:
        """The thing of which everybody has one row for good; of several, the first with a picture."""
        found = [thing for thing in self.things.values() if _is_profile(thing)]
        pictured = (thing for thing in found if any(_is_image(each) for each in thing.fields.values()))
        return next(pictured, found[0] if found else None)


def settings(blueprint: Blueprint, key: str) -> Iterator[SettingLine]:
    """The lines of the app block that set `key`."""
    if blueprint.app is not None:
        yield from (line for line in blueprint.app.settings if name_key(line.key.text) == key)


def people(blueprint: Blueprint) -> list[Name]:
    """The roles as they are declared, without `visitor` and `owner`, who are always there."""
    found: dict[str, Name] = {}
    for line in settings(blueprint, PEOPLE):
        for name in line.values:
            found.setdefault(name_key(name.text), name)
    return [name for word, name in found.items() if word not in (VISITOR, OWNER, "")]


def joinable(symbols: Symbols) -> tuple[str, ...]:
    """The keys of the roles among which people who sign up choose."""
    named = (value for line in settings(symbols.blueprint, SIGN_UP) for value in line.values)
    found = (symbols.roles.get(name_key(name.text)) for name in named)
    return tuple(dict.fromkeys(role.key for role in found if role is not None))


def _roles(blueprint: Blueprint) -> dict[str, Role]:
    names = people(blueprint)
    keys = unique_keys((name.text for name in names), (VISITOR, OWNER))
    return {name_key(name.text): _role(name, key) for name, key in zip(names, keys, strict=True)}


def _role(name: Name, key: str) -> Role:
    return Role(name.text, key, name.was.text if isinstance(name, RenamedName) else None)


def _things(blueprint: Blueprint, words: Words) -> dict[str, ThingSymbol]:
    blocks: dict[str, ThingBlock] = {}
    for block in blueprint.things:
        blocks.setdefault(name_key(block.name.text), block)
    keys = dict(zip(blocks, unique_keys(_called(block.name) for block in blocks.values()), strict=True))
    return {
        word: ThingSymbol(block.name.text, keys[word], block, _fields(block, keys[word], keys, words))
        for word, block in blocks.items()
    }


def _fields(block: ThingBlock, thing: str, keys: dict[str, str], words: Words) -> dict[str, FieldSymbol]:
    lines: dict[str, FieldLine] = {}
    for line in block.fields:
        lines.setdefault(name_key(line.name.text), line)
    fields = {}
    for (word, line), key in zip(
        lines.items(), unique_keys(_called(line.name) for line in lines.values()), strict=True
    ):
        target = keys.get(name_key(line.type.name.text)) if line.type is not None else None
        atom = words.field(line.type.name.text) if line.type is not None and target is None else None
        fields[word] = FieldSymbol(line.name.text, key, thing, line, atom, target)
    return fields


def _called(name: Name) -> str:
    """What the key is made from."""
    return name.key or name.text


def _is_profile(thing: ThingSymbol) -> bool:
    """Whether everybody has one of its rows: `one per person`, and whose it is says `person = me`."""
    owner = next((field for field in thing.fields.values() if _is_owner(field)), None)
    return owner is not None and any(
        line.kind == "one" and line.where is None and [thing.field(name.text) for name in line.per] == [owner]
        for line in thing.block.constraints
    )


def _is_owner(field: FieldSymbol) -> bool:
    person = field.declared is not None and field.declared.kind is Kind.PERSON
    default = field.line.default
    said = isinstance(default, PathNode) and [name_key(name.text) for name in default.names] == ["me"]
    return person and said


def _is_image(field: FieldSymbol) -> bool:
    return field.atom is not None and field.atom.name == "image"
