"""Every address of an app, asked by every role: what is open is what the blueprint's rules say, no more.

The expectation is worked out here from the rules alone, without the code that is tested.
"""

from collections.abc import Callable
from textwrap import dedent

import pytest
from tests.runtime.conftest import Client, Place, blueprint

from appling.atoms import all_parts, all_steps, part_atom, step_atom
from appling.atoms.base import NewRow
from appling.blueprint.model.app import OWNER, VISITOR, Action, App, Part, Step
from appling.runtime.routes import Kind, Route, routes

VERBS = {
    Kind.LIST: "see",
    Kind.NEW: "add",
    Kind.ADD: "add",
    Kind.ROW: "see",
    Kind.EDIT: "change",
    Kind.CHANGE: "change",
    Kind.REMOVE: "remove",
    Kind.API_LIST: "see",
    Kind.API_ADD: "add",
    Kind.API_GROUPS: "see",
    Kind.API_ROW: "see",
    Kind.API_CHANGE: "change",
    Kind.API_REMOVE: "remove",
}
OPEN = {
    Kind.OPENAPI,
    Kind.THEME,
    Kind.SIGN_IN_FORM,
    Kind.SIGN_IN,
    Kind.SIGN_UP_FORM,
    Kind.SIGN_UP,
    Kind.API_SESSION,
    Kind.API_ACCOUNT,
}
OWNERS = {Kind.PEOPLE, Kind.PERSON, Kind.SAMPLES}
BLUEPRINTS = [
    blueprint("bikes"),
    *(dedent(good) for atom in (*all_parts(), *all_steps()) for good in atom.good),
]


def may(app: App, role: str, thing: str, verb: str) -> bool:
    """Whether any rule lets this role do this to any row."""
    if role == OWNER:
        return True
    for grant in app.thing(thing).grants:
        if grant.verb.value == verb and grant.role in (role, VISITOR) and not (role == VISITOR and grant.own):
            return True
    return False


def named(app: App, role: str, roles: frozenset[str] | None) -> bool:
    return roles is None or role == OWNER or role in roles or VISITOR in roles


def part_is_open(app: App, role: str, part: Part) -> bool:
    if not named(app, role, part.roles) or part.thing is None:
        return named(app, role, part.roles)
    adds = isinstance(part_atom(part.kind).need(part, app), NewRow)
    return may(app, role, part.thing, "add" if adds else "see")


def page_is_open(app: App, role: str, key: str) -> bool:
    page = next(page for page in app.pages if page.key == key)
    return named(app, role, page.roles) and any(part_is_open(app, role, part) for part in page.parts)


def step_is_open(app: App, role: str, action: Action, step: Step) -> bool:
    match step_atom(step.kind).form:
        case "create":
            return may(app, role, step.thing or "", "add")
        case "delete":
            return may(app, role, action.thing or "", "remove")
    for assignment in step.assignments:
        thing = action.thing or ""
        for link in assignment.path[:-1]:
            thing = app.thing(thing).field(link).thing or ""
        if not may(app, role, thing, "change"):
            return False
    return True


def action_is_open(app: App, role: str, route: Route) -> bool:
    action = next(
        each for each in app.actions if each.key == route.action and (each.thing or "") == route.thing
    )
    if action.thing is not None and not may(app, role, action.thing, "see"):
        return False
    if action.roles is not None:
        return named(app, role, action.roles)
    return all(step_is_open(app, role, action, step) for step in action.steps)


def is_open(app: App, role: str, route: Route) -> bool:
    if route.kind in OPEN:
        return True
    if route.kind in OWNERS:
        return role == OWNER
    if route.kind is Kind.HOME:
        seen = any(may(app, role, thing.key, "see") for thing in app.things)
        return role != VISITOR or seen or any(page_is_open(app, role, page.key) for page in app.pages)
    if route.kind is Kind.PAGE:
        return page_is_open(app, role, route.page)
    if route.action:
        return action_is_open(app, role, route)
    verb = VERBS[route.kind]
    needs_sight = verb in ("change", "remove")
    return may(app, role, route.thing, verb) and (not needs_sight or may(app, role, route.thing, "see"))


def ask(client: Client, route: Route) -> tuple[int, str]:
    path = route.pattern.replace("{id}", "1").replace("{token}", "x" * 32).replace("{path}", "app.css")
    if route.pattern.startswith("/api/"):
        body = {} if route.method in ("POST", "PATCH") else None
        response = client.api(route.method, path, body)
    elif route.method == "POST":
        response = client.post(path)
    else:
        response = client.send(route.method, path)
    return response.status_code, response.headers.get("location", "")


def was_refused(status: int, location: str) -> bool:
    return status in (401, 403, 404) or (status == 303 and location.startswith("/-/sign-in"))


@pytest.mark.parametrize(
    "source", BLUEPRINTS, ids=lambda source: source.split("\n")[source.startswith("\n")][4:30]
)
def test_only_what_is_granted_is_open(source: str, make: Callable[..., Place]) -> None:
    place = make(source, samples=True)
    for role in (VISITOR, *(role.key for role in place.app.roles), OWNER):
        client = place.visitor() if role == VISITOR else place.person(role)
        for route in routes(place.app):
            if route.kind in (Kind.FILE, Kind.STATIC, Kind.ENTER, Kind.SIGN_OUT, Kind.API_SIGN_OUT):
                continue
            status, location = ask(client, route)
            assert status < 500, (role, route)
            if not is_open(place.app, role, route):
                assert was_refused(status, location), (role, route, status, location)
            elif "{id}" not in route.pattern:
                assert not was_refused(status, location), (role, route, status, location)
