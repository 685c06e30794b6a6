"""From a request in plain words to the blueprint that it asks for; nothing is done to the app."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from appling.atoms import vocabulary
from appling.blueprint import Mended, mend
from appling.blueprint.changes import apply_change
from appling.builder.asking import Asking, OnEvent
from appling.builder.brief import read_brief
from appling.builder.built import Budget
from appling.builder.changing.edits import carry_out
from appling.builder.changing.errors import NothingChanges
from appling.builder.changing.grammar import edits_grammar
from appling.builder.changing.obvious import obvious_edits
from appling.builder.changing.plan import Plan
from appling.builder.changing.planning import plan_change
from appling.builder.changing.prompts import blocks_prompt, edits_prompt
from appling.builder.changing.steer import steered
from appling.builder.changing.trial import SECONDS
from appling.builder.drafting import unfenced
from appling.builder.errors import ModelFailed
from appling.builder.events import DiagnosticFound, StepFinished, StepStarted
from appling.builder.repairing import repair
from appling.diagnostics import Diagnostic, Severity
from appling.models import LanguageModel, ModelError
from appling.store import Home

EDITS_TOKENS, BLOCKS_TOKENS = 160, 2_000


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
    changing = Changing(Asking(model, budget or Budget(), on_event or (lambda _: None), cancel))
    wanted = changing.wanted(store.source, text)
    with changing.step("try"):
        return plan_change(home, key, wanted.source, not_done=wanted.missed, seconds=seconds)


class Changing:
    """One request on its way."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._vocabulary = vocabulary()

    def wanted(self, source: str, request: str) -> Wanted:
        """The blueprint that the request asks for. Raises NothingChanges."""
        checked = mend(source, self._vocabulary)
        app = checked.checked.app
        assert app is not None  # noqa: S101 - it is being served
        lines = obvious_edits(request, app)
        if lines is None:
            with self.step("ready"):
                self._get_ready(source, request, checked)
            with self.step("change"):
                if not self._asking.model.takes_grammar:
                    return self._checked(source, self._blocks(source, request))
                prompt = edits_prompt(app, request, self._vocabulary)
                grammar = edits_grammar(app, self._vocabulary)
                written = self._asking.ask(prompt, grammar=grammar, most=EDITS_TOKENS)
                lines = steered(written, request, app)
        edited = carry_out(source, lines, self._vocabulary)
        missed = tuple(_missed(line) for line in edited.missed)
        if edited.source == source:
            raise NothingChanges(app.name)
        wanted = self._checked(source, edited.source)
        return Wanted(wanted.source, missed + wanted.missed)

    def _blocks(self, source: str, request: str) -> str:
        reply = self._asking.ask(blocks_prompt(source, request, self._vocabulary), most=BLOCKS_TOKENS)
        return apply_change(source, unfenced(reply), self._vocabulary).source

    def _checked(self, before: str, source: str) -> Wanted:
        """Mended by rule, then by the model, then with what still does not fit left out."""
        with self.step("check"):
            mended = mend(source, self._vocabulary)
        if mended.checked.errors and not self._asking.model.takes_grammar:
            with self.step("repair"):
                mended, _ = repair(mended, self._asking, self._vocabulary)
        saved = mend(mended.source, self._vocabulary, salvage=True)
        lost = Mended(saved.source, mended.applied + saved.applied, saved.checked).lost
        for each in lost:
            self._asking.on_event(DiagnosticFound(each))
        return Wanted(saved.source, lost)

    def _get_ready(self, source: str, request: str, checked: Mended) -> None:
        app = checked.checked.app
        if app is None or not self._asking.model.takes_grammar:
            return
        try:
            self._asking.model.warm(edits_prompt(app, request, self._vocabulary))
        except ModelError as error:
            raise ModelFailed(error.sentence, error.hint) from error

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Times a step and tells of it."""
        self._asking.check_cancelled()
        self._asking.on_event(StepStarted(name))
        started, before = time.monotonic(), len(self._asking.asked)
        yield
        tokens = sum(each.tokens_out for each in self._asking.asked[before:])
        self._asking.on_event(StepFinished(name, time.monotonic() - started, tokens, ""))


def _missed(line: str) -> Diagnostic:
    return Diagnostic("not-done", "This could not be done", line, severity=Severity.WARNING)
