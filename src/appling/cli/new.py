"""`appling new "BRIEF"`: from a sentence to a live app."""

import os
import sys
from typing import Annotated, Any

import typer

from appling.builder import Built, build, read_brief
from appling.cli.build_view import BuildView
from appling.cli.fetching import Fetching
from appling.cli.options import DEFAULT_PORT, Json, ModelName, Port
from appling.cli.output import diagnostics_as_json, err, out, print_json
from appling.cli.serve import listening, serve_on
from appling.diagnostics import Diagnostic
from appling.models import LanguageModel, open_model
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
    model = open_with_progress(home, name, quiet=quiet)
    with BuildView(err, quiet=quiet) as view:
        return build(brief, home=home, model=model, on_event=view.take)


def open_with_progress(home: Home, name: str | None, *, quiet: bool) -> LanguageModel:
    """The model, with a progress bar while its file is fetched."""
    with Fetching(err, quiet=quiet) as fetching:
        return open_model(name, home.models, fetching.take)


def _tell(built: Built, port: int, *, as_json: bool) -> None:
    if as_json:
        print_json(result(built, port))
        return
    out.print(
        f"\n[bold]{_plain(built.name)}[/bold] is live: {built.seconds:.1f} s, {built.tokens_in} tokens read, "
        f"{built.tokens_out} written.",
        soft_wrap=True,
    )
    _list("Mended", built.mended)
    _list("Added", built.added)
    _list("Not built", built.not_built)
    out.print(f"See its blueprint: appling show {built.key}", style="dim", markup=False)


def _list(heading: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    if diagnostics:
        out.print(f"{heading}:", markup=False)
        for diagnostic in diagnostics:
            out.print(f"  - {sentence(diagnostic)}", markup=False, soft_wrap=True)


def _plain(text: str) -> str:
    return text.replace("[", r"\[")


def sentence(diagnostic: Diagnostic) -> str:
    """A diagnostic in one line."""
    return f"{diagnostic.title}: {diagnostic.label}" if diagnostic.label else diagnostic.title


def result(built: Built, port: int) -> dict[str, Any]:
    """What `--json` prints of a build."""
    return {
        "app": built.key,
        "name": built.name,
        "url": app_url(built.key, port),
        "model": built.model,
        "seconds": round(built.seconds, 2),
        "tokens_in": built.tokens_in,
        "tokens_out": built.tokens_out,
        "blueprint": built.blueprint,
        "mended": diagnostics_as_json(built.mended),
        "added": diagnostics_as_json(built.added),
        "not_built": diagnostics_as_json(built.not_built),
        "steps": [
            {
                "name": step.name,
                "seconds": round(step.seconds, 2),
                "tokens": step.tokens,
                "detail": step.detail,
            }
            for step in built.steps
        ],
        "build": built.build,
    }
