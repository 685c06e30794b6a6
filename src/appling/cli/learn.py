"""`appling learn`: what the home's own apps teach its next builds, what came of it, and forgetting it."""

from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.table import Table

from appling.atoms.base.zone import local
from appling.builder.briefs.brief import asked_for
from appling.builder.learning import (
    Effect,
    Figures,
    Lesson,
    effects,
    forget,
    forget_all,
    is_on,
    lessons,
    switch,
    take_back,
)
from appling.cli.options import Json
from appling.cli.output import out, print_json, rows_of_cells
from appling.store import Home

LONGEST_BRIEF, MOST_WORDS = 60, 3


def command(
    forget_app: Annotated[
        str | None, typer.Option("--forget", metavar="APP", help="Learn nothing from this app any more.")
    ] = None,
    again: Annotated[
        str | None, typer.Option("--again", metavar="APP", help="Learn from an app again that was forgotten.")
    ] = None,
    forget_every: Annotated[
        bool, typer.Option("--forget-all", help="Forget all that was learnt until now.")
    ] = False,
    on: Annotated[
        bool | None, typer.Option("--on/--off", help="Learn from the apps that are kept, or from none.")
    ] = None,
    json: Json = False,
) -> None:
    """Show what was learnt from the apps you kept, and what that changed. It stays in this home."""
    home = Home()
    if on is not None:
        switch(home, on=on)
    if forget_app is not None:
        forget(home, forget_app)
    if again is not None:
        take_back(home, again)
    if forget_every:
        forget_all(home)
    if json:
        print_json(_plain(home))
    else:
        _show(home)


def _plain(home: Home) -> dict[str, Any]:
    return {
        "on": is_on(home),
        "learnt": [asdict(each) for each in lessons(home)],
        "forgotten": sorted(home.learning.forgotten()),
        "effect": [asdict(each) for each in effects(home)],
    }


def _show(home: Home) -> None:
    if not is_on(home):
        out.print("Nothing is learnt: it is switched off. Switch it on: appling learn --on", markup=False)
        return
    found = lessons(home)
    if not found:
        out.print("Nothing is learnt yet: apps that you build and keep teach the next ones.", markup=False)
    else:
        heads = ("App", "Learnt", "Shown", "Words", "What was asked for")
        for line in rows_of_cells([heads, *map(_learnt, found)]):
            out.print(line, markup=False, soft_wrap=True)
        out.print("Forget one of them: appling learn --forget APP", style="dim", markup=False)
    if any(each.with_own for each in effects(home)):
        out.print(_effect(effects(home)))


def _learnt(lesson: Lesson) -> tuple[str, ...]:
    asked = " ".join("; ".join((asked_for(lesson.brief), *lesson.changes)).split())
    short = asked if len(asked) <= LONGEST_BRIEF else f"{asked[: LONGEST_BRIEF - 1]}…"
    words = ", ".join(lesson.words[:MOST_WORDS])
    return lesson.app, f"{local(lesson.learnt):%Y-%m-%d}", str(lesson.used), words, short


def _effect(found: tuple[Effect, ...]) -> Table:
    heads = ("Own apps shown", "Builds", "Tokens read", "Written", "Repairs", "Wants met", "Seconds")
    table = Table(*heads, box=None, pad_edge=False)
    for each in found:
        table.add_row(each.model)
        for name, figures in (("  yes", each.with_own), ("  no", each.without)):
            if figures is not None:
                table.add_row(name, *_cells(figures))
    return table


def _cells(of: Figures) -> tuple[str, ...]:
    tokens = (f"{of.tokens_in:,}", f"{of.tokens_out:,}")
    return str(of.builds), *tokens, f"{of.repairs:.2f}", f"{of.met:.0%}", f"{of.seconds:.1f}"
