"""What `undo` and `redo` have in common: going through an app's history, and saying what that did."""

from collections.abc import Callable

from appling.cli.history import described, step_as_json
from appling.cli.output import out, print_json
from appling.store import Home, Step

Move = Callable[[str, int | None], list[Step]]


def move(home: Home, app: str, going: Move, to: int | None, *, word: str, json: bool) -> None:
    """`word`: what the steps are afterwards, such as `undone`."""
    steps = going(app, to)
    if json:
        print_json({word: [step_as_json(step) for step in steps]})
        return
    store = home.open(app)
    for step in steps:
        text = f"{word.capitalize()}: {step.number}  {described(step, store.app)}"
        out.print(text, markup=False, soft_wrap=True)
