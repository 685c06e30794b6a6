"""`appling burn APP`: destroys an app and everything in it."""

import sys
from typing import Annotated

import typer

from appling.cli.options import AppKey, Json
from appling.cli.output import out, print_json
from appling.diagnostics.problem import Problem
from appling.store import Home


class NotConfirmed(Problem):
    """A burn that nobody said yes to."""

    code = "not-confirmed"


def command(
    app: AppKey,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    json: Json = False,
) -> None:
    """Destroy an app with all its rows and files. This can't be undone."""
    home = Home()
    record = home.app(app)
    if not yes:
        if json or not sys.stdin.isatty():
            raise NotConfirmed(
                f"Nothing was burnt: burning {record.name} needs a yes.", f"Say: appling burn {app} --yes"
            )
        typer.confirm(f"Burn {record.name} with all its rows and files? This can't be undone", abort=True)
    home.burn(app)
    if json:
        print_json({"burnt": record.key, "name": record.name})
    else:
        out.print(f"{record.name} is burnt: nothing of it is left.", markup=False)
