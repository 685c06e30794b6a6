"""The scores of a run: by kind, by task, and what was lost to which cause."""

import json
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from bench.webgen.building import Made
from bench.webgen.running import Result

CAUSES = Path(__file__).parent / "causes.toml"
BY_HAND = "blueprints by hand"
KINDS = {"ui": "UI", "api": "API", "db": "database"}


def share(results: Iterable[Result]) -> str:
    """A score as a percentage, with what it is made of."""
    listed = list(results)
    if not listed:
        return "none"
    total = sum(each.score for each in listed)
    return f"{100 * total / len(listed):5.1f} %  ({total:g} of {len(listed)})"


def causes(name: str) -> Callable[[Result], str]:
    """Why a builder lost a case: what the blueprints by hand lose too is told in `causes.toml`, by reading.

    What a blueprint can say and a model's did not is `not understood`. Code has no such split.
    """
    by_hand: dict[str, str] = tomllib.loads(CAUSES.read_text(encoding="utf-8"))
    if name == BY_HAND:
        return lambda result: by_hand.get(result.case, "?")
    if " writing " in name:
        return lambda _: "the code"
    return lambda result: by_hand.get(result.case, "not understood")


def report(name: str, made: list[Made], results: list[Result]) -> str:
    """The tables of a run as text."""
    lines = [
        f"{name}: {len(made)} tasks",
        "",
        f"{'task':8} {'app':28} {'seconds':>8} {'in':>7} {'out':>6} {'UI':>6} {'API':>6} {'data':>6}",
    ]
    for each in made:
        scores = [_percent(results, each.task, kind) for kind in KINDS]
        lines.append(
            f"{each.task:8} {(each.app or each.problem)[:28]:28} {each.seconds:8.1f} {each.tokens_in:7} {each.tokens_out:6} "
            + " ".join(f"{score:>6}" for score in scores)
        )
    lines += [
        "",
        *(
            f"{label:10} {share(each for each in results if each.kind == kind)}"
            for kind, label in KINDS.items()
        ),
    ]
    lines.append(f"{'colours':10} {share(each for each in results if each.colour)}")
    lines.append(
        f"{'tokens':10} {sum(each.tokens_in for each in made)} in, {sum(each.tokens_out for each in made)} out"
    )
    if wants := sum(each.wants for each in made):
        lines.append(f"{'wants':10} {sum(each.met for each in made)} of {wants} met, as the builder says")
    lines.append(
        f"{'seconds':10} {sum(each.seconds for each in made):.0f} to build, {sum(each.seconds for each in results):.0f} to check"
    )
    return "\n".join([*lines, "", *_losses(name, results)])


def _percent(results: list[Result], task: str, kind: str) -> str:
    own = [each.score for each in results if each.task == task and each.kind == kind]
    return f"{100 * sum(own) / len(own):.0f} %" if own else "-"


def _losses(name: str, results: list[Result]) -> list[str]:
    """Every case that isn't whole, with its cause, and the points lost to each cause."""
    cause_of = causes(name)
    lost: dict[str, float] = defaultdict(float)
    lines = ["What was lost (case, score, cause, reason):"]
    for each in results:
        if each.score < 1:
            cause = cause_of(each)
            lost[cause] += 1 - each.score
            lines.append(f"  {each.case:14} {each.score:3g}  {cause:12} {each.reason}")
    return [
        *lines,
        "",
        "Points lost by cause:",
        *(f"  {points:6.1f}  {cause}" for cause, points in sorted(lost.items(), key=lambda pair: -pair[1])),
    ]


def write(file: Path, name: str, made: list[Made], results: list[Result]) -> None:
    """All of a run as JSON."""
    data = {
        "builder": name,
        "made": [asdict(each) for each in made],
        "results": [asdict(each) for each in results],
    }
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(file: Path) -> tuple[str, list[Made], list[Result]]:
    """A run that was written."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return (
        data["builder"],
        [Made(**each) for each in data["made"]],
        [Result(**each) for each in data["results"]],
    )
