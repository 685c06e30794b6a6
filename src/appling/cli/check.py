"""`appling check FILE`: is this blueprint right, and if not, what is wrong where?"""

import typer

from appling import blueprint
from appling.atoms import vocabulary
from appling.cli.options import BlueprintFile, Json, read_blueprint
from appling.cli.output import diagnostics_as_json, out, print_diagnostics, print_json


def command(file: BlueprintFile, json: Json = False) -> None:
    """Check a blueprint: status 0 when an app could be made of it, 1 when not."""
    source = read_blueprint(file)
    checked = blueprint.check(source, vocabulary())
    accepted = checked.app is not None
    if json:
        print_json({"accepted": accepted, "diagnostics": diagnostics_as_json(checked.diagnostics)})
    else:
        print_diagnostics(checked.diagnostics, source, str(file))
        if checked.app is not None:
            app = checked.app
            out.print(
                f"{app.name}: {len(app.things)} things, {len(app.pages)} pages, {len(app.actions)} actions.",
                markup=False,
            )
    if not accepted:
        raise typer.Exit(1)
