"""What a build may cost, and what comes of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from appling.builder.assuming import Assumption
from appling.builder.costs.estimating import Estimate
from appling.builder.wants import Judged
from appling.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a build may take: seconds on the clock, tokens that a model writes."""

    seconds: float = 300.0
    tokens: int = 6_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a model and its answer; `held`: whether a grammar held it.

    `model`: the name of who answered, "" in records that do not say it.
    """

    prompt: str
    reply: str
    tokens_in: int
    tokens_cached: int
    tokens_out: int
    seconds: float
    price: float | None
    held: bool = False
    model: str = ""


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step of a build or a change, with all that was said in it; `made`: its text, if any."""

    name: str
    seconds: float
    detail: str
    asked: tuple[Asked, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    made: str = ""

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
            "asked": [asdict(each) | {"seconds": round(each.seconds, 3)} for each in self.asked],
            "diagnostics": [plain(each) for each in self.diagnostics],
            "made": self.made,
        }

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> "StepRecord":
        """What `as_json` wrote, by this version or an earlier one."""
        return cls(
            written["name"],
            written["seconds"],
            written["detail"],
            tuple(Asked(**each) for each in written["asked"]),
            tuple(unplain(each) for each in written["diagnostics"]),
            written.get("made", ""),
        )


def plain(diagnostic: Diagnostic) -> dict[str, str]:
    """What records keep of a diagnostic."""
    return {
        "code": diagnostic.code,
        "title": diagnostic.title,
        "label": diagnostic.label,
        "severity": diagnostic.severity.value,
    }


def unplain(written: Mapping[str, str]) -> Diagnostic:
    """The diagnostic of which `plain` kept this."""
    return Diagnostic(
        written["code"], written["title"], written["label"], severity=Severity(written["severity"])
    )


@dataclass(frozen=True, slots=True)
class Built:
    """An app, and how it came to be.

    `mended`: slips that were put right; `added`: what was completed by rule; `not_built`: what is left out;
    `wants`: all that was asked for, each with where it is found or why it is not;
    `estimate`: what was said before it began; `assumed`: what it settles that nobody may have said.
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
    wants: tuple[Judged, ...] = ()
    steps: tuple[StepRecord, ...] = field(default=(), repr=False)
    estimate: Estimate | None = None
    assumed: tuple[Assumption, ...] = ()

    @property
    def met(self) -> int:
        """How many of the wants were met."""
        return sum(each.met for each in self.wants)

    @property
    def price(self) -> float | None:
        """In US dollars; None where it is not known of every answer."""
        prices = [each.price for step in self.steps for each in step.asked]
        return None if None in prices else sum(price for price in prices if price is not None)
