"""How a viewer wants a table: which columns in which order, how many rows, how close together.

All of it stands in the address, so it can be kept as a view, sent to somebody, and needs no script.
"""

from dataclasses import dataclass

from starlette.datastructures import QueryParams

from appling.atoms.base.columns import default_columns
from appling.atoms.base.views import Layout, Option
from appling.blueprint.model.app import Column, Thing
from appling.runtime.rows.listing import PAGE_SIZE
from appling.runtime.translate import Translator

SIZES = (25, 50, 100, 200)
COMPACT = "compact"
SHOW, ROWS, DENSITY = "list.show", "list.rows", "list.density"
MOST_COLUMNS = 40


def names(prefix: str) -> tuple[str, str, str]:
    """The inputs; no field's filter is called so."""
    return f"{prefix}{SHOW}", f"{prefix}{ROWS}", f"{prefix}{DENSITY}"


def offered(usual: tuple[Column, ...], thing: Thing) -> tuple[Column, ...]:
    """The columns a table has without being asked, then the thing's other fields."""
    there = {column.field for column in usual}
    others = (column for column in default_columns(thing, MOST_COLUMNS) if column.field not in there)
    return (*usual, *others)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for, of the `columns` that may be seen; the first `usual` ones are shown else."""

    columns: tuple[Column, ...]
    usual: int
    query: QueryParams
    prefix: str

    @property
    def shown(self) -> tuple[Column, ...]:
        known = {_key(column, at): column for at, column in enumerate(self.columns)}
        wanted = dict.fromkeys(self.query.getlist(f"{self.prefix}{SHOW}"))
        return tuple(known[key] for key in wanted if key in known) or self.columns[: self.usual]

    @property
    def size(self) -> int:
        asked = self.query.get(f"{self.prefix}{ROWS}", "")
        return int(asked) if asked in map(str, SIZES) else PAGE_SIZE

    @property
    def compact(self) -> bool:
        return self.query.get(f"{self.prefix}{DENSITY}") == COMPACT

    def layout(self, t: Translator) -> Layout:
        """What may be chosen, the columns that are shown first."""
        keys = {column: _key(column, at) for at, column in enumerate(self.columns)}
        shown = self.shown
        ordered = (*shown, *(column for column in self.columns if column not in shown))
        columns = tuple(Option(keys[column], column.label, column in shown) for column in ordered)
        sizes = tuple(
            Option("" if size == PAGE_SIZE else str(size), str(size), size == self.size) for size in SIZES
        )
        density = (
            Option("", t("Comfortable"), not self.compact),
            Option(COMPACT, t("Compact"), self.compact),
        )
        usual = " ".join(keys[column] for column in self.columns[: self.usual])
        show, rows, spacing = names(self.prefix)
        return Layout(show, rows, spacing, columns, usual, sizes, density, self.compact)


def _key(column: Column, at: int) -> str:
    return column.field or f"column.{at}"
