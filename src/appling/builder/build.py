"""From a brief to a live app, step by step; every step is told of and written down.

What costs something is remembered as soon as it is known: each reply of the model, what came of trying the
app, and the app itself. A build whose process was killed goes through its steps again from these; what lies
between them are rules, which give the same once more in no time.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import date

from appling.atoms import vocabulary
from appling.blueprint import Mended, mend
from appling.blueprint.model.app import App
from appling.builder.asking import Asking, OnEvent
from appling.builder.assuming import assumptions
from appling.builder.attempts import last_attempt
from appling.builder.briefs.brief import asked_for, read_brief
from appling.builder.built import Budget, Built, StepRecord
from appling.builder.complete import complete
from appling.builder.costs.choosing import check_limit
from appling.builder.costs.estimating import Estimate, estimate
from appling.builder.drafting import draft
from appling.builder.errors import Cancelled, NothingBuilt, NotInterrupted, Switched
from appling.builder.events import Event, Expected
from appling.builder.learning import examples_for, own_shown, shown
from appling.builder.library import OWN, Example
from appling.builder.remembered import Remembered, given
from appling.builder.repairing import repair
from appling.builder.reviewing import Reviewed, review
from appling.builder.steps import BROKEN, Step, Steps
from appling.builder.trying import Tried, try_out
from appling.builder.wants import Want, judge, split
from appling.builder.warming import get_ready
from appling.diagnostics import Diagnostic
from appling.diagnostics.problem import Problem
from appling.models import LanguageModel
from appling.store import AppRecord, Held, Home
from appling.store import Build as Record
from appling.store.homes.builds import RUNNING


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
    read_brief(brief)
    check_limit(home, model)
    guess = asdict(estimate(home, model.name, brief))
    record, held = home.builds.begin(brief, model.name, given(key, budget or Budget()), guess)
    return _Build(record, held, home, model, on_event, cancel).run()


def resume(
    build: int,
    *,
    home: Home,
    model: LanguageModel,
    on_event: OnEvent | None = None,
    cancel: threading.Event | None = None,
) -> Built:
    """Go on with a build that was interrupted; its model should be the one that began it.

    Raises NotInterrupted, and what `build` raises.
    """
    held = home.builds.claim(build)
    if held is None:
        raise NotInterrupted(build)
    record = next((each for each in home.builds.begun() if each.id == build), None)
    if record is None:
        held.release()
        raise NotInterrupted(build)
    return _Build(record, held, home, model, on_event, cancel, again=True).run()


class _Build:
    def __init__(
        self,
        record: Record,
        held: Held,
        home: Home,
        model: LanguageModel,
        on_event: OnEvent | None,
        cancel: threading.Event | None,
        *,
        again: bool = False,
    ) -> None:
        self._text = read_brief(record.brief)
        self._record = record
        self._held = held
        self._home = home
        self._tell = on_event or (lambda _: None)
        self._remembered = Remembered(home.builds.journal(record.id))
        self._asking = Asking(
            model,
            self._remembered.budget,
            self._tell,
            cancel,
            self._remembered,
            record.seconds,
            lambda asked: check_limit(home, asked),
        )
        self._vocabulary = vocabulary()
        self._guess = None if record.guess is None else Estimate(**record.guess)
        self._steps = Steps(
            self._asking, spent=self._seconds_before, written=lambda: self._write_down(RUNNING)
        )
        self._again = again
        self._turn = record.model
        self._before = record.steps
        if again:
            self._remembered.count_attempt()

    def run(self) -> Built:
        if self._guess is not None:
            self._tell(Expected(self._guess))
        try:
            return self._by_whoever_answers()
        except BaseException as error:
            with suppress(Problem):
                self._write_down(_status(error))
            raise
        finally:
            self._held.release()

    def _by_whoever_answers(self) -> Built:
        """Begun anew by the next model where one could not answer."""
        if self._again:
            self._keep_given_up()
        while True:
            try:
                return self._run()
            except Switched:
                self._asking.begin_anew()
                self._turn = self._asking.model.name

    def _keep_given_up(self) -> None:
        """What models were asked in vain before the one that goes on now: it was paid for."""
        if self._asking.model.name != self._record.model:
            return  # It goes through all of it again.
        at = last_attempt([step["name"] for step in self._record.steps])
        given_up = [StepRecord.from_json(step) for step in self._record.steps[:at]]
        self._steps.records += given_up
        self._asking.asked += [asked for step in given_up for asked in step.asked]
        self._asking.begin_anew()
        self._before = self._record.steps[at:]

    def _run(self) -> Built:
        with self._steps.step("recall") as step:
            own = self._recalled(step)
        with self._steps.step("ready"):
            if not self._record.steps:
                get_ready(self._asking.model, self._text, self._vocabulary)
        with self._steps.step("draft") as step:
            step.made = source = draft(self._text, self._asking, self._vocabulary, own)
            step.detail = f"{source.count(chr(10))} lines"
        with self._steps.step("complete") as step:
            completed = complete(source, self._text, self._vocabulary)
            step.made, step.diagnostics = completed.source, [*completed.added]
            step.detail = f"{len(completed.added)} added"
        mended = self._checked(completed.source)
        app = mended.checked.app
        if app is None or not app.things:
            raise NothingBuilt(self._asking.model.name)
        wants = split(asked_for(self._text))
        reviewed = self._reviewed(mended, app, wants)
        return self._deliver(reviewed, mended, completed.added, wants)

    def _recalled(self, step: Step) -> tuple[Example, ...]:
        """The apps of the home that the model is shown, written down: a build that goes on shows the same."""
        model = self._asking.model
        own = examples_for(self._home, model, self._text)
        if self._again:
            own = tuple(each for each in own if int(each.name) in (self._record.own or ()))
        used = own_shown(self._text, own, short=model.takes_grammar)
        self._home.learning.note_used(self._record.id, [int(each.name) for each in used])
        step.detail = ", ".join(map(_called, shown(self._text, used, short=model.takes_grammar)))
        return used

    def _checked(self, source: str) -> Mended:
        """Mended by rule, then by a model that wrote it all itself, then with the rest left out.

        What is wrong in a draft that rules have written out, the model of its short form never said: asked to
        mend it, the local one wrote 1,800 tokens in 170 s, and mended nothing.
        """
        with self._steps.step("check") as step:
            mended = mend(source, self._vocabulary)
            step.made, step.diagnostics = mended.source, [*mended.applied]
            step.detail = f"{len(mended.applied)} mended, {len(mended.checked.errors)} wrong"
        if mended.checked.errors:
            with self._steps.step("repair") as step:
                tries = 0
                if not self._asking.model.takes_grammar:
                    mended, tries = repair(mended, self._asking, self._vocabulary)
                saved = mend(mended.source, self._vocabulary, salvage=True)
                step.made, step.diagnostics = saved.source, [*saved.lost]
                step.detail = f"{tries} tries, {len(saved.lost)} left out"
                mended = Mended(saved.source, mended.applied + saved.applied, saved.checked)
        return mended

    def _reviewed(self, mended: Mended, app: App, wants: tuple[Want, ...]) -> Reviewed:
        """A model that a grammar holds adds too little for what it takes: decision 21."""
        if self._asking.model.takes_grammar:
            return Reviewed(mended.source, app)
        with self._steps.step("review") as step:
            reviewed = review(mended.source, app, wants, self._asking, self._vocabulary)
            step.made, step.detail = reviewed.source, f"{reviewed.rounds} rounds, {len(reviewed.added)} added"
            return reviewed

    def _deliver(
        self, reviewed: Reviewed, mended: Mended, added: tuple[Diagnostic, ...], wanted: tuple[Want, ...]
    ) -> Built:
        with self._steps.step("try") as step:
            tried = self._tried(reviewed.app, reviewed.source)
            step.made, step.diagnostics = tried.source, [*tried.dropped]
            step.detail = f"{tried.requests} requests"
        with self._steps.step("judge") as step:
            wants = judge(wanted, tried.app)
            step.diagnostics = [each.as_diagnostic() for each in wants if not each.met]
            step.detail = f"{sum(each.met for each in wants)} of {len(wants)}"
        with self._steps.step("deliver") as step:
            self._asking.check_cancelled()
            record = self._delivered(tried)
            step.detail = record.key
        self._write_down("done", record.key)
        asked = [each for step_ in self._steps.records for each in step_.asked]
        lost = frozenset(mended.lost)
        return Built(
            key=record.key,
            name=record.name,
            build=self._record.id,
            model=self._made_by,
            blueprint=tried.source,
            seconds=self._asking.seconds,
            tokens_in=sum(each.tokens_in for each in asked),
            tokens_out=sum(each.tokens_out for each in asked),
            mended=tuple(each for each in mended.applied if each not in lost),
            added=added,
            not_built=(*mended.lost, *tried.dropped),
            wants=wants,
            steps=tuple(self._steps.records),
            estimate=self._guess,
            assumed=assumptions(tried.app),
        )

    def _tried(self, app: App, source: str) -> Tried:
        tried = self._remembered.tried(source)
        if tried is None:
            tried = try_out(app, source, self._vocabulary)
            self._remembered.keep_tried(source, tried)
        return tried

    def _delivered(self, tried: Tried) -> AppRecord:
        """The app, made once: it comes into the home together with its name in the build's record."""
        if self._record.app is not None:
            return self._home.app(self._record.app)
        return self._home.create(
            tried.app, tried.source, key=self._remembered.key, samples=date.today(), build=self._record.id
        )

    @property
    def _made_by(self) -> str:
        """The name of who answered last, or of the model whose turn it is."""
        return self._asking.answered_by or self._turn

    def _seconds_before(self, name: str) -> float:
        """What a step took before the build was interrupted."""
        return sum(float(step["seconds"]) for step in self._before if step["name"] == name)

    def _write_down(self, status: str, app: str | None = None) -> None:
        """A build that goes over its steps again keeps what was written of them until it knows more."""
        if status == RUNNING and len(self._steps.records) <= len(self._record.steps):
            return
        self._home.builds.update(
            self._record.id,
            model=self._made_by,
            steps=[step.as_json() for step in self._steps.records],
            tokens=self._steps.tokens,
            seconds=round(self._asking.seconds, 3),
            status=status,
            app=app,
        )


def _called(example: Example) -> str:
    return f"own app of build {example.name}" if example.domain == OWN else example.name


def _status(error: BaseException) -> str:
    """What is written of a build that ended so."""
    if isinstance(error, KeyboardInterrupt):
        return Cancelled.code
    return error.code if isinstance(error, Problem) else BROKEN
