"""What builds were expected to take beside what they took, model by model."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from appling.builder.costs.choosing import month_of
from appling.builder.costs.estimating import Took, took
from appling.store import Build, Home
from appling.store.homes.builds import BUILD


@dataclass(frozen=True, slots=True)
class Guesses:
    """Of the builds of one model, in the median: `off`, by what share of what it took a guess was wrong.

    Prices in US dollars, None where they are not known.
    """

    model: str
    builds: int
    expected_seconds: float
    seconds: float
    off: float
    expected_price: float | None
    price: float | None


def guesses(home: Home, month: datetime | None = None) -> tuple[Guesses, ...]:
    """Of the builds of a calendar month that ended in an app, the model with the most of them first."""
    by_model: dict[str, list[tuple[Build, Took]]] = {}
    for build in home.builds.between(*month_of(month)):
        if build.kind == BUILD and build.status == "done" and _is_of_its_model(build):
            by_model.setdefault(build.model, []).append((build, took(build)))
    found = (_guesses(model, builds) for model, builds in by_model.items())
    return tuple(sorted(found, key=lambda each: -each.builds))


def _is_of_its_model(build: Build) -> bool:
    """Whether it was guessed for the model that made it, and no other one went on."""
    return build.guess is not None and build.guess["model"] == build.model


def _guesses(model: str, builds: Sequence[tuple[Build, Took]]) -> Guesses:
    expected = [float((build.guess or {})["seconds"]) for build, _ in builds]
    seconds = [each.seconds for _, each in builds]
    off = [abs(is_ - was) / max(is_, 0.1) for is_, was in zip(seconds, expected, strict=True)]
    return Guesses(
        model,
        len(builds),
        round(median(expected), 1),
        round(median(seconds), 1),
        round(median(off), 3),
        _median([(build.guess or {})["price"] for build, _ in builds]),
        _median([each.price for _, each in builds]),
    )


def _median(prices: Sequence[float | None]) -> float | None:
    known = [each for each in prices if each is not None]
    return median(known) if len(known) == len(prices) else None
