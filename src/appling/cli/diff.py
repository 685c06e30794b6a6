"""`appling diff APP`: what is different between two steps, in the blueprint and in the rows."""

from difflib import unified_diff
from typing import Annotated, Any

import typer

from appling.atoms import field_atom
from appling.blueprint.model.app import App, Thing
from appling.cli.history import thing_name
from appling.cli.options import AppKey, Json
from appling.cli.output import out, print_json
from appling.store import Difference, Home, NothingToUndo, RowChange

MOST_SHOWN = 100
From = Annotated[
    int | None,
    typer.Argument(metavar="STEP", min=0, help="After which step to begin; without it, before the last one."),
]
To = Annotated[
    int | None, typer.Argument(metavar="UNTIL", min=0, help="After which step to end; without it, now.")
]


def command(app: AppKey, step: From = None, until: To = None, json: Json = False) -> None:
    """Show what changed since a step: lines of the blueprint, and rows."""
    store = Home().open(app)
    if step is None:
        done = [each.number for each in store.history(MOST_SHOWN) if not each.undone]
        if not done:
            raise NothingToUndo("Nothing has happened yet.", "Use the app, then look again.")
        step = done[1] if len(done) > 1 else 0
    found = store.difference(step, until)
    if json:
        print_json(_as_json(found))
        return
    _print_sources(found)
    for change in found.rows[:MOST_SHOWN]:
        out.print(_line(store.app, change), markup=False, soft_wrap=True)
    hidden = sum(map(sum, found.things.values())) - min(len(found.rows), MOST_SHOWN)
    if hidden:
        out.print(f"… and {hidden} more rows", markup=False)
    if found.source_before == found.source_after and not found.rows:
        out.print("Nothing is different.", markup=False)


def _print_sources(found: Difference) -> None:
    lines = unified_diff(
        found.source_before.splitlines(), found.source_after.splitlines(), "before", "after", lineterm="", n=1
    )
    for line in lines:
        out.print(line, markup=False, soft_wrap=True)


def _line(app: App, change: RowChange) -> str:
    thing = app.by_key.get(change.thing)
    name = f"{thing_name(app, change.thing)} {change.row}"
    if change.before is None:
        return f"+ {name}: {_values(thing, change.after or {})}"
    if change.after is None:
        return f"- {name}: {_values(thing, change.before)}"
    differing = {key for key, value in change.after.items() if change.before.get(key) != value}
    old = {key: change.before.get(key) for key in differing}
    new = {key: change.after[key] for key in differing}
    return f"~ {name}: {_values(thing, old, empty='–')} → {_values(thing, new, empty='–')}"


def _values(thing: Thing | None, values: dict[str, Any], empty: str | None = None) -> str:
    return ", ".join(
        f"{_label(thing, key)} {empty if value is None else _text(thing, key, value)}"
        for key, value in sorted(values.items())
        if value is not None or empty is not None
    )


def _label(thing: Thing | None, key: str) -> str:
    field = next((each for each in thing.fields if each.key == key), None) if thing else None
    return key if field is None else field.name


def _text(thing: Thing | None, key: str, value: Any) -> str:
    field = next((each for each in thing.fields if each.key == key), None) if thing else None
    return str(value) if field is None else field_atom(field.type).typed(value, field)


def _as_json(found: Difference) -> dict[str, Any]:
    return {
        "blueprint": {"before": found.source_before, "after": found.source_after},
        "things": {
            key: dict(zip(("added", "changed", "removed"), counts, strict=True))
            for key, counts in found.things.items()
        },
        "rows": [
            {"thing": each.thing, "row": each.row, "before": each.before, "after": each.after}
            for each in found.rows
        ],
    }
