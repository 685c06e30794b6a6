"""`appling new "BRIEF"`: from a sentence to a live app."""

import contextlib
import os
import sys
import threading
from dataclasses import asdict
from typing import Annotated

import typer

from appling.builder import Built, build, read_brief
from appling.builder.briefs.brief import asked_for
from appling.builder.clarifying import Clarifying, clarify, with_answers
from appling.builder.costs.choosing import chosen
from appling.builder.costs.estimating import estimate, in_words
from appling.builder.telling import words_lacking, write_words_quietly
from appling.cli.build_view import BuildView
from appling.cli.options import DEFAULT_PORT, Json, ModelName, Port
from appling.cli.output import err, out, print_json
from appling.cli.resume import go_on
from appling.cli.serve import listening, serve_on
from appling.cli.showing_built import open_with_progress, result, tell
from appling.diagnostics.problem import Problem
from appling.models import open_model
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
    price: Annotated[
        bool, typer.Option("--price", help="Only say what it would take and cost; nothing is built.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing before it is built.")] = False,
    json: Json = False,
) -> None:
    """Grow an app from a sentence."""
    if brief == "-":
        brief = sys.stdin.buffer.read(MOST_READ).decode("utf-8", "replace")
    brief = os.fsencode(brief).decode("utf-8", "replace")
    home = Home()
    read_brief(brief)
    if price:
        _tell_price(home, brief, model, as_json=json)
        return
    silent = yes or json
    if not serve:
        built = _build(home, brief, model, quiet=json, silent=silent)
        _tell(built, port, as_json=json)
        if not json:
            with contextlib.suppress(KeyboardInterrupt):
                _write_words(home, built, brief, model)
        return
    with listening("127.0.0.1", port) as listener:
        built = _build(home, brief, model, quiet=json, silent=silent)
        _tell(built, port, as_json=json)
        threading.Thread(target=_write_words, args=(home, built, brief, model), daemon=True).start()
        way_in = f"{app_url(built.key, port)}-/enter?pass={make_pass(home, built.key)}"
        serve_on(listener, home, port, model=model, opened=(app_url(built.key, port), way_in))


def _tell_price(home: Home, brief: str, name: str | None, *, as_json: bool) -> None:
    """What a build would take; no model is opened for it."""
    found = estimate(home, chosen(home, "build", name), brief)
    if as_json:
        print_json({"estimate": asdict(found)})
    else:
        out.print(in_words(found), markup=False, soft_wrap=True)


def _build(home: Home, brief: str, name: str | None, *, quiet: bool, silent: bool) -> Built:
    """A new app, or the one that a build of the same brief was to become when it was interrupted."""
    model = open_with_progress(home, name, quiet=quiet)
    names = {model.name, *map(str.strip, (chosen(home, "build", name) or "").split(","))}
    for each in home.builds.interrupted():
        if asked_for(each.brief) == brief.rstrip() and each.model in names:
            return go_on(home, each, name, quiet=quiet)
    if not silent and sys.stdin.isatty() and sys.stderr.isatty():
        brief = with_answers(brief, [_answer(each) for each in clarify(brief, home=home, model=model)])
    with BuildView(err, quiet=quiet) as view:
        return build(brief, home=home, model=model, on_event=view.take)


def _answer(question: Clarifying) -> tuple[str, str]:
    """What the person says to a question: the number of an answer, words of their own, or nothing."""
    err.print(f"\n{question.text}", style="bold", markup=False, soft_wrap=True)
    for number, answer in enumerate(question.answers, 1):
        err.print(f"  {number}  {answer}", markup=False, soft_wrap=True)
    hint = "A number or your words; Enter skips"
    said = typer.prompt(hint, default="", show_default=False, err=True).strip()
    number = int(said) if said.isdecimal() and len(said) < 3 else 0
    return question.text, question.answers[number - 1] if 0 < number <= len(question.answers) else said


def _write_words(home: Home, built: Built, brief: str, name: str | None) -> None:
    """The words of the pages of an app that is live by now."""
    with contextlib.suppress(Problem):
        if words_lacking(home, built.key):
            err.print(
                "The words of its pages are being written; Ctrl-C leaves them as they are.", style="dim"
            )
            write_words_quietly(
                home, built.key, brief, model=open_model(chosen(home, "words", name), home.models)
            )


def _tell(built: Built, port: int, *, as_json: bool) -> None:
    if as_json:
        print_json(result(built, port))
    else:
        tell(built)
