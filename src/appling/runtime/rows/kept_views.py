"""Ways to look at a list, filtered and sorted, that a person keeps under a name for themselves."""

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.responses import Response

from appling.blueprint.model.app import Thing, Verb
from appling.runtime import addresses
from appling.runtime.visit import Visit
from appling.runtime.web.problems import BadRequest, Forbidden, SignInNeeded

MOST = 20
LONGEST_NAME = 60
LONGEST_QUERY = 2_000


@dataclass(frozen=True, slots=True)
class KeptView:
    name: str
    query: str

    def href(self, thing: str) -> str:
        return addresses.with_query(addresses.listing(thing), parse_qsl(self.query))


def views_of(visit: Visit, thing: Thing) -> tuple[KeptView, ...]:
    """Those that this person keeps of a thing's list."""
    if visit.actor.person is None:
        return ()
    kept = visit.store.personal.of(visit.actor.person, _place(thing)) or []
    return tuple(view for item in kept if (view := _read(item)) is not None)


def present_query(visit: Visit) -> str:
    """What the list is filtered and sorted by now; empty for the whole list."""
    pairs = [pair for pair in visit.incoming.query.multi_items() if pair[1] and pair[0] != "page"]
    return addresses.with_query("", pairs).removeprefix("?")[:LONGEST_QUERY]


def change_views(visit: Visit) -> Response:
    """Keep the present view under a name, or forget one."""
    thing = visit.app.thing(visit.match.route.thing)
    person = visit.actor.person
    if person is None or not visit.rights.may(thing.key, Verb.SEE):
        raise Forbidden() if visit.actor.signed_in else SignInNeeded()
    name, query = visit.incoming.text("name").strip()[:LONGEST_NAME], visit.incoming.text("query")
    others = [view for view in views_of(visit, thing) if view.name != name]
    if not name or len(query) > LONGEST_QUERY:
        raise BadRequest("Give the view a name.")
    forget = visit.incoming.text("do") == "forget"
    if not forget and len(others) >= MOST:
        raise BadRequest("At most {most} views can be kept.", most=MOST)
    kept = others if forget else [*others, KeptView(name, query)]
    title = visit.t("View of {things}: {name}", things=thing.plural, name=name)
    plain = [asdict(view) for view in kept]
    visit.store.personal.keep(person, _place(thing), plain or None, title)
    back = addresses.listing(thing.key) if forget else KeptView(name, query).href(thing.key)
    return visit.redirect(back)


def _place(thing: Thing) -> str:
    """No page of an app is called so."""
    return f"data/{thing.key}"


def _read(item: Any) -> KeptView | None:
    match item:
        case {"name": str(name), "query": str(query)}:
            return KeptView(name, query)
    return None
