"""`appling redo APP`: makes again what was undone last."""

from typing import Annotated

import typer

from appling.cli.history import described, step_as_json
from appling.cli.options import AppKey, Json
from appling.cli.output import out, print_json
from appling.cli.undo import told
from appling.store import Home


def command(
    app: AppKey,
    to: Annotated[
        int | None,
        typer.Option("--to", metavar="STEP", min=1, help="Make all again up to this step."),
    ] = None,
    json: Json = False,
) -> None:
    """Make the step again that was undone last. Once something else is saved, that is no longer possible."""
    home = Home()
    store = home.open(app)
    steps = store.redo(to)
    home.renamed(app, store.app.name, store.version)
    if json:
        print_json({"redone": [step_as_json(step) for step in steps]})
        return
    for step in steps:
        out.print(f"Made again: {told(step, described(step, store.app))}", markup=False)
