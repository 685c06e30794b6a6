"""Who may do what, worked out from a blueprint's rules alone: nothing here is asked of the runtime."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from tests.generated.reference import Meaning, World

from appling.atoms import step_atom
from appling.blueprint.model.app import OWNER, VISITOR, Action, App, Field, Grant, Thing, Verb
from appling.blueprint.model.expression import Aggregate, Path


@dataclass(frozen=True)
class Oracle:
    """What one person may do; `world.me` is who it is, None a visitor."""

    world: World
    role: str

    @property
    def app(self) -> App:
        return self.world.app

    @property
    def is_owner(self) -> bool:
        return self.role == OWNER

    def grants(self, thing: Thing, verb: Verb) -> list[Grant]:
        """Those that can be for this person: a visitor owns nothing."""
        named = (grant for grant in thing.grants if grant.verb is verb and grant.role in (self.role, VISITOR))
        return [grant for grant in named if not grant.own or self.world.me is not None]

    def may(self, thing: Thing, verb: Verb) -> bool:
        """Whether there can be any row."""
        return self.is_owner or bool(self.grants(thing, verb))

    def may_to(self, thing: Thing, verb: Verb, row: int) -> bool:
        """Whether this very row. Raises Unsure."""
        return self.is_owner or any(self._holds(grant, thing, row) for grant in self.grants(thing, verb))

    def _holds(self, grant: Grant, thing: Thing, row: int) -> bool:
        values = self.world.rows[thing.key][row]
        if grant.own and values[thing.owner or "_by"] != self.world.me:
            return False
        return grant.where is None or Meaning(self.world, thing, values, row).holds(grant.where)

    def seen(self, thing: Thing) -> list[int]:
        if not self.may(thing, Verb.SEE):
            return []
        return [row for row in self.world.rows[thing.key] if self.may_to(thing, Verb.SEE, row)]

    def may_see(self, thing: Thing) -> bool:
        return self.may(thing, Verb.SEE)

    def is_shown(self, field: Field, thing: Thing) -> bool:
        """Neither it, nor anything that it is computed from, is for others."""
        return all(self._is_for(each) for each in [field, *reads(field, thing, self.app)])

    def shown(self, thing: Thing) -> list[Field]:
        return [field for field in thing.fields if self.is_shown(field, thing)]

    def _is_for(self, field: Field) -> bool:
        return self.is_owner or field.only is None or self.role in field.only or VISITOR in field.only

    def must_refuse(self, action: Action, row: int) -> bool:
        """Whether the action may surely not be taken on the row: not seen, not granted, not by hand."""
        thing = self.app.thing(action.thing or "")
        if not self.may_to(thing, Verb.SEE, row):
            return True
        if action.roles is not None:
            return not self.is_owner and {self.role, VISITOR}.isdisjoint(action.roles)
        return any(not self._could(action, step, thing, row) for step in range(len(action.steps)))

    def _could(self, action: Action, place: int, thing: Thing, row: int) -> bool:
        """Whether the step could be taken by hand, as far as can be said before the others are taken."""
        step = action.steps[place]
        match step_atom(step.kind).form:
            case "tell" | "post":
                return self.is_owner
            case "create":
                return self.may(self.app.thing(step.thing or ""), Verb.ADD)
            case "delete":
                return self.may_to(thing, Verb.REMOVE, row) if place == 0 else self.may(thing, Verb.REMOVE)
        changed = thing if step.thing is None else self.app.thing(step.thing)
        own = [each.path[0] for each in step.assignments if len(each.path) == 1]
        own += [step.into] if step.into is not None else []
        if any(not self._is_for(changed.field(key)) for key in own):
            return False
        if not own:
            return True
        is_this_row = step.thing is None and place == 0
        return self.may_to(thing, Verb.CHANGE, row) if is_this_row else self.may(changed, Verb.CHANGE)


def reads(field: Field, thing: Thing, app: App) -> list[Field]:
    """All fields that a formula depends on, also through other formulas."""
    found: dict[tuple[str, str], Field] = {}
    waiting: list[tuple[object, Thing]] = [(field.formula, thing)]
    while waiting:
        node, here = waiting.pop()
        for step, there in _named(node, here, app):
            if (there.key, step.key) not in found:
                found[there.key, step.key] = step
                waiting.append((step.formula, there))
    return list(found.values())


def _named(node: object, thing: Thing, app: App) -> Iterator[tuple[Field, Thing]]:
    """The fields that an expression itself names, with their things."""
    if isinstance(node, Path):
        for key in node.steps:
            field = thing.field(key)
            yield field, thing
            thing = app.thing(field.thing) if field.thing is not None else thing
        return
    if isinstance(node, Aggregate):
        thing = app.thing(node.thing)
        if node.link is not None:
            yield thing.field(node.link), thing
    if isinstance(node, tuple):
        for each in node:
            yield from _named(each, thing, app)
    elif is_dataclass(node) and not isinstance(node, type):
        for each in fields(node):
            yield from _named(getattr(node, each.name), thing, app)
