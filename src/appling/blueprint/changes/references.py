"""Where the names of things and fields are used, so that a rename can follow them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from appling.blueprint.resolve.calls import AGGREGATES
from appling.blueprint.resolve.cost import children
from appling.blueprint.resolve.links import Links
from appling.blueprint.resolve.paths import field_of
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol, Symbols, ThingSymbol
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import (
    ActionBlock,
    BinaryNode,
    Blueprint,
    CallNode,
    ConstraintLine,
    DocumentLine,
    ExpressionNode,
    FieldLine,
    InNode,
    ItemLine,
    Name,
    PageBlock,
    PartLine,
    PathNode,
    StepLine,
    TemplateNode,
    ThingBlock,
    TraitLine,
    TriggerBlock,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A name as written at one place, and what it means: a thing's or a field's key.

    `implied`: what is meant is not what is written there, such as the link by which rows are counted.
    """

    name: Name
    thing: str | None = None
    field: str | None = None
    implied: bool = False
    inside: bool = False
    """It stands in a quoted text."""


def references(blueprint: Blueprint, symbols: Symbols) -> Iterator[Reference]:
    """Every use of a declared name, but not the places that declare it."""
    walk = Walk(symbols)
    if blueprint.app is not None:
        for rule in blueprint.app.rules:
            yield from walk.expression(rule.where, None)
    for thing in blueprint.things:
        yield from walk.of_thing(thing)
    for action in blueprint.actions:
        yield from walk.of_action(action)
    for trigger in blueprint.triggers:
        yield from walk.of_trigger(trigger)
    for page in blueprint.pages:
        yield from walk.thing(page.thing)
        for part in page.parts:
            yield from walk.on(page).of_part(part)


