"""`appling fork BUILD --from STEP --model NAME`: goes on from a step of a build with another model."""

from typing import Annotated

import typer

from appling.builder.tracing import fork
from appling.cli.build_view import BuildView
from appling.cli.options import DEFAULT_PORT, Json, ModelName
from appling.cli.output import err, print_json
from appling.cli.showing_built import open_with_progress, result, tell
from appling.store import Home


def command(
    build: Annotated[int, typer.Argument(metavar="BUILD", help="Its number, as `appling builds` shows it.")],
    step: Annotated[
        str, typer.Option("--from", metavar="STEP", help="The first step that is gone anew.")
    ] = "draft",
    model: ModelName = None,
    json: Json = False,
) -> None:
    """Make another app of the same brief: as recorded until a step, from there on with this model."""
    home = Home()
    opened = open_with_progress(home, model, quiet=json)
    with BuildView(err, quiet=json) as view:
        built = fork(home, build, step=step, model=opened, on_event=view.take)
    if json:
        print_json(result(built, DEFAULT_PORT))
    else:
        tell(built)
