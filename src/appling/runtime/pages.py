"""Pages that only show: the app's own, lists, rows and forms."""

from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from appling.atoms.base import Rows
from appling.atoms.base.columns import default_columns
from appling.blueprint.model.app import Action, App, Page, Part, Verb
from appling.runtime import addresses
from appling.runtime.answering.documents import papers_of
from appling.runtime.answering.parts import render_part, whole_row
from appling.runtime.answering.row_pages import row_parts
from appling.runtime.answering.rowless import rowless_buttons
from appling.runtime.look.arranging import Placed, planned
from appling.runtime.reporting.offers import KEPT_BY
from appling.runtime.reporting.reports import show_report
from appling.runtime.rows.kept_views import present_query, views_of
from appling.runtime.rows.lists import Place
from appling.runtime.visit import Visit
from appling.runtime.web.problems import Forbidden, SignInNeeded
from appling.runtime.writing.forms import Forms
from appling.store.writing.tallies import tallies

LIST_COLUMNS = 6
WHEEL, VIEWS = "wheel", "views"
FEWEST_SECTIONS = 3
"""Pages of fewer titled parts are seen at one look."""
OPENING = frozenset({"hero", "announcement", "call to action"})
"""What nobody looks for by its title."""


def refuse(visit: Visit) -> Forbidden | SignInNeeded:
    """What to raise when something known is not allowed: signing in may help those who have not."""
    return Forbidden() if visit.actor.signed_in else SignInNeeded()


def home(visit: Visit) -> Response:
    page = visit.rights.home()
    if page is not None:
        return show_page(visit, page)
    lists = visit.rights.lists()
    if lists:
        return visit.redirect(addresses.listing(lists[0].key))
    if not visit.actor.signed_in:
        raise refuse(visit)
    heading = visit.t("There is nothing here for you yet")
    text = visit.t("The owner of this app can give you a role that sees more.")
    return visit.page("message.html", heading=heading, text=text, actions=(), title=heading)


def page(visit: Visit) -> Response:
    found = next(page for page in visit.app.pages if page.key == visit.match.route.page)
    if not visit.rights.is_open(found):
        raise refuse(visit)
    return show_page(visit, found)


def show_page(visit: Visit, page: Page) -> Response:
    """As it was made, or as this person has arranged it; `?arrange=1` shows the ways to arrange it."""
    front = page is visit.rights.home()
    plan = planned(visit, page)
    with visit.reading() as lists:
        parts = [
            (part, render_part(part, index, visit, lists, "" if front else page.name), each, index)
            for each, index, part in plan.parts
            if not (front and _is_the_purpose(part, visit.app))
        ]
    context: dict[str, Any] = {"parts": parts, "title": page.name, "front": front, "page": page, "plan": plan}
    context["buttons"] = rowless_buttons(visit, _not_elsewhere(visit, page)) if front else ()
    if sections := _sections(visit, page, parts):
        context["nav"] = sections
    return visit.page("page.html", **context)


def _sections(
    visit: Visit, page: Page, parts: list[tuple[Part, Markup, Placed, int]]
) -> list[tuple[str, str, bool, None]]:
    """Where the menu of an app with a single page leads: to what stands on it under a title."""
    if sum(map(visit.rights.is_open, visit.app.pages)) != 1:
        return []
    titled = [
        (part.title, f"{visit.incoming.path}#part-{index}", False, None)
        for part, html, _, index in parts
        if part.title and html.strip() and part.kind not in OPENING
    ]
    return [(page.name, visit.incoming.path, True, None), *titled] if len(titled) >= FEWEST_SECTIONS else []


def _is_the_purpose(part: Part, app: App) -> bool:
    """Whether it says what the head of the first page says already."""
    return part.kind == "text" and (part.text or "").strip() == app.about.strip() != ""


def _not_elsewhere(visit: Visit, page: Page) -> list[Action]:
    """The actions of which no part of the page has a button: a wheel has those that draw from its thing."""
    wheels = {part.thing for part in page.parts if part.kind == WHEEL}
    return [
        action
        for action in visit.app.actions
        if not any(step.count and step.thing in wheels for step in action.steps)
    ]


def list_rows(visit: Visit) -> Response:
    thing = visit.app.thing(visit.match.route.thing)
    if not visit.rights.may(thing.key, Verb.SEE):
        raise refuse(visit)
    with visit.reading() as lists:
        need = Rows(thing.key, default_columns(thing, LIST_COLUMNS), choose=True)
        answer = lists.rows(need, Place(visit.incoming.path, visit.incoming.query))
    query = [pair for pair in visit.incoming.query.multi_items() if pair[0] != "page"]
    files = [
        (ending.upper(), addresses.with_query(addresses.take_out(thing.key, ending), query))
        for ending in ("csv", "xlsx")
    ]
    bring_in = addresses.bring_in(thing.key) if visit.rights.may_bring_in(thing) else None
    return visit.page(
        "list.html",
        answer=answer,
        title=thing.plural,
        take_out=files,
        bring_in=bring_in,
        views=[(view, view.href(thing.key)) for view in views_of(visit, thing)],
        query=present_query(visit) if visit.actor.person is not None else "",
    )


def show_row(visit: Visit) -> Response:
    thing = visit.app.thing(visit.match.route.thing)
    if not visit.rights.may(thing.key, Verb.SEE):
        raise refuse(visit)
    if thing.kept_by == KEPT_BY:
        return show_report(visit, thing)
    with visit.reading(visit.match.id) as lists:
        answer = whole_row(thing, visit.match.id, visit, lists)
        own = row_parts(thing, visit, lists)
        papers = papers_of(thing, visit.match.id, visit, lists)
    past = addresses.past(thing.key, visit.match.id) if visit.rights.sees_past(thing) else None
    title, public = answer.row.title if answer.row else thing.name, visit.rights.is_public(thing.key)
    return visit.page(
        "row.html",
        answer=answer,
        past=past,
        papers=papers,
        title=title,
        public=public,
        own=own,
        looked=addresses.looked(thing.key, visit.match.id) if tallies(thing, VIEWS) else None,
    )


def new_row(visit: Visit) -> Response:
    thing = visit.app.thing(visit.match.route.thing)
    if not visit.rights.may(thing.key, Verb.ADD):
        raise refuse(visit)
    with visit.reading() as lists:
        back = visit.back()
        if back is None and visit.rights.may(thing.key, Verb.SEE):
            back = addresses.listing(thing.key)
        answer = Forms(lists, visit.request_token).empty(thing, visit.incoming.query, back)
    return visit.page("form.html", answer=answer, title=answer.submit)


def edit_row(visit: Visit) -> Response:
    thing = visit.app.thing(visit.match.route.thing)
    scope = visit.rights.scope(thing.key, Verb.CHANGE)
    if not visit.rights.may(thing.key, Verb.SEE):
        raise refuse(visit)
    with visit.reading() as lists:
        row = lists.reader.row(thing.key, visit.match.id, checks=(scope,))
        if not row.checks[0]:
            raise refuse(visit)
        answer = Forms(lists, visit.request_token).filled(thing, visit.match.id)
        title = lists.label(thing.key, visit.match.id)
    return visit.page("form.html", answer=answer, title=visit.t("Change {title}", title=title))
