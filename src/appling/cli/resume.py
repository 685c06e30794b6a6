"""`appling resume [BUILD]`: goes on with builds whose process was killed."""

from typing import Annotated

import typer

from appling.builder import Built, NotInterrupted, resume
from appling.cli.build_view import BuildView
from appling.cli.options import DEFAULT_PORT, Json, ModelName
from appling.cli.output import err, out, print_json
from appling.cli.showing_built import open_with_progress, result, tell
from appling.store import Build, Home


def command(
    build: Annotated[
        int | None,
        typer.Argument(metavar="BUILD", help="Its number, as `appling builds` shows it; else all of them."),
    ] = None,
    model: ModelName = None,
    json: Json = False,
) -> None:
    """Go on with interrupted builds from their last finished step; no model is asked twice."""
    home = Home()
    waiting = home.builds.interrupted()
    if build is not None:
        waiting = [each for each in waiting if each.id == build]
        if not waiting:
            raise NotInterrupted(build)
    built = [go_on(home, each, model, quiet=json) for each in waiting]
    if json:
        print_json({"built": [result(each, DEFAULT_PORT) for each in built]})
    elif not built:
        out.print("No build was interrupted.", markup=False)
    else:
        for each in built:
            tell(each)


def go_on(home: Home, build: Build, model: str | None, *, quiet: bool) -> Built:
    """The app that an interrupted build ends in; by the model that began it, unless another is named."""
    opened = open_with_progress(home, model or build.model, quiet=quiet)
    if not quiet:
        err.print(
            f"Going on with build {build.id}, which was interrupted: nothing is paid for twice.",
            markup=False,
            soft_wrap=True,
        )
    with BuildView(err, quiet=quiet) as view:
        return resume(build.id, home=home, model=opened, on_event=view.take)
