"""What `undo` and `redo` share: going through an app's history, and saying what was done."""

from collections.abc import Callable

from appling.cli.history import described, step_as_json
from appling.cli.output import out, print_json
from appling.store import Home, Step

Going = Callable[[str, int | None], list[Step]]


def move(home: Home, app: str, going: Going, to: int | None, *, key: str, said: str, json: bool) -> None:
    """`key` names the steps in JSON; `said` stands in front of each in words."""
    steps = going(app, to)
    if json:
        print_json({key: [step_as_json(step) for step in steps]})
        return
    present = home.open(app).app
    for step in steps:
        what = f"step {step.number} of {step.time:%Y-%m-%d %H:%M} ({described(step, present)})"
        out.print(f"{said}: {what}", markup=False)
