"""Which model does which work in a home, as its owner set it, and how much it may cost in a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from appling.builder.errors import OverAppLimit, OverLimit
from appling.models import LanguageModel
from appling.store import Build, Home
from appling.store.homes.builds import month_around

ROLES = {
    "build": "make apps",
    "change": "work out changes",
    "words": "write the words of pages",
}
"""The kinds of work that a model may be set for; what apps ask is set by `appling questions`."""
LIMIT = "models.limit"
Answers = list[dict[str, Any]]
"""Questions and their answers, as records keep them."""


@dataclass(frozen=True, slots=True)
class Used:
    """What one model did in a month; `price` in US dollars, None where it is not known."""

    model: str
    records: int
    tokens_in: int
    tokens_out: int
    price: float | None


def chosen(home: Home, role: str, given: str | None = None) -> str | None:
    """The model's name, or names in order with commas between; None for the one that comes with Appling."""
    return given or home.setting(f"models.{role}") or home.setting("models.build") or None


def choose(home: Home, role: str, names: str) -> None:
    """Set the model for a kind of work; an empty text takes the setting back."""
    home.set(f"models.{role}", names.strip())


def limit_of(home: Home) -> float | None:
    """The most that models may cost in a calendar month, in US dollars."""
    found = home.setting(LIMIT)
    return float(found) if found else None


def set_limit(home: Home, dollars: float | None) -> None:
    """None takes the limit away."""
    home.set(LIMIT, "" if dollars is None else f"{dollars:.2f}")


def check_limit(home: Home, model: LanguageModel, app: str | None = None) -> None:
    """Raises OverLimit once builds, changes and what apps asked have cost this month what they may.

    For a change of an `app` its own limit holds, too. A model that takes a grammar runs on this machine, and
    costs nothing.
    """
    limit = limit_of(home)
    if not model.takes_grammar and limit is not None and (spent := spent_by(home)) >= limit:
        raise OverLimit(spent, limit)
    own = None if app is None else home.spending.limit(app).dollars
    if not model.takes_grammar and own is not None and (spent := spent_by(home, app)) >= own:
        raise OverAppLimit(spent, own)


def spent_by(home: Home, app: str | None = None) -> float:
    """What models cost this month, where that is known: all of it, or what was done and asked for an app."""
    return home.spent(datetime.now(UTC).date(), app)


def used(home: Home, month: datetime | None = None) -> tuple[Used, ...]:
    """What each model did in a calendar month (of UTC; this one, if none is given), the most costly first."""
    by_model: dict[str, list[Answers]] = {}
    for build in home.builds.between(*month_of(month)):
        for model, answers in _by_model(build).items():
            by_model.setdefault(model, []).append(answers)
    found = (_used(model, answers) for model, answers in by_model.items())
    return tuple(sorted(found, key=lambda each: -(each.price or 0.0)))


def month_of(moment: datetime | None = None) -> tuple[datetime, datetime]:
    """The beginning and the end of the calendar month of a moment, or of now."""
    return month_around((moment or datetime.now(UTC)).date())


def _by_model(build: Build) -> dict[str, Answers]:
    """What each model answered; old records name only the one that made it."""
    found: dict[str, Answers] = {}
    for asked in (each for step in build.steps for each in step["asked"]):
        found.setdefault(asked.get("model") or build.model, []).append(asked)
    return found or ({build.model: []} if build.model else {})


def _used(model: str, records: Sequence[Answers]) -> Used:
    asked = [each for answers in records for each in answers]
    prices = [each["price"] for each in asked]
    return Used(
        model,
        len(records),
        sum(each["tokens_in"] for each in asked),
        sum(each["tokens_out"] for each in asked),
        None if None in prices else sum(prices),
    )
