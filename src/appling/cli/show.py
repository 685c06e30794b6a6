"""`appling show APP`: an app's blueprint, and what is in it."""

from appling.cli.options import AppKey, Json
from appling.cli.output import out, print_json
from appling.store import Home
from appling.studio.addresses import app_url


def command(app: AppKey, json: Json = False) -> None:
    """Show an app's blueprint."""
    home = Home()
    record = home.app(app)
    store = home.open(record.key)
    if json:
        print_json(
            {
                "app": record.key,
                "name": record.name,
                "created": record.created,
                "version": store.version,
                "url": app_url(record.key),
                "blueprint": store.source,
            }
        )
    else:
        out.print(store.source, markup=False, soft_wrap=True, end="")
