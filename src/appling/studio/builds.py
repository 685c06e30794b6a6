"""Builds that were started from the front page: one after the other, each watched while it runs."""

import secrets
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from appling.builder import (
    Built,
    Event,
    StepFinished,
    StepStarted,
    TextWritten,
    build,
    read_brief,
    resume,
    warm_up,
)
from appling.diagnostics import Diagnostic
from appling.diagnostics.problem import Problem
from appling.models import LanguageModel, known_models, open_model
from appling.models import Progress as Fetched
from appling.runtime.translate import Translator
from appling.store import Build, Home

MOST_WAITING = 5
MOST_KEPT = 50
MOST_ATTEMPTS = 3
"""A build that was interrupted so often is only gone on with by hand: it may be what ends the process."""
_ = str
"""Marks a sentence for translation."""
STEPS = {
    "fetch": _("Fetching the model"),
    "recall": _("Finding apps like it"),
    "ready": _("Getting the model ready (a minute or two the first time)"),
    "draft": _("Writing the blueprint"),
    "complete": _("Completing it"),
    "check": _("Checking and mending it"),
    "repair": _("Repairing it"),
    "try": _("Trying every page, form and action"),
    "deliver": _("Setting it up"),
}


class Busy(Problem):
    """More builds wait than can be promised."""

    code = "busy"


@dataclass
class StepState:
    """`state`: running, done or failed."""

    name: str
    state: str = "running"
    seconds: float = 0.0
    tokens: int = 0
    percent: int | None = None


@dataclass
class Progress:
    """A build as it stands; written by its thread, read by pages."""

    id: str
    brief: str
    language: str
    text: str = ""
    steps: list[StepState] = field(default_factory=list)
    built: Built | None = None
    problem: Problem | None = None
    interrupted: int | None = None
    """The number of the build that is gone on with."""
    cancel: threading.Event = field(default_factory=threading.Event)

    @property
    def done(self) -> bool:
        return self.built is not None or self.problem is not None

    def take(self, event: Event) -> None:
        """One event of the build."""
        if isinstance(event, StepStarted):
            self.steps.append(StepState(event.step))
        elif isinstance(event, TextWritten):
            self.text = event.so_far
            self.steps[-1].tokens, self.steps[-1].seconds = event.tokens, event.seconds
        elif isinstance(event, StepFinished):
            step = self.steps[-1]
            step.state, step.seconds, step.tokens = "done", event.seconds, event.tokens

    def fetched(self, fetched: Fetched) -> None:
        """How far the model's file is."""
        if not self.steps:
            self.steps.append(StepState("fetch"))
        self.steps[0].percent = int(100 * fetched.done / max(fetched.total, 1))

    def fail(self, problem: Problem) -> None:
        """End without an app."""
        for step in self.steps:
            if step.state == "running":
                step.state = "failed"
        self.problem = problem

    def view(self, t: Translator) -> dict[str, Any]:
        """What pages and events show of it."""
        return {
            "id": self.id,
            "brief": self.brief,
            "done": self.done,
            "text": self.built.blueprint if self.built else self.text,
            "steps": [_step(step, t) for step in tuple(self.steps)] or [_waiting(t)],
            "result": _result(self.built, t) if self.built else None,
            "problem": {"sentence": t(self.problem.sentence), "hint": t(self.problem.hint)}
            if self.problem
            else None,
        }


def _problem(problem: Problem, t: Translator) -> dict[str, str]:
    return {"sentence": t(problem.pattern, **problem.values), "hint": t(problem.hint)}


def _waiting(t: Translator) -> dict[str, str]:
    return {"label": t("Waiting for the model"), "state": "running", "facts": ""}


def _step(step: StepState, t: Translator) -> dict[str, str]:
    facts = []
    if step.percent is not None and step.state == "running":
        facts.append(f"{step.percent} %")
    if step.tokens:
        facts.append(t("{count} tokens", count=step.tokens))
    if step.seconds:
        facts.append(t("{seconds} s", seconds=round(step.seconds, 1)))
    return {"label": t(STEPS.get(step.name, step.name)), "state": step.state, "facts": " · ".join(facts)}


