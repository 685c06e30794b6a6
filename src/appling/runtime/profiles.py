"""Profiles: what a person shows of themselves, to those who see something that they made."""

from starlette.responses import JSONResponse, Response

from appling.atoms import trait_atom
from appling.atoms.base import Rows, RowsAnswer
from appling.atoms.base.columns import NEWEST_FIRST, default_columns
from appling.blueprint.model.app import Thing, Verb
from appling.blueprint.model.expression import Path
from appling.runtime.accounts import LONGEST_NAME
from appling.runtime.lists import Lists, Place
from appling.runtime.problems import BadRequest, NotFound, SignInNeeded
from appling.runtime.visit import Visit
from appling.store import NotThere, Person
from appling.store.queries import Match

COLUMNS = 4
MOST_ROWS = 6


def profile(visit: Visit) -> Response:
    """A person's page: there for themselves, and for whoever sees a row of theirs, or who is here."""
    with visit.reading() as lists:
        made = tuple(_made(visit, lists))
    mine = visit.actor.person == visit.match.id
    if not made and not mine and not visit.rights.has_directory():
        raise NotFound
    try:
        person = visit.store.people.get(visit.match.id)
    except NotThere as gone:
        raise NotFound from gone
    about = {"name": person.name, "mine": mine, "made": made}
    return visit.page("profile.html", person=about, title=person.name, longest=LONGEST_NAME)


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
    if thing.owner is None or not lists.rights.may(thing.key, Verb.SEE):
        return False
    if thing.trait is not None and not trait_atom(thing.trait.name).has_section:
        return False
    return thing.field(thing.owner) in lists.rights.seen(thing)
