"""What learning is worth: streams of related requests, built with what was learnt before, and without it.

    python -m bench.learning                                  3 streams of 4 requests, the local model
    python -m bench.learning --streams 10 --length 5 --seed 3
    python -m bench.learning --model openai:gpt-5-mini --out rows.jsonl

A stream is a request drawn by the seed and those most like it, all of the first 600. Each stream is built
in a home of its own, once with learning switched on and once without; every app is kept as it came.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean, median

from appling.builder import Budget, Built, build, warm_up
from appling.builder.learning import switch
from appling.builder.library import Example
from appling.builder.recall import Index, index_of
from appling.diagnostics.problem import Problem
from appling.models import LanguageModel, open_model
from appling.store import Home
from bench.drafts import TUNING, webgen


@dataclass(frozen=True)
class Row:
    """One build; `own`: how many apps of its home the model was shown."""

    learning: bool
    stream: int
    id: str
    live: bool
    own: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    repairs: int = 0
    met: int = 0
    wants: int = 0
    seconds: float = 0.0


def main() -> None:
    asked = arguments()
    model = open_model(asked.model, Home(asked.home).models if asked.home else Home().models)
    known = {name: brief for name, brief in webgen().items() if int(name[1:]) in TUNING}
    drawn = streams(known, asked.streams, asked.length, asked.seed)
    print(f"seed {asked.seed}, {asked.streams} streams of {asked.length} requests, {model.name}", flush=True)
    warm_up(model)
    rows = [row for number, stream in enumerate(drawn, 1) for row in both(number, stream, known, model)]
    summary(rows)
    if asked.out:
        asked.out.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows))


def streams(known: dict[str, str], count: int, length: int, seed: int) -> list[tuple[str, ...]]:
    """So many requests, each with those that are most like it and in no stream before.

    Drawn from the half of them that have the most in common with those most like them.
    """
    index = index_of(Example(name, "", brief, "") for name, brief in known.items())
    alike = {name: _alike(index, name, length) for name in known}
    close = sorted(known, key=lambda name: -sum(alike[name].values()))[: len(known) // 2]
    used, found = set[str](), list[tuple[str, ...]]()
    for first in random.Random(seed).sample(sorted(close), len(close)):
        stream = (first, *alike[first])
        if len(found) < count and used.isdisjoint(stream):
            found.append(stream)
            used.update(stream)
    return found


def _alike(index: Index, first: str, length: int) -> dict[str, float]:
    """The requests that are most like one, each word as much as it tells."""
    examples = {each.name: each for each in index.examples}
    likeness = {name: index.likeness(examples[first], each) for name, each in examples.items()}
    nearest = sorted(likeness, key=lambda name: (name != first, -likeness[name], name))[1:length]
    return {name: likeness[name] for name in nearest}


def both(number: int, stream: Sequence[str], known: dict[str, str], model: LanguageModel) -> list[Row]:
    """The stream with learning, then without."""
    rows = []
    for learning in (True, False):
        with tempfile.TemporaryDirectory(prefix="appling-learning-") as folder:
            home = Home(folder)
            switch(home, on=learning)
            for name in stream:
                rows.append(built(home, name, known[name], model, number, learning=learning))
                tell(rows[-1])
            home.close()
    return rows


def built(home: Home, name: str, brief: str, model: LanguageModel, stream: int, *, learning: bool) -> Row:
    try:
        made = build(brief, home=home, model=model, budget=Budget(seconds=900))
    except Problem:
        return Row(learning, stream, name, live=False)
    return _row(home, made, name, stream, learning=learning)


def _row(home: Home, made: Built, name: str, stream: int, *, learning: bool) -> Row:
    return Row(
        learning,
        stream,
        name,
        live=True,
        own=len(home.builds.get(made.build).own or ()),
        tokens_in=made.tokens_in,
        tokens_out=made.tokens_out,
        repairs=sum(len(step.asked) for step in made.steps if step.name == "repair"),
        met=made.met,
        wants=len(made.wants),
        seconds=round(made.seconds, 1),
    )


def tell(row: Row) -> None:
    with_it = "with" if row.learning else "without"
    state = f"{row.met} of {row.wants} wants" if row.live else "no app"
    print(
        f"  {row.stream:2} {row.id} {with_it:8}{row.own} own {row.tokens_in:6} in {row.tokens_out:5} out"
        f"{row.repairs:3} repairs {row.seconds:6.1f} s  {state}",
        flush=True,
    )


def summary(rows: Sequence[Row]) -> None:
    """The first of a stream has nothing to learn from: it counts in neither line."""
    print(f"\n{'':24}{'builds':>7}{'in':>8}{'out':>7}{'repairs':>9}{'wants met':>11}{'seconds':>9}")
    firsts = {(row.stream, row.learning): row.id for row in reversed(rows)}
    later = [row for row in rows if row.live and firsts[row.stream, row.learning] != row.id]
    shown = {(row.stream, row.id) for row in later if row.own}
    for title, learning, only in (
        ("with what was learnt", True, False),
        ("without", False, False),
        ("with, where it was shown", True, True),
        ("the same, without", False, True),
    ):
        picked = [
            each
            for each in later
            if each.learning is learning and (not only or (each.stream, each.id) in shown)
        ]
        if picked:
            print(f"{title:24}{_line(picked)}")


def _line(rows: Sequence[Row]) -> str:
    met = sum(row.met for row in rows) / max(1, sum(row.wants for row in rows))
    read, wrote = (median(getattr(row, name) for row in rows) for name in ("tokens_in", "tokens_out"))
    repairs, seconds = mean(row.repairs for row in rows), median(row.seconds for row in rows)
    return f"{len(rows):7}{read:8.0f}{wrote:7.0f}{repairs:9.2f}{met:11.1%}{seconds:9.1f}"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--streams", type=int, default=3)
    parser.add_argument("--length", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--model")
    parser.add_argument("--home", type=Path, help="The home whose models are used.")
    parser.add_argument("--out", type=Path, help="Write every row here, as JSON lines.")
    return parser.parse_args()


if __name__ == "__main__":
    main()