class Walk:
    """Goes through blocks with the meaning of names at hand."""

    def __init__(self, symbols: Symbols, about: ThingSymbol | None = None) -> None:
        self._symbols = symbols
        self._links = Links(symbols)
        self._about = about

    def on(self, page: PageBlock) -> "Walk":
        """The same on a page; on that of a thing's rows, `this` is such a row."""
        return Walk(self._symbols, self._symbols.thing(page.thing.text)) if page.thing is not None else self

    def thing(self, name: Name | None) -> Iterator[Reference]:
        found = self._symbols.thing(name.text) if name is not None else None
        if name is not None and found is not None:
            yield Reference(name, thing=found.key)

    def of_thing(self, block: ThingBlock) -> Iterator[Reference]:
        thing = self._symbols.thing(block.name.text)
        for line in block.fields:
            yield from self.thing(line.type.name if line.type is not None else None)
            yield from self.expression(line.formula, thing)
            yield from self.expression(line.default, None)
            yield from self.expression(line.when, thing)
        for constraint in block.constraints:
            yield from self.constraint(constraint, thing)
        for rule in block.rules:
            yield from self.expression(rule.where, thing)
        for trait in block.traits:
            yield from self.trait(trait, thing)

    def trait(self, line: TraitLine, thing: ThingSymbol | None) -> Iterator[Reference]:
        if line.of is not None:
            yield from self._follow((line.of,), thing)

    def constraint(self, line: ConstraintLine, thing: ThingSymbol | None) -> Iterator[Reference]:
        for name in (*line.lasting, *line.per):
            yield from self._follow((name,), thing)
        yield from self.expression(line.where, thing)

    def of_action(self, block: ActionBlock) -> Iterator[Reference]:
        thing = self._symbols.thing(block.thing.text) if block.thing is not None else None
        yield from self.thing(block.thing)
        yield from self.expression(block.when, thing)
        for line in block.inputs:
            yield from self.input(line, thing)
        for step in block.steps:
            yield from self.step(step, thing, self._symbols.inputs(block))

    def input(self, line: FieldLine, thing: ThingSymbol | None) -> Iterator[Reference]:
        """What a line names that says what an action asks for."""
        yield from self.thing(line.type.name if line.type is not None else None)
        yield from self.expression(line.default, thing)

    def of_trigger(self, block: TriggerBlock) -> Iterator[Reference]:
        thing = self._symbols.thing(block.occasion.thing.text) if block.occasion.thing is not None else None
        yield from self.occasion(block, thing)
        for step in block.steps:
            yield from self.step(step, thing)

    def occasion(self, block: TriggerBlock, thing: ThingSymbol | None) -> Iterator[Reference]:
        """The first line of a trigger."""
        said = block.occasion
        yield from self.thing(said.thing)
        if said.field is not None:
            yield from self._follow((said.field,), thing)
        yield from self.expression(said.where, thing)

    def step(
        self, step: StepLine, thing: ThingSymbol | None, inputs: ThingSymbol | None = None
    ) -> Iterator[Reference]:
        """`inputs`: what the step's action asks for."""
        if step.text is not None:
            yield from self._sent(step, thing, inputs)
            return
        target = thing
        if step.target is not None and name_key(step.target.names[0].text) != "this":
            yield from self.thing(step.target.names[0])
            target = self._symbols.thing(step.target.names[0].text)
        yield from self.expression(step.count, thing)
        yield from self.expression(step.where, target)
        for assignment in step.assignments:
            yield from self._path(assignment.path, target, prefix=False)
            field = field_of(assignment.path, Scope(target), self._symbols)
            if not _is_one_of(assignment.value, field):
                yield from self.expression(assignment.value, thing, inputs=inputs)

    def _sent(
        self, step: StepLine, thing: ThingSymbol | None, inputs: ThingSymbol | None
    ) -> Iterator[Reference]:
        who = step.target
        if who is not None and (len(who.names) > 1 or Scope(thing, inputs=inputs).knows(who.names[0].text)):
            asked = inputs.field(who.names[0].text) if inputs is not None else None
            yield from self._follow(who.names, thing if asked is None else inputs)
        yield from self.said(step.text, thing, inputs)

    def of_part(self, part: PartLine) -> Iterator[Reference]:
        thing = self._symbols.thing(part.thing.text) if part.thing is not None else None
        for name in (part.thing, *part.others):
            yield from self.thing(name)
        for node in (part.where, *part.by, *(key.by for key in part.sort), *part.show):
            yield from self.expression(node, thing)
        for item in part.items:
            yield from self.of_item(item)
        yield from self.said(part.says, thing)
        for line in part.lines:
            yield from self.of_line(line, thing)

    def of_line(self, line: DocumentLine, thing: ThingSymbol | None) -> Iterator[Reference]:
        """A line of a document about a row of the thing."""
        for text in (line.label, line.text):
            yield from self.said(text, thing)
        yield from self.expression(line.when, thing)
        if line.rows is not None:
            yield from self.of_part(line.rows)

    def said(
        self, text: TemplateNode | None, thing: ThingSymbol | None, inputs: ThingSymbol | None = None
    ) -> Iterator[Reference]:
        """What a text reads."""
        for part in text.parts if text is not None else ():
            if not isinstance(part, str):
                found = self.expression(part, thing, inputs=inputs)
                yield from (replace(each, inside=True) for each in found)

    def of_item(self, item: ItemLine) -> Iterator[Reference]:
        """A link to a thing; of a page and a thing of one name, the page is meant."""
        if item.link is not None and self._links.page(item.link.text) is None:
            yield from self.thing(item.link)

    def expression(
        self,
        node: ExpressionNode | None,
        thing: ThingSymbol | None,
        *,
        prefix: bool = False,
        inputs: ThingSymbol | None = None,
    ) -> Iterator[Reference]:
        if node is None:
            return
        if isinstance(node, PathNode):
            yield from self._path(node, thing, prefix=prefix, inputs=inputs)
        elif isinstance(node, CallNode) and name_key(node.function.text) in AGGREGATES:
            child = self._child(node, thing)
            link = child.links_to(thing.key) if child is not None and thing is not None else None
            if link is not None:
                yield Reference(node.function, thing=link.thing, field=link.key, implied=True)
            for part in children(node):
                yield from self.expression(part, child, prefix=True, inputs=inputs)
        else:
            for part in children(node):
                scope = Scope(thing, prefix=prefix, inputs=inputs, about=self._about)
                if not _is_choice(part, node, scope, self._symbols):
                    yield from self.expression(part, thing, prefix=prefix, inputs=inputs)

    def _child(self, node: CallNode, parent: ThingSymbol | None) -> ThingSymbol | None:
        """The thing whose rows are counted: one that is named and linked, else the part's own."""
        heads = [path.names[0].text for argument in node.arguments for path in _paths(argument)]
        named = [found for head in heads if (found := self._symbols.thing(head)) is not None]
        linked = (each for each in named if parent is not None and each.links_to(parent.key) is not None)
        return next(linked, parent)

    def _path(
        self, node: PathNode, thing: ThingSymbol | None, *, prefix: bool, inputs: ThingSymbol | None = None
    ) -> Iterator[Reference]:
        names = node.names
        if Scope(thing, prefix=prefix, inputs=inputs).input(names[0].text) is not None:
            yield from self._follow(names, inputs)
            return
        first = self._symbols.thing(names[0].text)
        own = thing is not None and thing.field(names[0].text) is not None
        inside = prefix and thing is not None and first is thing
        if inside and thing is not None and len(names) > 1 and thing.field(names[1].text) is not None:
            yield Reference(names[0], thing=thing.key)
            names = names[1:]
        elif not own and first is not None:
            yield Reference(names[0], thing=first.key)
            names = names[1:]
        elif not own and name_key(names[0].text) == "this":
            names, thing = names[1:], self._about or thing
        yield from self._follow(names, thing)

    def _follow(self, names: tuple[Name, ...], thing: ThingSymbol | None) -> Iterator[Reference]:
        for name in names:
            field: FieldSymbol | None = thing.field(name.text) if thing is not None else None
            if field is None:
                return
            yield Reference(name, thing=field.thing, field=field.key)
            thing = self._symbols.reached(field)


def _is_choice(part: ExpressionNode, node: ExpressionNode, scope: Scope, symbols: Symbols) -> bool:
    """Whether a name that is compared is a choice of what it is compared with."""
    if not isinstance(node, BinaryNode | InNode):
        return False
    others = (each for each in children(node) if each is not part)
    return any(_is_one_of(part, field_of(other, scope, symbols)) for other in others)


def _is_one_of(node: ExpressionNode, field: FieldSymbol | None) -> bool:
    if field is None or not isinstance(node, PathNode) or len(node.names) > 1:
        return False
    return field.choice(node.names[0].text) is not None


def _paths(node: ExpressionNode) -> Iterator[PathNode]:
    if isinstance(node, PathNode):
        yield node
    for child in children(node):
        yield from _paths(child)
