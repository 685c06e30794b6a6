"""A blueprint with what its traits stand for: plain things, formulas, actions and pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from appling.blueprint.model.app import OWNER, VISITOR
from appling.blueprint.model.vocabulary import TraitSignature
from appling.blueprint.names import key_of
from appling.blueprint.resolve.app import language_for
from appling.blueprint.resolve.symbols import Symbols, ThingSymbol
from appling.blueprint.resolve.things import rules_for
from appling.blueprint.resolve.words import Words
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import (
    ActionBlock,
    Blueprint,
    FieldLine,
    MadeBy,
    Name,
    PageBlock,
    PartLine,
    RuleLine,
    ThingBlock,
    TraitLine,
    TriggerBlock,
)
from appling.blueprint.traits.keeping import Kept, keep
from appling.blueprint.traits.making import HOST, MADE, PEOPLE, Naming, in_turn, naming, nodes
from appling.blueprint.traits.rules import (
    Hanging,
    hanging_rules,
    narrowed,
    owner_of,
    people_of,
    sees_all_where_seen,
)
from appling.diagnostics import Span

MOST_TURNS = 6


@dataclass(frozen=True, slots=True)
class Made:
    """One trait of one thing, and what it became; `thing` is the new thing's name.

    `taken`: names of fields that the thing has of its own, so that the trait's figures were left out.
    """

    host: str
    trait: str
    place: Span
    thing: Name
    block: ThingBlock
    figures: tuple[FieldLine, ...]
    actions: tuple[ActionBlock, ...]
    pages: tuple[PageBlock, ...]
    triggers: tuple[TriggerBlock, ...] = ()
    rules: tuple[RuleLine, ...] = ()
    """Those of the host, where the trait narrows them."""
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hindered:
    """A trait that made nothing, as its thing has a field of a name that the trait needs."""

    host: str
    trait: str
    field: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """`blueprint` is the written one with all that was `made`, and what parts have `kept`, behind it."""

    blueprint: Blueprint
    made: tuple[Made, ...] = ()
    hindered: tuple[Hindered, ...] = ()
    kept: tuple[Kept, ...] = ()


def expand(blueprint: Blueprint, words: Words, *, carry: bool = True) -> Expansion:
    """The blueprint with what its traits stand for. What is no trait, or has no room, makes nothing.

    `carry`: conditions of a thing's rules are said of what hangs on it; else only the writer is let in.
    """
    expanded = _traits(blueprint, words, carry=carry)
    if not any(_keeps(line, words) for page in blueprint.pages for line in page.parts):
        return expanded
    whole = expanded.blueprint
    joined, kept = keep(whole, Symbols(whole, words), language_for(blueprint))
    return replace(expanded, blueprint=joined, kept=kept)


def _keeps(line: PartLine, words: Words) -> bool:
    signature = words.part(line.kind.text)
    return signature is not None and bool(signature.keeps)


def _traits(blueprint: Blueprint, words: Words, *, carry: bool) -> Expansion:
    if not any(thing.traits for thing in blueprint.things):
        return Expansion(blueprint)
    expanding = _Expanding(blueprint, words, carry)
    made = tuple(expanding.all())
    return Expansion(_joined(blueprint, made), made, tuple(expanding.hindered))


class _Expanding:
    def __init__(self, blueprint: Blueprint, words: Words, carry: bool) -> None:
        self._words = words
        self._carry = carry
        self._symbols = Symbols(blueprint, words)
        self._language = language_for(blueprint)
        self.hindered: list[Hindered] = []

    def all(self) -> Iterator[Made]:
        for thing in self._symbols.things.values():
            seen: set[str] = set()
            for line in thing.block.traits:
                for name in line.traits:
                    signature = self._words.trait(name.text)
                    if signature is not None and signature.name not in seen:
                        seen.add(signature.name)
                        yield from self._trait(thing, line, name, signature)

    def _trait(
        self, thing: ThingSymbol, line: TraitLine, name: Name, signature: TraitSignature
    ) -> Iterator[Made]:
        names = naming(signature, thing.block.name, thing.key, self._language)
        if self._symbols.thing(names.made.text) is not None:
            return
        if signature.turns:
            names = self._in_turn(thing, line, names)
            own = _in_the_way(thing, signature, names)
            if own is not None:
                self.hindered.append(Hindered(thing.name, signature.name, own))
                return
        if signature.measured and (line.of is None or thing.field(line.of.text) is None):
            return
        names = replace(names, amount=line.of)
        keys = [self._symbols.role_key(role.text) for role in line.roles]
        hanging = Hanging(
            thing,
            replace(names.link, span=name.span),
            frozenset(key for key in keys if key is not None),
            signature.own,
            signature.fixed,
            name.span,
            self._carry,
            signature.turns,
            signature.kept,
        )
        tree = nodes(signature, names, name.span)
        blocks = {HOST if block.name.text == names.host.text else MADE: block for block in tree.things}
        yield Made(
            thing.name,
            signature.name,
            name.span,
            names.made,
            self._block(_kept_apart(blocks[MADE], line), thing, names, signature, hanging),
            self._figures(blocks.get(HOST), thing, line, signature, hanging),
            tree.actions,
            self._pages(tree, hanging, names),
            tree.triggers,
            self._narrowed(blocks.get(HOST), thing, name.span),
            tuple(each.name.text for each in _figures_of(blocks) if thing.field(each.name.text) is not None),
        )

    def _in_turn(self, thing: ThingSymbol, line: TraitLine, names: Naming) -> Naming:
        """Whose turn it is: the roles that are named and declared, else the owner."""
        by = tuple(name for name in line.by if self._symbols.role_key(name.text) not in (None, VISITOR))
        owner = owner_of(thing)
        asker = owner.name if owner is not None else names.words.get("asker", "asker")
        return in_turn(names, asker, by[:MOST_TURNS] or (Name(OWNER, line.span),))

    def _narrowed(self, block: ThingBlock | None, thing: ThingSymbol, span: Span) -> tuple[RuleLine, ...]:
        guard = block.rules[0].where if block is not None and block.rules else None
        return narrowed(rules_for(thing, self._symbols), guard, span) if guard is not None else ()

    def _block(
        self,
        block: ThingBlock,
        thing: ThingSymbol,
        names: Naming,
        signature: TraitSignature,
        hanging: Hanging,
    ) -> ThingBlock:
        rules = (*hanging_rules(hanging, self._symbols), *self._said(block.rules))
        of = names.amount.text if names.amount is not None else ""
        block = replace(block, rules=rules, made_by=MadeBy(signature.name, names.link.text, names.by, of))
        was = thing.block.was
        if was is None:
            return block
        old = naming(signature, was, key_of(was.text), self._language)
        fields = tuple(
            replace(line, was=old.link) if line.name.text == names.link.text else line
            for line in block.fields
        )
        return replace(block, was=old.made, fields=fields)

    def _said(self, rules: tuple[RuleLine, ...]) -> tuple[RuleLine, ...]:
        """The text's own rules, of which some are for all people of the app."""
        people = tuple(Name(role.name, rules[0].span) for role in self._symbols.roles.values() if rules)
        said = (replace(rule, roles=people) if rule.roles[0].text == PEOPLE else rule for rule in rules)
        return tuple(rule for rule in said if rule.roles)

    def _figures(
        self,
        block: ThingBlock | None,
        thing: ThingSymbol,
        line: TraitLine,
        signature: TraitSignature,
        hanging: Hanging,
    ) -> tuple[FieldLine, ...]:
        """Formulas of the thing over what hangs on it; one whose name is taken is left out."""
        if block is None:
            return ()
        always = signature.turns or signature.kept
        if not always and not sees_all_where_seen(hanging, self._symbols):
            return ()
        return tuple(
            replace(each, roles=line.roles, trait=signature.name) if each.formula is not None else each
            for each in block.fields
            if thing.field(each.name.text) is None and (each.formula is not None or owner_of(thing) is None)
        )

    def _pages(self, tree: Blueprint, hanging: Hanging, names: Naming) -> tuple[PageBlock, ...]:
        """For those who take part; a page of that name that somebody wrote is the better one."""
        written = {name_key(page.name.text) for page in self._symbols.blueprint.pages}
        roles = names.by or people_of(hanging, self._symbols)
        if not roles:
            return ()
        return tuple(
            replace(page, roles=roles, made=True)
            for page in tree.pages
            if name_key(page.name.text) not in written
        )


