"""What a model makes of real requests: seconds, tokens, how many drafts are valid before and after mending.

    python bench/drafts.py --count 20            a sample of the requests for tuning
    python bench/drafts.py --ids w0002,w0039     these
    python bench/drafts.py --briefs mine.json    {"name": "brief", ...}

With --out FOLDER every draft and blueprint is kept there. The requests are looked for in the folder that
APPLING_WEBGEN names, else in a folder `shared/webgen` beside the project; only the first 600 are for tuning, the
others stay unseen.
"""

import argparse
import json
import os
import random
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from appling.atoms import vocabulary
from appling.blueprint import check, mend
from appling.builder import Budget, warm_up
from appling.builder.asking import Asking
from appling.builder.complete import complete
from appling.builder.drafting import draft
from appling.models import LanguageModel, open_model

TUNING = range(1, 601)
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Row:
    name: str
    seconds: float
    tokens_in: int
    tokens_cached: int
    tokens_out: int
    valid_before: bool
    added: int
    mended: int
    lost: int
    valid_after: bool


def main() -> None:
    asked = arguments()
    briefs = chosen(asked)
    model = open_model(asked.model, Path(asked.home) / "models")
    started = time.monotonic()
    warm_up(model)
    ready = time.monotonic() - started
    print(f"seed {asked.seed}, {len(briefs)} requests, {model.name}, warm after {ready:.1f} s")
    print(f"{'request':9}{'s':>7}{'in':>6}{'cached':>8}{'out':>5}  before  added  mended  lost  after")
    rows = [row(name, brief, model, asked.out) for name, brief in briefs.items()]
    summary(rows)


def row(name: str, brief: str, model: LanguageModel, out: Path | None) -> Row:
    asking = Asking(model, Budget(seconds=900), lambda _: None, None)
    source = draft(brief, asking, vocabulary())
    seconds = asking.seconds
    completed = complete(source, brief, vocabulary())
    mended = mend(completed.source, vocabulary(), salvage=True)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        replies = "".join(each.reply for each in asking.asked)
        (out / f"{name}.txt").write_text(source)
        (out / f"{name}.short").write_text(f"# {brief}\n{replies}")
        (out / f"{name}.appling").write_text(mended.source)
    found = Row(
        name,
        seconds,
        sum(each.tokens_in - each.tokens_cached for each in asking.asked),
        sum(each.tokens_cached for each in asking.asked),
        sum(each.tokens_out for each in asking.asked),
        check(source, vocabulary()).app is not None,
        len(completed.added),
        len(mended.applied) - len(mended.lost),
        len(mended.lost),
        mended.checked.app is not None,
    )
    print(
        f"{found.name:9}{found.seconds:7.1f}{found.tokens_in:6}{found.tokens_cached:8}{found.tokens_out:5}"
        f"  {'valid' if found.valid_before else 'wrong':6}{found.added:7}{found.mended:8}{found.lost:6}"
        f"  {'valid' if found.valid_after else 'WRONG'}",
        flush=True,
    )
    return found


def summary(rows: list[Row]) -> None:
    seconds, read, wrote = (
        statistics.median(values)
        for values in zip(*((row.seconds, row.tokens_in, row.tokens_out) for row in rows), strict=True)
    )
    print(f"median {seconds:.1f} s, {read:.0f} tokens in, {wrote:.0f} out")
    print(f"valid before {share([row.valid_before for row in rows])}", end=", ")
    print(f"after {share([row.valid_after for row in rows])}", end=", ")
    print(f"something left out {share([row.lost > 0 for row in rows])}")


def share(flags: list[bool]) -> str:
    return f"{sum(flags)} of {len(flags)}"


def chosen(asked: argparse.Namespace) -> dict[str, str]:
    if asked.briefs:
        return dict(json.loads(asked.briefs.read_text("utf-8")))
    known = webgen()
    if asked.ids:
        return {name: known[name] for name in asked.ids.split(",")}
    names = [name for name in known if int(name[1:]) in TUNING]
    return {name: known[name] for name in random.Random(asked.seed).sample(names, asked.count)}


def webgen() -> dict[str, str]:
    folder = Path(os.environ.get("APPLING_WEBGEN") or ROOT.parent / "shared" / "webgen")
    lines = (folder / "briefs.jsonl").read_text("utf-8").splitlines()
    return {each["id"]: each["brief"] for each in map(json.loads, lines)}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--ids")
    parser.add_argument("--briefs", type=Path)
    parser.add_argument("--model")
    parser.add_argument("--home", default=os.environ.get("APPLING_HOME", Path.home() / ".appling"))
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