def _result(built: Built, t: Translator) -> dict[str, Any]:
    return {
        "app": built.key,
        "name": built.name,
        "model": built.model,
        "seconds": built.seconds,
        "tokens_in": built.tokens_in,
        "tokens_out": built.tokens_out,
        "mended": [_line(each, t) for each in (*built.mended, *built.added)],
        "not_built": [_line(each, t) for each in built.not_built],
    }


def _line(diagnostic: Diagnostic, t: Translator) -> str:
    return f"{t(diagnostic.title)}: {diagnostic.label}" if diagnostic.label else t(diagnostic.title)


class BuildQueue:
    """Runs builds one at a time, so that each has the machine for itself."""

    def __init__(self, home: Home, model: str | None) -> None:
        self._home = home
        self._model = model
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="build")
        self._kept: OrderedDict[str, Progress] = OrderedDict()
        self._lock = threading.Lock()

    def start(self, brief: str, language: str) -> Progress:
        """Queue a build. Raises a Problem for a brief that can't be built, Busy when too many wait."""
        read_brief(brief)
        with self._lock:
            if sum(not each.done for each in self._kept.values()) >= MOST_WAITING:
                raise Busy(
                    _("Too many apps are being made just now."), _("Wait a minute, then send it again.")
                )
            progress = Progress(secrets.token_urlsafe(16), brief, language)
            self._kept[progress.id] = progress
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        self._worker.submit(self._run, progress)
        return progress

    def go_on(self) -> None:
        """Take up, in the background, the builds that were interrupted when a server was killed."""
        for each in self._home.builds.interrupted():
            if self._home.builds.attempts(each.id) < MOST_ATTEMPTS:
                self._take_up(each)

    def _take_up(self, build: Build) -> None:
        progress = Progress(secrets.token_urlsafe(16), build.brief, "en", interrupted=build.id)
        with self._lock:
            self._kept[progress.id] = progress
        self._worker.submit(self._run, progress)

    def running(self) -> list[Progress]:
        """What is being made, or waits for it, oldest first."""
        with self._lock:
            return [each for each in self._kept.values() if not each.done]

    def warm(self) -> None:
        """Get the local model ready in the background, if its file is here already."""
        if self._model is None and any(each.file for each in known_models(self._home.models)[:1]):
            self._worker.submit(self._warm)

    def get(self, build: str) -> Progress | None:
        return self._kept.get(build)

    def model_label(self, t: Translator) -> str:
        """Which model builds, in words."""
        if self._model is not None:
            return self._model
        title = known_models(self._home.models)[0].title
        return t("{model}, on this machine", model=title)

    def price(self, t: Translator) -> str:
        """What a build will cost, as far as it is known beforehand."""
        if self._model is not None:
            return t("Made by {model}; about 300 tokens written.", model=self._model)
        if not any(each.file for each in known_models(self._home.models)[:1]):
            return t("Free. The first app takes longer: the model is fetched once (1.1 GB).")
        seconds = self._usual_seconds()
        return (
            t("Free, about {seconds} seconds.", seconds=seconds) if seconds else t("Free, on this machine.")
        )

    def _usual_seconds(self) -> int | None:
        """The median of the latest builds."""
        took = sorted(each.seconds for each in self._home.builds.all(limit=9) if each.status == "done")
        return round(took[len(took) // 2]) if took else None

    def _warm(self) -> None:
        try:
            warm_up(open_model(None, self._home.models))
        except Problem:
            return

    def _model_of(self, progress: Progress) -> str | None:
        if progress.interrupted is None:
            return self._model
        return self._home.builds.get(progress.interrupted).model

    def _build(self, progress: Progress, model: LanguageModel) -> Built:
        if progress.interrupted is not None:
            return resume(
                progress.interrupted,
                home=self._home,
                model=model,
                on_event=progress.take,
                cancel=progress.cancel,
            )
        return build(
            progress.brief, home=self._home, model=model, on_event=progress.take, cancel=progress.cancel
        )

    def _run(self, progress: Progress) -> None:
        try:
            model = open_model(self._model_of(progress), self._home.models, progress.fetched)
            for step in progress.steps:
                step.state = "done"
            progress.built = self._build(progress, model)
        except Problem as problem:
            progress.fail(problem)
        except Exception:
            progress.fail(
                Problem(
                    _("Something went wrong while the app was made."), _("Nothing was lost: try it again.")
                )
            )
            raise
