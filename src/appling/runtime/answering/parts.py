"""The parts of a page: each one's need is answered under the viewer's rights, then its template prints it."""

from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from appling.atoms import part_atom
from appling.atoms.base import (
    Answer,
    Branches,
    Change,
    Chosen,
    Cross,
    FormAnswer,
    FreeTimes,
    Groups,
    Lanes,
    Need,
    NewRow,
    OneRow,
    Ranks,
    Reaches,
    RowAnswer,
    Rows,
    Series,
    WorkedOut,
)
from appling.atoms.base.answers import MembersAnswer
from appling.atoms.base.columns import default_columns
from appling.atoms.base.needs import Documents, Lots, Members, Others, Search
from appling.blueprint.model.app import Field, Part, Thing, Verb, own_row
from appling.blueprint.model.expression import Binary, Kind, Me, Path, ValueType
from appling.runtime import addresses
from appling.runtime.answering.calculator import work_out
from appling.runtime.answering.documents import documents
from appling.runtime.answering.lots import lots
from appling.runtime.answering.points import door, points, ways
from appling.runtime.answering.reckoning import reckon
from appling.runtime.answering.slots import free_times
from appling.runtime.answering.views import view
from appling.runtime.outward.limits import BEING_WRITTEN, WAITS
from appling.runtime.reporting.still import stilled, unpressed
from appling.runtime.rows.found import search
from appling.runtime.rows.lists import NEWEST_FIRST, Lists, Place
from appling.runtime.rows.past_rows import past_rows
from appling.runtime.rows.row_views import RowViews
from appling.runtime.templating import environment
from appling.runtime.traits import hanging
from appling.runtime.visit import Visit
from appling.runtime.writing.forms import Forms
from appling.store.outgoing.outbox import ASK
from appling.store.queries import Match, Query

MOST_MEMBERS = 1_000
MOST_RELATED_COLUMNS = 6
ALL_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Hanging:
    """The row on whose page a part stands, and the link by which new rows of the part hang on it."""

    link: Field
    row: int


def render_part(
    part: Part,
    index: int,
    visit: Visit,
    lists: Lists,
    title: str,
    on: Hanging | None = None,
    *,
    still: bool = False,
) -> Markup:
    """The HTML of one part; `still`: as it is printed, with nothing to press, to narrow or to choose."""
    atom = part_atom(part.kind)
    need = atom.need(part, visit.app)
    need = stilled(need) if still else need
    data = (
        None
        if need is None or not visit.rights.reaches(part)
        else answer(need, f"p{index}.", visit, lists, on)
    )
    data = unpressed(data) if still else data
    context: dict[str, Any] = {
        "part": part,
        "app": visit.app,
        "data": data,
        "id": f"part-{index}",
        "title": title,
        "t": visit.compiled.t,
        "language": visit.app.language,
        "token": visit.request_token,
        "path": visit.incoming.path,
        "origin": visit.incoming.origin,
        "me": visit.actor.person,
        "points": points(part, data, visit) if atom.items != "none" else (),
        "ways": ways(visit) if atom.items != "none" else (),
        "door": door(visit) if atom.items != "none" else None,
    }
    context |= atom.view(part, visit.app, data)
    html = environment().get_template(f"pages/{part.kind}/part.html").render(context)
    return Markup(html)  # noqa: S704 - a template of ours made it, with all values escaped


def answer(need: Need, prefix: str, visit: Visit, lists: Lists, on: Hanging | None = None) -> Answer:
    """What the runtime answers to a need."""
    place = Place(visit.incoming.path, visit.incoming.query, prefix)
    match need:
        case Rows():
            found = lists.rows(need, place)
            found = found if on is None else lists.adding_to(found, on.link, on.row)
            adds = need.form and lists.rights.may(need.thing, Verb.ADD)
            return replace(found, form=_form(NewRow(need.thing), prefix, visit, lists, on)) if adds else found
        case Lanes() | Reaches() | Branches() | Chosen():
            return view(need, lists, place)
        case Groups() | Series() | Change() | Cross() | Ranks():
            return reckon(need, lists, place, visit.viewer.today, visit.viewer.me)
        case NewRow():
            return _form(need, prefix, visit, lists, on)
        case WorkedOut():
            return work_out(need, Forms(lists, visit.request_token), place)
        case FreeTimes():
            return free_times(need, visit, lists, place)
        case OneRow():
            return first_row(need, visit, lists)
    return _told(need, visit, lists, place)


