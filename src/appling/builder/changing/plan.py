"""What a change will do, before it is done: in plain words, with numbers, and with what was tried."""

from dataclasses import dataclass
from typing import Any

from appling.blueprint.changes import Difference
from appling.blueprint.model.app import App
from appling.diagnostics import Diagnostic
from appling.runtime import AppCheck


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a change does to the data: `pattern` with its values is the key of its translations."""

    pattern: str
    values: dict[str, int]

    def __str__(self) -> str:
        return self.pattern.format(**{name: f"{value:,}" for name, value in self.values.items()})


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a plan: what becomes different, and in numbers what that does to the data."""

    difference: Difference
    numbers: Numbers | None = None
    drops: bool = False

    @property
    def sentence(self) -> str:
        said = self.difference.sentence
        return f"{said} {self.numbers}" if self.numbers else said

    @property
    def needs_yes(self) -> bool:
        return self.difference.widens or self.drops

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.difference.kind,
            "sentence": self.sentence,
            "widens": self.difference.widens,
            "drops": self.drops,
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """A change of one app that has been tried on a copy of it, and that `apply_plan` carries out.

    `version`: of the app that it was made for. `checks`: what the app was seen to do with the change;
    `replayed`: how many earlier checks were held to; `complete`: there was time to try everything.
    `not_done`: what of the request was left out.
    """

    key: str
    name: str
    version: int
    before: str
    source: str
    app: App
    points: tuple[Point, ...]
    checks: tuple[AppCheck, ...]
    replayed: int
    requests: int
    complete: bool
    not_done: tuple[Diagnostic, ...] = ()

    @property
    def needs_yes(self) -> tuple[Point, ...]:
        """What widens access or drops data: it is done only after somebody said yes to it."""
        return tuple(point for point in self.points if point.needs_yes)
