"""What every language model is asked and answers with, whatever runs it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, Protocol

Finish = Literal["stop", "length", "deadline", "cancelled"]
OnText = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked.

    `prefix` (the system text) and `examples` (pairs of what was asked and what was answered) stay the
    same from request to request, so a model may keep what it made of them. `turns` is what was said in
    this conversation so far, in the same pairs; `request` is said now. `begun` is how the reply begins:
    a model that takes a grammar goes on from there, the others answer from the start. `private` says which
    of the turns are told to the model and written down nowhere.
    """

    prefix: str
    examples: tuple[tuple[str, str], ...] = ()
    request: str = ""
    turns: tuple[tuple[str, str], ...] = ()
    begun: str = ""
    private: frozenset[int] = frozenset()

    def messages(self) -> tuple[tuple[str, str], ...]:
        """Everything in order, as (role, text)."""
        said: list[tuple[str, str]] = [("system", self.prefix)] if self.prefix else []
        for user, assistant in self.examples + self.turns:
            said += [("user", user), ("assistant", assistant)]
        return (*said, ("user", self.request))

    def recorded(self) -> tuple[tuple[str, str], ...]:
        """What may be written down of it."""
        turns = tuple(turn for number, turn in enumerate(self.turns) if number not in self.private)
        return replace(self, turns=turns).messages()


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a reply is written: plain data, so that a recording can say it.

    `grammar` is in GBNF, from `root`; a model that can't be held to one ignores it.
    """

    max_tokens: int
    grammar: str | None = None
    temperature: float = 0.0
    seed: int | None = None
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """How long the caller waits for a reply, and who is handed its pieces as they come.

    The deadline (in seconds from the call) or `cancel` ends a reply early, with the text so far.
    """

    deadline_s: float | None = None
    on_text: OnText | None = None
    cancel: threading.Event | None = None


PATIENTLY = Wait()


@dataclass(frozen=True, slots=True)
class Usage:
    """What a reply cost: tokens read (of these `tokens_cached` without work), written, time and US dollars.

    `price` is None where nobody here knows it.
    """

    tokens_in: int = 0
    tokens_cached: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    first_token_s: float | None = None
    price: float | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The text a model wrote, and why it ended there."""

    text: str
    usage: Usage
    finish: Finish


class LanguageModel(Protocol):
    """Anything that continues a prompt."""

    @property
    def name(self) -> str:
        """The name by which `open_model` opens it again."""
        ...

    @property
    def takes_grammar(self) -> bool:
        """Whether a reply can be held to a grammar; a model that can't ignores it."""
        ...

    def generate(self, prompt: Prompt, sampling: Sampling, wait: Wait = PATIENTLY) -> Reply:
        """Write a reply."""
        ...

    def warm(self, prompt: Prompt) -> None:
        """Get ready for prompts with this prefix and these examples, now rather than at the first request."""
        ...

    def close(self) -> None:
        """Give back what it holds; a later `generate` takes it again."""
        ...
