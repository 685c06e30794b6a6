"""The owner's pages: who has an account and may do what, and the samples."""

from starlette.responses import Response

from appling.blueprint.model.app import OWNER
from appling.runtime.pages import refuse
from appling.runtime.problems import BadRequest, Forbidden, NotFound
from appling.runtime.visit import Visit


def show_people(visit: Visit) -> Response:
    _only_owner(visit)
    people = [person for person in visit.store.people.all() if person.role != OWNER]
    return visit.page("people.html", people=people, roles=visit.app.roles, title=visit.t("People"))


def change_person(visit: Visit) -> Response:
    """Give somebody another role, or take away the right to sign in."""
    _only_owner(visit)
    person = next((each for each in visit.store.people.all() if each.id == visit.match.id), None)
    if person is None:
        raise NotFound
    if person.role == OWNER:
        raise Forbidden("The owner's rights can't be changed.")
    role = visit.incoming.text("role") or person.role
    if role != person.role and role not in {each.key for each in visit.app.roles}:
        raise BadRequest("There is no such role.")
    if role != person.role:
        visit.store.people.set_role(person.id, role)
        visit.store.people.end_sessions(person.id)
    active = visit.incoming.text("active")
    if active and (active == "yes") != person.active:
        visit.store.people.set_active(person.id, active == "yes")
    visit.flash("Saved.")
    return visit.redirect("/-/people")


def remove_samples(visit: Visit) -> Response:
    _only_owner(visit)
    visit.store.remove_samples()
    visit.flash("The samples are gone.")
    return visit.redirect(visit.back() or "/")


def _only_owner(visit: Visit) -> None:
    if not visit.actor.is_owner:
        raise refuse(visit)
