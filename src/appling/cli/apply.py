"""`appling apply FILE`: makes an app of a blueprint, or gives an app of this home a new blueprint."""

from datetime import date
from typing import Annotated

import typer

from appling import blueprint
from appling.atoms import vocabulary
from appling.blueprint.model.app import App
from appling.cli.options import BlueprintFile, Json, read_blueprint
from appling.cli.output import diagnostics_as_json, out, print_diagnostics, print_json
from appling.store import Home
from appling.studio.addresses import app_url


def command(
    file: BlueprintFile,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="APP", help="The app that gets this blueprint; its rows stay."),
    ] = None,
    samples: Annotated[bool, typer.Option(help="Fill a new app with sample rows.")] = True,
    json: Json = False,
) -> None:
    """Make an app of a blueprint, or with `--to` change one; status 1 when the blueprint has a fault."""
    source = read_blueprint(file)
    checked = blueprint.check(source, vocabulary())
    if checked.app is None:
        if json:
            print_json({"accepted": False, "diagnostics": diagnostics_as_json(checked.diagnostics)})
        else:
            print_diagnostics(checked.diagnostics, source, str(file))
        raise typer.Exit(1)
    home = Home()
    text = blueprint.format_source(source)
    key = _make(home, checked.app, text, samples) if to is None else _change(home, to, checked.app, text)
    result = {"accepted": True, "app": key, "url": app_url(key), "name": checked.app.name}
    if json:
        print_json(result)
    else:
        out.print(f"{checked.app.name} is in your home as “{key}”. See it: appling serve", markup=False)


def _make(home: Home, app: App, source: str, samples: bool) -> str:
    return home.create(app, source, samples=date.today() if samples else None).key


def _change(home: Home, key: str, app: App, source: str) -> str:
    record = home.app(key)
    store = home.open(record.key)
    store.replace(app, source)
    home.renamed(record.key, app.name, store.version)
    return record.key
