"""`appling apply FILE`: makes an app of a blueprint, or gives an app of this home a new blueprint."""

from datetime import date
from typing import Annotated

import typer

from appling import blueprint
from appling.atoms import vocabulary
from appling.blueprint.model.app import App
from appling.builder.changing import NothingChanges, plan_change
from appling.cli.options import BlueprintFile, Json, read_blueprint
from appling.cli.output import diagnostics_as_json, out, print_diagnostics, print_json
from appling.cli.plan_view import Yes, carry_out
from appling.store import Home
from appling.studio.addresses import app_url


def command(
    file: BlueprintFile,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="APP", help="The app that gets this blueprint; its rows stay."),
    ] = None,
    samples: Annotated[bool, typer.Option(help="Fill a new app with sample rows.")] = True,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Make an app of a blueprint, or with `--to` change one.

    Status 1 when the blueprint has a fault, 3 when a change needs a yes that it did not get.
    """
    source = read_blueprint(file)
    checked = blueprint.check(source, vocabulary())
    if checked.app is None:
        if json:
            print_json({"accepted": False, "diagnostics": diagnostics_as_json(checked.diagnostics)})
        else:
            print_diagnostics(checked.diagnostics, source, str(file))
        raise typer.Exit(1)
    home = Home()
    if to is not None:
        _change(home, to, source, title=f"apply {file.name}", yes=yes, json=json)
        return
    key = _make(home, checked.app, blueprint.format_source(source), samples)
    result = {"accepted": True, "app": key, "url": app_url(key), "name": checked.app.name}
    if json:
        print_json(result)
    else:
        out.print(f"{checked.app.name} is in your home as “{key}”. See it: appling serve", markup=False)


def _make(home: Home, app: App, source: str, samples: bool) -> str:
    return home.create(app, source, samples=date.today() if samples else None).key


def _change(home: Home, key: str, source: str, *, title: str, yes: bool, json: bool) -> None:
    """Carry out what is different; a blueprint that the app has already is no fault."""
    try:
        plan = plan_change(home, key, source)
    except NothingChanges as problem:
        if json:
            print_json({"applied": False, "app": key, "plan": [], "needs_yes": []})
        else:
            out.print(problem.sentence, markup=False, soft_wrap=True)
        return
    carry_out(home, plan, title=title, yes=yes, json=json)
