"""The command `appling`: puts the commands together and turns problems into sentences."""

import errno
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated

import typer

from appling import __version__
from appling.cli.output import fail
from appling.diagnostics.problem import Problem
from appling.store import StoreError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

COMMANDS = (
    "new",
    "serve",
    "list",
    "show",
    "check",
    "fmt",
    "apply",
    "change",
    "history",
    "undo",
    "redo",
    "diff",
    "attic",
    "export",
    "import",
    "rows",
    "burn",
    "builds",
    "resume",
    "trace",
    "replay",
    "fork",
    "learn",
    "models",
    "questions",
)
"""In the order in which the help shows them."""
MODULES = {"list": "list_apps", "import": "import_app"}
"""Of the commands whose names can't be those of modules."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"appling {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Grows a small, real web app from one sentence."""


def command_line(name: str = "") -> typer.Typer:
    """All commands; where one is named, that one alone, so that nothing is loaded for the others."""
    app = typer.Typer(
        name="appling",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    app.callback()(_root)
    for each in (name,) if name in COMMANDS else COMMANDS:
        app.command(each)(import_module(f"appling.cli.{MODULES.get(each, each)}").command)
    return app


def main() -> None:
    """Run the command line; a problem ends it with its sentence and status 1, Ctrl-C with status 130."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        try:
            command_line(*sys.argv[1:2])()
        finally:
            sys.stdout.flush()
    except Problem as problem:
        fail(problem, as_json="--json" in sys.argv)
        sys.exit(1)
    except StoreError as error:
        fail(Problem(f"{error}.", "Nothing was changed."), as_json="--json" in sys.argv)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(141)
    except OSError as error:
        if error.errno not in FULL:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        fail(Problem("There is no room left on the disk.", "Make room, then try again."), as_json=False)
        sys.exit(1)
