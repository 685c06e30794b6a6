"""`appling replay BUILD`: goes through a recorded build again, without a model, and compares every step."""

import typer

from appling.builder.tracing import Replayed, replay
from appling.cli.build_view import BuildView
from appling.cli.options import Json
from appling.cli.output import err, out, print_json
from appling.cli.trace import BuildNumber, latest
from appling.store import Home


def command(build: BuildNumber = None, json: Json = False) -> None:
    """Build it again from what its model answered, aside, and say whether each step makes the same.

    Status 1 when one does not: the rules have changed since.
    """
    home = Home()
    number = latest(home) if build is None else build
    with BuildView(err, quiet=json) as view:
        replayed = replay(home, number, on_event=view.take)
    if json:
        print_json(_plain(number, replayed))
    else:
        _tell(number, replayed)
    if not replayed.same:
        raise typer.Exit(1)


def _tell(number: int, replayed: Replayed) -> None:
    if replayed.same:
        out.print(f"Build {number} came out the same, step by step.", markup=False)
    else:
        first = next(each.step for each in replayed.steps if not each.same)
        out.print(
            f"Build {number} came out otherwise, from the step “{first}” on: the rules have changed since.",
            markup=False,
            soft_wrap=True,
        )
    if replayed.asked_otherwise:
        out.print(f"Questions that would be put otherwise today: {replayed.asked_otherwise}.", markup=False)


def _plain(number: int, replayed: Replayed) -> dict[str, object]:
    return {
        "build": number,
        "same": replayed.same,
        "steps": {each.step: each.same for each in replayed.steps},
        "asked_otherwise": replayed.asked_otherwise,
        "blueprint": replayed.blueprint,
    }