def _figures_of(blocks: dict[str, ThingBlock]) -> tuple[FieldLine, ...]:
    return blocks[HOST].fields if HOST in blocks else ()


def _joined(blueprint: Blueprint, made: tuple[Made, ...]) -> Blueprint:
    things = [*blueprint.things]
    for each in made:
        place = next(index for index, thing in enumerate(things) if _is_host(thing, each))
        host = things[place]
        rules = each.rules or host.rules
        things[place] = replace(host, fields=(*host.fields, *each.figures), rules=rules)
    things += [each.block for each in made]
    actions = [action for each in made for action in each.actions]
    return replace(
        blueprint,
        things=tuple(things),
        actions=(*blueprint.actions, *actions),
        triggers=(*blueprint.triggers, *(trigger for each in made for trigger in each.triggers)),
        pages=(*blueprint.pages, *_pages_joined(page for each in made for page in each.pages)),
    )


def _in_the_way(thing: ThingSymbol, signature: TraitSignature, names: Naming) -> str | None:
    """A field of the thing by the name of one that the trait is to work out."""
    tree = nodes(signature, names, thing.block.name.span)
    host = next((block for block in tree.things if block.name.text == names.host.text), None)
    lines = host.fields if host is not None else ()
    found = (thing.field(line.name.text) for line in lines if line.formula is not None)
    return next((field.name for field in found if field is not None), None)


def _kept_apart(block: ThingBlock, line: TraitLine) -> ThingBlock:
    """With `anonymous = yes`, who wrote something is for the owner's eyes."""
    said = {name_key(item.key.text): name_key(item.value.text) for item in line.settings}
    if said.get("anonymous") not in ("yes", "true"):
        return block
    owner = (Name(OWNER, block.span),)
    fields = (
        replace(field, roles=owner) if field.default is not None and field.type is not None else field
        for field in block.fields
    )
    return replace(block, fields=tuple(fields))


def _is_host(thing: ThingBlock, made: Made) -> bool:
    return name_key(thing.name.text) == name_key(made.host)


def _pages_joined(pages: Iterator[PageBlock]) -> tuple[PageBlock, ...]:
    """One page of each name, with the parts of all."""
    found: dict[str, PageBlock] = {}
    for page in pages:
        word = name_key(page.name.text)
        known = found.get(word)
        if known is None:
            found[word] = page
        else:
            parts = tuple(replace(part, roles=part.roles or page.roles) for part in page.parts)
            roles = tuple({name_key(role.text): role for role in (*known.roles, *page.roles)}.values())
            found[word] = replace(known, parts=(*known.parts, *parts), roles=roles)
    return tuple(found.values())
