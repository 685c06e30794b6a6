"""`appling list`: the apps of this home."""

from appling.atoms.base.zone import local
from appling.cli.options import DEFAULT_PORT, Json
from appling.cli.output import out, print_json, rows_of_cells
from appling.store import Home
from appling.studio.addresses import app_url


def command(json: Json = False) -> None:
    """List the apps of this home."""
    home = Home()
    apps = home.apps()
    burns = {each.app: each.at for each in home.burnings.all()}
    if json:
        print_json(
            {
                "apps": [
                    {
                        "app": app.key,
                        "name": app.name,
                        "created": app.created,
                        "url": app_url(app.key),
                        "burns": burns.get(app.key),
                    }
                    for app in apps
                ]
            }
        )
        return
    if not apps:
        out.print('No apps yet. Make one: appling new "a lending library for our bike club"', markup=False)
        return
    rows = [
        (app.key, app.name, f"{app.created:%Y-%m-%d %H:%M}", app_url(app.key, DEFAULT_PORT)) for app in apps
    ]
    for line in rows_of_cells([("App", "Name", "Made", "Address when served"), *rows]):
        out.print(line, markup=False, soft_wrap=True)
    for app in apps:
        if at := burns.get(app.key):
            out.print(f"{app.key} burns on {local(at):%Y-%m-%d %H:%M}.", markup=False, soft_wrap=True)
