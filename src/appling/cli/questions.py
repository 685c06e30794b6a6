"""`appling questions`: what the apps may ask a model in a day and in a month, and whom."""

from dataclasses import asdict, replace
from datetime import date
from typing import Annotated, Any

import typer

from appling.builder.costs.choosing import spent_by
from appling.builder.costs.estimating import dollars
from appling.cli.options import Json
from appling.cli.output import out, print_json, rows_of_cells
from appling.models import check_no_secret
from appling.store import Home
from appling.store.homes.questions import Allowance
from appling.store.homes.spending import MonthLimit


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
    app: Annotated[
        str | None,
        typer.Option("--app", metavar="APP", help="One app's month; the next three limit it."),
    ] = None,
    per_month: Annotated[
        int | None, typer.Option("--per-month", min=0, help="So many questions of that app; 0: no limit.")
    ] = None,
    per_person: Annotated[
        int | None, typer.Option("--per-person", min=0, help="So many of one person there; 0: no limit.")
    ] = None,
    spend: Annotated[
        float | None,
        typer.Option("--dollars", min=0, help="So much for its questions and changes; 0: no limit."),
    ] = None,
    json: Json = False,
) -> None:
    """Show or set what the apps may ask a model in a day or a month, and which; it reads what it is asked."""
    home = Home()
    before = home.questions.allowance()
    after = _with(before, model, per_day, tokens)
    if after != before:
        home.questions.allow(after)
    if app is None:
        _show(home, after, json=json)
        return
    key = home.app(app).key
    limit = _limited(home.spending.limit(key), per_month, per_person, spend)
    home.spending.set_limit(key, limit)
    _show_app(home, key, limit, json=json)


def _with(allowance: Allowance, model: str | None, per_day: int | None, tokens: int | None) -> Allowance:
    if model is not None:
        check_no_secret(model)
        allowance = replace(allowance, model=None if model == "local" else model)
    if per_day is not None:
        allowance = replace(allowance, questions=per_day)
    return allowance if tokens is None else replace(allowance, tokens=tokens)


def _limited(
    limit: MonthLimit, per_month: int | None, per_person: int | None, spend: float | None
) -> MonthLimit:
    """What is not given stays; nought takes a limit away."""
    if per_month is not None:
        limit = replace(limit, questions=per_month or None)
    if per_person is not None:
        limit = replace(limit, per_person=per_person or None)
    return limit if spend is None else replace(limit, dollars=spend or None)


def _show(home: Home, allowance: Allowance, *, json: bool) -> None:
    today = date.today()
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
    out.print("One app's month, by person: appling questions --app APP", style="dim", markup=False)


def _show_app(home: Home, key: str, limit: MonthLimit, *, json: bool) -> None:
    plain = _month(home, key, limit)
    if json:
        print_json(plain)
        return
    people = [
        (each["who"], str(each["questions"]), f"{each['tokens']:,}", dollars(each["price"]))
        for each in plain["this_month"]
    ]
    for line in rows_of_cells([("Who asked this month", "Questions", "Tokens", "US dollars"), *people]):
        out.print(line, markup=False, soft_wrap=True)
    out.print(f"Changes and all: {dollars(plain['spent'])} US dollars.", markup=False)
    for name, words in (
        ("questions", "questions of the app"),
        ("per_person", "questions of one person"),
        ("dollars", "US dollars"),
    ):
        most = plain["limits"][name]
        out.print(f"  {words}: {'no limit' if most is None else f'at most {most:g} a month'}", markup=False)


def _month(home: Home, key: str, limit: MonthLimit) -> dict[str, Any]:
    names = {person.id: person.name for person in home.open(key).people.all()}
    shares = home.spending.shares(key, date.today())
    used = [
        asdict(each)
        | {"who": names.get(each.person, "somebody who left") if each.person else "the app by itself"}
        for each in shares
    ]
    return {"app": key, "limits": asdict(limit), "spent": spent_by(home, key), "this_month": used}
