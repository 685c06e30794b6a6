"""Every address of an app, computed from it: there are no others."""

import re
from dataclasses import dataclass
from enum import StrEnum

from appling.atoms.base.short import short_link
from appling.blueprint.model.app import App
from appling.blueprint.model.expression import Kind as ValueKind
from appling.runtime.answering.papers import papers
from appling.runtime.look.icons import PIXELS
from appling.runtime.web.problems import NotFound, WrongMethod
from appling.store.writing.tallies import tallies


class Kind(StrEnum):
    """What an address is for; `endpoints.py` says who answers it."""

    HOME = "home"
    PAGE = "page"
    LIST = "list"
    NEW = "new"
    ADD = "add"
    ROW = "row"
    EDIT = "edit"
    PAST = "past"
    DOCUMENT = "document"
    CHANGE = "change"
    REMOVE = "remove"
    FIELD = "field"
    MANY = "many"
    VIEWS = "views"
    TAKE_OUT = "take out"
    BRING_IN_FORM = "bring-in form"
    BRING_IN = "bring in"
    ROW_ACTION = "row action"
    ROW_ACTION_FORM = "row action form"
    ACTION = "action"
    ACTION_FORM = "action form"
    FILE = "file"
    STATIC = "static"
    THEME = "theme"
    MANIFEST = "manifest"
    ICON = "icon"
    SIGN_IN_FORM = "sign-in form"
    SIGN_IN = "sign in"
    SIGN_UP_FORM = "sign-up form"
    SIGN_UP = "sign up"
    SIGN_OUT = "sign out"
    ENTER = "enter"
    ACCOUNT = "account"
    CHANGE_ACCOUNT = "change account"
    RENAME = "rename"
    PROFILE = "profile"
    MAILS = "mails"
    CHANGE_MAILS = "change mails"
    MAIL_STOP = "mail stop"
    STOP_MAILS = "stop mails"
    LINK = "link"
    USE_LINK = "use link"
    PEOPLE = "people"
    ADD_PERSON = "add person"
    PERSON = "person"
    MAKE_LINK = "make link"
    SIGN_UP_RULE = "sign-up rule"
    SAMPLES = "samples"
    ARRANGE = "arrange"
    FORGOTTEN_FORM = "forgotten form"
    FORGOTTEN = "forgotten"
    SEARCH = "search"
    NOTICES = "notices"
    MARK_NOTICES = "mark notices"
    JOBS = "jobs"
    CHANGE_JOBS = "change jobs"
    HOOK = "hook"
    LOOKED = "looked"
    FOLLOW = "follow"
    FOLLOWED = "followed"
    PAY = "pay"
    SETTLE = "settle"
    PAID = "paid"
    API_LIST = "api list"
    API_ADD = "api add"
    API_GROUPS = "api groups"
    API_ROW = "api row"
    API_CHANGE = "api change"
    API_REMOVE = "api remove"
    API_ROW_ACTION = "api row action"
    API_ACTION = "api action"
    API_SEARCH = "api search"
    API_FILE = "api file"
    API_SESSION = "api session"
    API_SIGN_OUT = "api sign out"
    API_ACCOUNT = "api account"
    API_ME = "api me"
    OPENAPI = "openapi"


@dataclass(frozen=True, slots=True)
class Route:
    """`pattern` may hold `{id}` (a row's number), `{token}` (one word) or, at its end, `{path}`."""

    method: str
    pattern: str
    kind: Kind
    thing: str = ""
    action: str = ""
    page: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    route: Route
    id: int = 0
    token: str = ""


