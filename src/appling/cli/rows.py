"""`appling rows APP THING`: the rows of a thing as CSV or XLSX, out of an app or into it."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from appling.atoms.base import Refused
from appling.blueprint.model.app import App, Thing
from appling.cli.options import AppKey, Json
from appling.cli.output import err, out, print_json
from appling.diagnostics.near import near
from appling.diagnostics.problem import Problem
from appling.runtime.spreadsheets.bringing_in import Outcome
from appling.runtime.spreadsheets.owner import OwnersRows
from appling.runtime.spreadsheets.taking_out import Format
from appling.store import Home


class CannotExchange(Problem):
    """A file of rows that can't be written or read, or a thing that there is not."""

    code = "cannot-exchange"


def command(
    app: AppKey,
    thing: Annotated[str, typer.Argument(metavar="THING", help="The thing whose rows are meant.")],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Write all rows to a .csv or .xlsx.")
    ] = None,
    from_: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Read rows from a CSV or XLSX file.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask before rows are kept.")] = False,
    json: Json = False,
) -> None:
    """Take the rows of a thing out as a file, or bring rows in from one; all rows of it or none."""
    home = Home()
    record = home.app(app)
    store = home.open(record.key)
    found = _thing(store.app, thing)
    rows = OwnersRows(store, record.key)
    if (to is None) == (from_ is None):
        raise CannotExchange("It is not clear which way.", "Say either --to FILE or --from FILE.")
    try:
        if to is not None:
            _take_out(rows, found, to, json)
        elif from_ is not None:
            _bring_in(rows, found, from_, yes, json)
    except Refused as refused:
        raise CannotExchange(f"{refused}.", "Nothing was changed.") from refused


def _thing(app: App, name: str) -> Thing:
    for each in app.things:
        if name.casefold() in (each.key.casefold(), each.name.casefold(), each.plural.casefold()):
            return each
    names = [each.name for each in app.things]
    hint = f"Did you mean {found[0]}?" if (found := near(name, names)) else f"There are: {', '.join(names)}"
    raise CannotExchange(f"There is no thing “{name}” in this app.", hint)


def _take_out(rows: OwnersRows, thing: Thing, to: Path, json: bool) -> None:
    ending = to.suffix.lower().removeprefix(".")
    if ending not in tuple(Format):
        raise CannotExchange(f"{to} is no .csv and no .xlsx.", "Name a file that ends so.")
    content = rows.take_out(thing, Format(ending))
    try:
        to.write_bytes(content)
    except OSError as error:
        raise CannotExchange(
            f"{to} can't be written: {error.strerror or error}.", "Name another file."
        ) from error
    if json:
        print_json({"thing": thing.key, "file": str(to), "bytes": len(content)})
    else:
        out.print(f"{thing.plural} are in {to}.", markup=False, soft_wrap=True)


def _bring_in(rows: OwnersRows, thing: Thing, from_: Path, yes: bool, json: bool) -> None:
    try:
        with from_.open("rb") as file:
            outcome = rows.bring_in(thing, file, keep=yes)
            if not outcome.faults and not yes and not json and sys.stdin.isatty():
                _say(thing, outcome, kept=False)
                typer.confirm("Keep these rows?", abort=True)
                outcome, yes = rows.bring_in(thing, file, keep=True), True
    except OSError as error:
        raise CannotExchange(
            f"{from_} can't be read: {error.strerror or error}.", "Give the path of a CSV or XLSX file."
        ) from error
    kept = yes and not outcome.faults
    if json:
        print_json(_facts(thing, outcome, kept))
    else:
        _say(thing, outcome, kept=kept)
    if outcome.faults:
        raise typer.Exit(1)


def _facts(thing: Thing, outcome: Outcome, kept: bool) -> dict[str, Any]:
    return {
        "thing": thing.key,
        "kept": kept,
        "added": outcome.added,
        "changed": outcome.changed,
        "same": outcome.same,
        "left_out": [*outcome.columns.left_out, *(head for head, _ in outcome.columns.unknown)],
        "faults": [
            {"row": fault.row, "column": fault.column, "sentence": fault.sentence} for fault in outcome.faults
        ],
    }


def _say(thing: Thing, outcome: Outcome, *, kept: bool) -> None:
    for fault in outcome.faults:
        place = f"Row {fault.row}, {fault.column}" if fault.column else f"Row {fault.row}"
        err.print(f"{place}: {fault.sentence}", markup=False, soft_wrap=True)
    if outcome.faults:
        err.print("Nothing was kept: mend these places in the file, then bring it in again.", markup=False)
        return
    left_out = [*outcome.columns.left_out, *(head for head, _ in outcome.columns.unknown)]
    if left_out:
        out.print(f"Columns that are not taken: {', '.join(left_out)}", markup=False, soft_wrap=True)
    counts = f"{outcome.added} new, {outcome.changed} changed, {outcome.same} as they are"
    out.print(f"{thing.plural}: {counts}{'' if kept else '; nothing is kept yet (--yes)'}.", markup=False)
