"""`appling import FILE`: takes an app in that `appling export` wrote."""

from pathlib import Path
from typing import Annotated

import typer

from appling.cli.options import Json
from appling.cli.output import out, print_json
from appling.store import Home
from appling.store.portable import import_app
from appling.studio.addresses import app_url


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `appling export` wrote.")],
    as_: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="The app's short name here.")
    ] = None,
    json: Json = False,
) -> None:
    """Take an app in from a file: all of it as it was, or nothing."""
    record = import_app(Home(), file, key=as_)
    if json:
        print_json({"app": record.key, "name": record.name, "url": app_url(record.key)})
    else:
        out.print(f"{record.name} is in your home as “{record.key}”. See it: appling serve", markup=False)
