"""What a telling part shows one by one: the lines below it, then the rows of its thing, alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from appling.atoms.base.views import Cell, RowView
from appling.blueprint.model.app import Column, Part, Thing
from appling.blueprint.model.expression import Kind, Path

COLUMNS = 12
WORDS = frozenset({"long text", "text"})


@dataclass(frozen=True, slots=True)
class Point:
    """`href` leads on; `outside` of the app. Of a row, `cells` are its values besides the title.

    `linked`: it was written to lead somewhere, though perhaps not for this viewer.
    """

    title: str
    text: str = ""
    href: str | None = None
    outside: bool = False
    linked: bool = False
    picture: str | None = None
    cells: tuple[Cell, ...] = ()
    sample: bool = False
    row: int | None = None

    def of_kind(self, kind: str) -> Cell | None:
        """The first value of that kind: `date`, `money`, …"""
        return next((cell for cell in self._valued() if cell.field and cell.field.value.kind == kind), None)

    def of_type(self, *types: str) -> Cell | None:
        """The first value in a field of one of these types."""
        return next((cell for cell in self._valued() if cell.field and cell.field.type in types), None)

    def facts(self, *without: Cell | None) -> tuple[Cell, ...]:
        """The short values that are not said elsewhere."""
        said = {id(cell) for cell in (self.words, *without) if cell is not None}
        return tuple(cell for cell in self._valued() if id(cell) not in said and not _is_large(cell))

    @property
    def words(self) -> Cell | None:
        """What is said at most length."""
        return self.of_type("long text") or next((c for c in self._valued() if _is_words(c)), None)

    def _valued(self) -> Iterator[Cell]:
        return (cell for cell in self.cells if cell.text)


def points_of_rows(rows: Iterable[RowView], title: str | None) -> tuple[Point, ...]:
    """`title`: the key of the field that rows are called by."""
    return tuple(_of_row(row, title) for row in rows)


def telling_columns(part: Part, thing: Thing) -> tuple[Column, ...]:
    """What `show` names, or else all that the thing has."""
    if part.show:
        return part.show
    fields = thing.fields[:COLUMNS]
    return tuple(Column(field.name, Path((field.key,), field.value), field.key) for field in fields)


def _of_row(row: RowView, title: str | None) -> Point:
    cells = tuple(cell for cell in row.cells if cell.field is None or cell.field.key != title)
    point = Point(row.title, "", row.href, False, True, row.picture, cells, row.sample, row.id)
    return replace(point, text=point.words.text) if point.words is not None else point


def _is_words(cell: Cell) -> bool:
    return cell.field is not None and cell.field.type in WORDS


def _is_large(cell: Cell) -> bool:
    return cell.field is not None and (cell.field.type == "long text" or cell.field.value.kind is Kind.FILE)
