"""What a change of the blueprint does to the data, in numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One thing or field, by the names that people read; `was` is its name before.

    `kind` and what `values` counts:
    `thing added`; `thing renamed`, `thing dropped`, `thing returned` (its rows);
    `field added`; `field renamed`, `field dropped`, `field returned` (its values that are not empty);
    `field converted` (its values before, of which `converted` have the new type; `kept` lie in the attic
    as they were, because the new type cannot hold all of what they say);
    `role renamed` (people who have it);
    `clash` (rows whose value of a unique field, or values of several, another row has too: it can't be done);
    `overlap` (rows that take a time that another one takes: it can't be done either);
    `role dropped` (people who have it: they may do what a visitor may until they are given another one).
    `thing` is the role then.
    """

    kind: str
    thing: str
    field: str | None = None
    was: str | None = None
    values: int = 0
    converted: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What was changed, or, of a forecast, what would be."""

    changes: tuple[Change, ...] = ()

    @property
    def clashes(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind in ("clash", "overlap"))

    @property
    def possible(self) -> bool:
        return not self.clashes
