"""Every address of every app, asked by every role for every kind of row: open is what rules grant."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from tests.promises import count, examples
from tests.security.apps import GROUPS, Source, group
from tests.security.oracle import Verdict, all_of
from tests.security.stage import Actor, Stage, staged, was_refused

from appling.blueprint.model.app import OWNER
from appling.blueprint.model.expression import Kind as ValueKind
from appling.runtime.routes import Kind, Route, routes

ROLES_AND_ROUTES = "Nobody gets in: every route for every role and row"
NOWHERE = 987_654_321
LAST = (Kind.REMOVE, Kind.API_REMOVE, Kind.SAMPLES, Kind.SIGN_OUT, Kind.API_SIGN_OUT)
"""What takes away what others need is asked last."""

Expectation = Callable[[Stage, Actor, Route, int], Verdict]


@dataclass(frozen=True)
class Ask:
    route: Route
    row: int = 0


def anybody(_stage: Stage, _actor: Actor, _route: Route, _row: int) -> Verdict:
    return True


def nobody(_stage: Stage, _actor: Actor, _route: Route, _row: int) -> Verdict:
    """Only with a secret that is asked for here without."""
    return False


def the_owner(_stage: Stage, actor: Actor, route: Route, row: int) -> Verdict:
    return actor.who.role == OWNER and "{id}" not in route.pattern


def signed_in(_stage: Stage, actor: Actor, _route: Route, _row: int) -> Verdict:
    return actor.who.person is not None


def home(stage: Stage, actor: Actor, _route: Route, _row: int) -> Verdict:
    return stage.oracle.home(actor.who)


def page(stage: Stage, actor: Actor, route: Route, _row: int) -> Verdict:
    return stage.oracle.page(actor.who, route.page)


def searched(stage: Stage, actor: Actor, _route: Route, _row: int) -> Verdict:
    """Whoever may see rows of anything; which of them are found, the generated apps' oracle says."""
    return any(stage.oracle.may(actor.who, thing.key, "see") for thing in stage.place.app.things)


def own_page(stage: Stage, actor: Actor, route: Route, row: int) -> Verdict:
    """Who is signed in arranges the pages that are open to them, each for themselves alone."""
    return page(stage, actor, route, row) if actor.who.person is not None else False


def rows(verb: str) -> Expectation:
    """All that the verb may be done to."""
    return lambda stage, actor, route, _row: stage.oracle.may(actor.who, route.thing, verb)


def brought_in(stage: Stage, actor: Actor, route: Route, _row: int) -> Verdict:
    """Rows from a file: by those who may add, and whose name is known."""
    if actor.who.person is None:
        return False
    return stage.oracle.may(actor.who, route.thing, "add")


def views_kept(stage: Stage, actor: Actor, route: Route, _row: int) -> Verdict:
    """One's own ways to look at a list that one sees."""
    if actor.who.person is None:
        return False
    return stage.oracle.may(actor.who, route.thing, "see")


def adding(stage: Stage, actor: Actor, route: Route, _row: int) -> Verdict:
    """Where every grant has a condition, it is the new row itself that must hold it."""
    if not stage.oracle.may(actor.who, route.thing, "add"):
        return False
    return stage.oracle.adds_freely(actor.who, route.thing) or None


def one_row(verb: str) -> Expectation:
    """The row must be seen as well."""

    def expected(stage: Stage, actor: Actor, route: Route, row: int) -> Verdict:
        found = [each for each in stage.rows(route.thing) if each["_id"] == row]
        verbs = {"see", verb}
        if not found or not all(stage.oracle.may(actor.who, route.thing, each) for each in verbs):
            return False
        return all_of([stage.oracle.may_row(actor.who, route.thing, found[0], each) for each in verbs])

    return expected


def past(stage: Stage, actor: Actor, route: Route, row: int) -> Verdict:
    """What became of a row that is seen: for those who are told who changed what."""
    if not stage.oracle.sees_past(actor.who, route.thing):
        return False
    return one_row("see")(stage, actor, route, row)


