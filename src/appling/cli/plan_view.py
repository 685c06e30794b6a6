"""Shows the plan of a change, asks for a yes where it needs one, and carries it out."""

import sys
from typing import Annotated, Any

import typer

from appling.builder.changing import Plan, apply_plan
from appling.cli.output import diagnostics_as_json, err, out, print_json
from appling.store import Home
from appling.studio.addresses import app_url

NEEDS_YES = 3
"""The exit status of a change that was not made because nobody said yes to what it widens or drops."""
Yes = Annotated[
    bool, typer.Option("--yes", "-y", help="Also do what lets people do more, or drops data, without asking.")
]


def carry_out(home: Home, plan: Plan, *, title: str, yes: bool, json: bool) -> dict[str, Any]:
    """Apply a plan once it has its yes, and say what was done; ends the command where it has not."""
    result = plan_as_json(plan)
    if not json:
        show(plan)
    if plan.needs_yes and not yes and not (not json and _agreed(plan)):
        if json:
            print_json({**result, "applied": False})
        else:
            err.print("Nothing was changed. To do it all the same, add --yes.", markup=False)
        raise typer.Exit(NEEDS_YES)
    apply_plan(home, plan, title)
    result = {**result, "applied": True, "name": plan.app.name, "undo": f"appling undo {plan.key}"}
    if json:
        print_json(result)
    else:
        out.print(f"Done. To take it back: appling undo {plan.key}", markup=False)
    return result


def show(plan: Plan) -> None:
    """The plan in plain words, a line for each point."""
    out.print(f"{plan.name}:", style="bold", markup=False)
    for point in plan.points:
        ask = "  (needs a yes)" if point.needs_yes else ""
        out.print(f"  - {point.sentence}{ask}", markup=False, soft_wrap=True)
    for each in plan.not_done:
        out.print(f"  - not done: {each.title}: {each.label}", markup=False, soft_wrap=True)
    tried = f"Tried on a copy with its data; {plan.replayed} earlier checks hold"
    out.print(tried + ("." if plan.complete else "; there was no time for all of them."), style="dim")


def plan_as_json(plan: Plan) -> dict[str, Any]:
    return {
        "app": plan.key,
        "name": plan.name,
        "url": app_url(plan.key),
        "plan": [point.as_json() for point in plan.points],
        "needs_yes": [point.sentence for point in plan.needs_yes],
        "not_done": diagnostics_as_json(plan.not_done),
        "requests": plan.requests,
        "checks": plan.replayed,
        "complete": plan.complete,
        "blueprint": plan.source,
    }


def _agreed(plan: Plan) -> bool:
    if not sys.stdin.isatty():
        return False
    return typer.confirm(f"Do this to {plan.name}?")
