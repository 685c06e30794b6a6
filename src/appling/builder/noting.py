"""Writes down in the home how something about an app came about, whatever became of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from appling.builder.asking import Asking
from appling.builder.steps import BROKEN, Steps
from appling.diagnostics.problem import Problem
from appling.store import Home


@contextmanager
def noted(home: Home, app: str, request: str, asking: Asking, steps: Steps, kind: str) -> Iterator[None]:
    """What is done inside, with its steps, as a record of this kind; it counts for the month's limits."""
    status = BROKEN
    try:
        yield
        status = "done"
    except Problem as problem:
        status = problem.code
        raise
    finally:
        home.builds.note(
            app,
            request,
            model=asking.answered_by,
            steps=[each.as_json() for each in steps.records],
            tokens=steps.tokens,
            seconds=round(asking.seconds, 3),
            status=status,
            kind=kind,
        )
