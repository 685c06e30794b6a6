"""`appling attic APP`: what changes of the blueprint have put out of use, and is kept."""

import sys
from typing import Annotated

import typer

from appling.cli.burn import NotConfirmed
from appling.cli.options import AppKey, Json
from appling.cli.output import out, print_json, rows_of_cells
from appling.store import Home, Kept


def command(
    app: AppKey,
    empty: Annotated[
        bool, typer.Option("--empty", help="Destroy it, and with it what could be undone.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    json: Json = False,
) -> None:
    """Show what the app no longer uses and still keeps: it comes back when it is declared again."""
    store = Home().open(app)
    if empty:
        _confirm(app, yes, json)
    kept = store.empty_attic() if empty else store.attic()
    if json:
        print_json({"emptied" if empty else "kept": [_as_json(each) for each in kept]})
    elif not kept:
        out.print("The attic is empty.", markup=False)
    elif empty:
        out.print(
            f"The attic is empty now: {sum(each.values for each in kept)} values are gone.", markup=False
        )
    else:
        rows = [
            (each.thing, each.field or "(all of it)", str(each.values), f"{each.since:%Y-%m-%d %H:%M}")
            for each in kept
        ]
        for line in rows_of_cells([("Thing", "Field", "Values", "Since (UTC)"), *rows]):
            out.print(line, markup=False, soft_wrap=True)


def _confirm(app: str, yes: bool, json: bool) -> None:
    if yes:
        return
    if json or not sys.stdin.isatty():
        raise NotConfirmed(
            "Nothing was destroyed: emptying the attic needs a yes.",
            f"Say: appling attic {app} --empty --yes",
        )
    typer.confirm("Destroy what lies in the attic? This can't be undone, nor anything before it", abort=True)


def _as_json(kept: Kept) -> dict[str, object]:
    return {"thing": kept.thing, "field": kept.field, "values": kept.values, "since": kept.since}
