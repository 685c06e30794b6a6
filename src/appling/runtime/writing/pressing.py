"""Buttons that ask for something first: their form, and the action with what was typed into it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import Response

from appling.blueprint.model.app import Action, Field, Verb
from appling.blueprint.model.expression import Kind
from appling.blueprint.model.reading import kept_whole
from appling.runtime import addresses
from appling.runtime.pages import refuse
from appling.runtime.rows.lists import Lists
from appling.runtime.visit import Visit
from appling.runtime.writing.files import keep_uploads
from appling.runtime.writing.forms import Forms, Posting, Typed, form_text, read_typed
from appling.runtime.writing.new_lines import need_required
from appling.store import Invalid, NotNow, Writer
from appling.store.scope import Scope
from appling.store.writing.inputs import defaults, file_place

MOST_NAMED = 5
ID_PREFIX = "asked-"


@dataclass(frozen=True, slots=True)
class Pressed:
    """An action that was pressed on some rows (of one without a thing: on none), and where its form goes.

    `hidden`: what the form sends along; `name`: what its inputs are called there.
    """

    action: Action
    rows: tuple[int, ...]
    url: str
    hidden: tuple[tuple[str, str], ...] = ()
    prefix: str = ""

    def name(self, field: Field) -> str:
        return self.prefix + field.key

    @property
    def row(self) -> int | None:
        return self.rows[0] if self.rows else None


def action_of(visit: Visit) -> Action:
    """The action of the address."""
    route = visit.match.route
    return next(
        action
        for action in visit.app.actions
        if action.key == route.action and (action.thing or "") == route.thing
    )


def pressed_on(visit: Visit, action: Action) -> Pressed:
    """The action of the address, on the row of the address."""
    rows = () if action.thing is None else (visit.match.id,)
    return Pressed(action, rows, addresses.act(action, visit.match.id))


def asks_for_files(action: Action) -> bool:
    """A file is kept by one row, so it can't be given to several at once."""
    return any(each.value.kind is Kind.FILE for each in action.inputs)


def show_form(visit: Visit) -> Response:
    """What the action asks for, with what it is about."""
    pressed = pressed_on(visit, action_of(visit))
    with visit.reading() as lists:
        require_right(visit, lists, pressed)
        return ask(visit, lists, pressed)


def require_right(visit: Visit, lists: Lists, pressed: Pressed) -> None:
    """Whether it may be taken on each of these rows. Raises what stands against it."""
    action = pressed.action
    if action.thing is not None and not visit.rights.may(action.thing, Verb.SEE):
        raise refuse(visit)
    if not visit.rights.may_try(action):
        for row in pressed.rows:
            lists.reader.row(action.thing or "", row)
        raise refuse(visit)
    scopes = visit.rights.action_scopes(action)[1:]
    when = () if action.when is None else (Scope(action.thing or "", action.when),)
    for row in pressed.rows:
        found = lists.reader.row(action.thing or "", row, checks=(*scopes, *when))
        if not all(found.checks[: len(scopes)]):
            raise refuse(visit)
        if not all(found.checks):
            raise NotNow(action.name)
    alone = action.when if action.thing is None else None
    if alone is not None and not visit.store.evaluate([alone], visit.viewer)[0]:
        raise NotNow(action.name)


def ask(
    visit: Visit,
    lists: Lists,
    pressed: Pressed,
    typed: Typed | None = None,
    error: str | None = None,
) -> Response:
    """The form: as it begins, or once more with what was typed and what is wrong with it."""
    action, back = pressed.action, back_of(visit)
    inputs, beginning = _inputs(lists, pressed)
    texts = {**beginning, **(typed.texts if typed is not None else {})}
    hidden = (*pressed.hidden, *((("_back", back),) if back else ()))
    leave = back or (addresses.row(action.thing, pressed.rows[0]) if action.thing else "/")
    answer = Forms(lists, visit.request_token).form(
        action.asked,
        inputs,
        texts,
        Posting(pressed.url, action.name, leave, hidden=hidden),
        typed.errors if typed is not None else None,
        error,
        id_prefix=ID_PREFIX,
        name=pressed.name,
    )
    about = [(lists.label(action.thing or "", row), row) for row in pressed.rows[:MOST_NAMED]]
    return visit.page(
        "ask.html",
        200 if typed is None or visit.by_script else 400,
        answer=answer,
        title=action.name,
        about=[(label, addresses.row(action.thing or "", row)) for label, row in about],
        others=len(pressed.rows) - len(about),
        own=[each.name for each in inputs if each.key not in beginning],
    )


