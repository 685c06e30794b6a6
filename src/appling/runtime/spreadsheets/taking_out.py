"""The rows of a list as a file: those that its filter and search leave, all fields that the viewer sees."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from appling.atoms.base import Refused
from appling.blueprint.model.app import Field, Thing
from appling.blueprint.model.expression import Kind, Path
from appling.runtime.rows.listing import Asked
from appling.runtime.rows.lists import NEWEST_FIRST, Lists
from appling.runtime.spreadsheets.csv_files import write_csv
from appling.runtime.spreadsheets.guarding import guarded
from appling.runtime.spreadsheets.values import TEXTS, cell_text, cell_value
from appling.store.queries import Query, Row

MOST = 100_000


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def number_head(key: str) -> str:
    """What the column is called that tells the rows of this app apart."""
    return f"id {key}"


def number_text(row: Row) -> str:
    """A row's number and version: both are needed to see that nobody else changed it since."""
    return f"{row.id} v{row.version}"


def take_out(lists: Lists, thing: Thing, key: str, asked: Asked, format_: Format) -> bytes:
    """`key`: the app's. Raises Refused for more rows, or longer texts, than such a file takes."""
    fields = lists.rights.seen(thing)
    rows = _rows(lists, thing, fields, asked)
    files = _file_names(lists, fields, rows)
    heads = [number_head(key), *(field.name for field in fields)]
    if format_ is Format.CSV:
        return b"".join(write_csv(_texts(heads, fields, rows, files)))
    from appling.runtime.spreadsheets.xlsx_files import write_xlsx  # openpyxl is slow to load

    return write_xlsx(heads, _values(fields, rows, files), thing.plural)


def _rows(lists: Lists, thing: Thing, fields: tuple[Field, ...], asked: Asked) -> list[Row]:
    query = Query(
        thing.key,
        tuple(Path((field.key,), field.value) for field in fields),
        filters=asked.filters,
        search=asked.search,
        sort=((asked.sort,) if asked.sort else ()) + NEWEST_FIRST,
        limit=MOST + 1,
    )
    rows = lists.reader.rows(query)
    if len(rows) > MOST:
        raise Refused("A file takes at most {count} rows: filter the list first", count=MOST)
    return rows


def _file_names(lists: Lists, fields: tuple[Field, ...], rows: list[Row]) -> dict[str, str]:
    places = [place for place, field in enumerate(fields) if field.value.kind is Kind.FILE]
    tokens = [row.values[place] for row in rows for place in places if row.values[place]]
    found: dict[str, str] = {}
    for start in range(0, len(tokens), 500):
        found |= lists.files(tokens[start : start + 500])
    return found


def _texts(
    heads: list[str], fields: tuple[Field, ...], rows: Iterable[Row], files: dict[str, str]
) -> Iterator[list[str]]:
    yield [guarded(head) for head in heads]
    for row in rows:
        cells = [cell_text(value, field, files) for field, value in zip(fields, row.values, strict=True)]
        marked = [
            guarded(cell) if field.value.kind in TEXTS else cell
            for cell, field in zip(cells, fields, strict=True)
        ]
        yield [number_text(row), *marked]


def _values(fields: tuple[Field, ...], rows: Iterable[Row], files: dict[str, str]) -> Iterator[list[Any]]:
    for row in rows:
        values = zip(fields, row.values, strict=True)
        yield [number_text(row), *(cell_value(value, field, files) for field, value in values)]
