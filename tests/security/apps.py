"""The apps that security is tried on: examples, drafts of a bench run, made-up ones, shops to rob."""

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent

from hypothesis import HealthCheck, Phase, given, settings
from tests.generated.blueprints import Made
from tests.generated.blueprints import apps as generated_apps
from tests.promises import examples as how_many

from appling.atoms import all_parts, all_steps, all_traits, vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import App
from appling.builder import library

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).with_name("cases")
BENCH = "APPLING_BENCH_APPS"
"""Names a file that `python -m bench.breadth --out` wrote: the full form tries its blueprints too."""
MADE_UP = 3
"""So many made-up apps are as quick as one written app."""
GROUPS = ("cases", "generated", "examples", "atoms")
"""The first is tried in every run, the last only in the full form."""


@dataclass(frozen=True)
class Source:
    """A blueprint, and what to call it when something is wrong."""

    name: str
    text: str

    @property
    def app(self) -> App:
        found = check(self.text, vocabulary()).app
        assert found is not None, self.name
        return found


@cache
def examples() -> tuple[Source, ...]:
    return tuple(Source(each.name, each.blueprint) for each in library.examples().values())


@cache
def cases() -> tuple[Source, ...]:
    """Apps that attacks like, and every third draft of a bench run that shares rows out by rules."""
    found = [_read(path, path.stem) for path in sorted(CASES.glob("*.appling"), key=_drafts_last)]
    return tuple(found + _benched()) if how_many(0, 1) else tuple(found)


@cache
def atoms() -> tuple[Source, ...]:
    """The blueprints that parts, steps and traits carry as their own examples."""
    goods = [
        dedent(good).lstrip() for atom in (*all_parts(), *all_steps(), *all_traits()) for good in atom.good
    ]
    return tuple(Source(good.split("\n")[0], good) for good in goods)


@cache
def generated(number: int) -> tuple[Source, ...]:
    """Made-up apps, the same ones each time."""
    found: list[str] = []

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(generated_apps())
    def collect(made: Made) -> None:
        found.append(made[1])

    collect()
    return tuple(Source(f"generated {index}", text) for index, text in enumerate(found))


def group(name: str, few: int, many: int, *, every: bool = True) -> tuple[Source, ...]:
    """Some of a group; in the full form many of it, and every example unless `every` says otherwise."""
    number = how_many(few, many)
    if name == "generated":
        return generated(how_many(MADE_UP * few, many))
    found = {"examples": examples, "cases": cases, "atoms": atoms}[name]()
    if name == "examples" and every and how_many(0, 1):
        return found
    return found[:: max(1, len(found) // number)][:number]


def named(name: str) -> Source:
    """An example or a case."""
    return next(source for source in (*cases(), *examples()) if source.name == name)


def _read(path: Path, name: str) -> Source:
    return Source(name, path.read_text(encoding="utf-8"))


def _drafts_last(path: Path) -> tuple[bool, str]:
    return path.name.startswith("drafted-"), path.name


def _benched() -> list[Source]:
    file = os.environ.get(BENCH)
    lines = Path(file).read_text(encoding="utf-8").splitlines() if file else []
    outcomes = [json.loads(line) for line in lines]
    drafts = [Source(each["id"], each["blueprint"]) for each in outcomes if each.get("blueprint")]
    return [each for each in drafts if check(each.text, vocabulary()).app is not None]
