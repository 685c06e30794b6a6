"""The front page: a sentence box, a build as it happens, the list of apps, and apps that come from files."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import NamedTemporaryFile

import anyio
from anyio.to_thread import run_sync
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse

from appling.builder import LONGEST_BRIEF
from appling.diagnostics.problem import Problem
from appling.runtime.translate import Translator
from appling.store import AppRecord
from appling.store.portable import import_app
from appling.studio.addresses import app_url
from appling.studio.answers import Answers, say, t_of
from appling.studio.builds import Busy
from appling.studio.guard import COOKIE, KEY_AGE
from appling.studio.language import language_of
from appling.studio.progress import Progress

HEARTBEAT = 0.12
"""Seconds between two looks at a running build."""
PIECE = 1 << 20


class Front(Answers):
    """Making apps, and finding those that are there."""

    async def front(self, request: Request) -> Response:
        return await self._front(request)

    async def start(self, request: Request, form: FormData) -> Response:
        brief = str(form.get("brief", ""))
        try:
            progress = await run_sync(self._queue.start, brief, language_of(request))
        except Busy as problem:
            return await self._front(request, brief=brief, error=say(request, problem), status=503)
        except Problem as problem:
            return await self._front(request, brief=brief, error=say(request, problem), status=400)
        return RedirectResponse(f"/builds/{progress.id}", 303)

    async def build(self, request: Request) -> Response:
        progress = self._queue.get(request.path_params["build"])
        if progress is None:
            return await self.not_found(request, None)
        template = "build.html" if progress.app is None else "change.html"
        return self._page(request, template, build=progress.view(t_of(request)))

    async def events(self, request: Request) -> Response:
        progress = self._queue.get(request.path_params["build"])
        if progress is None:
            return PlainTextResponse("", 404)
        return StreamingResponse(
            _events(progress, t_of(request)),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},
        )

    async def cancel(self, request: Request, _form: FormData) -> Response:
        progress = self._queue.get(request.path_params["build"])
        if progress is None:
            return await self.not_found(request, None)
        self._queue.stop(progress)
        return RedirectResponse(f"/builds/{progress.id}", 303)

    async def answer(self, request: Request, form: FormData) -> Response:
        """Go on with the answers to a build's questions; without any where they are skipped."""
        progress = self._queue.get(request.path_params["build"])
        if progress is None:
            return await self.not_found(request, None)
        numbers = range(len(progress.questions)) if not form.get("skip") else ()
        said = [str(form.get(f"own{each}") or form.get(f"answer{each}") or "") for each in numbers]
        self._queue.answer(progress, said)
        return RedirectResponse(f"/builds/{progress.id}", 303)

    async def bring(self, request: Request, form: FormData) -> Response:
        """Take in an app from the file it was taken away in."""
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            error = t_of(request)("Choose the file of an app first: its name ends in .appling.zip.")
            return await self._front(request, bring_error=error, status=400)
        try:
            record = await self._taken_in(file)
        except Problem as problem:
            return await self._front(request, bring_error=say(request, problem), status=400)
        return RedirectResponse(f"/apps/{record.key}?said=brought", 303)

    async def enter(self, request: Request) -> Response:
        """Let in who brings the key, from now on by a cookie."""
        key = request.query_params.get("key", "")
        if not self._guard.is_key(key):
            return self._refused(request)
        answer = RedirectResponse("/", 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, key, max_age=KEY_AGE, httponly=True, samesite="strict", secure=secure)
        return answer

    # ------------------------------------------------------------------------

    async def _taken_in(self, file: UploadFile) -> AppRecord:
        with NamedTemporaryFile(suffix=".zip") as kept:
            while piece := await file.read(PIECE):
                await run_sync(kept.write, piece)
            kept.flush()
            return await run_sync(import_app, self._home, Path(kept.name))

    async def _front(
        self,
        request: Request,
        *,
        brief: str = "",
        error: str = "",
        bring_error: str = "",
        status: int = 200,
    ) -> Response:
        t = t_of(request)
        return self._page(
            request,
            "front.html",
            status=status,
            apps=await run_sync(self._apps, t),
            running=self._queue.running(),
            brief=brief,
            error=error,
            bring_error=bring_error,
            price=await run_sync(self._queue.price, t),
            longest=LONGEST_BRIEF,
        )

    def _apps(self, t: Translator) -> list[dict[str, str]]:
        return [self._app(record, t) for record in self._home.apps()]

    def _app(self, record: AppRecord, t: Translator) -> dict[str, str]:
        try:
            about = self._home.open(record.key).app.about
        except Problem as problem:
            about = t(problem.pattern, **problem.values)
        address = app_url(record.key, self._port, self._domain)
        return {
            "key": record.key,
            "name": record.name,
            "about": about,
            "address": address.removeprefix("http://").rstrip("/"),
        }


async def _events(progress: Progress, t: Translator) -> AsyncIterator[str]:
    """Server-sent events: the whole text and the steps whenever they have changed, then `done`."""
    seen_text, seen_steps = "", ""
    while True:
        done = progress.done
        if progress.text != seen_text:
            seen_text = progress.text
            yield _event("text", {"text": seen_text})
        seen = progress.view(t)
        steps = json.dumps({name: seen[name] for name in ("steps", "estimate")}, ensure_ascii=False)
        if steps != seen_steps:
            seen_steps = steps
            yield f"event: steps\ndata: {steps}\n\n"
        if done or progress.questions:
            yield _event("done", {})
            return
        await anyio.sleep(HEARTBEAT)


def _event(name: str, data: dict[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
