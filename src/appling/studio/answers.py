"""What all pages of the studio share: their frame, their refusals, and forms that are the studio's own."""

from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from appling.diagnostics.problem import Problem
from appling.runtime.assets import static_url
from appling.runtime.translate import Translator, translator
from appling.store import Home, NoSuchApp
from appling.studio.builds import BuildQueue
from appling.studio.guard import Guard
from appling.studio.language import language_of

FOLDER = Path(__file__).parent
LARGEST_FORM = 200_000
"""Bytes of a posted form without files."""
LARGEST_FILE = 2 * 1024**3
"""Bytes of a form with the file of an app."""

Page = Callable[[Request], Awaitable[Response]]
FormPage = Callable[[Request, FormData], Awaitable[Response]]


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


class Answers:
    """Answers over one home, for its owner alone."""

    def __init__(self, home: Home, queue: BuildQueue, guard: Guard, *, port: int, domain: str) -> None:
        self._home = home
        self._queue = queue
        self._guard = guard
        self._port = port
        self._domain = domain

    def for_owner(self, page: Page) -> Page:
        """The page for the owner; others are refused, and a problem is told in words."""

        async def guarded(request: Request) -> Response:
            if not self._guard.is_owner(request):
                return self._refused(request)
            try:
                return await page(request)
            except NoSuchApp:
                return await self.not_found(request, None)
            except Problem as problem:
                t = t_of(request)
                return self._notice(request, t(problem.pattern, **problem.values), t(problem.hint), 400)

        return guarded

    def for_form(self, page: FormPage) -> Page:
        """The answer to a posted form, if it is the studio's own."""

        async def checked(request: Request) -> Response:
            form = await self._own_form(request)
            return form if isinstance(form, Response) else await page(request, form)

        return self.for_owner(checked)

    def for_upload(self, page: FormPage) -> Page:
        """The answer to a posted form with one file."""

        async def checked(request: Request) -> Response:
            form = await self._own_form(request, LARGEST_FILE, files=1)
            try:
                return form if isinstance(form, Response) else await page(request, form)
            finally:
                await request.close()

        return self.for_owner(checked)

    async def not_found(self, request: Request, _error: Exception | None) -> Response:
        t = t_of(request)
        return self._notice(request, t("There is nothing here"), t("It may have been burnt or moved."), 404)

    async def broken(self, request: Request, _error: Exception) -> Response:
        t = t_of(request)
        text = t("Nothing was lost. Go back and try it once more.")
        return self._notice(request, t("That did not work"), text, 500)

    # ------------------------------------------------------------------------

    async def _own_form(
        self, request: Request, largest: int = LARGEST_FORM, files: int = 0
    ) -> FormData | Response:
        """The posted form, or the refusal of one that is not the studio's own."""
        t = t_of(request)
        if int(request.headers.get("content-length") or largest + 1) > largest:
            return self._notice(
                request, t("That is too long"), t("Say it in fewer words, then send it again."), 413
            )
        form = await request.form(max_files=files, max_fields=20, max_part_size=LARGEST_FORM)
        if self._guard.is_own_form(request, str(form.get("_token", ""))):
            return form
        return self._notice(
            request,
            t("That did not come from this page"),
            t("Go to the front page and do it there again; nothing was changed."),
            403,
        )

    def _page(self, request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
        t = t_of(request)
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

    def _refused(self, request: Request) -> HTMLResponse:
        t = t_of(request)
        text = t("Open the address with the key that `appling serve` printed when it started.")
        return self._notice(request, t("This page is its owner's"), text, 403)


def t_of(request: Request) -> Translator:
    """Says sentences in the language of who asks."""
    return translator(language_of(request))


def say(request: Request, problem: Problem) -> str:
    """A problem in one line: what is wrong, and what to do next."""
    t = t_of(request)
    return f"{t(problem.pattern, **problem.values)} {t(problem.hint)}".strip()
