"""A build or a change as it stands: written by its thread, read by pages."""

import threading
from dataclasses import dataclass, field
from typing import Any

from appling.builder import Built, Event, Expected, StepFinished, StepStarted, TextWritten
from appling.builder.assuming import sentence
from appling.builder.changing import Plan, Point
from appling.builder.clarifying import Clarifying, as_plain
from appling.builder.costs.estimating import Estimate, cost_in_words, in_words, time_in_words
from appling.builder.events import STEP_WORDS
from appling.builder.wants import Judged
from appling.diagnostics import Diagnostic
from appling.diagnostics.problem import Problem
from appling.models import Progress as Fetched
from appling.runtime.translate import Translator


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
    """`built` or `plan` is what comes of it, unless `problem` is."""

    id: str
    brief: str
    language: str
    text: str = ""
    steps: list[StepState] = field(default_factory=list)
    estimate: Estimate | None = None
    """What it will take, told as soon as it begins."""
    questions: tuple[Clarifying, ...] = ()
    """What the model would like to know first; the build waits for the answers."""
    clarified: bool = False
    """Whether it has been asked what it would like to know."""
    built: Built | None = None
    problem: Problem | None = None
    interrupted: int | None = None
    """The number of the build that is gone on with."""
    app: str | None = None
    """The key of the app that is to be changed."""
    source: str | None = None
    """The blueprint that it is to get, where the owner wrote it."""
    plan: Plan | None = None
    told: int = 0
    """How often the words of its pages were begun."""
    settled: bool = False
    """Whether the owner has said yes or no to the plan."""
    cancel: threading.Event = field(default_factory=threading.Event)

    @property
    def done(self) -> bool:
        return any(each is not None for each in (self.built, self.plan, self.problem))

    def take(self, event: Event) -> None:
        """One event of the build."""
        if isinstance(event, Expected):
            self.estimate = event.estimate
        elif isinstance(event, StepStarted):
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
            "questions": as_plain(self.questions),
            "text": self.built.blueprint if self.built else self.text,
            "steps": [_step(step, t) for step in tuple(self.steps)] or [_waiting(t)],
            "result": _result(self.built, t) if self.built else None,
            "plan": _plan(self.plan, t) if self.plan else None,
            "estimate": in_words(self.estimate, t) if self.estimate else "",
            "settled": self.settled,
            "app": self.app,
            "problem": _problem(self.problem, t) if self.problem else None,
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
    return {"label": t(STEP_WORDS.get(step.name, step.name)), "state": step.state, "facts": " · ".join(facts)}


def _result(built: Built, t: Translator) -> dict[str, Any]:
    return {
        "app": built.key,
        "build": built.build,
        "name": built.name,
        "model": built.model,
        "seconds": built.seconds,
        "tokens_in": built.tokens_in,
        "tokens_out": built.tokens_out,
        "cost": cost_in_words(built.price, t),
        "expected": _expected(built.estimate, t),
        "mended": [_line(each, t) for each in (*built.mended, *built.added)],
        "assumed": [{"said": sentence(each, t), "otherwise": each.otherwise} for each in built.assumed],
        "met": built.met,
        "wants": [_want(each, t) for each in built.wants],
        "not_built": [_line(each, t) for each in built.not_built],
    }


def _want(judged: Judged, t: Translator) -> dict[str, str]:
    """A want, with why it is not there and what would be needed, if so."""
    reason, needed = (t(each) if each else "" for each in (judged.reason, judged.needed))
    return {"want": judged.want, "reason": reason, "needed": needed}


def _expected(said: Estimate | None, t: Translator) -> str:
    if said is None:
        return ""
    time, cost = time_in_words(said.seconds, t), cost_in_words(said.price, t)
    return t("Expected were about {time}, {cost}.", time=time, cost=cost)


def _plan(plan: Plan, t: Translator) -> dict[str, Any]:
    return {
        "app": plan.key,
        "name": plan.name,
        "points": [_point(point, t) for point in plan.points],
        "not_done": [_line(each, t) for each in plan.not_done],
        "needs_yes": bool(plan.needs_yes),
        "requests": plan.requests,
        "checks": plan.replayed,
        "complete": plan.complete,
    }


def _point(point: Point, t: Translator) -> dict[str, Any]:
    numbers = point.numbers
    said = t(point.difference.pattern, **point.difference.values)
    counted = t(numbers.pattern, **numbers.values) if numbers is not None else ""
    return {
        "sentence": f"{said} {counted}".strip(),
        "widens": point.difference.widens,
        "drops": point.drops,
    }


def _line(diagnostic: Diagnostic, t: Translator) -> str:
    return f"{t(diagnostic.title)}: {diagnostic.label}" if diagnostic.label else t(diagnostic.title)
