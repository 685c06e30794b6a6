"""What forms and buttons of pages do: add, change and remove rows, and take actions."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import Response

from appling.atoms import step_atom, trait_atom
from appling.atoms.base import FormAnswer
from appling.blueprint.model.app import Action, Field, Thing, Verb
from appling.runtime import addresses
from appling.runtime.pages import refuse
from appling.runtime.rows.numbered import number_of
from appling.runtime.templating import inline
from appling.runtime.visit import Visit
from appling.runtime.writing import pressing
from appling.runtime.writing.files import keep_uploads
from appling.runtime.writing.forms import Forms, Posting, Typed, TypedLines, read_typed
from appling.runtime.writing.new_lines import NewLines, need_required
from appling.runtime.writing.pressing import action_of
from appling.runtime.writing.sending import keep_given
from appling.store import Conflict, Invalid, NotThere


def add_row(visit: Visit) -> Response:
    thing = visit.app.thing(visit.match.route.thing)
    if not visit.rights.may(thing.key, Verb.ADD):
        raise refuse(visit)
    fields = visit.rights.settable(thing, Verb.ADD)
    back = addresses.safe_path(visit.incoming.text("_back"))
    with visit.reading() as lists:
        typed = read_typed(visit.incoming, fields, lists)
        lines = NewLines.read(visit, thing, Forms(lists, visit.request_token))
    need_required(visit, fields, typed)
    number = 0
    if not typed.errors and not lines.wrong:
        values = typed.values | keep_uploads(visit, thing, typed.uploads)
        try:
            with visit.store.write(visit.viewer) as writer:
                number = writer.insert(thing.key, values, visit.rights.scope(thing.key, Verb.ADD))
                lines.insert(writer, number)
        except Invalid as invalid:
            if not lines.wrong:
                typed.errors[invalid.field] = visit.t(invalid.message, **invalid.values)
    if typed.errors or lines.wrong:
        return _again(
            visit,
            thing,
            fields,
            typed,
            lambda forms: forms.adding(thing, back, _back(back)),
            400,
            lines=lines.typed,
        )
    if not _is_press(thing):
        _say_added(visit, thing, number)
    return visit.redirect(_after_adding(visit, thing, number, back))


def change_row(visit: Visit) -> Response:
    thing, number = visit.app.thing(visit.match.route.thing), visit.match.id
    if not visit.rights.may(thing.key, Verb.SEE):
        raise refuse(visit)
    fields = visit.rights.settable(thing, Verb.CHANGE)
    version = visit.incoming.text("_version")
    with visit.reading() as lists:
        row = lists.reader.row(thing.key, number, checks=(visit.rights.scope(thing.key, Verb.CHANGE),))
        if not row.checks[0]:
            raise refuse(visit)
        typed = read_typed(visit.incoming, fields, lists)

    back = addresses.safe_path(visit.incoming.text("_back"))

    def posting(forms: Forms) -> Posting:
        return forms.changing(thing, number, version, back)

    if typed.errors:
        return _again(visit, thing, fields, typed, posting, 400)
    values = typed.values | keep_uploads(visit, thing, typed.uploads)
    try:
        with visit.store.write(visit.viewer) as writer:
            scope = visit.rights.scope(thing.key, Verb.CHANGE)
            writer.update(thing.key, number, values, scope, _version(version))
    except Invalid as invalid:
        typed.errors[invalid.field] = visit.t(invalid.message, **invalid.values)
        return _again(visit, thing, fields, typed, posting, 400)
    except Conflict as conflict:
        return _meanwhile(visit, thing, fields, typed, conflict)
    if _is_press(thing):
        return visit.redirect(visit.back() or addresses.row(thing.key, number))
    visit.flash("Saved.")
    return visit.redirect(back or _row_or_list(visit, thing.key, number))


def remove_row(visit: Visit) -> Response:
    thing, number = visit.app.thing(visit.match.route.thing), visit.match.id
    if not visit.rights.may(thing.key, Verb.SEE):
        raise refuse(visit)
    with visit.store.write(visit.viewer) as writer:
        writer.delete(thing.key, number, visit.rights.scope(thing.key, Verb.REMOVE))
    if not _is_press(thing):
        visit.flash("Removed.")
    back = visit.back()
    gone = addresses.row(thing.key, number)
    return visit.redirect(back if back and not back.startswith(gone) else addresses.listing(thing.key))


def act(visit: Visit) -> Response:
    """Take an action, on the row of the address if it has a thing; what it asks for comes with it."""
    action = action_of(visit)
    if action.inputs:
        asked = pressing.act(visit, pressing.pressed_on(visit, action))
        if asked is not None:
            return asked
    else:
        take(visit)
    then = _after_acting(visit, action)
    visit.flash("{action}: completed.", leads_to=_what_it_added(visit, action, then), action=action.name)
    return visit.lead(then)


def take(visit: Visit, typed: Mapping[str, Any] | None = None) -> Action:
    """Raises what stands against it."""
    action = action_of(visit)
    number = None if action.thing is None else visit.match.id
    if action.thing is not None and not visit.rights.may(action.thing, Verb.SEE):
        raise refuse(visit)
    if not visit.rights.may_try(action):
        if action.thing is not None:
            with visit.reading() as lists:
                lists.reader.row(action.thing, visit.match.id)
        raise refuse(visit)
    with visit.store.write(visit.viewer) as writer:
        keep_given(writer, action, visit.app, typed or {})
        pressing.take_on(visit, writer, action, number, typed)
    return action


def _again(
    visit: Visit,
    thing: Thing,
    fields: tuple[Field, ...],
    typed: Typed,
    posting: Any,
    status: int,
    error: str | None = None,
    texts: Mapping[str, str] | None = None,
    lines: Mapping[str, TypedLines] | None = None,
) -> Response:
    """The form once more, with what was typed and what is wrong with it."""
    with visit.reading() as lists:
        forms = Forms(lists, visit.request_token)
        shown = {**_kept(visit, thing, fields, forms), **(texts or {}), **typed.texts}
        unseen = [text for key, text in typed.errors.items() if key not in {field.key for field in fields}]
        sentence = error or (" ".join(unseen) if unseen else None)
        answer: FormAnswer = forms.form(
            thing,
            fields,
            shown,
            posting(forms),
            typed.errors,
            sentence,
            lines=() if lines is None else forms.lines(thing, typed=lines),
        )
    return visit.page("form.html", status, answer=answer, title=_title(visit, thing))


def _kept(visit: Visit, thing: Thing, fields: tuple[Field, ...], forms: Forms) -> dict[str, str]:
    """What a row has in fields that were not typed, such as its files."""
    return forms.present(thing, visit.match.id, fields)[0] if visit.match.id else {}


def _meanwhile(
    visit: Visit, thing: Thing, fields: tuple[Field, ...], typed: Typed, conflict: Conflict
) -> Response:
    """The form with both: what was typed in the inputs, and beside them what somebody else saved."""
    with visit.reading() as lists:
        texts, version = Forms(lists, visit.request_token).present(thing, visit.match.id, fields)
    for field in fields:
        if field.key in typed.texts and typed.texts[field.key] != texts[field.key]:
            typed.errors[field.key] = visit.t("Somebody else saved: {value}", value=texts[field.key] or "–")

    def posting(forms: Forms) -> Posting:
        return forms.changing(thing, visit.match.id, version)

    return _again(visit, thing, fields, typed, posting, 409, visit.t(conflict.message), texts)


def _title(visit: Visit, thing: Thing) -> str:
    name = inline(thing.name, visit.app.language)
    return visit.t("Change {title}", title=name) if visit.match.id else visit.t("Add {thing}", thing=name)


def _version(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def _is_press(thing: Thing) -> bool:
    """Whether its rows are made by a button that stays where it is, and shows what it did."""
    return thing.trait is not None and trait_atom(thing.trait.name).toggles


def _back(back: str | None) -> tuple[tuple[str, str], ...]:
    return (("_back", back),) if back else ()


def _say_added(visit: Visit, thing: Thing, number: int) -> None:
    """With the number that the row got, where its person may see it."""
    counted = None
    with suppress(NotThere):
        counted = number_of(visit, thing, number)
    if counted is None:
        visit.flash("Added.")
    else:
        visit.flash("Added. The number is {number}.", number=counted)


def _after_adding(visit: Visit, thing: Thing, number: int, back: str | None) -> str:
    """Back to where the form was, or to the new row (a new report), or wherever this person may be."""
    if back is not None and thing.kept_by is None:
        return back
    if _is_press(thing) and (here := visit.back()) is not None:
        return here
    if not visit.rights.may(thing.key, Verb.SEE):
        return "/" if visit.rights.home() else addresses.new(thing.key)
    return _row_or_list(visit, thing.key, number)


def _row_or_list(visit: Visit, thing: str, number: int) -> str:
    """The row's page; the list, if what the change set off took the row away or out of sight."""
    with visit.reading() as lists:
        try:
            lists.reader.row(thing, number)
        except NotThere:
            return addresses.listing(thing)
    return addresses.row(thing, number)


def _what_it_added(visit: Visit, action: Action, then: str) -> tuple[str, str] | None:
    """The page that lists what an action has added, for those who will not be there anyway."""
    added = (step.thing for step in action.steps if step_atom(step.kind).form == "create")
    pages = (visit.rights.page_of(thing) for thing in added if thing is not None)
    page = next(filter(None, pages), None)
    if page is None:
        return None
    href, path = f"/{page.key}", urlsplit(then).path
    is_there = path == href or (path == "/" and page is visit.rights.home())
    return None if is_there else (page.name, href)


def _after_acting(visit: Visit, action: Action) -> str:
    back = pressing.back_of(visit)
    if action.thing is None:
        return back or "/"
    gone = addresses.row(action.thing, visit.match.id)
    then = _row_or_list(visit, action.thing, visit.match.id)
    return back if back and (then == gone or not back.startswith(gone)) else then
