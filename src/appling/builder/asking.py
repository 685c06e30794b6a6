"""Asks the model on behalf of a build: within the budget, with events, and everything written down."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from appling.builder.built import Asked, Budget
from appling.builder.errors import Cancelled, ModelFailed, OutOfBudget, Switched
from appling.builder.events import Event, TextWritten
from appling.builder.remembered import Remembered
from appling.models import LanguageModel, ModelError, ModelSwitched, Prompt, Reply, Sampling, Wait

OnEvent = Callable[[Event], None]


class Asking:
    """One build's way to its model."""

    def __init__(
        self,
        model: LanguageModel,
        budget: Budget,
        on_event: OnEvent,
        cancel: threading.Event | None,
        remembered: Remembered | None = None,
        spent: float = 0.0,
        allowed: Callable[[LanguageModel], None] = lambda _: None,
    ) -> None:
        """`remembered`: what was answered before the build was interrupted, after `spent` seconds.

        `allowed` raises OverLimit for a model that may not be asked any more: each is looked at before its
        first question, whichever answers when another could not.
        """
        self.model = model
        self.started = time.monotonic() - spent
        self.on_event = on_event
        self.asked: list[Asked] = []
        self._budget = budget
        self._cancel = cancel
        self._remembered = remembered
        self._allowed = allowed
        self._asks = ""
        self._anew = 0

    @property
    def answered_by(self) -> str:
        """The name of the model that answered last since all was begun anew; "" where none did."""
        return self.asked[-1].model if len(self.asked) > self._anew else ""

    @property
    def seconds(self) -> float:
        """Since the build began."""
        return time.monotonic() - self.started

    @property
    def seconds_left(self) -> float:
        return self._budget.seconds - self.seconds

    @property
    def tokens_left(self) -> int:
        return self._budget.tokens - sum(each.tokens_out for each in self.asked)

    def begin_anew(self) -> None:
        """What was asked so far led nowhere: another model goes on."""
        self._anew = len(self.asked)

    def check_cancelled(self) -> None:
        """Raises Cancelled once the person has stopped the build."""
        if self._is_cancelled:
            raise Cancelled

    @property
    def _is_cancelled(self) -> bool:
        return self._cancel is not None and self._cancel.is_set()

    def ask(self, prompt: Prompt, *, grammar: str | None = None, most: int, written: str = "") -> str:
        """The model's reply, cut off where the budget ends; `written` is what the draft says so far.

        It is written down before anything comes of it, so that it is never paid for twice.
        Raises Cancelled, OutOfBudget or ModelFailed.
        """
        self.check_cancelled()
        shown = "\n".join([*(f"[{role}]\n{text}" for role, text in prompt.recorded()), prompt.begun]).strip()
        number = len(self.asked)
        asked = self._remembered.reply(number, prompt, shown) if self._remembered else None
        if asked is None:
            held = grammar is not None and self.model.takes_grammar
            reply = self._generate(prompt, grammar, most, written)
            asked = _answered(shown, reply, held, self._asks)
            if self._remembered and not self._is_cancelled:
                self._remembered.keep_reply(number, prompt, asked)
        else:
            self._teller(written)(asked.reply)
        self.asked.append(asked)
        self.check_cancelled()
        return asked.reply

    def _generate(self, prompt: Prompt, grammar: str | None, most: int, written: str) -> Reply:
        if self.seconds_left <= 0:
            raise OutOfBudget("time was up")
        if self.tokens_left <= 0:
            raise OutOfBudget("the model had written all it may")
        with models_problems():
            self._check_allowed()
            return self.model.generate(
                prompt,
                Sampling(min(most, self.tokens_left), grammar=grammar if self.model.takes_grammar else None),
                Wait(deadline_s=self.seconds_left, on_text=self._teller(written), cancel=self._cancel),
            )

    def _check_allowed(self) -> None:
        if self.model.name != self._asks:
            self._allowed(self.model)
            self._asks = self.model.name

    def _teller(self, written: str) -> Callable[[str], None]:
        """Tells of each piece as it comes."""
        so_far = [written]
        before = sum(each.tokens_out for each in self.asked)
        pieces = [before]

        def tell(piece: str) -> None:
            so_far[0] += piece
            pieces[0] += 1
            self.on_event(TextWritten(piece, so_far[0], pieces[0], self.seconds))

        return tell


@contextmanager
def models_problems() -> Iterator[None]:
    """A model's problem as one of the build."""
    try:
        yield
    except ModelSwitched as error:
        raise Switched(error.sentence, error.hint) from error
    except ModelError as error:
        raise ModelFailed(error.sentence, error.hint) from error


def _answered(shown: str, reply: Reply, held: bool, model: str) -> Asked:
    usage = reply.usage
    return Asked(
        shown,
        reply.text,
        usage.tokens_in,
        usage.tokens_cached,
        usage.tokens_out,
        usage.seconds,
        usage.price,
        held,
        model,
    )
