"""`appling new "BRIEF"`: from a sentence to a live app."""

import os
import sys
from typing import Annotated

import typer

from appling.builder import Built, build, read_brief
from appling.cli.build_view import BuildView
from appling.cli.options import DEFAULT_PORT, Json, ModelName, Port
from appling.cli.output import err, print_json
from appling.cli.resume import go_on
from appling.cli.serve import listening, serve_on
from appling.cli.showing_built import open_with_progress, result, tell
from appling.runtime import make_pass
from appling.store import Home
from appling.studio.addresses import app_url

MOST_READ = 10_000_000
"""Bytes of a brief from standard input; far fewer are built from."""


def command(
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help="What the app should do; `-` reads it.")],
    model: ModelName = None,
    serve: Annotated[bool, typer.Option("--serve", help="Serve it when it is ready.")] = False,
    port: Port = DEFAULT_PORT,
    json: Json = False,
) -> None:
    """Grow an app from a sentence."""
    if brief == "-":
        brief = sys.stdin.buffer.read(MOST_READ).decode("utf-8", "replace")
    brief = os.fsencode(brief).decode("utf-8", "replace")
    home = Home()
    read_brief(brief)
    if not serve:
        _tell(_build(home, brief, model, quiet=json), port, as_json=json)
        return
    with listening("127.0.0.1", port) as listener:
        built = _build(home, brief, model, quiet=json)
        _tell(built, port, as_json=json)
        way_in = f"{app_url(built.key, port)}-/enter?pass={make_pass(home, built.key)}"
        serve_on(listener, home, port, model=model, opened=(app_url(built.key, port), way_in))


def _build(home: Home, brief: str, name: str | None, *, quiet: bool) -> Built:
    """A new app, or the one that a build of the same brief was to become when it was interrupted."""
    model = open_with_progress(home, name, quiet=quiet)
    for each in home.builds.interrupted():
        if (each.brief, each.model) == (brief, model.name):
            return go_on(home, each, name, quiet=quiet)
    with BuildView(err, quiet=quiet) as view:
        return build(brief, home=home, model=model, on_event=view.take)


def _tell(built: Built, port: int, *, as_json: bool) -> None:
    if as_json:
        print_json(result(built, port))
    else:
        tell(built)
