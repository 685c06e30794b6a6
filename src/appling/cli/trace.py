"""`appling trace [BUILD]`: what every step of a build or a change did, said and cost."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from appling.builder.built import Asked, StepRecord
from appling.builder.tracing import Trace, read_trace
from appling.builder.tracing.errors import NoBuildYet, NoSuchStep
from appling.cli.builds import status
from appling.cli.options import Json
from appling.cli.output import out, print_json, rows_of_cells
from appling.cli.showing_built import sentence
from appling.store import Home
from appling.store.homes.builds import BUILD, CHANGE, QUESTIONS, WORDS

KINDS = {BUILD: "Build", CHANGE: "Change", QUESTIONS: "Questions before a build,", WORDS: "Words"}

BuildNumber = Annotated[
    int | None,
    typer.Argument(metavar="BUILD", help="Its number, as `appling builds` shows it; else the latest."),
]


def command(
    build: BuildNumber = None,
    step: Annotated[
        str | None, typer.Option("--step", metavar="STEP", help="Show all that was said in this step.")
    ] = None,
    otel: Annotated[
        bool, typer.Option("--otel", help="Send it to the OpenTelemetry collector of the environment.")
    ] = False,
    json: Json = False,
) -> None:
    """Show how an app, or a change of one, came about: each step, its time, questions and mends."""
    home = Home()
    number = latest(home) if build is None else build
    trace = read_trace(home, number)
    if otel:
        from appling.builder.tracing.telemetry import send

        sent = send(trace)
        out.print(f"{sent} spans were sent.", markup=False)
    elif json:
        print_json(as_json(trace))
    elif step is not None:
        _show_step(trace, step)
    else:
        _show(trace, status(home, home.builds.get(number)))


def latest(home: Home) -> int:
    """The number of the newest build or change. Raises NoBuildYet."""
    found = [each.id for kind in (BUILD, CHANGE) for each in home.builds.all(limit=1, kind=kind)]
    if not found:
        raise NoBuildYet
    return max(found)


def as_json(trace: Trace) -> dict[str, Any]:
    """All of it as plain data."""
    plain = asdict(trace) | {"steps": [step.as_json() for step in trace.steps]}
    return plain | {"tokens_in": trace.tokens_in, "tokens_out": trace.tokens_out, "price": trace.price}


def _show(trace: Trace, state: str) -> None:
    what = KINDS[trace.kind]
    of = f" of {trace.app}" if trace.app else ""
    out.print(f"{what} {trace.number}{of}: {state}, {trace.created:%Y-%m-%d %H:%M}", markup=False)
    out.print(f"“{' '.join(trace.brief.split())}”", markup=False, soft_wrap=True)
    facts = [f"{trace.seconds:.1f} s", ", then ".join(trace.models) or "by rule, without a model"]
    if trace.asked:
        facts += [f"{trace.tokens_in:,} tokens read", f"{trace.tokens_out:,} written", _price(trace)]
    out.print(", ".join(facts) + "\n", markup=False, soft_wrap=True)
    heads = ("Step", "Seconds", "Questions", "Written", "What came of it")
    for line in rows_of_cells([heads, *(_cells(step) for step in trace.steps)]):
        out.print(line, markup=False, soft_wrap=True)
    out.print(f"See a step whole: appling trace {trace.number} --step NAME", style="dim", markup=False)


def _cells(step: StepRecord) -> tuple[str, ...]:
    notes = [step.detail, *(sentence(each) for each in step.diagnostics)]
    asked = str(len(step.asked) or "")
    return step.name, f"{step.seconds:.2f}", asked, str(step.tokens or ""), "; ".join(filter(None, notes))


def _price(trace: Trace) -> str:
    if trace.price is None:
        return "price unknown"
    return "free" if not trace.price else f"{trace.price:.4f} US dollars"


def _show_step(trace: Trace, name: str) -> None:
    found = [step for step in trace.steps if step.name == name]
    if not found:
        raise NoSuchStep(trace.number, name, [step.name for step in trace.steps])
    for step in found:
        for number, asked in enumerate(step.asked, 1):
            _show_asked(number, asked)
        for diagnostic in step.diagnostics:
            out.print(f"- {sentence(diagnostic)}", markup=False, soft_wrap=True)
        if step.made:
            out.print("What it made", style="bold")
            out.print(step.made, markup=False, soft_wrap=True)


def _show_asked(number: int, asked: Asked) -> None:
    whom = f" to {asked.model}" if asked.model else ""
    read = f"{asked.tokens_in:,} tokens read, {asked.tokens_cached:,} of them known already"
    out.print(f"Question {number}{whom}: {read}", style="bold", markup=False, soft_wrap=True)
    out.print(asked.prompt, markup=False, soft_wrap=True)
    held = ", held by a grammar" if asked.held else ""
    out.print(f"Answer: {asked.tokens_out:,} tokens in {asked.seconds:.1f} s{held}", style="bold")
    out.print(asked.reply, markup=False, soft_wrap=True)