def _told(need: Others, visit: Visit, lists: Lists, place: Place) -> Answer:
    """What is no list of one thing's rows."""
    match need:
        case Documents():
            return documents(need, lists)
        case Lots():
            return lots(need, visit, lists)
        case Members():
            people = tuple(lists.people(MOST_MEMBERS))
            return MembersAnswer(people, lists.faces([each.id for each in people]))
        case Search():
            return search(need, lists, place)
    return past_rows(need, lists)


def _form(need: NewRow, prefix: str, visit: Visit, lists: Lists, on: Hanging | None = None) -> FormAnswer:
    forms = Forms(lists, visit.request_token)
    thing, path, start = visit.app.thing(need.thing), visit.incoming.path, prefix.rstrip(".") + "-"
    own = _only_row(thing, lists)
    if own is not None:
        return forms.own_on_page(thing, own, path, start, need.fields)
    given = None if on is None else (on.link, on.row)
    return forms.on_page(thing, path, start, need.fields, given)


def _only_row(thing: Thing, lists: Lists) -> int | None:
    """The viewer's own row of a thing of which everybody has one, such as a profile, if it may be changed."""
    single = own_row(thing)
    if single is None or single.where is not None:
        return None
    if not (lists.rights.signed_in and lists.rights.may(thing.key, Verb.CHANGE)):
        return None
    mine = Binary("=", Path((thing.owner or "",), ValueType(Kind.PERSON)), Me(), ValueType(Kind.TRUTH))
    change = lists.rights.scope(thing.key, Verb.CHANGE)
    found = lists.reader.rows(Query(thing.key, (), (mine,), limit=1, checks=(change,)))
    return found[0].id if found and found[0].checks[0] else None


def first_row(need: OneRow, visit: Visit, lists: Lists) -> RowAnswer:
    """The first row in the need's order."""
    thing = visit.app.thing(need.thing)
    views = RowViews(lists.app, lists.rights, thing, lists.visible(need.columns, thing.key), (), lists)
    where = () if need.where is None else (need.where,)
    query = Query(
        thing.key, views.expressions, where, sort=need.sort or NEWEST_FIRST, limit=1, checks=views.checks
    )
    rows = views.rows(lists.reader.rows(query))
    add = addresses.new(thing.key) if lists.rights.may(thing.key, Verb.ADD) else None
    return RowAnswer(thing, rows[0] if rows else None, add=add)


def whole_row(thing: Thing, number: int, visit: Visit, lists: Lists) -> RowAnswer:
    """One row with the lists of rows that link to it. Raises NotThere."""
    columns = lists.visible(default_columns(thing, ALL_COLUMNS, long=True), thing.key)
    views = RowViews(lists.app, lists.rights, thing, columns, (), lists)
    row = lists.reader.row(thing.key, number, views.expressions, views.checks)
    shown = replace(views.rows([row])[0], awaited=_awaited(thing, number, visit))
    return RowAnswer(thing, shown, _related(thing, number, visit, lists), hanging(thing, shown, visit, lists))


def _awaited(thing: Thing, row: int, visit: Visit) -> dict[str, str]:
    """The fields of a row that wait for what a model says, and how to say that."""
    if not visit.compiled.asks:
        return {}
    place = f"{thing.key}/{row}/"
    waiting = visit.store.jobs.awaited(ASK, place)
    return {each.removeprefix(place): visit.t(WAITS.get(why, BEING_WRITTEN)) for each, why in waiting.items()}


def _related(
    thing: Thing, number: int, visit: Visit, lists: Lists
) -> tuple[tuple[str, Any, tuple[str, str]], ...]:
    """A list for each link field of another thing that leads here, with the keys of that thing and field."""
    found = []
    for child in visit.app.things:
        if not lists.rights.may(child.key, Verb.SEE):
            continue
        hangs = child.trait.link if child.trait is not None else None
        links = [
            field for field in lists.rights.seen(child) if _leads_to(field, thing) and field.key != hangs
        ]
        for field in links:
            place = Place(visit.incoming.path, visit.incoming.query, f"{child.key}.{field.key}.")
            columns = tuple(
                column
                for column in default_columns(child, MOST_RELATED_COLUMNS + 1)
                if column.field != field.key
            )
            need = Rows(child.key, columns[:MOST_RELATED_COLUMNS])
            answer = lists.rows(need, place, (Match(Path((field.key,), field.value), (number,)),))
            label = child.plural if len(links) == 1 else f"{child.plural} ({field.name})"
            found.append((label, lists.adding_to(answer, field, number), (child.key, field.key)))
    return tuple(found)


def _leads_to(field: Field, thing: Thing) -> bool:
    return field.value.kind is Kind.LINK and field.thing == thing.key and field.formula is None
