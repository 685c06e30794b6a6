"""The studio's pages: the front page, a build as it happens, burning an app, the way into an app."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any

import anyio
from anyio.to_thread import run_sync
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from appling.blueprint.model.app import Look
from appling.builder import LONGEST_BRIEF
from appling.diagnostics.problem import Problem
from appling.runtime import make_pass
from appling.runtime.assets import DIST, static_url
from appling.runtime.theme import theme_css
from appling.runtime.translate import Translator, translator
from appling.store import Home, NoSuchApp
from appling.studio.addresses import app_url
from appling.studio.builds import BuildQueue, Busy, Progress
from appling.studio.guard import COOKIE, KEY_AGE, Guard
from appling.studio.language import language_of

FOLDER = Path(__file__).parent
LOOK = Look(background="#fbf8f1", accent="#2f6b4f")
LARGEST_FORM = 200_000
"""Bytes of a posted form."""
HEARTBEAT = 0.12
"""Seconds between two looks at a running build."""

Page = Callable[[Request], Awaitable[Response]]


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["static"] = static_url
    return made


class Studio:
    """The pages over one home."""

    def __init__(self, home: Home, queue: BuildQueue, guard: Guard, *, port: int, domain: str) -> None:
        self._home = home
        self._queue = queue
        self._guard = guard
        self._port = port
        self._domain = domain
        self._theme = theme_css(LOOK, "Appling")

    def routes(self) -> Starlette:
        """All addresses; every page but the key's and the static ones is the owner's alone."""
        own = self._for_owner
        return Starlette(
            routes=[
                Route("/", own(self.front)),
                Route("/builds", own(self.start), methods=["POST"]),
                Route("/builds/{build}", own(self.build)),
                Route("/builds/{build}/events", own(self.events)),
                Route("/builds/{build}/cancel", own(self.cancel), methods=["POST"]),
                Route("/apps/{app}/open", own(self.open)),
                Route("/apps/{app}/burn", own(self.ask_burn), methods=["GET"]),
                Route("/apps/{app}/burn", own(self.burn), methods=["POST"]),
                Route("/-/key", self.enter),
                Route("/-/theme.css", self.theme),
                Mount("/-/studio", StaticFiles(directory=FOLDER / "static")),
                Mount("/-/static", StaticFiles(directory=DIST, check_dir=False)),
            ],
            exception_handlers={404: self._not_found, 405: self._not_found, 500: self._broken},
        )

    # Pages -----------------------------------------------------------------

    async def front(self, request: Request) -> Response:
        return await self._front(request)

    async def start(self, request: Request) -> Response:
        form = await self._own_form(request)
        if isinstance(form, Response):
            return form
        brief = str(form.get("brief", ""))
        try:
            progress = await run_sync(self._queue.start, brief, language_of(request))
        except Busy as problem:
            return await self._front(request, brief=brief, error=self._say(request, problem), status=503)
        except Problem as problem:
            return await self._front(request, brief=brief, error=self._say(request, problem), status=400)
        return RedirectResponse(f"/builds/{progress.id}", 303)

    async def build(self, request: Request) -> Response:
        progress = self._queue.get(request.path_params["build"])
        if progress is None:
            return await self._not_found(request, None)
        return self._page(request, "build.html", build=progress.view(_t(request)))

    async def events(self, request: Request) -> Response:
        progress = self._queue.get(request.path_params["build"])
        if progress is None:
            return PlainTextResponse("", 404)
        return StreamingResponse(
            _events(progress, _t(request)),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},
        )

    async def cancel(self, request: Request) -> Response:
        form = await self._own_form(request)
        if isinstance(form, Response):
            return form
        progress = self._queue.get(request.path_params["build"])
        if progress is None:
            return await self._not_found(request, None)
        progress.cancel.set()
        return RedirectResponse(f"/builds/{progress.id}", 303)

    async def open(self, request: Request) -> Response:
        key = request.path_params["app"]
        try:
            await run_sync(self._home.app, key)
        except NoSuchApp:
            return await self._not_found(request, None)
        address = app_url(key, self._port, self._domain)
        one_time = await run_sync(make_pass, self._home, key)
        return RedirectResponse(f"{address}-/enter?pass={one_time}", 303)

    async def ask_burn(self, request: Request) -> Response:
        try:
            record = await run_sync(self._home.app, request.path_params["app"])
        except NoSuchApp:
            return await self._not_found(request, None)
        return self._page(request, "burn.html", app=record)

    async def burn(self, request: Request) -> Response:
        form = await self._own_form(request)
        if isinstance(form, Response):
            return form
        key = request.path_params["app"]
        try:
            record = await run_sync(self._home.app, key)
            await run_sync(self._home.burn, key)
        except NoSuchApp:
            return await self._not_found(request, None)
        message = _t(request)("{name} is burnt: nothing of it is left.", name=record.name)
        return await self._front(request, message=message)

    async def enter(self, request: Request) -> Response:
        key = request.query_params.get("key", "")
        if not self._guard.is_key(key):
            return self._refused(request)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(
            COOKIE,
            key,
            max_age=KEY_AGE,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer

    async def theme(self, request: Request) -> Response:
        return Response(self._theme, media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    # Around them -----------------------------------------------------------

    def _for_owner(self, page: Page) -> Page:
        async def guarded(request: Request) -> Response:
            if not self._guard.is_owner(request):
                return self._refused(request)
            try:
                return await page(request)
            except Problem as problem:
                t = _t(request)
                return self._notice(request, t(problem.pattern, **problem.values), t(problem.hint), 400)

        return guarded

    async def _own_form(self, request: Request) -> FormData | Response:
        """The posted form, or the refusal of one that is not the studio's own."""
        t = _t(request)
        if int(request.headers.get("content-length") or LARGEST_FORM + 1) > LARGEST_FORM:
            return self._notice(
                request, t("That is too long"), t("Say it in fewer words, then send it again."), 413
            )
        form = await request.form(max_files=0, max_fields=20)
        if self._guard.is_own_form(request, str(form.get("_token", ""))):
            return form
        return self._notice(
            request,
            t("That did not come from this page"),
            t("Go to the front page and do it there again; nothing was changed."),
            403,
        )

    async def _front(
        self, request: Request, *, brief: str = "", error: str = "", message: str = "", status: int = 200
    ) -> Response:
        apps = await run_sync(self._apps)
        price = self._queue.price(_t(request))
        return self._page(
            request,
            "front.html",
            status=status,
            apps=apps,
            running=self._queue.running(),
            brief=brief,
            error=error,
            message=message,
            price=price,
            longest=LONGEST_BRIEF,
        )

    def _apps(self) -> list[dict[str, str]]:
        found = []
        for record in self._home.apps():
            try:
                about = self._home.open(record.key).app.about
            except Problem as problem:
                about = problem.sentence
            address = app_url(record.key, self._port, self._domain)
            found.append(
                {
                    "key": record.key,
                    "name": record.name,
                    "about": about,
                    "address": address.removeprefix("http://").rstrip("/"),
                }
            )
        return found

    def _page(self, request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
        t = _t(request)
        html = (
            _templates()
            .get_template(template)
            .render(
                t=t,
                language=language_of(request),
                token=self._guard.token(),
                model_label=self._queue.model_label(t),
                **context,
            )
        )
        return HTMLResponse(html, status)

    def _notice(self, request: Request, heading: str, text: str, status: int) -> HTMLResponse:
        return self._page(request, "notice.html", status=status, heading=heading, text=text)

    def _say(self, request: Request, problem: Problem) -> str:
        t = _t(request)
        return f"{t(problem.pattern, **problem.values)} {t(problem.hint)}".strip()

    def _refused(self, request: Request) -> HTMLResponse:
        t = _t(request)
        text = t("Open the address with the key that `appling serve` printed when it started.")
        return self._notice(request, t("This page is its owner's"), text, 403)

    async def _not_found(self, request: Request, _error: Exception | None) -> Response:
        t = _t(request)
        return self._notice(request, t("There is nothing here"), t("It may have been burnt or moved."), 404)

    async def _broken(self, request: Request, _error: Exception) -> Response:
        t = _t(request)
        text = t("Nothing was lost. Go back and try it once more.")
        return self._notice(request, t("That did not work"), text, 500)


def _t(request: Request) -> Translator:
    return translator(language_of(request))


async def _events(progress: Progress, t: Translator) -> AsyncIterator[str]:
    """Server-sent events: the whole text and the steps whenever they have changed, then `done`."""
    seen_text, seen_steps = "", ""
    while True:
        done = progress.done
        if progress.text != seen_text:
            seen_text = progress.text
            yield _event("text", {"text": seen_text})
        steps = json.dumps({"steps": progress.view(t)["steps"]}, ensure_ascii=False)
        if steps != seen_steps:
            seen_steps = steps
            yield f"event: steps\ndata: {steps}\n\n"
        if done:
            yield _event("done", {})
            return
        await anyio.sleep(HEARTBEAT)


def _event(name: str, data: dict[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
