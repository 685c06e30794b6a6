"""What other programs send to an app: a row for a thing, by an address that the owner made."""

from starlette.responses import JSONResponse, Response

from appling.blueprint.model.app import OWNER, Verb
from appling.runtime.access import Actor
from appling.runtime.api import read_values
from appling.runtime.visit import Visit
from appling.runtime.web.limits import Rate
from appling.runtime.web.problems import NotFound
from appling.runtime.writing.sending import keep_sent
from appling.store import see_all
from appling.store.scope import Viewer

BY_HOOK = Rate(burst=60, seconds=1)
BY_ADDRESS = Rate(burst=30, seconds=2)


def take_in(visit: Visit) -> Response:
    """Add a row, with the owner's authority; who holds the address may do that, and nothing else."""
    app = visit.compiled.key
    hook = visit.store.hooks.find(visit.match.token)
    if hook is None or hook.thing not in visit.app.by_key:
        visit.limiter.take(BY_ADDRESS, app, "hook address", visit.incoming.address)
        raise NotFound
    visit.limiter.take(BY_HOOK, app, "hook", hook.id)
    thing = visit.app.by_key[hook.thing]
    values = read_values(visit, visit.compiled.rights(Actor(None, OWNER)), thing, Verb.ADD)
    viewer = Viewer(None, visit.viewer.today, visit.viewer.now, see_all(visit.app))
    with visit.store.write(viewer, title=hook.name) as writer:
        keep_sent(writer, thing, values)
        number = writer.add(thing.key, values)
    visit.store.hooks.was_used(hook)
    return visit.finish(JSONResponse({"id": number}, 201))
