"""From a request in plain words to the blueprint that it asks for; nothing is done to the app."""

import threading
from contextlib import suppress
from dataclasses import dataclass

from appling.atoms import vocabulary
from appling.blueprint import Mended, mend
from appling.blueprint.model.app import App
from appling.builder.asking import Asking, OnEvent, models_problems
from appling.builder.briefs.brief import read_brief
from appling.builder.built import Budget
from appling.builder.changing.edits import carry_out
from appling.builder.changing.errors import NothingChanges
from appling.builder.changing.obvious import obvious_edits
from appling.builder.changing.plan import Plan
from appling.builder.changing.planning import plan_change
from appling.builder.changing.prompts import edits_prompt
from appling.builder.changing.trial import SECONDS
from appling.builder.changing.written import blocks_written, edits
from appling.builder.costs.choosing import check_limit
from appling.builder.errors import Switched
from appling.builder.noting import noted
from appling.builder.repairing import repair
from appling.builder.steps import Step, Steps
from appling.diagnostics import Diagnostic, Severity
from appling.models import LanguageModel
from appling.store import Home
from appling.store.homes.builds import CHANGE


@dataclass(frozen=True, slots=True)
class Wanted:
    """The whole blueprint after a request; `missed`: what of it could not be carried out."""

    source: str
    missed: tuple[Diagnostic, ...] = ()


def plan_request(
    request: str,
    *,
    home: Home,
    key: str,
    model: LanguageModel,
    budget: Budget | None = None,
    on_event: OnEvent | None = None,
    cancel: threading.Event | None = None,
    seconds: float = SECONDS,
) -> Plan:
    """What an app would be like after a request. Raises ChangeFailed; the app is not touched."""
    text = read_brief(request)
    store = home.open(home.app(key).key)
    store.refresh()
    asking = Asking(
        model,
        budget or Budget(),
        on_event or (lambda _: None),
        cancel,
        allowed=lambda asked: check_limit(home, asked, key),
    )
    changing = Changing(asking)
    with noted(home, key, text, asking, changing.steps, CHANGE):
        wanted = changing.wanted_by_whoever_answers(store.source, text)
        with changing.steps.step("try") as step:
            plan = plan_change(home, key, wanted.source, not_done=wanted.missed, seconds=seconds)
            step.made, step.detail = plan.source, f"{plan.requests} requests"
        return plan


class Changing:
    """One request on its way."""

    def __init__(self, asking: Asking) -> None:
        self.steps = Steps(asking)
        self._asking = asking
        self._vocabulary = vocabulary()

    def wanted_by_whoever_answers(self, source: str, request: str) -> Wanted:
        """As `wanted`; begun anew by the next model where one could not answer."""
        while True:
            with suppress(Switched):
                return self.wanted(source, request)

    def wanted(self, source: str, request: str) -> Wanted:
        """The blueprint that the request asks for. Raises NothingChanges."""
        checked = mend(source, self._vocabulary)
        app = checked.checked.app
        assert app is not None  # noqa: S101 - it is being served
        lines = obvious_edits(request, app)
        if lines is None:
            with self.steps.step("ready"):
                self._get_ready(source, request, checked)
            if not self._asking.model.takes_grammar:
                return self._checked(self._blocks(source, request))
            lines = self._lines(app, request)
        edited = carry_out(source, lines, self._vocabulary)
        missed = tuple(_missed(line) for line in edited.missed)
        if edited.source == source:
            raise NothingChanges(app.name)
        wanted = self._checked(edited.source)
        return Wanted(wanted.source, missed + wanted.missed)

    def _lines(self, app: App, request: str) -> str:
        """What to do, line by line, as a model writes it that a grammar holds."""
        with self.steps.step("change") as step:
            step.made = edits(app, request, self._asking, self._vocabulary)
        return step.made

    def _blocks(self, source: str, request: str) -> str:
        """The whole text with the blocks that a model wrote anew."""
        with self.steps.step("change") as step:
            step.made = blocks_written(source, request, self._asking, self._vocabulary)
        return step.made

    def _checked(self, source: str) -> Wanted:
        """Mended by rule, then by the model, then with what still does not fit left out."""
        with self.steps.step("check") as step:
            mended = mend(source, self._vocabulary)
            step.detail = f"{len(mended.applied)} mended, {len(mended.checked.errors)} wrong"
            if not mended.checked.errors or self._asking.model.takes_grammar:
                return self._saved(mended, step)
        with self.steps.step("repair") as step:
            mended, tries = repair(mended, self._asking, self._vocabulary)
            step.detail = f"{tries} tries"
            return self._saved(mended, step)

    def _saved(self, mended: Mended, step: Step) -> Wanted:
        saved = mend(mended.source, self._vocabulary, salvage=True)
        lost = Mended(saved.source, mended.applied + saved.applied, saved.checked).lost
        step.made, step.diagnostics = saved.source, [*lost]
        return Wanted(saved.source, lost)

    def _get_ready(self, source: str, request: str, checked: Mended) -> None:
        app = checked.checked.app
        if app is None or not self._asking.model.takes_grammar:
            return
        with models_problems():
            self._asking.model.warm(edits_prompt(app, request, self._vocabulary))


def _missed(line: str) -> Diagnostic:
    return Diagnostic("not-done", "This could not be done", line, severity=Severity.WARNING)
