"""The step after delivery: asks the model for words, part by part, and puts them in as one change."""

import threading
from collections.abc import Iterable
from contextlib import suppress

from appling.atoms import vocabulary
from appling.builder.asking import Asking, OnEvent
from appling.builder.built import Budget
from appling.builder.changing import apply_plan, plan_change
from appling.builder.costs.choosing import check_limit
from appling.builder.errors import BuildFailed, Cancelled, Switched
from appling.builder.noting import noted
from appling.builder.steps import Steps
from appling.builder.telling.forms import FORMS, Form
from appling.builder.telling.lacking import Lacking, Words, lacking, with_words
from appling.builder.telling.prompts import words_prompt
from appling.diagnostics.problem import Problem
from appling.models import LanguageModel, Prompt
from appling.store import AppStore, Home
from appling.store.homes.builds import WORDS

BUDGET = Budget(seconds=90.0, tokens=600)
TITLE = "Texts written"


def words_lacking(home: Home, key: str) -> bool:
    """Whether the app has parts that say nothing yet."""
    store = home.open(home.app(key).key)
    store.refresh()
    return bool(lacking(store.source, vocabulary()))


def write_words(
    home: Home,
    key: str,
    brief: str,
    *,
    model: LanguageModel,
    budget: Budget = BUDGET,
    on_event: OnEvent | None = None,
    cancel: threading.Event | None = None,
) -> bool:
    """Whether words came into the app. Raises a Problem; then, too, the app stays as it is."""
    store = home.open(home.app(key).key)
    store.refresh()
    wanting = lacking(store.source, vocabulary())
    if not wanting:
        return False
    tell = on_event or (lambda _: None)
    asking = Asking(model, budget, tell, cancel, allowed=lambda asked: check_limit(home, asked, key))
    asking.check_cancelled()
    steps = Steps(asking)
    with noted(home, key, brief, asking, steps, WORDS):
        with steps.step("words") as step:
            written = _written(wanting, store, brief, asking)
            step.made = with_words(store.source, written) if written else ""
            step.detail = f"{len(written)} of {len(wanting)} parts"
        if not written:
            return False
        plan = plan_change(home, key, step.made)
        if plan.needs_yes:
            return False
        apply_plan(home, plan, TITLE)
        return True


def write_words_quietly(
    home: Home, key: str, brief: str, *, model: LanguageModel, cancel: threading.Event | None = None
) -> bool:
    """The same for the background: what fails leaves the app as it is, and nobody is told."""
    try:
        return write_words(home, key, brief, model=model, cancel=cancel)
    except Problem:
        return False


def _written(
    wanting: Iterable[Lacking], store: AppStore, brief: str, asking: Asking
) -> list[tuple[Lacking, Words]]:
    """The words of as many parts as the budget allows. Raises BuildFailed where it allows none."""
    found: list[tuple[Lacking, Words]] = []
    for each in wanting:
        form = FORMS[each.kind]
        prompt = words_prompt(store.app, brief, each.kind)
        try:
            reply = _reply(asking, prompt, form)
        except Cancelled:
            raise  # Trying what there is would take a while, and somebody waits.
        except BuildFailed:
            if not found:
                raise
            break
        read = form.read(_own(reply, prompt))
        if read is not None:
            found.append((each, Words(*read)))
    return found


def _reply(asking: Asking, prompt: Prompt, form: Form) -> str:
    """What whoever answers says: the next model, where one could not."""
    while True:
        with suppress(Switched):
            return asking.ask(prompt, grammar=form.grammar, most=form.most_tokens)


def _own(reply: str, prompt: Prompt) -> str:
    """The reply without lines that a small model took over from the examples: they are of another app."""
    shown = {line.strip() for _, answer in prompt.examples for line in answer.splitlines()[1:]}
    return "".join(f"{line}\n" for line in reply.splitlines() if line.strip() not in shown)
