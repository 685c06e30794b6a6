"""Actions and triggers, and their steps."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import time

from appling.blueprint.model.app import (
    ADDED_AT,
    OWNER,
    Action,
    Assignment,
    Event,
    Field,
    Receiver,
    Step,
    Thing,
    Trigger,
)
from appling.blueprint.model.expression import Duration, Expression, Kind
from appling.blueprint.model.reading import kept_whole
from appling.blueprint.names import unique_keys
from appling.blueprint.resolve.expressions import Expressions
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol, Symbols, ThingSymbol
from appling.blueprint.resolve.things import Things
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import (
    ActionBlock,
    AssignmentNode,
    Name,
    PathNode,
    StepLine,
    TemplateNode,
    TriggerBlock,
)


class Actions:
    """Makes the actions of an App from a blueprint without faults."""

    def __init__(self, symbols: Symbols, expressions: Expressions, things: Things) -> None:
        self._symbols = symbols
        self._expressions = expressions
        self._things = things

    def made(self, things: Iterable[Thing]) -> tuple[Action, ...]:
        """The actions of an app with these things."""
        blocks, known = self._symbols.blueprint.actions, {thing.key: thing for thing in things}
        keys = unique_keys(block.name.text for block in blocks)
        made = (self._action(block, key) for block, key in zip(blocks, keys, strict=True))
        return tuple(_bounded(action, known) for action in made)

    def _action(self, block: ActionBlock, key: str) -> Action:
        thing = self._symbols.thing(block.thing.text) if block.thing is not None else None
        row = Scope(thing, this=thing)
        inputs = self._symbols.inputs(block)
        scope = replace(row, inputs=inputs)
        roles = frozenset(
            found for name in block.roles if (found := self._symbols.role_key(name.text)) is not None
        )
        return Action(
            name=block.name.text,
            key=key,
            thing=thing.key if thing is not None else None,
            roles=roles if block.roles else None,
            when=self._expressions.truth(block.when, row) if block.when is not None else None,
            steps=tuple(self._step(line, scope) for line in block.steps),
            inputs=self._things.fields(inputs, row) if inputs is not None else (),
        )

    def triggers(self) -> tuple[Trigger, ...]:
        blocks = self._symbols.blueprint.triggers
        keys = unique_keys(block.occasion.name for block in blocks)
        return tuple(self._trigger(block, key) for block, key in zip(blocks, keys, strict=True))

    def _trigger(self, block: TriggerBlock, key: str) -> Trigger:
        said = block.occasion
        thing = self._symbols.thing(said.thing.text) if said.thing is not None else None
        scope = Scope(thing, this=thing)
        field = None
        if said.delay is not None and thing is not None:
            dated = thing.field(said.field.text) if said.field is not None else None
            field = dated.key if dated is not None else ADDED_AT
        elif said.field is not None and thing is not None:
            changed = thing.field(said.field.text)
            field = changed.key if changed is not None else None
        return Trigger(
            name=said.name,
            key=key,
            event=Event(said.event),
            thing=thing.key if thing is not None else None,
            where=self._expressions.truth(said.where, scope) if said.where is not None else None,
            steps=tuple(self._step(line, scope) for line in block.steps),
            unit=said.unit,
            at=time.fromisoformat(said.at) if said.at else None,
            delay=Duration(said.delay.amount, said.delay.unit) if said.delay is not None else None,
            field=field,
        )

    def _step(self, line: StepLine, scope: Scope) -> Step:
        signature = self._symbols.words.step(line.kind.text)
        assert signature is not None  # noqa: S101 - checked before
        if signature.form == "ask":
            return self._asked(signature.name, line, scope)
        if line.text is not None:
            who = receiver(line.target, scope, self._symbols, self._expressions) if line.target else None
            return Step(signature.name, None, (), who, said_in(line.text, scope, self._expressions))
        if signature.form == "delete":
            return Step(signature.name, None, ())
        if signature.form in ("create", "draw"):
            thing = added_thing(line, self._symbols)
            assert thing is not None  # noqa: S101 - checked before
            inside = tuple(
                self._assignment(item, (item.path.names[0],), thing, scope) for item in line.assignments
            )
            step = Step(signature.name, thing.key, inside)
            return self._drawn(step, line, thing, scope) if signature.form == "draw" else step
        assert scope.thing is not None  # noqa: S101 - checked before
        return Step(
            signature.name,
            None,
            tuple(
                self._assignment(item, set_names(item.path), scope.thing, scope) for item in line.assignments
            ),
        )

    def _drawn(self, step: Step, line: StepLine, thing: ThingSymbol, scope: Scope) -> Step:
        assert line.count is not None  # noqa: S101 - checked before
        where = self._expressions.truth(line.where, Scope(thing)) if line.where is not None else None
        return replace(step, count=self._expressions.value(line.count, scope), where=where)

    def _asked(self, name: str, line: StepLine, scope: Scope) -> Step:
        field = asked_field(line, scope.thing)
        assert field is not None and line.text is not None  # noqa: S101, PT018 - checked before
        return Step(name, None, (), None, said_in(line.text, scope, self._expressions), field.key)

    def _assignment(
        self, item: AssignmentNode, names: tuple[Name, ...], thing: ThingSymbol, scope: Scope
    ) -> Assignment:
        path = fields_of(names, thing, self._symbols)
        assert path is not None  # noqa: S101 - checked before
        value = self._expressions.value_for(path[-1], item.value, replace(scope, draws=True))
        return Assignment(tuple(field.key for field in path), value)


def receiver(who: PathNode, scope: Scope, symbols: Symbols, expressions: Expressions) -> Receiver:
    """Who is told: a person or an address that the row knows, else the owner or a role. Raises Fault."""
    word = who.names[0].text
    own = scope.knows(word)
    if len(who.names) == 1 and not own:
        if name_key(word) == OWNER:
            return Receiver("owner")
        role = symbols.roles.get(name_key(word))
        if role is not None:
            return Receiver("role", role.key)
    value = expressions.value(who, scope)
    return Receiver("person" if value.type.kind is Kind.PERSON else "address", None, value)


def said_in(text: TemplateNode, scope: Scope, expressions: Expressions) -> tuple[str | Expression, ...]:
    """The words and values of a text. Raises Fault, with the place inside the text."""
    return tuple(part if isinstance(part, str) else expressions.value(part, scope) for part in text.parts)


def asked_field(line: StepLine, thing: ThingSymbol | None) -> FieldSymbol | None:
    """The field of the row that an answer goes into."""
    if thing is None or line.target is None or len(line.target.names) != 1:
        return None
    return thing.field(line.target.names[0].text)


def added_thing(line: StepLine, symbols: Symbols) -> ThingSymbol | None:
    """The thing that an `add` step adds a row to."""
    if line.target is None or len(line.target.names) != 1:
        return None
    return symbols.thing(line.target.names[0].text)


def set_names(path: PathNode) -> tuple[Name, ...]:
    """The names of what is set, without a leading `this`."""
    names = path.names
    return names[1:] if len(names) > 1 and names[0].text.casefold() == "this" else names


def fields_of(
    names: tuple[Name, ...], thing: ThingSymbol, symbols: Symbols
) -> tuple[FieldSymbol, ...] | None:
    """The fields that a written path goes through, or None if there is no such path."""
    found: list[FieldSymbol] = []
    current: ThingSymbol | None = thing
    for name in names:
        field = current.field(name.text) if current is not None else None
        if field is None:
            return None
        found.append(field)
        current = symbols.target(field)
    return tuple(found)


def _bounded(action: Action, things: Mapping[str, Thing]) -> Action:
    """Asks no less of an answer than the field does in which it is kept as it is."""
    kept = {given.key: field for given, _, field in kept_whole(action, things)}
    inputs = (_as_strict(each, kept[each.key]) if each.key in kept else each for each in action.inputs)
    return replace(action, inputs=tuple(inputs))


def _as_strict(asked: Field, field: Field) -> Field:
    lows = [each.minimum for each in (asked, field) if each.minimum is not None]
    highs = [each.maximum for each in (asked, field) if each.maximum is not None]
    return replace(
        asked,
        required=asked.required or field.required,
        minimum=max(lows, default=None),
        maximum=min(highs, default=None),
    )
