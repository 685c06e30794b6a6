"""The buttons that visitors see of what they could do once they have signed up: each leads there first.

They grant nothing: who has signed in is asked again for everything.
"""

from appling.atoms import step_atom
from appling.blueprint.model.app import Action, App, Thing, Verb
from appling.blueprint.model.expression import Expression, Me
from appling.blueprint.model.reading import conjuncts, expression_reads, parts_of
from appling.runtime.access import Rights
from appling.store.scope import Scope


def invitations(app: App, rights: Rights, thing: Thing) -> tuple[tuple[Action, tuple[Scope, ...]], ...]:
    """What those who sign up add to a row, and what must hold for it, as far as a visitor may know."""
    if rights.signed_in or not rights.may(thing.key, Verb.SEE):
        return ()
    joining = [Rights(app, role.key, signed_in=True) for role in app.joinable]
    people = [each for each in joining if not _manages(each, thing)]
    offered = (
        action
        for action in app.actions
        if action.thing == thing.key and _adds(action) and not rights.may_try(action)
    )
    return tuple(
        (action, tuple(Scope(thing.key, each) for each in _conditions(action)))
        for action in offered
        if any(each.may_try(action) for each in people)
        and all(_is_seen(each, thing, app, rights) for each in _conditions(action))
    )


def _adds(action: Action) -> bool:
    """Whether it books, buys or joins: what only changes a row is for those who keep it."""
    return any(step_atom(step.kind).form == "create" for step in action.steps)


def _manages(rights: Rights, thing: Thing) -> bool:
    """Whether they change every row: their buttons are tools, and nothing to invite to."""
    scope = rights.scope(thing.key, Verb.CHANGE)
    return not scope.empty and scope.condition is None


def _conditions(action: Action) -> tuple[Expression, ...]:
    """What must hold, without what speaks of who presses."""
    parts = [] if action.when is None else conjuncts(action.when)
    return tuple(part for part in parts if not _speaks_of_me(part))


def _speaks_of_me(expression: Expression) -> bool:
    return isinstance(expression, Me) or any(map(_speaks_of_me, parts_of(expression)))


def _is_seen(expression: Expression, thing: Thing, app: App, rights: Rights) -> bool:
    """Whether a button that comes and goes with it would tell a visitor nothing that is kept from them."""
    read = expression_reads(expression, thing.key, app)
    return all(
        rights.may(key, Verb.SEE) and field.key not in rights.hidden(app.thing(key)) for key, field in read
    )