def routes(app: App) -> tuple[Route, ...]:
    """All of them."""
    found = [
        Route("GET", "/", Kind.HOME),
        Route("GET", "/files/{token}", Kind.FILE),
        Route("GET", "/openapi.json", Kind.OPENAPI),
        Route("GET", "/-/static/{path}", Kind.STATIC),
        Route("GET", "/-/theme.css", Kind.THEME),
        Route("GET", "/-/manifest.webmanifest", Kind.MANIFEST),
        Route("GET", "/-/icon.svg", Kind.ICON),
        Route("GET", "/-/icon-maskable.svg", Kind.ICON),
        *(Route("GET", f"/-/icon-{side}.png", Kind.ICON) for side in PIXELS),
        Route("GET", "/-/enter", Kind.ENTER),
        Route("POST", "/-/sign-out", Kind.SIGN_OUT),
        Route("POST", "/-/samples/remove", Kind.SAMPLES),
        Route("GET", "/-/person/{id}", Kind.PROFILE),
        Route("POST", "/-/account/name", Kind.RENAME),
        Route("DELETE", "/api/-/session", Kind.API_SIGN_OUT),
        Route("GET", "/-/search", Kind.SEARCH),
        Route("GET", "/api/-/search", Kind.API_SEARCH),
        Route("GET", "/-/notices", Kind.NOTICES),
        Route("POST", "/-/notices", Kind.MARK_NOTICES),
        Route("GET", "/-/jobs", Kind.JOBS),
        Route("POST", "/-/jobs", Kind.CHANGE_JOBS),
        Route("POST", "/api/-/hook/{token}", Kind.HOOK),
        Route("GET", "/-/mail/{token}", Kind.MAIL_STOP),
        Route("POST", "/-/mail/{token}", Kind.STOP_MAILS),
    ]
    if any(field.value.kind is ValueKind.FILE for thing in app.things for field in thing.fields):
        found.append(Route("POST", "/api/-/file", Kind.API_FILE))
    found += _people_routes(app)
    found += [Route("GET", f"/{page.key}", Kind.PAGE, page=page.key) for page in app.pages]
    found += [Route("POST", f"/-/arrange/{page.key}", Kind.ARRANGE, page=page.key) for page in app.pages]
    for thing in app.things:
        found += _thing_routes(thing.key)
        found += _document_routes(app, thing.key)
    found += _payment_routes(app)
    found += _counting_routes(app)
    for action in app.actions:
        if action.thing is None:
            found.append(Route("POST", f"/do/{action.key}", Kind.ACTION, action=action.key))
            found.append(Route("POST", f"/api/do/{action.key}", Kind.API_ACTION, action=action.key))
            if action.inputs:
                found.append(Route("GET", f"/do/{action.key}", Kind.ACTION_FORM, action=action.key))
        else:
            page, api = f"/data/{action.thing}/{{id}}/do/", f"/api/{action.thing}/{{id}}/"
            found.append(Route("POST", page + action.key, Kind.ROW_ACTION, action.thing, action.key))
            found.append(Route("POST", api + action.key, Kind.API_ROW_ACTION, action.thing, action.key))
            if action.inputs:
                form = Route("GET", page + action.key, Kind.ROW_ACTION_FORM, action.thing, action.key)
                found.append(form)
    return tuple(found)


def _people_routes(app: App) -> list[Route]:
    """An app that declares no roles has no accounts, only its owner."""
    if not app.roles:
        return []
    return [
        Route("GET", "/-/sign-in", Kind.SIGN_IN_FORM),
        Route("POST", "/-/sign-in", Kind.SIGN_IN),
        Route("GET", "/-/sign-up", Kind.SIGN_UP_FORM),
        Route("POST", "/-/sign-up", Kind.SIGN_UP),
        Route("GET", "/-/forgotten", Kind.FORGOTTEN_FORM),
        Route("POST", "/-/forgotten", Kind.FORGOTTEN),
        Route("GET", "/-/account", Kind.ACCOUNT),
        Route("POST", "/-/account", Kind.CHANGE_ACCOUNT),
        Route("GET", "/-/mail", Kind.MAILS),
        Route("POST", "/-/mail", Kind.CHANGE_MAILS),
        Route("GET", "/-/link/{token}", Kind.LINK),
        Route("POST", "/-/link/{token}", Kind.USE_LINK),
        Route("GET", "/-/people", Kind.PEOPLE),
        Route("POST", "/-/people", Kind.ADD_PERSON),
        Route("POST", "/-/people/sign-up", Kind.SIGN_UP_RULE),
        Route("POST", "/-/people/{id}", Kind.PERSON),
        Route("POST", "/-/people/{id}/link", Kind.MAKE_LINK),
        Route("POST", "/api/-/session", Kind.API_SESSION),
        Route("POST", "/api/-/account", Kind.API_ACCOUNT),
        Route("GET", "/api/-/account", Kind.API_ME),
    ]


