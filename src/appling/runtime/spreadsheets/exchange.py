"""Rows as files, by the browser: lists taken out, rows brought in after a look at what would come of it."""

from urllib.parse import quote

from starlette.responses import Response

from appling.atoms.base import Refused
from appling.blueprint.model.app import Thing
from appling.runtime import addresses
from appling.runtime.pages import refuse
from appling.runtime.rows.listing import read_asked
from appling.runtime.spreadsheets.bringing_in import Importer, Outcome
from appling.runtime.spreadsheets.reading import read_sheet
from appling.runtime.spreadsheets.sheet import MOST_BYTES, MOST_ROWS, Sheet
from appling.runtime.spreadsheets.taking_out import TYPES, Format, take_out
from appling.runtime.visit import Visit
from appling.runtime.web.limits import Rate
from appling.store import NotThere
from appling.store.files import BROUGHT_IN

RATE = Rate(burst=60, seconds=5)
SHOWN_ROWS = 8
SHOWN_CELL = 80


def take_out_rows(visit: Visit) -> Response:
    """The list of the same address as a file: its filter, search and order hold here too."""
    thing = visit.app.thing(visit.match.route.thing)
    if not visit.rights.may_take_out(thing):
        raise refuse(visit)
    _limit(visit)
    format_ = Format(visit.match.route.pattern.rpartition(".")[2])
    with visit.reading() as lists:
        fields = visit.rights.seen(thing)
        asked = read_asked(visit.incoming.query, "", fields, visit.app.language)
        content = take_out(lists, thing, visit.compiled.key, asked, format_)
    visit.store.record("rows taken out", visit.actor.person, thing.key)
    name = quote(f"{thing.plural}.{format_}", safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
    return visit.finish(Response(content, media_type=TYPES[format_], headers=headers))


def show_form(visit: Visit) -> Response:
    return _form(visit, _thing(visit))


def bring_in(visit: Visit) -> Response:
    """A look at a file that was chosen; or, when it was looked at before and is agreed to, its rows."""
    thing = _thing(visit)
    _limit(visit)
    token = visit.incoming.text("file") or _keep(visit, thing)
    if token is None:
        return _form(visit, thing, visit.t("Choose a file first."))
    try:
        sheet = _read(visit, thing, token)
        agreed = visit.incoming.text("agreed") == "yes"
        importer = Importer(visit.store, visit.viewer, visit.lists, visit.compiled.key)
        outcome = importer.run(thing, sheet, keep=agreed)
    except Refused as refused:
        visit.store.files.remove([token])
        return _form(visit, thing, visit.t(refused.message, **refused.values))
    if not agreed or outcome.faults:
        return _look(visit, thing, sheet, outcome, token)
    visit.store.files.remove([token])
    visit.store.record("rows brought in", visit.actor.person, f"{thing.key}: {outcome.rows}")
    visit.flash("{added} added, {changed} changed.", added=outcome.added, changed=outcome.changed)
    back = addresses.listing(thing.key) if visit.rights.may_take_out(thing) else "/"
    return visit.redirect(back)


def _thing(visit: Visit) -> Thing:
    thing = visit.app.thing(visit.match.route.thing)
    if not visit.rights.may_bring_in(thing):
        raise refuse(visit)
    return thing


def _limit(visit: Visit) -> None:
    who = visit.incoming.address if visit.actor.person is None else str(visit.actor.person)
    visit.limiter.take(RATE, visit.compiled.key, "rows as files", who)


def _keep(visit: Visit, thing: Thing) -> str | None:
    """Keeps the file for the next question, in vain if that never comes: then it is cleared away."""
    upload = visit.incoming.upload("rows")
    if upload is None:
        return None
    kept = visit.store.files.add(
        upload.file,
        name="rows",
        type_="application/octet-stream",
        thing=thing.key,
        field=BROUGHT_IN,
        person=visit.actor.person,
        limit=MOST_BYTES,
    )
    return kept.token


def _read(visit: Visit, thing: Thing, token: str) -> Sheet:
    """The kept file, which must be this person's for this thing. Raises NotThere, Refused."""
    upload = visit.store.files.get(token)
    if (upload.person, upload.thing, upload.field) != (visit.actor.person, thing.key, BROUGHT_IN):
        raise NotThere
    with visit.store.files.path(token).open("rb") as file:
        return read_sheet(file)


def _form(visit: Visit, thing: Thing, error: str | None = None) -> Response:
    fields = [field.name for field in visit.rights.importable(thing)]
    return visit.page(
        "bring_in.html",
        400 if error else 200,
        thing=thing,
        fields=fields,
        url=addresses.bring_in(thing.key),
        back=addresses.listing(thing.key) if visit.rights.may_take_out(thing) else "/",
        error=error,
        most=MOST_ROWS,
        title=visit.t("Bring in {things}", things=thing.plural),
    )


def _look(visit: Visit, thing: Thing, sheet: Sheet, outcome: Outcome, token: str) -> Response:
    places = list(outcome.columns.fields)
    rows = [(number, [cells[place][:SHOWN_CELL] for place in places]) for number, cells in sheet.rows]
    return visit.page(
        "bring_in_look.html",
        400 if outcome.faults else 200,
        thing=thing,
        outcome=outcome,
        heads=[field.name for field in outcome.columns.fields.values()],
        rows=rows[:SHOWN_ROWS],
        further=max(0, len(rows) - SHOWN_ROWS),
        url=addresses.bring_in(thing.key),
        file=token,
        title=visit.t("Bring in {things}", things=thing.plural),
    )
