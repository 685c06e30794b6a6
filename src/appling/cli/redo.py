"""`appling redo APP`: makes again what was undone last."""

from typing import Annotated

import typer

from appling.cli.moving import move
from appling.cli.options import AppKey, Json
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
    move(home, app, home.redo, to, key="redone", said="Made again", json=json)
