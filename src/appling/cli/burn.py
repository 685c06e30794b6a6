"""`appling burn APP`: destroys an app and everything in it, now or later."""

import re
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from appling.atoms.base.zone import local
from appling.cli.export import in_words, target_of
from appling.cli.options import AppKey, Json
from appling.cli.output import out, print_json
from appling.diagnostics.problem import Problem
from appling.store import AppRecord, Home
from appling.store.homes.burning import Receipt

UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
LONGEST = timedelta(weeks=520)


class NotConfirmed(Problem):
    """A burn that nobody said yes to."""

    code = "not-confirmed"


class NoTime(Problem):
    """A time that can't be understood."""

    code = "no-time"


class NothingToKeep(Problem):
    """An app that was not about to burn."""

    code = "nothing-to-keep"


def command(
    app: AppKey,
    in_: Annotated[
        str | None,
        typer.Option("--in", metavar="TIME", help="Not now but in 30m, 12h, 7d or 2w; the app says so."),
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Call off a burning that was set.")] = False,
    send_data: Annotated[
        bool, typer.Option("--send-data", help="Export the app first, and don't burn it if that fails.")
    ] = False,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Where --send-data puts it.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    json: Json = False,
) -> None:
    """Destroy an app with all its rows, files, people and builds. This can't be undone."""
    home = Home()
    record = home.app(app)
    if keep:
        _keep(home, record, json)
        return
    later = None if in_ is None else delay_of(in_)
    target = target_of(record.key, to) if send_data or to is not None else None
    if not yes:
        _confirm(record, json)
    if later is None:
        _print_receipt(home.burn(record.key, target), json)
        return
    at = datetime.now(UTC).replace(microsecond=0) + later
    home.burnings.schedule(record.key, at, None if target is None else str(target))
    if json:
        print_json({"app": record.key, "burns": at, "sent_to": target})
    else:
        when = f"{local(at):%Y-%m-%d %H:%M}"
        out.print(f"{record.name} burns on {when}; everybody who opens it sees that.", markup=False)
        out.print("It burns when a server of this home runs then, or with the next command.", markup=False)
        out.print(f"Call it off: appling burn {record.key} --keep", markup=False)


def _keep(home: Home, record: AppRecord, json: bool) -> None:
    if not home.burnings.keep(record.key):
        raise NothingToKeep(f"{record.name} was not about to burn.", "There is nothing to do.")
    if json:
        print_json({"app": record.key, "burns": None})
    else:
        out.print(f"{record.name} stays.", markup=False)


def _confirm(record: AppRecord, json: bool) -> None:
    if json or not sys.stdin.isatty():
        raise NotConfirmed(
            f"Nothing was burnt: burning {record.name} needs a yes.", f"Say: appling burn {record.key} --yes"
        )
    typer.confirm(f"Burn {record.name} with all its rows and files? This can't be undone", abort=True)


def delay_of(text: str) -> timedelta:
    """How long after now `30m`, `12h`, `7d` or `2w` is; raises `NoTime`."""
    found = re.fullmatch(r"([1-9][0-9]{0,5})([mhdw])", text.strip().lower())
    if found:
        time = timedelta(**{UNITS[found[2]]: int(found[1])})
        if time <= LONGEST:
            return time
    raise NoTime(f"“{text}” is no time that an app can burn in.", "Say for example: --in 30m, 12h, 7d or 2w")


def _print_receipt(receipt: Receipt, json: bool) -> None:
    if json:
        print_json({"burnt": receipt.app} | _facts(receipt))
        return
    out.print(f"{receipt.name} is burnt: nothing of it is left.", markup=False)
    for line in _lines(receipt):
        out.print(f"  {line}", markup=False, soft_wrap=True)


def _facts(receipt: Receipt) -> dict[str, Any]:
    facts = asdict(receipt)
    del facts["app"]
    return facts


def _lines(receipt: Receipt) -> list[str]:
    lines = [f"{count} {name}" for name, count in (receipt.things or {}).items()]
    if receipt.things is None:
        lines.append("rows that could not be read any more")
    lines += [
        f"{receipt.people} people",
        f"{receipt.uploads} uploads",
        f"{receipt.builds} records of builds",
        f"{in_words(receipt.bytes)} in all, on {local(receipt.time):%Y-%m-%d %H:%M:%S}",
    ]
    return [*lines, f"sent to {receipt.sent_to}"] if receipt.sent_to else lines
