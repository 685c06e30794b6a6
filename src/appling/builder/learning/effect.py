"""What learning changed: builds whose model was shown apps of the home, beside those without."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median

from appling.builder.costs.estimating import took
from appling.store import Build, Home
from appling.store.homes.builds import BUILD

LATEST = 200
"""So many builds are looked at."""
_MET = re.compile(r"(\d+) of (\d+)")


@dataclass(frozen=True, slots=True)
class Figures:
    """Of some builds: tokens and seconds in the median, repairs on average, the share of wants met."""

    builds: int
    tokens_in: int
    tokens_out: int
    seconds: float
    repairs: float
    met: float


@dataclass(frozen=True, slots=True)
class Effect:
    """The builds of one model; None where there is none of a kind."""

    model: str
    with_own: Figures | None
    without: Figures | None


def effects(home: Home) -> tuple[Effect, ...]:
    """Of the latest builds that ended in an app, model by model."""
    found: dict[str, tuple[list[Build], list[Build]]] = {}
    for build in home.builds.all(limit=LATEST, kind=BUILD, status="done"):
        found.setdefault(build.model, ([], []))[not build.own].append(build)
    return tuple(Effect(model, figures(own), figures(rest)) for model, (own, rest) in found.items())


def figures(builds: Sequence[Build]) -> Figures | None:
    """What these builds took and came to."""
    if not builds:
        return None
    each = [took(build) for build in builds]
    met, wants = (sum(counts) for counts in zip(*map(_wants, builds), strict=True))
    return Figures(
        len(builds),
        round(median(one.tokens_in for one in each)),
        round(median(one.tokens_out for one in each)),
        round(median(one.seconds for one in each), 1),
        round(mean(map(_repairs, builds)), 2),
        round(met / wants, 3) if wants else 0.0,
    )


def _repairs(build: Build) -> int:
    """How often the model was asked to mend what it wrote."""
    return sum(len(step["asked"]) for step in build.steps if step["name"] == "repair")


def _wants(build: Build) -> tuple[int, int]:
    """How many wants were met, of how many."""
    said = next((step["detail"] for step in build.steps if step["name"] == "judge"), "")
    found = _MET.fullmatch(said)
    return (int(found[1]), int(found[2])) if found else (0, 0)
