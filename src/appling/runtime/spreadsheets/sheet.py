"""What a table's file holds, whichever way it is written: headings and rows of text."""

from dataclasses import dataclass

from appling.atoms.base import Refused

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` with their numbers as spreadsheets count them; each as long as `heads`."""

    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


class Collector:
    """Puts a sheet together from its lines, within limits. Raises Refused."""

    def __init__(self) -> None:
        self._heads: tuple[str, ...] | None = None
        self._rows: list[tuple[int, tuple[str, ...]]] = []

    def take(self, number: int, cells: list[str]) -> None:
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            return
        if len(cells) > MOST_COLUMNS:
            raise Refused("A file may have at most {count} columns", count=MOST_COLUMNS)
        if self._heads is None:
            self._heads = tuple(cell.strip() for cell in cells)
            return
        if len(self._rows) == MOST_ROWS:
            raise Refused("A file may have at most {count} rows", count=MOST_ROWS)
        self._rows.append((number, tuple(cells)))

    def sheet(self) -> Sheet:
        if not self._heads:
            raise Refused("There is nothing in this file")
        width = max(len(self._heads), *(len(cells) for _, cells in self._rows), 0)
        padded = ((number, (*cells, *[""] * (width - len(cells)))) for number, cells in self._rows)
        heads = (*self._heads, *[""] * (width - len(self._heads)))
        return Sheet(heads, tuple(padded))
