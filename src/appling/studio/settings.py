"""What goes for the whole home: what was learnt from the apps that were kept, and what that changed."""

from collections.abc import Iterator
from typing import Any

from anyio.to_thread import run_sync
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from appling.atoms.base.locales import locale
from appling.atoms.base.zone import local
from appling.builder.briefs.brief import asked_for
from appling.builder.learning import (
    Effect,
    Figures,
    Lesson,
    effects,
    forget,
    forget_all,
    is_on,
    lessons,
    switch,
    take_back,
)
from appling.runtime.translate import Translator
from appling.studio.answers import Answers, t_of
from appling.studio.language import language_of


class Settings(Answers):
    """The pages under `/settings`."""

    async def settings(self, request: Request) -> Response:
        facts = await run_sync(self._facts, t_of(request), language_of(request))
        return self._page(request, "settings.html", **facts)

    async def switch(self, request: Request, form: FormData) -> Response:
        """Learn, or learn no more."""
        on = form.get("learn") == "on"
        await run_sync(lambda: switch(self._home, on=on))
        return _back()

    async def forget(self, request: Request, form: FormData) -> Response:
        """One app, or all of them."""
        app = str(form.get("app", ""))
        if app:
            await run_sync(forget, self._home, app)
        else:
            await run_sync(forget_all, self._home)
        return _back()

    async def take_back(self, request: Request, form: FormData) -> Response:
        await run_sync(take_back, self._home, str(form.get("app", "")))
        return _back()

    def _facts(self, t: Translator, language: str) -> dict[str, Any]:
        return {
            "on": is_on(self._home),
            "learnt": [_lesson(each, language) for each in lessons(self._home)],
            "forgotten": [each for each in self._home.apps() if each.key in self._home.learning.forgotten()],
            "effect": [line for each in effects(self._home) for line in _effect(each, t, language)],
        }


def _lesson(lesson: Lesson, language: str) -> dict[str, Any]:
    return {
        "app": lesson.app,
        "brief": asked_for(lesson.brief),
        "changes": lesson.changes,
        "words": lesson.words,
        "when": format_date(local(lesson.learnt), "medium", locale=locale(language)),
        "used": lesson.used,
    }


def _effect(effect: Effect, t: Translator, language: str) -> Iterator[dict[str, str]]:
    """The lines of the table; a model that was shown nothing yet has none."""
    if effect.with_own is None:
        return
    for name, figures in ((t("Shown"), effect.with_own), (t("Not shown"), effect.without)):
        if figures is not None:
            yield {"model": effect.model, "name": name} | _figures(figures, language)


def _figures(figures: Figures, language: str) -> dict[str, str]:
    spoken = locale(language)
    numbers = {
        "builds": figures.builds,
        "tokens": figures.tokens_out,
        "repairs": figures.repairs,
        "seconds": figures.seconds,
    }
    plain = {name: format_decimal(value, locale=spoken) for name, value in numbers.items()}
    return plain | {"met": format_percent(figures.met, locale=spoken)}


def _back() -> Response:
    return RedirectResponse("/settings", 303)
