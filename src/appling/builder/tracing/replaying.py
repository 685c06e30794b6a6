"""Goes through a recorded build again without a model, or goes on from one of its steps with another one."""

import tempfile
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from appling.builder.asking import OnEvent
from appling.builder.build import build
from appling.builder.built import Asked, Budget, Built
from appling.builder.tracing.errors import NoReplay, NoSuchStep
from appling.builder.tracing.trace import Trace, read_trace
from appling.models import PATIENTLY, LanguageModel, Prompt, Reply, Sampling, Usage, Wait
from appling.store import Home
from appling.store.homes.builds import BUILD

SECONDS = 3_600.0
"""What was answered is not to be cut off by how busy this machine is."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One step beside its record: `same`, whether it made the same text."""

    step: str
    same: bool


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay came to; `asked_otherwise`: how many prompts are not as they were recorded."""

    blueprint: str
    steps: tuple[Compared, ...]
    asked_otherwise: int

    @property
    def same(self) -> bool:
        return all(each.same for each in self.steps)


def replay(home: Home, number: int, *, on_event: OnEvent | None = None) -> Replayed:
    """Build it again, in a home of its own, from what its model answered.

    The budget is the answers: where they end, the build asked no more, whether its tokens or its time were
    used up or it had all that it wanted. What was asked in vain of models that could not go on is left out.

    Raises NoSuchBuild, NoReplay for a record of anything but a build that ended in an app, and what `build`
    raises.
    """
    trace = _whole(home, number)
    model = AnsweringAgain(trace.model, trace.answers)
    budget = Budget(SECONDS, len(trace.answers) * AnsweringAgain.TOKENS)
    with tempfile.TemporaryDirectory(prefix="appling-replay-") as folder:
        place = Home(Path(folder))
        try:
            built = build(trace.brief, home=place, model=model, budget=budget, on_event=on_event)
        finally:
            place.close()
    return compared(trace, built)


def fork(
    home: Home,
    number: int,
    *,
    step: str,
    model: LanguageModel,
    on_event: OnEvent | None = None,
    cancel: threading.Event | None = None,
) -> Built:
    """A new app of the same brief: as recorded until `step`, from there on with another model.

    Raises NoSuchBuild, NoSuchStep, and what `build` raises.
    """
    trace = read_trace(home, number)
    names = [each.name for each in trace.attempt]
    if trace.kind != BUILD or step not in names:
        raise NoSuchStep(number, step, names)
    before = [asked for each in trace.attempt[: names.index(step)] for asked in each.asked]
    answering = AnsweringAgain(trace.model, before, then=model)
    return build(trace.brief, home=home, model=answering, on_event=on_event, cancel=cancel)


def compared(trace: Trace, built: Built) -> Replayed:
    """The steps of a build that was gone through again, beside those of its record."""
    again = {step.name: step.made for step in built.steps}
    made = (step for step in trace.attempt if step.made)
    steps = tuple(Compared(step.name, again.get(step.name) == step.made) for step in made)
    asked = [each for step in built.steps for each in step.asked]
    otherwise = sum(now.prompt != then.prompt for now, then in zip(asked, trace.answers, strict=False))
    return Replayed(built.blueprint, steps, otherwise + abs(len(asked) - len(trace.answers)))


class AnsweringAgain:
    """Gives recorded answers in their order; after them it is `then`, or has no more to say."""

    TOKENS = 1
    """What an answer counts where there is no other model: the budget can say how many there are."""

    def __init__(self, name: str, asked: Sequence[Asked], then: LanguageModel | None = None) -> None:
        """`name`: of who answers where the record does not say it."""
        self._name = name
        self._left = deque(asked)
        self._then = then
        self._held = bool(asked) and asked[-1].held

    @property
    def name(self) -> str:
        """Whose answer is the next one."""
        if self._left:
            return self._left[0].model or self._name
        return self._name if self._then is None else self._then.name

    @property
    def takes_grammar(self) -> bool:
        """As it was when the next answer was recorded."""
        if self._left:
            return self._left[0].held
        return self._held if self._then is None else self._then.takes_grammar

    def generate(self, prompt: Prompt, sampling: Sampling, wait: Wait = PATIENTLY) -> Reply:
        """The next recorded answer, at no cost; then the other model's."""
        if self._left:
            return self._again(wait)
        if self._then is None:
            raise NoReplay("more is asked now than was recorded")
        return self._then.generate(prompt, sampling, wait)

    def warm(self, prompt: Prompt) -> None:
        """Nothing to get ready for what is recorded."""
        if not self._left and self._then is not None:
            self._then.warm(prompt)

    def close(self) -> None:
        """The other model belongs to who opened it."""

    def _again(self, wait: Wait) -> Reply:
        reply = self._left.popleft().reply
        if wait.on_text:
            wait.on_text(reply)
        return Reply(reply, Usage(tokens_out=0 if self._then else self.TOKENS, price=0.0), "stop")


def _whole(home: Home, number: int) -> Trace:
    trace = read_trace(home, number)
    if trace.kind != BUILD:
        raise NoReplay("it is of a change of an app that was there")
    if trace.status != "done" or not trace.blueprint:
        raise NoReplay("its build did not end in an app, or was made by an earlier version")
    return trace