def _thing_routes(key: str) -> list[Route]:
    data, api = f"/data/{key}", f"/api/{key}"
    return [
        Route("GET", data, Kind.LIST, key),
        Route("POST", data, Kind.ADD, key),
        Route("GET", f"{data}/new", Kind.NEW, key),
        Route("POST", f"{data}/many", Kind.MANY, key),
        Route("POST", f"{data}/views", Kind.VIEWS, key),
        Route("GET", f"{data}/rows.csv", Kind.TAKE_OUT, key),
        Route("GET", f"{data}/rows.xlsx", Kind.TAKE_OUT, key),
        Route("GET", f"{data}/import", Kind.BRING_IN_FORM, key),
        Route("POST", f"{data}/import", Kind.BRING_IN, key),
        Route("GET", f"{data}/{{id}}", Kind.ROW, key),
        Route("POST", f"{data}/{{id}}", Kind.CHANGE, key),
        Route("GET", f"{data}/{{id}}/history", Kind.PAST, key),
        Route("GET", f"{data}/{{id}}/edit", Kind.EDIT, key),
        Route("POST", f"{data}/{{id}}/remove", Kind.REMOVE, key),
        Route("POST", f"{data}/{{id}}/field", Kind.FIELD, key),
        Route("GET", api, Kind.API_LIST, key),
        Route("POST", api, Kind.API_ADD, key),
        Route("GET", f"{api}/groups", Kind.API_GROUPS, key),
        Route("GET", f"{api}/{{id}}", Kind.API_ROW, key),
        Route("PATCH", f"{api}/{{id}}", Kind.API_CHANGE, key),
        Route("DELETE", f"{api}/{{id}}", Kind.API_REMOVE, key),
    ]


def _document_routes(app: App, key: str) -> list[Route]:
    return [
        Route("GET", f"/data/{key}/{{id}}/document/{paper.key}", Kind.DOCUMENT, key, document=paper.key)
        for paper in papers(app, key)
    ]


def _payment_routes(app: App) -> list[Route]:
    """Of things that are paid for, and of their payments."""
    payments = [each for each in app.things if each.trait is not None and each.trait.of is not None]
    hosts = {each.field(each.trait.link).thing or "" for each in payments if each.trait is not None}
    found = [Route("POST", f"/data/{key}/{{id}}/pay", Kind.PAY, key) for key in sorted(hosts)]
    found += [Route("POST", f"/data/{each.key}/{{id}}/settle", Kind.SETTLE, each.key) for each in payments]
    return [*found, Route("POST", "/api/-/paid", Kind.PAID)] if found else []


def _counting_routes(app: App) -> list[Route]:
    """Of things whose views are counted, and of short links."""
    looked = [thing.key for thing in app.things if tallies(thing, "views")]
    found = [Route("POST", f"/data/{key}/{{id}}/looked", Kind.LOOKED, key) for key in looked]
    if any(short_link(thing) is not None for thing in app.things):
        found.append(Route("GET", "/s/{token}", Kind.FOLLOW))
        found.append(Route("POST", "/s/{token}", Kind.FOLLOWED))
    return found


class Table:
    """Finds the route of a request."""

    def __init__(self, app: App) -> None:
        self._by_pattern: dict[str, dict[str, Route]] = {}
        for route in routes(app):
            self._by_pattern.setdefault(route.pattern, {})[route.method] = route

    def match(self, method: str, path: str) -> Match:
        """Raises NotFound or WrongMethod."""
        for pattern, number, token in _patterns(path):
            by_method = self._by_pattern.get(pattern)
            if by_method is not None:
                route = by_method.get("GET" if method == "HEAD" else method)
                if route is None:
                    raise WrongMethod(tuple(sorted(by_method)))
                return Match(route, number, token)
        raise NotFound


def _patterns(path: str) -> list[tuple[str, int, str]]:
    """The patterns that the path may be of, exact ones first."""
    found = [(path, 0, "")]
    numbers = re.findall(r"/([1-9][0-9]{0,17})(?=/|$)", path)
    if len(numbers) == 1:
        found.append((re.sub(r"/[1-9][0-9]{0,17}(?=/|$)", "/{id}", path), int(numbers[0]), ""))
    if path.startswith("/-/static/"):
        found.append(("/-/static/{path}", 0, path.removeprefix("/-/static/")))
    elif (start := path.rpartition("/"))[2]:
        found.append((f"{start[0]}/{{token}}", 0, start[2]))
    return found
