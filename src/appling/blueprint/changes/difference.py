"""One thing that a change makes different, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from appling.diagnostics.phrase import Value, english


@dataclass(frozen=True, slots=True)
class Difference:
    """`pattern` with its `values` is a sentence without a full stop, and the key of its translations.

    `widens`: somebody may see or do more than before, or it could not be ruled out. `drops`: values that
    people entered may go from sight. `thing` and `field` are keys, of the app after the change or, of what
    is gone, before it.
    """

    kind: str
    pattern: str
    values: Mapping[str, Value] = field(default_factory=dict)
    widens: bool = False
    drops: bool = False
    thing: str | None = None
    field: str | None = None

    @property
    def sentence(self) -> str:
        return english(self.pattern, **self.values)
