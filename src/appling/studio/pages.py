"""The studio's addresses; every page but the key's and the static ones is the owner's alone."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from appling.atoms.character import characters
from appling.blueprint.model.app import Look
from appling.runtime.assets import DIST
from appling.runtime.look.theme import theme_css
from appling.store import Home
from appling.studio.answers import FOLDER
from appling.studio.apps import AppPages
from appling.studio.builds import BuildQueue
from appling.studio.front import Front
from appling.studio.guard import Guard
from appling.studio.records import Records
from appling.studio.settings import Settings

LOOK = Look(background="#fbf8f1", accent="#2f6b4f")
THEME = theme_css(LOOK, "Appling", characters()["plain"])


def studio(home: Home, queue: BuildQueue, guard: Guard, *, port: int, domain: str) -> Starlette:
    """The pages over one home."""
    front = Front(home, queue, guard, port=port, domain=domain)
    apps = AppPages(home, queue, guard, port=port, domain=domain)
    records = Records(home, queue, guard, port=port, domain=domain)
    settings = Settings(home, queue, guard, port=port, domain=domain)
    see, send = front.for_owner, front.for_form
    return Starlette(
        routes=[
            Route("/", see(front.front)),
            Route("/builds", send(front.start), methods=["POST"]),
            Route("/builds/{build}", see(front.build)),
            Route("/builds/{build}/events", see(front.events)),
            Route("/builds/{build}/cancel", send(front.cancel), methods=["POST"]),
            Route("/builds/{build}/answers", send(front.answer), methods=["POST"]),
            Route("/builds/{build}/decide", send(apps.decide), methods=["POST"]),
            Route("/bring", front.for_upload(front.bring), methods=["POST"]),
            Route("/apps/{app}", see(apps.manage)),
            Route("/apps/{app}/open", see(apps.open)),
            Route("/apps/{app}/export", see(apps.export)),
            Route("/apps/{app}/change", send(apps.ask), methods=["POST"]),
            Route("/apps/{app}/blueprint", send(apps.edit), methods=["POST"]),
            Route("/apps/{app}/limits", send(apps.limit), methods=["POST"]),
            Route("/apps/{app}/undo", send(apps.undo), methods=["POST"]),
            Route("/apps/{app}/redo", send(apps.redo), methods=["POST"]),
            Route("/apps/{app}/attic", send(apps.empty_attic), methods=["POST"]),
            Route("/apps/{app}/burn", see(apps.ask_burn), methods=["GET"]),
            Route("/apps/{app}/burn", send(apps.burn), methods=["POST"]),
            Route("/apps/{app}/keep", send(apps.keep), methods=["POST"]),
            Route("/settings", see(settings.settings)),
            Route("/settings/learning", send(settings.switch), methods=["POST"]),
            Route("/settings/forget", send(settings.forget), methods=["POST"]),
            Route("/settings/learn", send(settings.take_back), methods=["POST"]),
            Route("/records/{record}", see(records.record)),
            Route("/-/key", front.enter),
            Route("/-/theme.css", _theme),
            Mount("/-/studio", StaticFiles(directory=FOLDER / "static")),
            Mount("/-/static", StaticFiles(directory=DIST, check_dir=False)),
        ],
        exception_handlers={404: front.not_found, 405: front.not_found, 500: front.broken},
    )


async def _theme(_request: Request) -> Response:
    return Response(THEME, media_type="text/css", headers={"Cache-Control": "max-age=3600"})
