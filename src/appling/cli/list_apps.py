"""`appling list`: the apps of this home."""

from rich.table import Table

from appling.cli.options import DEFAULT_PORT, Json
from appling.cli.output import out, print_json
from appling.store import Home
from appling.studio.addresses import app_url


def command(json: Json = False) -> None:
    """List the apps of this home."""
    apps = Home().apps()
    if json:
        print_json(
            {
                "apps": [
                    {"app": app.key, "name": app.name, "created": app.created, "url": app_url(app.key)}
                    for app in apps
                ]
            }
        )
        return
    if not apps:
        out.print('No apps yet. Make one: appling new "a lending library for our bike club"', markup=False)
        return
    table = Table("App", "Name", "Made", box=None, pad_edge=False)
    table.add_column("Address when served", overflow="fold")
    for app in apps:
        table.add_row(app.key, app.name, f"{app.created:%Y-%m-%d %H:%M}", app_url(app.key, DEFAULT_PORT))
    out.print(table)
