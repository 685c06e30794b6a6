"""The owner's page of people: who has an account and may do what, who may come in; and the samples."""

from collections.abc import Mapping

from starlette.responses import Response

from appling.blueprint.model.app import OWNER
from appling.runtime.identity.accounts import HERE_ALREADY, read_person
from appling.runtime.pages import refuse
from appling.runtime.visit import Visit
from appling.runtime.web.problems import BadRequest, Forbidden, NotFound
from appling.store import Person, Taken


def show_people(visit: Visit) -> Response:
    _only_owner(visit)
    return _page(visit)


def add_person(visit: Visit) -> Response:
    """Let somebody in, with a link to choose a password by."""
    _only_owner(visit)
    given = {name: visit.incoming.text(name) for name in ("name", "email")}
    name, email, errors = read_person(visit, given)
    role = _role(visit, visit.incoming.text("role"))
    if errors:
        return _page(visit, 400, values=given, errors=errors)
    try:
        person = visit.store.people.create(name, email, role)
    except Taken:
        return _page(visit, 400, values=given, errors={"email": visit.t(HERE_ALREADY)})
    return _page(visit, link=_address(visit, visit.store.entry.make_link(person.id)), person=person)


def change_person(visit: Visit) -> Response:
    """Give somebody another role, or take away the right to sign in."""
    _only_owner(visit)
    person = _person(visit)
    role = _role(visit, visit.incoming.text("role") or person.role, person.role)
    if role != person.role:
        visit.store.people.set_role(person.id, role)
        visit.store.people.end_sessions(person.id)
    active = visit.incoming.text("active")
    if active and (active == "yes") != person.active:
        visit.store.people.set_active(person.id, active == "yes")
    visit.flash("Saved.")
    return visit.redirect("/-/people")


def make_link(visit: Visit) -> Response:
    """A link for somebody who forgot the password; the present one is good until another is chosen."""
    _only_owner(visit)
    person = _person(visit)
    if not person.active:
        raise Forbidden("{name} may not sign in. Allow that first.", name=person.name)
    return _page(visit, link=_address(visit, visit.store.entry.make_link(person.id)), person=person)


def set_sign_up(visit: Visit) -> Response:
    """Say whether people may make accounts by themselves."""
    _only_owner(visit)
    visit.store.entry.set_open_to_all(visit.incoming.text("open") == "yes")
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


def _person(visit: Visit) -> Person:
    """Whom the address names. Raises NotFound, and Forbidden for the owner."""
    person = next((each for each in visit.store.people.all() if each.id == visit.match.id), None)
    if person is None:
        raise NotFound
    if person.role == OWNER:
        raise Forbidden("The owner's rights can't be changed.")
    return person


def _role(visit: Visit, role: str, present: str | None = None) -> str:
    """One of the app's roles, or the one a person has already. Raises BadRequest."""
    if role != present and role not in {each.key for each in visit.app.roles}:
        raise BadRequest("There is no such role.")
    return role


def _address(visit: Visit, token: str) -> str:
    return f"{visit.incoming.origin}/-/link/{token}"


def _page(
    visit: Visit,
    status: int = 200,
    *,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    link: str = "",
    person: Person | None = None,
) -> Response:
    people = [person for person in visit.store.people.all() if person.role != OWNER]
    with visit.reading() as lists:
        faces = lists.faces([person.id for person in people])
    return visit.page(
        "people.html",
        status,
        people=people,
        faces=faces,
        roles=visit.app.roles,
        joinable=[role.name for role in visit.app.joinable],
        form={"values": values or {}, "errors": dict(errors or {}), "open": visit.store.entry.open_to_all},
        link=link,
        person=person,
        title=visit.t("People"),
    )
