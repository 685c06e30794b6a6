"""The same done to several rows that somebody chose: to all of them or to none, in one step of history."""

from starlette.responses import Response

from appling.blueprint.model.app import Action, Thing, Verb
from appling.runtime import addresses
from appling.runtime.pages import refuse
from appling.runtime.visit import Visit
from appling.runtime.web.problems import BadRequest
from appling.runtime.writing import pressing

MOST = 200
REMOVE = "remove"
ACTION = "do/"
ASKED = "_asked"
PREFIX = "given."


def act_on_many(visit: Visit) -> Response:
    """Remove the chosen rows, or take an action on each."""
    thing = visit.app.thing(visit.match.route.thing)
    if not visit.rights.may(thing.key, Verb.SEE):
        raise refuse(visit)
    rows = _chosen(visit)
    action = _action(visit, thing)
    if action is None:
        _remove(visit, thing, rows)
    else:
        asked = _take(visit, action, rows)
        if asked is not None:
            return asked
        visit.flash("{action}: completed.", action=f"{action.name} ({len(rows)})")
    return visit.redirect(pressing.back_of(visit) or addresses.listing(thing.key))


def _take(visit: Visit, action: Action, rows: list[int]) -> Response | None:
    """Take the action on all of them; first the form of what it asks for, once for all."""
    if not action.inputs:
        with visit.store.write(visit.viewer) as writer:
            for row in rows:
                pressing.take_on(visit, writer, action, row)
        return None
    hidden = (("do", ACTION + action.key), (ASKED, "yes"), *(("row", str(row)) for row in rows))
    pressed = pressing.Pressed(action, tuple(rows), visit.incoming.path, hidden, PREFIX)
    if visit.incoming.text(ASKED):
        return pressing.act(visit, pressed)
    with visit.reading() as lists:
        pressing.require_right(visit, lists, pressed)
        return pressing.ask(visit, lists, pressed)


def _remove(visit: Visit, thing: Thing, rows: list[int]) -> None:
    scope = visit.rights.scope(thing.key, Verb.REMOVE)
    with visit.store.write(visit.viewer) as writer:
        for row in rows:
            writer.delete(thing.key, row, scope)
    visit.flash("Removed: {count}", count=len(rows))


def _chosen(visit: Visit) -> list[int]:
    texts = [text for text in visit.incoming.form.getlist("row") if isinstance(text, str)]
    rows = list(
        dict.fromkeys(int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 18)
    )
    if not rows or len(rows) > MOST:
        raise BadRequest("Choose one row or more, {most} at most.", most=MOST)
    return rows


def _action(visit: Visit, thing: Thing) -> Action | None:
    """The action that is named, if this person may try it; None to remove."""
    what = visit.incoming.text("do")
    if what == REMOVE:
        return None
    for action in visit.app.actions:
        named = action.thing == thing.key and what == ACTION + action.key
        if named and not pressing.asks_for_files(action) and visit.rights.may_try(action):
            return action
    raise BadRequest("This can't be done to several rows at once.")
