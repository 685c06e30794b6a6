"""What each part of the builder is worth: the same requests, built with all of it and without one part.

    python -m bench.ablation                              10 requests for tuning, the local model
    python -m bench.ablation --count 20 --seed 3 --model NAME --out rows.json
    python -m bench.ablation --only "all of it" --only "without grammar"

`wants met` is what the builder itself says of the app that was delivered: compare it between rows only.
Seconds and tokens are medians of the builds that ended with an app.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from unittest.mock import patch

from appling.blueprint import Mended, check, mend
from appling.blueprint.model.app import App
from appling.blueprint.model.vocabulary import Vocabulary
from appling.builder import Budget, build, warm_up
from appling.builder.build import _Build
from appling.builder.complete.rules import Completed
from appling.builder.prompts import short
from appling.builder.reviewing import Reviewed, review
from appling.builder.wants import Want
from appling.diagnostics.problem import Problem
from appling.models import PATIENTLY, LanguageModel, Prompt, Reply, Sampling, Wait, open_model
from appling.store import Home
from bench.drafts import chosen

Without = Callable[[], AbstractContextManager[object]]


@dataclass(frozen=True)
class Outcome:
    """One request built one way."""

    way: str
    brief: str
    problem: str = ""
    wants: int = 0
    met: int = 0
    not_built: int = 0
    seconds: float = 0.0
    tokens_in: int = 0
    tokens_out: int = 0
    blueprint: str = ""


@dataclass
class Free:
    """A model that no grammar holds: it writes in the same stages, as it likes."""

    model: LanguageModel
    takes_grammar: bool = True

    @property
    def name(self) -> str:
        return self.model.name

    def generate(self, prompt: Prompt, sampling: Sampling, wait: Wait = PATIENTLY) -> Reply:
        return self.model.generate(prompt, replace(sampling, grammar=None), wait)

    def warm(self, prompt: Prompt) -> None:
        self.model.warm(prompt)

    def close(self) -> None:
        self.model.close()


def _only_checked(source: str, vocabulary: Vocabulary, *, salvage: bool = False) -> Mended:
    """No slip is put right; what is wrong after the model's own repairs is still left out."""
    return (
        mend(source, vocabulary, salvage=True) if salvage else Mended(source, (), check(source, vocabulary))
    )


@contextmanager
def _no_examples() -> Iterator[None]:
    with patch.object(short, "SHELVES", dict.fromkeys(short.SHELVES, ())):
        yield


@contextmanager
def _reviewed() -> Iterator[None]:
    """The review that decision 21 spares models with a grammar."""

    def asked(self: _Build, mended: Mended, app: App, wants: tuple[Want, ...]) -> Reviewed:
        with self._steps.step("review"):
            return review(mended.source, app, wants, self._asking, self._vocabulary, rounds=1)

    with patch.object(_Build, "_reviewed", asked):
        yield


WAYS: dict[str, tuple[Without, Callable[[LanguageModel], LanguageModel]]] = {
    "all of it": (nullcontext, lambda model: model),
    "without grammar": (nullcontext, Free),
    "without stages and grammar": (nullcontext, lambda model: Free(model, takes_grammar=False)),
    "without examples": (_no_examples, lambda model: model),
    "without mends": (lambda: patch("appling.builder.build.mend", _only_checked), lambda model: model),
    "without completing": (
        lambda: patch("appling.builder.build.complete", lambda source, *_: Completed(source, ())),
        lambda model: model,
    ),
    "with a review": (_reviewed, lambda model: model),
}


def main() -> None:
    asked = arguments()
    briefs = chosen(asked)
    model = open_model(asked.model, Home().models)
    print(f"seed {asked.seed}, {len(briefs)} requests, {model.name}: {', '.join(briefs)}")
    rows: list[Outcome] = []
    for way in asked.only or WAYS:
        rows += built(way, briefs, model, asked.seconds)
        if asked.out:
            asked.out.write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
    print("\n" + table(rows))


def built(way: str, briefs: dict[str, str], model: LanguageModel, seconds: float) -> list[Outcome]:
    """All requests, one way, in a home of their own."""
    without, changed = WAYS[way]
    rows = []
    with tempfile.TemporaryDirectory(prefix="ablation-") as folder, without():
        warm_up(model)
        for name, brief in briefs.items():
            rows.append(one(way, name, brief, Home(Path(folder)), changed(model), Budget(seconds=seconds)))
            row = rows[-1]
            print(
                f"{way:28}{name:8}{row.met:4} of {row.wants:<4}{row.seconds:7.1f} s  {row.problem}",
                flush=True,
            )
    return rows


def one(way: str, name: str, brief: str, home: Home, model: LanguageModel, budget: Budget) -> Outcome:
    try:
        app = build(brief, home=home, model=model, budget=budget)
    except Problem as problem:
        return Outcome(way, name, f"{problem.code}: {problem.sentence}")
    return Outcome(
        way,
        name,
        "",
        len(app.wants),
        app.met,
        len(app.not_built),
        app.seconds,
        app.tokens_in,
        app.tokens_out,
        app.blueprint,
    )


def table(rows: list[Outcome]) -> str:
    """A row for each way, over the requests that every row has."""
    lines = [f"{'':28}{'live':>9}{'wants met':>12}{'left out':>10}{'seconds':>9}{'in':>7}{'out':>6}"]
    wants = {row.brief: row.wants for row in rows if not row.problem}
    for way in dict.fromkeys(row.way for row in rows):
        own = [row for row in rows if row.way == way]
        live = [row for row in own if not row.problem]
        asked = sum(wants.get(row.brief, 0) for row in own)
        lines.append(
            f"{way:28}{len(live):4} of {len(own):<2}{sum(row.met for row in live):5} of {asked:<4}"
            f"{sum(row.not_built for row in live):9}"
            + (
                f"{median(row.seconds for row in live):9.1f}{median(row.tokens_in for row in live):7.0f}"
                f"{median(row.tokens_out for row in live):6.0f}"
                if live
                else ""
            )
        )
    return "\n".join(lines)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--ids", help="these requests instead, with commas between")
    parser.add_argument("--briefs", type=Path, help='{"name": "request", ...} instead')
    parser.add_argument("--model", help="by default the one that Appling takes")
    parser.add_argument("--only", action="append", choices=list(WAYS))
    parser.add_argument("--seconds", type=float, default=180, help="the budget of one build")
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
