"""The states of rows that actions bring, and to whom bringing them is left."""

from collections.abc import Iterable

from appling.blueprint.model.app import OWNER, Action, App, Field, Thing
from appling.blueprint.model.expression import Kind, Literal


def left_to_others(app: App, thing: Thing, roles: Iterable[str]) -> frozenset[str]:
    """The keys of states that some action brings which is for none of these roles.

    Who adds a row, but may not change it, begins it as it begins: an order that says it is paid, or an answer
    that says it is right, would step over whoever says so.
    """
    mine = {*roles}
    others = [each for each in app.actions if OWNER not in mine and not _is_for(each, mine)]
    return frozenset(each.key for each in thing.fields if _begins(each) and _is_brought(thing, each, others))


def _is_for(action: Action, roles: set[str]) -> bool:
    return action.roles is None or not roles.isdisjoint(action.roles)


def _begins(field: Field) -> bool:
    """Whether every new row has the same there."""
    return isinstance(field.default, Literal) and (bool(field.choices) or field.value.kind is Kind.TRUTH)


def _is_brought(thing: Thing, field: Field, actions: Iterable[Action]) -> bool:
    steps = (step for action in actions if action.thing == thing.key for step in action.steps)
    return any(each.path == (field.key,) for step in steps for each in step.assignments)
