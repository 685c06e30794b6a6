"""Profiles: what a person shows of themselves, to those who see something that they made."""

from starlette.responses import JSONResponse, Response

from appling.atoms import field_atom, trait_atom
from appling.atoms.base import RowAnswer, Rows, RowsAnswer
from appling.atoms.base.columns import NEWEST_FIRST, default_columns
from appling.atoms.base.zone import day_of
from appling.blueprint.model.app import Field, Thing, Verb
from appling.blueprint.model.expression import Kind, Path, ValueType
from appling.runtime import addresses
from appling.runtime.answering.parts import whole_row
from appling.runtime.identity.accounts import LONGEST_NAME
from appling.runtime.identity.followed import circles
from appling.runtime.rows.lists import Lists, Place
from appling.runtime.visit import Visit
from appling.runtime.web.problems import BadRequest, NotFound, SignInNeeded
from appling.store import NotThere, Person
from appling.store.queries import Match, Query

COLUMNS = 4
MOST_ROWS = 6


def profile(visit: Visit) -> Response:
    """A person's page: there for themselves, and for whoever sees a row of theirs, or who is here."""
    mine = visit.actor.person == visit.match.id
    with visit.reading() as lists:
        own = _own_profile(visit, lists)
        made = tuple(_made(visit, lists))
        known = circles(own.thing, own.row.id, visit.match.id, lists) if own and own.row else ()
        face = lists.faces([visit.match.id]).get(visit.match.id)
    if not made and own is None and not mine and not visit.rights.has_directory():
        raise NotFound
    try:
        person = visit.store.people.get(visit.match.id)
    except NotThere as gone:
        raise NotFound from gone
    about = {"name": person.name, "mine": mine, "made": made, "face": face, "circles": known}
    about |= {"since": _day(visit, person), "role": visit.compiled.role_label(person.role)}
    return visit.page(
        "profile.html",
        person=about,
        answer=own,
        begin=_begin(visit) if mine and own is None else None,
        title=person.name,
        longest=LONGEST_NAME,
    )


def rename(visit: Visit) -> Response:
    """Call oneself otherwise."""
    person = _signed_in(visit)
    name = " ".join(visit.incoming.text("name").split())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise BadRequest("Say what you are called, in at most {longest} characters.", longest=LONGEST_NAME)
    visit.store.people.rename(person.id, name)
    visit.flash("Saved.")
    return visit.redirect(f"/-/person/{person.id}")


def api_me(visit: Visit) -> Response:
    """The account that a script is signed in with."""
    person = _signed_in(visit)
    about = {"id": person.id, "name": person.name, "email": person.email, "role": person.role}
    return visit.finish(JSONResponse(about))


def _signed_in(visit: Visit) -> Person:
    if visit.session is None:
        raise SignInNeeded
    return visit.session.person


def _own_profile(visit: Visit, lists: Lists) -> RowAnswer | None:
    """The row in which the person tells of themselves, if this viewer may see it, and what hangs on it."""
    thing = visit.app.profile
    if thing is None or not visit.rights.may(thing.key, Verb.SEE):
        return None
    owner = thing.field(thing.owner or "")
    if owner not in visit.rights.seen(thing):
        return None
    theirs = Match(Path((owner.key,), owner.value), (visit.match.id,))
    found = lists.reader.rows(Query(thing.key, (), filters=(theirs,), limit=1))
    return whole_row(thing, found[0].id, visit, lists) if found else None


def _begin(visit: Visit) -> str | None:
    """Where one fills in a profile that is not there yet."""
    thing = visit.app.profile
    may = thing is not None and visit.rights.may(thing.key, Verb.ADD)
    return addresses.new(thing.key) if thing is not None and may else None


def _day(visit: Visit, person: Person) -> str:
    field = Field("", "", "date", ValueType(Kind.DATE))
    return field_atom("date").shown(day_of(person.created), field, visit.app.language)


def _made(visit: Visit, lists: Lists) -> list[RowsAnswer]:
    """What the viewer may see of what is the person's own, a list for each thing."""
    found = []
    for thing in visit.app.things:
        if _tells_whose(thing, lists):
            place = Place(visit.incoming.path, visit.incoming.query, f"{thing.key}.")
            owner = thing.field(thing.owner or "")
            columns = tuple(
                column for column in default_columns(thing, COLUMNS + 1) if column.field != owner.key
            )
            need = Rows(thing.key, columns[:COLUMNS], sort=NEWEST_FIRST, limit=MOST_ROWS, controls=False)
            theirs = Match(Path((owner.key,), owner.value), (visit.match.id,))
            answer = lists.rows(need, place, (theirs,))
            found += [answer] if answer.rows else []
    return found


def _tells_whose(thing: Thing, lists: Lists) -> bool:
    """Whether the viewer sees rows of the thing, and in them whose they are; hearts are no rows to read."""
    if thing.owner is None or thing == lists.app.profile or not lists.rights.may(thing.key, Verb.SEE):
        return False
    if thing.trait is not None and not trait_atom(thing.trait.name).has_section:
        return False
    return thing.field(thing.owner) in lists.rights.seen(thing)
