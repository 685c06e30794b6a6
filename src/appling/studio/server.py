"""One ASGI application for everything: the studio at the server's own address, the apps at theirs."""

import logging
import threading
from collections.abc import Callable
from functools import partial

import anyio
from anyio import to_thread
from starlette.types import ASGIApp, Receive, Scope, Send

from appling.builder.answering import answering
from appling.runtime import Site
from appling.runtime.outward.asker import Asker
from appling.runtime.outward.cashier import Cashier, from_environment, no_money
from appling.runtime.outward.settling import Settler
from appling.runtime.outward.worker import Worker
from appling.runtime.web.headers import SafeHeaders
from appling.store import Home
from appling.studio.addresses import DEFAULT_PORT, LOCAL_DOMAIN, app_origin, studio_url
from appling.studio.builds import BuildQueue
from appling.studio.guard import Guard
from appling.studio.pages import studio

LOG = logging.getLogger("appling.triggers")
TURN_SECONDS = 3.0
"""Between two looks at what waits to be done."""
REST_SECONDS = 60.0
"""Between two looks at which apps may be closed."""


def create_server(
    home: Home,
    *,
    port: int = DEFAULT_PORT,
    domain: str = LOCAL_DOMAIN,
    model: str | None = None,
    ask_key: bool = False,
) -> ASGIApp:
    """Serves a home; `model` names the model for builds from the front page (None: the local one)."""
    queue = BuildQueue(home, model)
    guard = Guard(home.secret(), ask_key=ask_key)
    pages = SafeHeaders(studio(home, queue, guard, port=port, domain=domain))
    cashiers = from_environment()
    site = Site(home, domain=domain, studio_href=studio_url(port, domain), cashiers=cashiers)
    origin = partial(app_origin, port=port, domain=domain)
    return ByHost(pages, site, domain, Upkeep(home, queue, cashiers, origin))


class Upkeep:
    """What goes on beside the requests: interrupted builds, what happens by itself, closing unused apps."""

    def __init__(
        self,
        home: Home,
        queue: BuildQueue,
        cashiers: Callable[[str], Cashier] = no_money,
        origin: Callable[[str], str] | None = None,
    ) -> None:
        self._home = home
        self._queue = queue
        self._worker = Worker(home, origin=origin)
        self._settler = Settler(home, cashiers)
        self._stopping = threading.Event()
        self._asker = Asker(home, answering(home, self._stopping))

    async def work(self) -> None:
        """What the apps do by themselves, until it is cancelled."""
        await _again_and_again(self._worker.turn)

    async def settle(self) -> None:
        """What became of payments, asked elsewhere and apart from all else."""
        await _again_and_again(self._settler.turn)

    async def ask(self) -> None:
        """What the apps ask a model, apart from all else: it takes its time."""
        await _again_and_again(self._asker.turn)

    def stop(self) -> None:
        """Let no answer be waited for any more."""
        self._stopping.set()

    async def run(self) -> None:
        """Until it is cancelled."""
        await to_thread.run_sync(self._queue.go_on)
        self._queue.warm()
        while True:
            await anyio.sleep(REST_SECONDS)
            await to_thread.run_sync(self._home.rest)


async def _again_and_again(turn: Callable[[], None]) -> None:
    while True:
        await anyio.sleep(TURN_SECONDS)
        await to_thread.run_sync(_whatever_happens, turn, abandon_on_cancel=True)


def _whatever_happens(turn: Callable[[], None]) -> None:
    try:
        turn()
    except Exception:
        LOG.exception("a turn of what happens by itself failed")


class ByHost:
    """Sends a request to the studio or to the apps, by the name it was asked under."""

    def __init__(self, studio: ASGIApp, site: ASGIApp, domain: str, upkeep: Upkeep) -> None:
        self._studio = studio
        self._site = site
        self._own = {domain, "localhost", "127.0.0.1", "[::1]"}
        self._upkeep = upkeep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(self._upkeep.run)
                tasks.start_soon(self._upkeep.work)
                tasks.start_soon(self._upkeep.settle)
                tasks.start_soon(self._upkeep.ask)
                await self._site(scope, receive, send)
                self._upkeep.stop()
                tasks.cancel_scope.cancel()
        elif scope["type"] == "http" and _host(scope) in self._own:
            await self._studio(scope, receive, send)
        else:
            await self._site(scope, receive, send)


def _host(scope: Scope) -> str:
    """The name in the Host header, without its port."""
    raw = next((value for name, value in scope["headers"] if name == b"host"), b"")
    host: str = raw.decode("latin-1").lower()
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host
