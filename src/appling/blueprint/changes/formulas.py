"""What a formula tells of other rows than its own: whoever may see the one row is told that too."""

from collections.abc import Iterator

from appling.blueprint.model.app import App, Field
from appling.blueprint.model.expression import Aggregate, Expression, Path
from appling.blueprint.model.reading import parts_of

PEOPLE = "_people"


def other_rows(field: Field, thing: str, app: App) -> frozenset[str]:
    """The keys of things whose rows a formula reads through links and counts, directly or not."""
    found: set[str] = set()
    _Reading(app, found).formula(field, thing)
    return frozenset(found)


class _Reading:
    def __init__(self, app: App, found: set[str]) -> None:
        self._app = app
        self._found = found
        self._seen: set[tuple[str, str]] = set()

    def formula(self, field: Field, thing: str) -> None:
        if field.formula is not None and (thing, field.key) not in self._seen:
            self._seen.add((thing, field.key))
            self.expression(field.formula, thing)

    def expression(self, expression: Expression, thing: str) -> None:
        if isinstance(expression, Path):
            self._path(expression.steps, thing)
        if isinstance(expression, Aggregate):
            self._found.add(expression.thing)
            thing = expression.thing
        for part in parts_of(expression):
            self.expression(part, thing)

    def _path(self, steps: tuple[str, ...], thing: str) -> None:
        for position, (step, current) in enumerate(self._along(steps, thing)):
            if position:
                self._found.add(current or PEOPLE)
            if current is not None and not step.startswith("_"):
                self.formula(self._app.by_key[current].field(step), current)

    def _along(self, steps: tuple[str, ...], thing: str) -> Iterator[tuple[str, str | None]]:
        """Each step, and the thing whose field it is."""
        current: str | None = thing
        for step in steps:
            yield step, current
            known = current is not None and not step.startswith("_")
            current = self._app.by_key[current].field(step).thing if known and current else None
