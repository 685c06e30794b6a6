"""What a build will take, said before it begins: by what earlier ones took, before the first by a guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from appling.atoms import vocabulary
from appling.builder.attempts import last_attempt
from appling.builder.prompts.full import EXAMPLE_TOKENS, guide
from appling.builder.recall import size
from appling.models import known_models
from appling.models.prices import price_of, runs_here
from appling.runtime.translate import Translator, translator
from appling.store import Build, Home
from appling.store.homes.builds import BUILD

LATEST = 9
"""So many earlier builds by the same model are looked at."""
READY = "ready"
"""The step in which a model is loaded, and reads its guide: it takes long the first time only."""
MINUTES = 120
"""From so many seconds on, time is told in minutes."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """`price` in US dollars, None where it is not known; `builds`: how many earlier ones it was made from,
    none for a guess; `fetch`: bytes of the model's file that must be fetched first.
    """

    model: str
    seconds: float
    price: float | None
    tokens_in: int
    tokens_out: int
    builds: int = 0
    fetch: int = 0


@dataclass(frozen=True, slots=True)
class Took:
    """What a build took: `asking`: seconds in which the model answered; `rest`: the others, but READY."""

    asking: float
    rest: float
    tokens_in: int
    tokens_out: int
    price: float | None

    @property
    def seconds(self) -> float:
        return self.asking + self.rest


def estimate(home: Home, name: str | None, brief: str = "") -> Estimate:
    """What a build by the model of this name will take; of several in order, by the first."""
    model = (name or "local").partition(",")[0].strip()
    earlier = home.builds.all(limit=LATEST, kind=BUILD, model=model, status="done")
    known = [each for each in map(took, earlier) if each.tokens_out]
    fetch = sum(each.size for each in known_models(home.models) if each.name == model and each.file is None)
    return _measured(model, known, fetch) if known else _guessed(model, brief, fetch)


def took(build: Build) -> Took:
    """What a build that is over took of the model that made it, without what others were asked in vain."""
    steps = build.steps[last_attempt([step["name"] for step in build.steps]) :]
    asked = [each for step in steps for each in step["asked"]]
    prices = [each["price"] for each in asked]
    asking = sum(each["seconds"] for each in asked)
    return Took(
        asking,
        max(0.0, sum(step["seconds"] for step in steps if step["name"] != READY) - asking),
        sum(each["tokens_in"] for each in asked),
        sum(each["tokens_out"] for each in asked),
        None if None in prices else sum(prices),
    )


def _measured(model: str, known: Sequence[Took], fetch: int) -> Estimate:
    """The usual number of tokens, at the speed that the model had here, and the rest as it usually is."""
    tokens_in = round(median(each.tokens_in for each in known))
    tokens_out = round(median(each.tokens_out for each in known))
    pace = sum(each.asking for each in known) / sum(each.tokens_out for each in known)
    seconds = tokens_out * pace + median(each.rest for each in known)
    prices = [each.price for each in known if each.price is not None]
    price = median(prices) if len(prices) == len(known) else price_of(model, tokens_in, tokens_out)
    return Estimate(model, round(seconds, 1), price, tokens_in, tokens_out, len(known), fetch)


def _guessed(model: str, brief: str, fetch: int) -> Estimate:
    """A small model knows the beginning and writes the short form; a large one reads and writes all."""
    if runs_here(model):
        return Estimate(model, 20.0, 0.0, 1_600, 130, 0, fetch)
    tokens_in = size(guide(vocabulary())) + EXAMPLE_TOKENS + size(brief)
    return Estimate(model, 25.0, price_of(model, tokens_in, 800), tokens_in, 800, 0, fetch)


# In words ---------------------------------------------------------------------


def in_words(found: Estimate, t: Translator | None = None) -> str:
    """In a line: `About 20 s, free (as its last 9 builds took).`"""
    t = t or translator("en")
    if found.fetch:
        why = t("the model is fetched first, once: {size} GB", size=f"{found.fetch / 1e9:.1f}")
    elif found.builds:
        why = t("by its last builds here: {count}", count=found.builds)
    else:
        why = t("a guess: this model has built nothing here yet")
    time, cost = time_in_words(found.seconds, t), cost_in_words(found.price, t)
    return t("About {time}, {cost} ({why}).", time=time, cost=cost, why=why)


def time_in_words(seconds: float, t: Translator) -> str:
    """As exactly as anybody can know it beforehand."""
    if seconds >= MINUTES:
        return t("{minutes} min", minutes=round(seconds / 60))
    return t("{seconds} s", seconds=max(1, round(seconds) if seconds < 20 else 5 * round(seconds / 5)))


def cost_in_words(price: float | None, t: Translator) -> str:
    if price is None:
        return t("price unknown")
    return t("{price} US dollars", price=dollars(price)) if price else t("free")


def dollars(price: float) -> str:
    """With as many digits as tell something."""
    return f"{price:.2f}" if price >= 0.1 else f"{price:.4f}"
