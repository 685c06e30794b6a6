"""`appling history APP`: what happened to an app, step by step."""

from typing import Annotated

import typer

from appling.blueprint.model.app import App
from appling.cli.options import AppKey, Json
from appling.cli.output import out, print_json, rows_of_cells
from appling.store import AppStore, Home, Step

KINDS = {"app": "blueprint changed", "samples": "samples"}


def command(
    app: AppKey,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many steps are shown.")] = 30,
    forget: Annotated[
        bool, typer.Option("--forget", help="Make all of it final: nothing can be undone any more.")
    ] = False,
    json: Json = False,
) -> None:
    """Show what happened to an app: its latest steps, newest first, which can be undone."""
    store = Home().open(app)
    if forget:
        _forget(store, json)
        return
    steps = store.history(limit)
    if json:
        print_json({"steps": [step_as_json(step) for step in steps]})
    elif not steps:
        out.print("Nothing has happened yet.", markup=False)
    else:
        names = {person.id: person.name for person in store.people.all()}
        rows = [
            (
                str(step.number),
                f"{step.time:%Y-%m-%d %H:%M}",
                names.get(step.person or 0, ""),
                described(step, store.app) + (" (undone)" if step.undone else ""),
            )
            for step in steps
        ]
        for line in rows_of_cells([("Step", "When (UTC)", "Who", "What"), *rows]):
            out.print(line, markup=False, soft_wrap=True)


def described(step: Step, app: App) -> str:
    """A step in a few words."""
    counts = [
        f"{count} {word}"
        for word, count in zip(
            ("added", "changed", "removed"), map(sum, zip(*step.things.values(), strict=True)), strict=False
        )
        if count
    ]
    names = ", ".join(thing_name(app, key) for key in step.things)
    rows = f"{names}: {', '.join(counts)}" if counts else ""
    return "; ".join(each for each in (step.title or KINDS.get(step.kind, ""), rows) if each)


def thing_name(app: App, key: str) -> str:
    thing = app.by_key.get(key)
    return key if thing is None else thing.name


def step_as_json(step: Step) -> dict[str, object]:
    things = {
        key: dict(zip(("added", "changed", "removed"), counts, strict=True))
        for key, counts in step.things.items()
    }
    return {
        "step": step.number,
        "time": step.time,
        "kind": step.kind,
        "title": step.title,
        "person": step.person,
        "things": things,
        "undone": step.undone,
    }


def _forget(store: AppStore, json: bool) -> None:
    forgotten = store.forget_history()
    if json:
        print_json({"forgotten": forgotten})
    else:
        out.print(f"{forgotten} steps are forgotten; the app is as it was.", markup=False)
