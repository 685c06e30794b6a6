"""`appling undo APP`: takes back the last step, or several, of app and data together."""

from typing import Annotated

import typer

from appling.cli.history import described, step_as_json
from appling.cli.options import AppKey, Json
from appling.cli.output import out, print_json
from appling.store import Home, Step


def command(
    app: AppKey,
    to: Annotated[
        int | None,
        typer.Option("--to", metavar="STEP", min=0, help="Take back all that came after this step."),
    ] = None,
    json: Json = False,
) -> None:
    """Take back the last step of an app, whether it changed rows or the blueprint."""
    home = Home()
    store = home.open(app)
    steps = store.undo(to)
    home.renamed(app, store.app.name, store.version)
    if json:
        print_json({"undone": [step_as_json(step) for step in steps]})
        return
    for step in steps:
        out.print(f"Undone: {told(step, described(step, store.app))}", markup=False)
    out.print(f"Make it again: appling redo {app}", markup=False)


def told(step: Step, what: str) -> str:
    return f"step {step.number} of {step.time:%Y-%m-%d %H:%M} ({what})"
