"""An app's SQLite file: whether its tables and columns hold what was asked for, and rows are really in them."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.webgen import words
from bench.webgen.verdicts import Partial, Unmet, need


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, how many rows it has, and what its columns point at."""

    name: str
    columns: tuple[str, ...]
    rows: int
    points_at: tuple[str, ...]
    definition: str

    def has(self, wanted: str) -> bool:
        """Whether a column is called so, or points at a table that is."""
        return any(words.means(each, wanted) for each in (*self.columns, *self.points_at))


class Database:
    """A database as somebody who opens its file sees it."""

    def __init__(self, file: Path | None) -> None:
        need(file is not None and file.is_file(), "there is no database")
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            self.tables = [
                _table(connection, *row)
                for row in connection.execute(
                    "SELECT name, coalesce(sql, '') FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
                )
            ]

    def holds(self, table: str, *columns: str, rows: bool = True) -> None:
        """A table called so (`a|b`) has the columns, and rows; half where half of that is there.

        Data may be spread: every table whose name fits counts, and a column may point at a table.
        """
        named = sorted(
            (each for each in self.tables if words.means(each.name, table)),
            key=lambda each: -words.score(each.name, table),
        )
        need(named, f"no table holds {words.synonyms(table)[0]!r}")
        judged = [self._judged([each], columns, rows) for each in named]
        judged.append(self._judged(named, columns, rows))
        self._end(min(judged, key=len), len(columns) + rows)

    def holds_column(self, tables: str, column: str, *columns: str, rows: bool = True) -> None:
        """The data is a column (and further ones) of another table, such as a status of its own."""
        named = [each for each in self.tables if words.means(each.name, tables) and each.has(column)]
        need(named, f"no table of {words.synonyms(tables)[0]!r} has {words.synonyms(column)[0]!r}")
        self._end(
            min((self._judged([each], columns, rows) for each in named), key=len), len(columns) + rows + 1
        )

    def accounts(self, *, secret: bool = False, kind: bool = False) -> None:
        """Who has an account: a name or address, and where asked a password's hash and the kind of person."""
        wanted = ["email|mail|username|login|name"]
        wanted += ["password|hash|secret|credential|token"] if secret else []
        wanted += ["role|kind|type|level|is admin|coach"] if kind else []
        self.holds(
            "user|account|person|people|member|player|customer|client|student|profile|login|buyer|seller|passenger|guest|angler",
            *wanted,
        )

    def all_of(self, parts: dict[str, str], *kinds: str) -> None:
        """Each part has a table with rows, or all are rows of one table that tells them apart (`kinds`: table, column)."""
        with_rows = [
            name
            for name, wanted in parts.items()
            if any(words.means(each.name, wanted) and each.rows for each in self.tables)
        ]
        missing = [name for name in parts if name not in with_rows]
        if (
            missing
            and kinds
            and any(
                words.means(each.name, kinds[0]) and each.has(kinds[1]) and each.rows for each in self.tables
            )
        ):
            return
        if missing and len(missing) <= len(parts) / 2:
            raise Partial(f"missing: {', '.join(missing)}")
        need(not missing, f"missing: {', '.join(missing)}")

    def either(self, *ways: tuple) -> None:
        """The first of several ways to hold the data that is there; the best half of one where none is whole.

        A way is (table, column, …), or ("in", tables, column, …) for a column of another table.
        """
        partial, reason = None, ""
        for way in ways:
            try:
                if way[0] == "in":
                    self.holds_column(*way[1:])
                else:
                    self.holds(*way)
                return
            except Partial as found:
                partial = partial or found
            except Unmet as unmet:
                reason = reason or str(unmet)
        raise partial or Unmet(reason)

    @staticmethod
    def _judged(tables: list[Table], columns: tuple[str, ...], rows: bool) -> list[str]:
        missing = [
            words.synonyms(each)[0] for each in columns if not any(table.has(each) for table in tables)
        ]
        if rows and not any(table.rows for table in tables):
            missing.append("rows")
        return missing

    @staticmethod
    def _end(missing: list[str], asked: int) -> None:
        if missing and len(missing) <= asked / 2:
            raise Partial(f"missing: {', '.join(missing)}")
        need(not missing, f"missing: {', '.join(missing)}")


def _table(connection: sqlite3.Connection, name: str, definition: str) -> Table:
    quoted = '"' + name.replace('"', '""') + '"'
    columns = tuple(row[1] for row in connection.execute(f"PRAGMA table_info({quoted})"))
    points = tuple(row[2] for row in connection.execute(f"PRAGMA foreign_key_list({quoted})"))
    try:
        rows = connection.execute(f"SELECT count(*) FROM {quoted}").fetchone()[0]
    except sqlite3.Error:
        rows = 0
    return Table(name, columns, rows, points, definition)
