"""From a brief to a live app, step by step; every step is told of and written down."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from appling.atoms import vocabulary
from appling.blueprint import Mended, mend
from appling.blueprint.model.app import App
from appling.builder.asking import Asking, OnEvent
from appling.builder.brief import read_brief
from appling.builder.built import Budget, Built, StepRecord
from appling.builder.complete import complete
from appling.builder.drafting import draft
from appling.builder.errors import BuildFailed, NothingBuilt
from appling.builder.events import DiagnosticFound, Event, StepFinished, StepStarted
from appling.builder.recall import ranked
from appling.builder.repairing import repair
from appling.builder.trying import try_out
from appling.builder.warming import get_ready
from appling.diagnostics import Diagnostic
from appling.diagnostics.problem import Problem
from appling.models import LanguageModel
from appling.store import Home


def build(
    brief: str,
    *,
    home: Home,
    model: LanguageModel,
    budget: Budget | None = None,
    on_event: Callable[[Event], None] | None = None,
    cancel: threading.Event | None = None,
    key: str | None = None,
) -> Built:
    """Build an app in a home. Raises BuildFailed, or another Problem of the layers below."""
    text = read_brief(brief)
    return _Build(brief, text, home, model, budget or Budget(), on_event or (lambda _: None), cancel).run(key)


@dataclass(slots=True)
class _Step:
    """What a running step says about itself."""

    detail: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)


class _Build:
    def __init__(
        self,
        brief: str,
        text: str,
        home: Home,
        model: LanguageModel,
        budget: Budget,
        on_event: OnEvent,
        cancel: threading.Event | None,
    ) -> None:
        self._text = text
        self._home = home
        self._tell = on_event
        self._asking = Asking(model, budget, on_event, cancel)
        self._vocabulary = vocabulary()
        self._steps: list[StepRecord] = []
        self._record = home.builds.start(brief, model.name).id

    def run(self, key: str | None) -> Built:
        try:
            built = self._run(key)
        except BaseException as error:
            self._write_down(error.code if isinstance(error, Problem) else "broken")
            raise
        return built

    def _run(self, key: str | None) -> Built:
        with self._step("recall") as step:
            step.detail = ", ".join(each.example.name for each in ranked(self._text)[:3])
        with self._step("ready"):
            get_ready(self._asking.model, self._text, self._vocabulary)
        with self._step("draft") as step:
            source = draft(self._text, self._asking, self._vocabulary)
            step.detail = f"{source.count(chr(10))} lines"
        with self._step("complete") as step:
            completed = complete(source, self._text, self._vocabulary)
            step.diagnostics += completed.added
            step.detail = f"{len(completed.added)} added"
        mended = self._checked(completed.source)
        app = mended.checked.app
        if app is None or not app.things:
            raise NothingBuilt(self._asking.model.name)
        return self._deliver(app, mended, completed.added, key)

    def _checked(self, source: str) -> Mended:
        """Mended by rule, then by the model where that is not enough, then with the rest left out."""
        with self._step("check") as step:
            mended = mend(source, self._vocabulary)
            step.diagnostics += mended.applied
            step.detail = f"{len(mended.applied)} mended, {len(mended.checked.errors)} wrong"
        if mended.checked.errors:
            with self._step("repair") as step:
                mended, tries = repair(mended, self._asking, self._vocabulary)
                saved = mend(mended.source, self._vocabulary, salvage=True)
                step.diagnostics += saved.lost
                step.detail = f"{tries} tries, {len(saved.lost)} left out"
                mended = Mended(saved.source, mended.applied + saved.applied, saved.checked)
        return mended

    def _deliver(self, app: App, mended: Mended, added: tuple[Diagnostic, ...], key: str | None) -> Built:
        with self._step("try") as step:
            tried = try_out(app, mended.source, self._vocabulary)
            step.diagnostics += tried.dropped
            step.detail = f"{tried.requests} requests"
        with self._step("deliver") as step:
            self._asking.check_cancelled()
            record = self._home.create(tried.app, tried.source, key=key)
            self._home.open(record.key).add_samples(date.today())
            step.detail = record.key
        self._write_down("done", record.key)
        asked = [each for record_ in self._steps for each in record_.asked]
        lost = frozenset(mended.lost)
        return Built(
            key=record.key,
            name=record.name,
            build=self._record,
            model=self._asking.model.name,
            blueprint=tried.source,
            seconds=self._asking.seconds,
            tokens_in=sum(each.tokens_in for each in asked),
            tokens_out=sum(each.tokens_out for each in asked),
            mended=tuple(each for each in mended.applied if each not in lost),
            added=added,
            not_built=(*mended.lost, *tried.dropped),
            steps=tuple(self._steps),
        )

    @contextmanager
    def _step(self, name: str) -> Iterator[_Step]:
        """Times a step, tells of it and writes it down, also when it fails."""
        self._asking.check_cancelled()
        self._tell(StepStarted(name))
        step, started, before = _Step(), time.monotonic(), len(self._asking.asked)
        try:
            yield step
        except BuildFailed as error:
            step.detail = error.sentence
            raise
        finally:
            asked = tuple(self._asking.asked[before:])
            seconds = time.monotonic() - started
            record = StepRecord(name, seconds, step.detail, asked, tuple(step.diagnostics))
            self._steps.append(record)
        for diagnostic in step.diagnostics:
            self._tell(DiagnosticFound(diagnostic))
        self._tell(StepFinished(name, seconds, record.tokens, step.detail))
        self._write_down("running")

    def _write_down(self, status: str, app: str | None = None) -> None:
        self._home.builds.update(
            self._record,
            steps=[step.as_json() for step in self._steps],
            tokens=sum(step.tokens for step in self._steps),
            seconds=round(self._asking.seconds, 3),
            status=status,
            app=app,
        )