def printed(stage: Stage, actor: Actor, route: Route, row: int) -> Verdict:
    """A document of a row that is seen, if the row has one: for those for whom its part and page are."""
    found = [each for each in stage.rows(route.thing) if each["_id"] == row]
    part = stage.oracle.document(actor.who, route.thing, route.document)
    if part is None or not found:
        return False
    has = stage.oracle.has_part(actor.who, part, found[0])
    return all_of([one_row("see")(stage, actor, route, row), has])


def action(stage: Stage, actor: Actor, route: Route, row: int) -> Verdict:
    """Without `for` each step is bound by what the person may do by hand: that alone is not foreseen here."""
    made = next(
        each
        for each in stage.place.app.actions
        if (each.key, each.thing or "") == (route.action, route.thing)
    )
    if not stage.oracle.action(actor.who, made):
        return False
    seen = one_row("see")(stage, actor, route, row) if made.thing else True
    return seen if made.roles is not None or actor.who.role == OWNER else seen and None


def paid_for(stage: Stage, actor: Actor, route: Route, row: int) -> Verdict:
    """Their own row, which they see."""
    found = [each for each in stage.rows(route.thing) if each["_id"] == row]
    return stage.oracle.pays(actor.who, route.thing, found[0]) if found else False


def settled(stage: Stage, actor: Actor, route: Route, row: int) -> Verdict:
    """One's own payment."""
    found = [each for each in stage.rows(route.thing) if each["_id"] == row]
    mine = bool(found) and (actor.who.role == OWNER or found[0]["person"] == actor.who.person)
    return one_row("see")(stage, actor, route, row) if mine else False


def files_sent(stage: Stage, actor: Actor, route: Route, row: int) -> Verdict:
    """Whoever may put one into a row by hand; an action that asks for one makes it open to its role."""
    app, oracle, who = stage.place.app, stage.oracle, actor.who
    by_hand = any(
        field.value.kind is ValueKind.FILE
        and field.formula is None
        and oracle.sees_field(who, thing.key, field)
        for thing in app.things
        if oracle.may(who, thing.key, "add") or oracle.may(who, thing.key, "change")
        for field in thing.fields
    )
    asked = [each for each in app.actions if any(one.value.kind is ValueKind.FILE for one in each.inputs)]
    return by_hand or any(oracle.action(who, each) for each in asked)


MATRIX: dict[Kind, Expectation] = {
    Kind.HOME: home,
    Kind.PAGE: page,
    Kind.LIST: rows("see"),
    Kind.NEW: rows("add"),
    Kind.ADD: adding,
    Kind.TAKE_OUT: rows("see"),
    Kind.BRING_IN_FORM: brought_in,
    Kind.BRING_IN: brought_in,
    Kind.ROW: one_row("see"),
    Kind.EDIT: one_row("change"),
    Kind.CHANGE: one_row("change"),
    Kind.PAST: past,
    Kind.DOCUMENT: printed,
    Kind.REMOVE: one_row("remove"),
    Kind.FIELD: one_row("change"),
    Kind.MANY: rows("see"),
    Kind.VIEWS: views_kept,
    Kind.ROW_ACTION: action,
    Kind.ROW_ACTION_FORM: action,
    Kind.ACTION: action,
    Kind.ACTION_FORM: action,
    Kind.FILE: nobody,
    Kind.STATIC: anybody,
    Kind.THEME: anybody,
    Kind.MANIFEST: anybody,
    Kind.ICON: anybody,
    Kind.SIGN_IN_FORM: anybody,
    Kind.SIGN_IN: anybody,
    Kind.SIGN_UP_FORM: anybody,
    Kind.SIGN_UP: anybody,
    Kind.SIGN_OUT: anybody,
    Kind.ENTER: nobody,
    Kind.ACCOUNT: signed_in,
    Kind.CHANGE_ACCOUNT: nobody,
    Kind.RENAME: signed_in,
    Kind.PROFILE: nobody,
    Kind.MAILS: signed_in,
    Kind.CHANGE_MAILS: signed_in,
    Kind.MAIL_STOP: nobody,
    Kind.STOP_MAILS: nobody,
    Kind.LINK: nobody,
    Kind.USE_LINK: nobody,
    Kind.PEOPLE: the_owner,
    Kind.ADD_PERSON: the_owner,
    Kind.PERSON: the_owner,
    Kind.MAKE_LINK: the_owner,
    Kind.SIGN_UP_RULE: the_owner,
    Kind.SAMPLES: the_owner,
    Kind.ARRANGE: own_page,
    Kind.FORGOTTEN_FORM: anybody,
    Kind.FORGOTTEN: anybody,
    Kind.SEARCH: searched,
    Kind.NOTICES: signed_in,
    Kind.MARK_NOTICES: signed_in,
    Kind.JOBS: the_owner,
    Kind.CHANGE_JOBS: the_owner,
    Kind.HOOK: nobody,
    Kind.LOOKED: one_row("see"),
    Kind.FOLLOW: nobody,
    Kind.FOLLOWED: nobody,
    Kind.PAY: paid_for,
    Kind.SETTLE: settled,
    Kind.PAID: nobody,
    Kind.API_LIST: rows("see"),
    Kind.API_ADD: adding,
    Kind.API_GROUPS: rows("see"),
    Kind.API_ROW: one_row("see"),
    Kind.API_CHANGE: one_row("change"),
    Kind.API_REMOVE: one_row("remove"),
    Kind.API_ROW_ACTION: action,
    Kind.API_ACTION: action,
    Kind.API_SEARCH: searched,
    Kind.API_FILE: files_sent,
    Kind.API_SESSION: anybody,
    Kind.API_SIGN_OUT: anybody,
    Kind.API_ACCOUNT: anybody,
    Kind.API_ME: signed_in,
    Kind.OPENAPI: anybody,
}


