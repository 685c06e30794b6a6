"""The command `appling`: puts the commands together and turns problems into sentences."""

import errno
import os
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from appling import __version__
from appling.cli import (
    apply,
    attic,
    builds,
    burn,
    change,
    check,
    diff,
    export,
    fmt,
    fork,
    history,
    import_app,
    learn,
    list_apps,
    models,
    new,
    questions,
    redo,
    replay,
    resume,
    rows,
    serve,
    show,
    trace,
    undo,
)
from appling.cli.output import fail
from appling.diagnostics.problem import Problem
from appling.store import StoreError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

app = typer.Typer(
    name="appling",
    help="Grows a small, real web app from one sentence.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)

app.command("new")(new.command)
app.command("serve")(serve.command)
app.command("list")(list_apps.command)
app.command("show")(show.command)
app.command("check")(check.command)
app.command("fmt")(fmt.command)
app.command("apply")(apply.command)
app.command("change")(change.command)
app.command("history")(history.command)
app.command("undo")(undo.command)
app.command("redo")(redo.command)
app.command("diff")(diff.command)
app.command("attic")(attic.command)
app.command("export")(export.command)
app.command("import")(import_app.command)
app.command("rows")(rows.command)
app.command("burn")(burn.command)
app.command("builds")(builds.command)
app.command("resume")(resume.command)
app.command("trace")(trace.command)
app.command("replay")(replay.command)
app.command("fork")(fork.command)
app.command("learn")(learn.command)
app.command("models")(models.command)
app.command("questions")(questions.command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"appling {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Grows a small, real web app from one sentence."""


def main() -> None:
    """Run the command line; a problem ends it with its sentence and status 1, Ctrl-C with status 130."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        try:
            app()
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
