"""`appling builds`: the builds of this home, and which of them were interrupted."""

from typing import Annotated, Any

import typer

from appling.cli.options import Json
from appling.cli.output import out, print_json, rows_of_cells
from appling.store import Build, Home
from appling.store.homes.builds import QUESTIONS, RUNNING, WORDS

LONGEST_BRIEF = 40
ABOUT = {QUESTIONS: "(questions before a build)", WORDS: "(the texts of its pages)"}
STATES = {"done": "done", "build-cancelled": "stopped"}


def command(
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many at most.")] = 20,
    json: Json = False,
) -> None:
    """List the latest builds: running, interrupted, done, failed or stopped."""
    home = Home()
    builds = home.builds.all(limit=limit)
    if json:
        print_json({"builds": [_plain(home, build) for build in builds]})
        return
    if not builds:
        out.print(
            'Nothing was built yet. Try: appling new "a lending library for our bike club"', markup=False
        )
        return
    heads = ("Build", "Status", "Begun", "Tokens", "App", "Brief")
    for line in rows_of_cells([heads, *(_cells(home, build) for build in builds)]):
        out.print(line, markup=False, soft_wrap=True)
    if any(status(home, build) == "interrupted" for build in builds):
        out.print("Go on with what was interrupted: appling resume", style="dim", markup=False)


def status(home: Home, build: Build) -> str:
    """How a build stands, in a word."""
    if build.status == RUNNING:
        return "running" if home.builds.is_worked_on(build.id) else "interrupted"
    return STATES.get(build.status, "failed")


def _cells(home: Home, build: Build) -> tuple[str, ...]:
    brief = ABOUT.get(build.kind) or " ".join(build.brief.split())
    short = brief if len(brief) <= LONGEST_BRIEF else f"{brief[: LONGEST_BRIEF - 1]}…"
    begun = f"{build.created:%Y-%m-%d %H:%M}"
    return (str(build.id), status(home, build), begun, str(build.tokens), build.app or "", short)


def _plain(home: Home, build: Build) -> dict[str, Any]:
    return {
        "build": build.id,
        "kind": build.kind,
        "status": status(home, build),
        "problem": build.status if status(home, build) == "failed" else None,
        "app": build.app,
        "brief": build.brief,
        "model": build.model,
        "tokens": build.tokens,
        "seconds": build.seconds,
        "created": build.created,
        "steps": [step["name"] for step in build.steps],
    }
