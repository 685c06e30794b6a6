"""`appling list`: the apps of this home."""

from rich.cells import cell_len

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
    rows = [
        (app.key, app.name, f"{app.created:%Y-%m-%d %H:%M}", app_url(app.key, DEFAULT_PORT)) for app in apps
    ]
    for row in [("App", "Name", "Made", "Address when served"), *rows]:
        out.print(_line(row, rows), markup=False, soft_wrap=True)


def _line(row: tuple[str, ...], rows: list[tuple[str, str, str, str]]) -> str:
    """The cells under one another, however wide their characters are; the last is never broken."""
    widths = [max(4, *(cell_len(each[index]) for each in rows)) for index in range(len(row))]
    return "  ".join(
        cell + " " * max(0, width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
    ).rstrip()
