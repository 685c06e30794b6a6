"""What each part of the builder is worth: the same requests, built with all of it and without one part.

    python -m bench.ablation                              10 tasks of the benchmark, the local model
    python -m bench.ablation --count 30 --model NAME --out rows.json
    python -m bench.ablation --only "all of it" --only "without grammar"
    python -m bench.ablation --show rows.json more.json   the table of what was kept

Each app is asked the benchmark's own cases, those over the API and in the database; `--browser` adds those in
the browser, which take most of the time. `wants met` is what the builder itself says. Seconds and tokens are
medians of the builds that ended with an app.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from unittest.mock import patch

from playwright.sync_api import Browser

from appling.blueprint import Mended, check, mend
from appling.blueprint.model.app import App
from appling.blueprint.model.vocabulary import Vocabulary
from appling.builder import Budget
from appling.builder.build import _Build
from appling.builder.complete.rules import Completed
from appling.builder.library import examples
from appling.builder.prompts import short
from appling.builder.reviewing import Reviewed, review
from appling.builder.wants import Want
from appling.models import PATIENTLY, LanguageModel, Prompt, Reply, Sampling, Wait, open_model
from appling.store import Home
from bench.webgen.building import ApplingBuilder
from bench.webgen.running import Run, chromium
from bench.webgen.tasks import Task, read_tasks

Without = Callable[[], AbstractContextManager[object]]


@dataclass(frozen=True)
class Outcome:
    """One task built one way; `points` of how many `cases`, for each kind of case."""

    way: str
    task: str
    points: dict[str, float]
    cases: dict[str, int]
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
def _so_many_examples(count: int) -> Iterator[None]:
    """The last ones of each shelf, which tell most; where it has fewer, others of the library before them."""
    shelves = {shelf: _filled(shelf, names, count) for shelf, names in short.SHELVES.items()}
    with patch.object(short, "SHELVES", shelves):
        yield


def _filled(shelf: str, names: tuple[str, ...], count: int) -> tuple[str, ...]:
    others = sorted(each.name for each in examples().values() if each.language == shelf[:2])
    more = [name for name in random.Random(7).sample(others, len(others)) if name not in names and _has(name)]
    return (*more[: max(0, count - len(names))], *names[len(names) - min(count, len(names)) :])


def _has(name: str) -> bool:
    """Whether the short form can say this example."""
    try:
        return bool(examples()[name].short)
    except ValueError:
        return False


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
    "without mends": (lambda: patch("appling.builder.build.mend", _only_checked), lambda model: model),
    "without completing": (
        lambda: patch("appling.builder.build.complete", lambda source, *_: Completed(source, ())),
        lambda model: model,
    ),
    "with a review": (_reviewed, lambda model: model),
    "without the guide": (lambda: patch.object(short, "guide", lambda *_: ""), lambda model: model),
    "without examples": (lambda: _so_many_examples(0), lambda model: model),
    "with one example": (lambda: _so_many_examples(1), lambda model: model),
    "with three examples": (lambda: _so_many_examples(3), lambda model: model),
    "with eight examples": (lambda: _so_many_examples(8), lambda model: model),
}


def main() -> None:
    asked = arguments()
    if asked.show:
        kept = [each for file in asked.show for each in json.loads(file.read_text(encoding="utf-8"))]
        print(table([Outcome(**each) for each in kept]))
        return
    tasks = chosen(asked)
    model = open_model(asked.model, Home().models)
    kinds = ("ui", "api", "db") if asked.browser else ("api", "db")
    print(f"seed {asked.seed}, {len(tasks)} tasks, {model.name}: {', '.join(each.id for each in tasks)}")
    rows: list[Outcome] = []
    with chromium() as browser:
        for way in asked.only or WAYS:
            for row in built(way, tasks, model, asked.seconds, browser, kinds):
                rows.append(row)
                if asked.out:
                    asked.out.write_text(
                        json.dumps([asdict(each) for each in rows], ensure_ascii=False, indent=1)
                    )
    print("\n" + table(rows))


def chosen(asked: argparse.Namespace) -> list[Task]:
    """The tasks that are named, or so many drawn."""
    tasks = read_tasks()
    if asked.tasks:
        return [each for each in tasks if each.id in asked.tasks.split(",")]
    drawn = random.Random(asked.seed).sample(tasks, min(asked.count, len(tasks)))
    return sorted(drawn, key=lambda each: each.id)


def built(
    way: str,
    tasks: Iterable[Task],
    model: LanguageModel,
    seconds: float,
    browser: Browser,
    kinds: tuple[str, ...],
) -> Iterator[Outcome]:
    """All tasks, one way, in a home of their own."""
    without, changed = WAYS[way]
    with tempfile.TemporaryDirectory(prefix="ablation-") as folder, without():
        builder = ApplingBuilder(changed(model), Path(folder), Budget(seconds=seconds))
        for task in tasks:
            row = one(way, builder, task, browser, kinds)
            scores = ", ".join(f"{kind} {row.points[kind]:g} of {row.cases[kind]}" for kind in kinds)
            print(
                f"{way:28}{task.id:8}{row.met:4} of {row.wants:<4}{row.seconds:7.1f} s  {scores}  {row.problem}",
                flush=True,
            )
            yield row


def one(way: str, builder: ApplingBuilder, task: Task, browser: Browser, kinds: tuple[str, ...]) -> Outcome:
    made = builder.make(task)
    outcome = Outcome(
        way,
        task.id,
        dict.fromkeys(kinds, 0.0),
        {kind: len(task.cases[kind]) for kind in kinds},
        made.problem,
        made.wants,
        made.met,
        len(made.not_built),
        made.seconds,
        made.tokens_in,
        made.tokens_out,
        made.source,
    )
    if not made.app:
        return outcome
    try:
        with builder.serve(made) as app:
            run = Run(task, app, browser)
            return replace(outcome, points={kind: _points(run, task, kind) for kind in kinds})
    except OSError as error:
        return replace(outcome, problem=str(error))


def _points(run: Run, task: Task, kind: str) -> float:
    return sum(run.verdict(kind, index).score for index in range(len(task.cases[kind])))


def table(rows: list[Outcome]) -> str:
    """A row for each way."""
    kinds = [kind for kind in ("ui", "api", "db") if any(kind in row.cases for row in rows)]
    lines = [
        f"{'':28}{'live':>9}"
        + "".join(f"{kind:>17}" for kind in kinds)
        + f"{'wants met':>14}{'left out':>10}{'seconds':>9}{'in':>7}{'out':>6}"
    ]
    wants = {row.task: row.wants for row in rows if row.wants}
    for way in dict.fromkeys(row.way for row in rows):
        own = [row for row in rows if row.way == way]
        live = [row for row in own if not row.problem]
        asked = sum(wants.get(row.task, 0) for row in own)
        lines.append(
            f"{way:28}{len(live):4} of {len(own):<2}"
            + "".join(_share(own, kind) for kind in kinds)
            + f"{sum(row.met for row in live):6} of {asked:<4}{sum(row.not_built for row in live):10}"
            + _medians(live)
        )
    return "\n".join(lines)


def _share(rows: list[Outcome], kind: str) -> str:
    points = sum(row.points.get(kind, 0) for row in rows)
    cases = sum(row.cases.get(kind, 0) for row in rows)
    return f"{points:8g} of {cases:<5}" if cases else f"{'':17}"


def _medians(rows: list[Outcome]) -> str:
    if not rows:
        return ""

    def middle(value: Callable[[Outcome], float]) -> float:
        return float(median(value(row) for row in rows))

    return (
        f"{middle(lambda row: row.seconds):9.1f}{middle(lambda row: row.tokens_in):7.0f}"
        f"{middle(lambda row: row.tokens_out):6.0f}"
    )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--tasks", default="", help="these tasks instead, with commas between")
    parser.add_argument("--model", help="by default the one that Appling takes")
    parser.add_argument("--only", action="append", choices=list(WAYS))
    parser.add_argument("--browser", action="store_true", help="also the cases in the browser")
    parser.add_argument("--seconds", type=float, default=180, help="the budget of one build")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--show", type=Path, nargs="+")
    return parser.parse_args()


if __name__ == "__main__":
    main()
