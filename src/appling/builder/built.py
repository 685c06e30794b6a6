"""What a build may cost, and what comes of it."""

from dataclasses import dataclass, field
from typing import Any

from appling.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a build may take: seconds on the clock, tokens that a model writes."""

    seconds: float = 300.0
    tokens: int = 6_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the model and its answer."""

    prompt: str
    reply: str
    tokens_in: int
    tokens_cached: int
    tokens_out: int
    seconds: float
    price: float | None


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step of a build, with everything that was said in it."""

    name: str
    seconds: float
    detail: str
    asked: tuple[Asked, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def tokens(self) -> int:
        """What the model wrote."""
        return sum(each.tokens_out for each in self.asked)

    def as_json(self) -> dict[str, Any]:
        """Plain data for the home's records."""
        return {
            "name": self.name,
            "seconds": round(self.seconds, 3),
            "detail": self.detail,
            "asked": [
                {
                    "prompt": each.prompt,
                    "reply": each.reply,
                    "tokens_in": each.tokens_in,
                    "tokens_cached": each.tokens_cached,
                    "tokens_out": each.tokens_out,
                    "seconds": round(each.seconds, 3),
                    "price": each.price,
                }
                for each in self.asked
            ],
            "diagnostics": [
                {"code": each.code, "title": each.title, "label": each.label, "severity": each.severity.value}
                for each in self.diagnostics
            ],
        }


@dataclass(frozen=True, slots=True)
class Built:
    """An app, and how it came to be.

    `mended`: slips that were put right; `added`: what was completed by rule; `not_built`: what is left out.
    """

    key: str
    name: str
    build: int
    model: str
    blueprint: str
    seconds: float
    tokens_in: int
    tokens_out: int
    mended: tuple[Diagnostic, ...] = ()
    added: tuple[Diagnostic, ...] = ()
    not_built: tuple[Diagnostic, ...] = ()
    steps: tuple[StepRecord, ...] = field(default=(), repr=False)
