"""`appling questions`: what the apps may ask a model in a day, and whom."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer

from appling.cli.options import Json
from appling.cli.output import out, print_json
from appling.store import Home
from appling.store.questions import Allowance


def command(
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="NAME", help="Ask this model; “local” is the one on this machine."),
    ] = None,
    per_day: Annotated[
        int | None, typer.Option("--per-day", min=0, help="So many questions of an app in a day.")
    ] = None,
    tokens: Annotated[
        int | None,
        typer.Option("--tokens", min=0, help="So many tokens of an app in a day."),
    ] = None,
    json: Json = False,
) -> None:
    """Show or set what the apps may ask a model in a day, and which; it reads what it is asked."""
    home = Home()
    before = home.questions.allowance()
    after = _with(before, model, per_day, tokens)
    if after != before:
        home.questions.allow(after)
    _show(home, after, json=json)


def _with(allowance: Allowance, model: str | None, per_day: int | None, tokens: int | None) -> Allowance:
    if model is not None:
        allowance = replace(allowance, model=None if model == "local" else model)
    if per_day is not None:
        allowance = replace(allowance, questions=per_day)
    return allowance if tokens is None else replace(allowance, tokens=tokens)


def _show(home: Home, allowance: Allowance, *, json: bool) -> None:
    today = datetime.now().astimezone().date()
    spent = {each.key: home.questions.spent(each.key, today) for each in home.apps()}
    asking = {key: each for key, each in spent.items() if each.questions}
    if json:
        print_json(
            {
                "model": allowance.model or "local",
                "questions": allowance.questions,
                "tokens": allowance.tokens,
                "today": {key: {"questions": e.questions, "tokens": e.tokens} for key, e in asking.items()},
            }
        )
        return
    whom = allowance.model or "the model on this machine"
    said = f"Apps ask {whom}: {allowance.questions} questions and {allowance.tokens} tokens a day each."
    out.print(said, markup=False, soft_wrap=True)
    for key, each in asking.items():
        out.print(f"{key}: {each.questions} questions, {each.tokens} tokens today", markup=False)
