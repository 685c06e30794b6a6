"""Buttons of actions that are on no row."""

from collections.abc import Iterable

from appling.atoms.base import Button
from appling.blueprint.model.app import Action
from appling.runtime import addresses
from appling.runtime.rows.row_views import is_dangerous
from appling.runtime.visit import Visit


def rowless_buttons(visit: Visit, among: Iterable[Action]) -> tuple[Button, ...]:
    """Of those among these actions that this person may take now."""
    actions = [action for action in among if action.thing is None and visit.rights.may_try(action)]
    conditions = [action.when for action in actions if action.when is not None]
    holds = iter(visit.store.evaluate(conditions, visit.viewer))
    return tuple(
        Button(action.name, addresses.act(action, None), is_dangerous(action), bool(action.inputs))
        for action in actions
        if action.when is None or next(holds)
    )
