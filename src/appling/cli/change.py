"""`appling change APP "REQUEST"`: changes an app by saying what should be different."""

import os
import sys
from typing import Annotated

import typer

from appling.builder import read_brief
from appling.builder.changing import plan_request
from appling.cli.build_view import BuildView
from appling.cli.new import MOST_READ
from appling.cli.options import AppKey, Json, ModelName
from appling.cli.output import err
from appling.cli.plan_view import Yes, carry_out
from appling.cli.showing_built import open_with_progress
from appling.models.later import LaterModel
from appling.store import Home

LONGEST_TITLE = 200
"""Characters of a request that its step of the history is called by."""


def command(
    app: AppKey,
    request: Annotated[
        str, typer.Argument(metavar="REQUEST", help="What should be different; `-` reads it.")
    ],
    model: ModelName = None,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Change an app by saying what should be different.

    What it would do is tried on a copy first and shown. Status 3 when it needs a yes that it did not get.
    """
    if request == "-":
        request = sys.stdin.buffer.read(MOST_READ).decode("utf-8", "replace")
    request = os.fsencode(request).decode("utf-8", "replace")
    home = Home()
    home.app(app)
    read_brief(request)
    opened = LaterModel(lambda: open_with_progress(home, model, quiet=True, role="change"))
    with BuildView(err, quiet=json) as view:
        plan = plan_request(request, home=home, key=app, model=opened, on_event=view.take)
    carry_out(home, plan, title=request.strip()[:LONGEST_TITLE], yes=yes, json=json)
