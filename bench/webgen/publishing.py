"""Writes what a run found into docs/benchmark.md: a row for each builder, and what was lost to which cause.

The rows are kept in docs/benchmark.json, so that each run, however long, is made once.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median

from appling.models.prices import runs_here
from bench.webgen.building import Made
from bench.webgen.reporting import BY_HAND, KINDS, causes
from bench.webgen.running import Result

DOCS = Path(__file__).parents[2] / "docs"
PAGE, ROWS = DOCS / "benchmark.md", DOCS / "benchmark.json"
HEADS = (
    "who",
    "tasks",
    "live",
    "UI",
    "API",
    "database",
    "colours",
    "wants met",
    "tokens",
    "seconds",
    "run on",
)

NO_LARGE_MODEL = (
    "No large model could be reached for this table; a row of one is made by",
    "`python -m bench.webgen --model PROVIDER:NAME --publish`.",
    "",
)
"""What the page says as long as every model in it ran on this machine."""


@dataclass(frozen=True)
class Row:
    """A builder's run: scores as (points, cases); tokens written and seconds are medians of a build.

    `lost`: each case that isn't whole, as (case, score, cause, reason).
    """

    name: str
    day: str
    tasks: int
    live: int
    scores: Mapping[str, tuple[float, int]]
    colours: tuple[float, int]
    wants: int
    met: int
    tokens: float
    seconds: float
    lost: Sequence[tuple[str, float, str, str]]
    remark: str = ""
    """What a reader should know of how it was run."""


def publish(name: str, made: list[Made], results: list[Result], remark: str = "") -> None:
    """Put a run in the place of the last one of the same builder."""
    known = json.loads(ROWS.read_text(encoding="utf-8")) if ROWS.is_file() else []
    rows = {each["name"]: Row(**each) for each in known} | {
        name: replace(row_of(name, made, results), remark=remark)
    }
    kept = [asdict(rows[each]) for each in sorted(rows)]
    ROWS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(list(rows.values())), encoding="utf-8")


def row_of(name: str, made: list[Made], results: list[Result]) -> Row:
    live, cause_of = [each for each in made if each.app], causes(name)
    return Row(
        name,
        date.today().isoformat(),
        len(made),
        len(live),
        {kind: _points([each for each in results if each.kind == kind]) for kind in KINDS},
        _points([each for each in results if each.colour]),
        sum(each.wants for each in made),
        sum(each.met for each in made),
        median([each.tokens_out for each in live] or [0]),
        round(median([each.seconds for each in live] or [0]), 1),
        [(e.case, e.score, cause_of(e), e.reason) for e in results if e.score < 1],
    )


def _points(results: Sequence[Result]) -> tuple[float, int]:
    return sum(each.score for each in results), len(results)


def page(rows: Sequence[Row]) -> str:
    """The page of the documentation."""
    by_hand = next((row for row in rows if row.name == BY_HAND), None)
    return "\n".join(
        (
            "# The benchmark",
            "",
            "Thirty requests of people, each with what must work afterwards: in the browser, over the API, in the",
            "database. The checks were written and frozen before any app was made for them, know nothing of how our",
            "apps are made, and are the same for every row, but for the mends listed in `bench/webgen/CHANGES.md`, made",
            "where one did not see what a person would see. A case is worth 1, 0.5 or 0. `wants met` is what a builder",
            "itself says; tokens (written) and seconds are medians of a build. What a blueprint by hand has and a",
            "model's lacks was `not understood`. Each row is made by `python -m bench.webgen --publish`; what it takes",
            "is in that command's help.",
            "",
            *([] if any(map(_is_elsewhere, rows)) else NO_LARGE_MODEL),
            *_table(HEADS, [_cells(row) for row in rows]),
            "",
            *(f"- {row.name}: {row.remark}" for row in rows if row.remark),
            "",
            *([] if by_hand is None else _unserved(by_hand)),
            *(line for row in rows if row is not by_hand for line in _lost(row)),
        )
    )


def _is_elsewhere(row: Row) -> bool:
    """Whether a model that does not run on this machine made the row."""
    model = row.name.removeprefix("appling with ").partition(" writing ")[0]
    return row.name != BY_HAND and not runs_here(model)


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.name,
        str(row.tasks),
        str(row.live),
        *(_share(*row.scores[kind]) for kind in KINDS),
        _share(*row.colours),
        f"{row.met} of {row.wants}" if row.wants else "",
        f"{row.tokens:g}" if row.tokens else "",
        f"{row.seconds:g}" if row.seconds else "",
        row.day,
    )


def _share(points: float, cases: int) -> str:
    return f"{100 * points / cases:.1f} % ({points:g} of {cases})" if cases else ""


def _unserved(row: Row) -> list[str]:
    """What a perfect blueprint can't have, case by case."""
    lost = [each for each in row.lost if "-ui-" in each[0]]
    return [
        "## What no blueprint serves",
        "",
        "The blueprints by hand say all that the language can say. In the browser these cases are still lost:",
        "",
        *_table(("case", "score", "what is missing", "cause"), [(c, f"{s:g}", r, w) for c, s, w, r in lost]),
        "",
    ]


def _lost(row: Row) -> list[str]:
    points: dict[str, float] = defaultdict(float)
    for _, score, cause, _ in row.lost:
        points[cause] += 1 - score
    listed = [(cause, f"{lost:g}") for cause, lost in sorted(points.items(), key=lambda each: -each[1])]
    return [f"## Lost by {row.name}", "", *_table(("cause", "points"), listed), ""]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    cells = [[each.replace("|", "\\|") for each in row] for row in (heads, ["---"] * len(heads), *rows)]
    return [f"| {' | '.join(row)} |" for row in cells]
