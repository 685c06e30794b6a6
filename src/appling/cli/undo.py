"""`appling undo APP`: takes back the last step, or several, of app and data together."""

from typing import Annotated

import typer

from appling.cli.moving import move
from appling.cli.options import AppKey, Json
from appling.cli.output import out
from appling.store import Home


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
    move(home, app, home.undo, to, key="undone", said="Undone", json=json)
    if not json:
        out.print(f"Make it again: appling redo {app}", markup=False)