def back_of(visit: Visit) -> str | None:
    """Where the button was: a form that was opened for it says so."""
    given = visit.incoming.text("_back")
    return addresses.safe_path(given) if given else visit.back()


def _inputs(lists: Lists, pressed: Pressed) -> tuple[tuple[Field, ...], dict[str, str]]:
    """What is asked for, and what the inputs hold at first: their defaults.

    Where these differ from row to row, there is none, and what is left empty gets the row's own.
    """
    action = pressed.action
    found = [defaults(lists.reader, action, row) for row in pressed.rows or (None,)]
    same = {key for key in found[0] if all(values[key] == found[0][key] for values in found)}
    inputs = tuple(each if each.key in same else replace(each, required=False) for each in action.inputs)
    return inputs, {each.key: form_text(found[0][each.key], each) for each in inputs if each.key in same}


def act(visit: Visit, pressed: Pressed) -> Response | None:
    """Take the action with what was typed; the form once more, if that is not right."""
    with visit.reading() as lists:
        require_right(visit, lists, pressed)
        inputs, beginning = _inputs(lists, pressed)
        typed = read_typed(visit.incoming, inputs, lists, pressed.name)
        need_required(visit, inputs, typed)
        if typed.errors:
            return ask(visit, lists, pressed, typed)
    values = typed.values | _kept(visit, pressed.action, typed)
    given = {key: value for key, value in values.items() if value is not None or key in beginning}
    try:
        with visit.store.write(visit.viewer) as writer:
            for row in pressed.rows or (None,):
                take_on(visit, writer, pressed.action, row, given)
    except Invalid as invalid:
        with visit.reading() as lists:
            return ask(visit, lists, pressed, *_wrong(visit, pressed.action, typed, invalid))
    return None


def _kept(visit: Visit, action: Action, typed: Typed) -> dict[str, str]:
    """The files that were sent, kept for the fields that they go into."""
    found: dict[str, str] = {}
    for each in action.inputs:
        upload = typed.uploads.get(each.key)
        if upload is not None:
            thing, field = file_place(action, each, visit.app)
            found[each.key] = keep_uploads(visit, thing, {field.key: upload})[field.key]
    return found


def _wrong(visit: Visit, action: Action, typed: Typed, invalid: Invalid) -> tuple[Typed, str | None]:
    """What a field did not take, said of the input that it came from."""
    sentence = visit.t(invalid.message, **invalid.values)
    key = _blamed(action, invalid.field, visit)
    if key is None:
        return typed, sentence
    return replace(typed, errors={**typed.errors, key: sentence}), None


def _blamed(action: Action, field: str, visit: Visit) -> str | None:
    if any(each.key == field for each in action.inputs):
        return field
    kept = kept_whole(action, visit.app.by_key)
    return next((given.key for given, _, into in kept if into.key == field), None)


def take_on(
    visit: Visit, writer: Writer, action: Action, row: int | None, typed: Mapping[str, Any] | None = None
) -> None:
    """Take an action that may be tried, on one row if it has a thing. Raises what stands against it."""
    for scope in visit.rights.action_scopes(action)[1:]:
        if row is not None and not writer.lies_in(row, scope):
            writer.read.row(scope.thing, row)
            raise refuse(visit)
    writer.act(action, row, None, None if action.roles is not None else _by_hand(visit), typed)


def _by_hand(visit: Visit) -> dict[tuple[str, Verb], Any]:
    """What this person may do anyway, which bounds an action that nobody was granted."""
    return {
        (thing.key, verb): visit.rights.scope(thing.key, verb) for thing in visit.app.things for verb in Verb
    }
