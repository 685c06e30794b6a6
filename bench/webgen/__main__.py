"""Builds the benchmark's tasks with a named model, runs all checks against the apps, and prints the scores.

    python -m bench.webgen                                 all 30 tasks, with the local model
    python -m bench.webgen --model NAME --tasks 000003,000070 --out FILE
    python -m bench.webgen --cases 000003-ui-1,000003-api-0   only these cases, and the apps that they need
    python -m bench.webgen --direct flask                  the same model writing the code itself
    python -m bench.webgen --direct flask --written FILE   what such a run kept with --out, tried again
    python -m bench.webgen --blueprints bench/webgen/by_hand    blueprints by hand: what no part serves
    python -m bench.webgen … --publish                     also write the run into docs/benchmark.md
    python -m bench.webgen --from FILE --publish           write a run that was kept with --out
    python -m bench.webgen --freeze "REASON"               write down the checks' sums, after a helper was mended
    python -m bench.webgen --thaw                          run although the checks differ from the frozen ones

The data is read from the folder that APPLING_WEBGEN names, or from a folder `shared/webgen` beside the project; code in
Flask needs `pip install --group bench`. A case is worth 1, 0.5 or 0.
Without --thaw nothing runs when a check or a helper isn't as it was frozen; with it, the scores say so.
"""

import argparse
import tempfile
import time
from pathlib import Path

from appling.models import open_model
from appling.store import Home
from bench.webgen.building import ApplingBuilder, BlueprintBuilder, Made
from bench.webgen.direct import DirectBuilder
from bench.webgen.freezing import differing, freeze
from bench.webgen.publishing import publish
from bench.webgen.reporting import read, report, write
from bench.webgen.running import KINDS, Result, Run, chromium
from bench.webgen.tasks import Task, read_tasks

COLOUR = "Verify that the website uses"
Builder = ApplingBuilder | BlueprintBuilder | DirectBuilder


def main() -> None:
    """Build, check, print."""
    options = _options()
    if options.freeze:
        print(f"frozen; {len(freeze(options.freeze))} files differed")
        return
    changed = differing()
    if changed and not options.thaw:
        raise SystemExit(
            f"The checks are not as they were frozen: {', '.join(changed)}. See --freeze and --thaw."
        )
    if options.kept:
        publish(*read(options.kept), options.remark)
        return
    cases = frozenset(filter(None, options.cases.split(",")))
    wanted = {each[: each.index("-")] for each in cases} or set(filter(None, options.tasks.split(",")))
    chosen = [each for each in read_tasks() if not wanted or each.id in wanted]
    with tempfile.TemporaryDirectory(prefix="webgen-") as folder:
        builder = _builder(options, options.home or Path(folder))
        made, results = _all(builder, chosen, options.out, options.minutes, cases)
    if changed:
        print(f"\n*** THAWED: these are not the frozen checks ({', '.join(changed)}) ***")
    print("\n" + report(builder.name, made, results))
    if options.publish:
        publish(builder.name, made, results, options.remark)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", help="by default the one that Appling takes")
    parser.add_argument("--direct", choices=("html", "flask"), help="let the model write the code itself")
    parser.add_argument(
        "--written", type=Path, metavar="FILE", help="with --direct: try again what --out kept of such a run"
    )
    parser.add_argument(
        "--blueprints", type=Path, metavar="FOLDER", help="take the blueprints of this folder, one for a task"
    )
    parser.add_argument("--tasks", default="", help="identifiers, with commas between them")
    parser.add_argument("--cases", default="", help="single cases, such as 000003-ui-1, with commas between")
    parser.add_argument("--out", type=Path, help="write all of it here as JSON, after every task")
    parser.add_argument("--home", type=Path, help="keep the apps in this folder")
    parser.add_argument(
        "--minutes", type=float, default=float("inf"), help="begin no further task after so long"
    )
    parser.add_argument("--publish", action="store_true", help="write the run into docs/benchmark.md")
    parser.add_argument("--remark", default="", help="a line on how it was run, for that page")
    parser.add_argument("--from", dest="kept", type=Path, metavar="FILE", help="a run that --out wrote")
    parser.add_argument("--freeze", metavar="REASON")
    parser.add_argument("--thaw", action="store_true")
    return parser.parse_args()


def _builder(options: argparse.Namespace, folder: Path) -> Builder:
    if options.blueprints:
        return BlueprintBuilder(options.blueprints, folder)
    if options.direct:
        written = read(options.written)[1] if options.written else ()
        return DirectBuilder(options.direct, options.model, folder, written)
    return ApplingBuilder(open_model(options.model, Home().models), folder)


def _all(
    builder: Builder,
    tasks: list[Task],
    out: Path | None,
    minutes: float,
    cases: frozenset[str] = frozenset(),
) -> tuple[list[Made], list[Result]]:
    made: list[Made] = []
    results: list[Result] = []
    started = time.monotonic()
    with chromium() as browser:
        for task in tasks:
            if time.monotonic() - started > 60 * minutes:
                print(f"{len(tasks) - len(made)} tasks are left out: the time is over", flush=True)
                break
            one = builder.make(task)
            made.append(one)
            print(
                f"{task.id} {one.seconds:.1f} s {one.tokens_out} tokens {one.app or one.problem}", flush=True
            )
            if not one.app:
                results += _nothing(task, one.problem)
            else:
                try:
                    with builder.serve(one) as app:
                        run = Run(task, app, browser)
                        results += _some(run, task, cases) if cases else run.results(_tell)
                except OSError as error:
                    results += _nothing(task, str(error))
            if out:
                write(out, builder.name, made, results)
    return made, results


def _tell(result: Result) -> None:
    print(f"  {result.case:14} {result.score:3g} {result.seconds:5.1f} s  {result.reason}", flush=True)


def _some(run: Run, task: Task, cases: frozenset[str]) -> list[Result]:
    """The results of these cases alone."""
    found = []
    for kind in KINDS:
        for index, text in enumerate(task.cases[kind]):
            if f"{task.id}-{kind}-{index}" not in cases:
                continue
            started = time.monotonic()
            verdict = run.verdict(kind, index)
            seconds = time.monotonic() - started
            colour = text.startswith(COLOUR)
            found.append(Result(task.id, kind, index, verdict.score, verdict.reason, seconds, colour))
            _tell(found[-1])
    return found


def _nothing(task: Task, problem: str) -> list[Result]:
    """All cases of a task for which there is no app that runs."""
    return [
        Result(
            task.id,
            kind,
            index,
            0,
            f"there is no app: {problem}",
            0,
            text.startswith(COLOUR),
        )
        for kind in KINDS
        for index, text in enumerate(task.cases[kind])
    ]


if __name__ == "__main__":
    main()
