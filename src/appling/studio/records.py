"""How an app and its changes came about, step by step, for its owner to read."""

from typing import Any

from anyio.to_thread import run_sync
from babel.dates import format_datetime
from babel.numbers import format_decimal
from starlette.requests import Request
from starlette.responses import Response

from appling.atoms.base.locales import locale
from appling.atoms.base.zone import local
from appling.builder.built import Asked, StepRecord
from appling.builder.events import STEP_WORDS
from appling.builder.tracing import Trace, read_trace
from appling.builder.tracing.errors import NoSuchBuild
from appling.runtime.translate import Translator
from appling.store import Build
from appling.store.homes.builds import BUILD, CHANGE, WORDS
from appling.studio.answers import Answers, t_of
from appling.studio.language import language_of

LARGEST_NUMBER = 10**15
_ = str
"""Marks a sentence for translation."""
STATES = {
    "running": _("Not finished"),
    "done": _("Done"),
    "build-cancelled": _("Stopped"),
    "nothing-changes": _("Nothing to change"),
}
TITLES = {
    BUILD: _("How it was made"),
    CHANGE: _("How it was changed"),
    WORDS: _("How its texts were written"),
}
FAILED = _("It did not work out")


class Records(Answers):
    """The pages under `/records`."""

    async def record(self, request: Request) -> Response:
        """One build or change, with everything that was said in it."""
        try:
            trace = await run_sync(read_trace, self._home, _number(request.path_params["record"]))
        except NoSuchBuild:
            return await self.not_found(request, None)
        t, language = t_of(request), language_of(request)
        return self._page(request, "record.html", record=told(trace, t, language))


def told(trace: Trace, t: Translator, language: str) -> dict[str, Any]:
    """A record in words: `facts` in one line, and its steps."""
    facts = [format_datetime(local(trace.created), "medium", locale=locale(language))]
    facts.append(t("{seconds} s", seconds=_rounded(trace.seconds, language)))
    facts.append(" → ".join(trace.models) or t("by rule, without a model"))
    if trace.asked:
        read, written = (_rounded(count, language) for count in (trace.tokens_in, trace.tokens_out))
        facts.append(t("{read} tokens read, {written} written", read=read, written=written))
    return {
        "app": trace.app,
        "title": t(TITLES.get(trace.kind, TITLES[BUILD])),
        "brief": trace.brief,
        "state": t(STATES.get(trace.status, FAILED)),
        "facts": " · ".join(facts),
        "steps": [_step(step, t, language) for step in trace.steps],
    }


def told_record(build: Build, t: Translator, language: str) -> dict[str, Any]:
    """One line of a list of records."""
    return {
        "number": build.id,
        "brief": t(TITLES[WORDS]) if build.kind == WORDS else build.brief,
        "when": format_datetime(local(build.created), "short", locale=locale(language)),
        "state": "" if build.status == "done" else t(STATES.get(build.status, FAILED)),
    }


def _step(step: StepRecord, t: Translator, language: str) -> dict[str, Any]:
    facts = [t("{seconds} s", seconds=_rounded(step.seconds, language))]
    if step.tokens:
        facts.append(t("{count} tokens", count=_rounded(step.tokens, language)))
    return {
        "label": t(STEP_WORDS.get(step.name, step.name)),
        "facts": " · ".join(facts),
        "notes": [f"{t(each.title)}: {each.label}".rstrip(": ") for each in step.diagnostics],
        "asked": [_asked(each, t, language) for each in step.asked],
        "made": step.made,
    }


def _asked(asked: Asked, t: Translator, language: str) -> dict[str, str]:
    read, known = (_rounded(count, language) for count in (asked.tokens_in, asked.tokens_cached))
    return {
        "facts": t("{read} tokens read, of them {known} known before", read=read, known=known),
        "prompt": asked.prompt,
        "reply": asked.reply,
    }


def _rounded(value: float, language: str) -> str:
    return format_decimal(round(value, 1), locale=locale(language))


def _number(text: str) -> int:
    """The number in an address. Raises NoSuchBuild where it is none."""
    if not text.isascii() or not text.isdigit() or int(text[:16]) > LARGEST_NUMBER:
        raise NoSuchBuild(0)
    return int(text)