def test_every_kind_of_address_is_in_the_matrix() -> None:
    assert set(MATRIX) == set(Kind)


@pytest.mark.parametrize("name", GROUPS)
def test_only_what_is_granted_is_open(name: str) -> None:
    for source in group(name, few=1, many=100):
        tried = try_all(source)
        count(ROLES_AND_ROUTES, tried)
        assert tried > 0


def try_all(source: Source) -> int:
    """Asks everything of one app; returns how much that was."""
    tried = 0
    with staged(source) as stage:
        for actor in stage.actors[:: examples(2, 1)]:
            for ask in asks(stage, actor):
                try_one(source, stage, actor, ask)
                tried += 1
    return tried


def asks(stage: Stage, actor: Actor) -> Iterator[Ask]:
    for route in sorted(routes(stage.place.app), key=when):
        if "{id}" not in route.pattern or not route.thing:
            yield Ask(route)
            continue
        for row in chosen_rows(stage, actor, route.thing):
            yield Ask(route, row)


def when(route: Route) -> int:
    return LAST.index(route.kind) + 1 if route.kind in LAST else 0


def chosen_rows(stage: Stage, actor: Actor, thing: str) -> list[int]:
    """Some that the actor sees, some that the actor does not, and one that nobody ever made."""
    each_kind = examples(1, 3)
    found: list[int] = []
    for seen in (True, False, None):
        ids = [
            row["_id"] for row in stage.rows(thing) if stage.oracle.sees_row(actor.who, thing, row) is seen
        ]
        found += ids[:each_kind]
    return [*found, NOWHERE]


def try_one(source: Source, stage: Stage, actor: Actor, ask: Ask) -> None:
    route = ask.route
    expected = MATRIX[route.kind](stage, actor, route, ask.row)
    before = stage.writes()
    status, location = send(actor, ask)
    about = (source.name, str(actor), route.method, route.pattern, ask.row, status, location)
    assert status < 500, about
    if expected is False:
        assert was_refused(status, location), about
        assert stage.writes() == before, about
    elif expected:
        assert not was_refused(status, location), about
    if route.method != "GET":
        stage.forget()
    else:
        assert stage.writes() == before, about


def send(actor: Actor, ask: Ask) -> tuple[int, str]:
    path = ask.route.pattern.replace("{id}", str(ask.row or NOWHERE))
    path = path.replace("{token}", "x" * 43).replace("{path}", "app.css")
    method = ask.route.method
    if path.startswith("/api/"):
        answer = actor.browser.send(method, path, {} if method in ("POST", "PATCH") else None)
    else:
        answer = actor.browser.post(path, {}) if method == "POST" else actor.browser.get(path)
    return answer.status, answer.location
