"""Where history is written down: tables beside those of the things, filled by triggers.

Beside each table stands one called `_was_` and its name, with the same columns: the rows as they were
before a change (image 0) and after it (image 1), value for value as SQLite keeps them. The triggers write
there as long as `_recording` names a step, and name in `_touched` what they wrote about.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
)

from appling.atoms.base.tally_column import DECLARED
from appling.atoms.fields.moment.column import Utc
from appling.store.sql import ddl, sqlite

PREFIX = "_was_"
ASIDE = ("_undone_", "_moving_")
"""What tables and columns begin with that are out of use until they are needed again."""
PEOPLE, ATTIC, PERSONAL = "_people", "_attic", "_personal"
OWN = (PEOPLE, ATTIC, PERSONAL)
"""Tables of every app that history keeps besides those of things."""
BEFORE, AFTER = 0, 1

metadata = MetaData()
recording = Table("_recording", metadata, Column("step", Integer, primary_key=True))
touched = Table("_touched", metadata, Column("name", String, primary_key=True))
steps = Table(
    "_steps",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("time", Utc, nullable=False),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("person", Integer),
    Column("things", JSON, nullable=False),
    Column("images", Integer, nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("source_before", Text),
    Column("source_after", Text),
    Column("moves", JSON, nullable=False),
)
attic = Table(
    ATTIC,
    metadata,
    Column("_id", Integer, primary_key=True),
    Column("place", String, nullable=False),
    Column("column", String),
    Column("thing", String, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("since", Utc, nullable=False),
    sqlite_autoincrement=True,
)


def quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def columns(connection: Connection, table: str) -> list[str]:
    """The names of a table's columns; none if there is no such table."""
    return [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({quoted(table)})")]


def tallies(connection: Connection, table: str) -> list[str]:
    """The columns that count up by themselves, which history leaves as they are."""
    found = connection.exec_driver_sql(f"PRAGMA table_info({quoted(table)})")
    return [row[1] for row in found if row[2] == DECLARED]


@contextmanager
def unrecorded(connection: Connection) -> Iterator[None]:
    """What is written meanwhile is no part of history."""
    if not is_set_up(connection):
        yield
        return
    step = connection.exec_driver_sql("SELECT step FROM _recording").scalar()
    connection.exec_driver_sql("DELETE FROM _recording")
    yield
    if step is not None:
        connection.exec_driver_sql("INSERT INTO _recording (step) VALUES (?)", (step,))


def data_tables(connection: Connection) -> list[str]:
    """The tables of things, those in the attic included."""
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found if _is_data(name)]


def tracked_tables(connection: Connection) -> list[str]:
    """Files that were made before people could keep anything for themselves have no table of that."""
    own = (PEOPLE, ATTIC, *((PERSONAL,) if columns(connection, PERSONAL) else ()))
    return [*data_tables(connection), *own]


def shadows(connection: Connection) -> list[str]:
    """The tables that history fills, of things that are aside for now too."""
    found = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 5) = ?", (PREFIX,)
    )
    return list(found.scalars())


def asides(connection: Connection) -> list[str]:
    """The tables that undoing has put aside."""
    found = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 8) = '_undone_'"
    )
    return list(found.scalars())


def is_set_up(connection: Connection) -> bool:
    found = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_recording'"
    return connection.exec_driver_sql(found).first() is not None


def set_up(connection: Connection) -> None:
    """Begin a history in a file that has none."""
    metadata.create_all(connection)
    connection.execute(insert(recording).values(step=1))
    start_triggers(connection)


def held_texts(connection: Connection, wanted: Collection[str]) -> set[str]:
    """Those of these texts (tokens of uploads, say) that stand in a row, in the attic or in history."""
    found: set[str] = set()
    given = json.dumps(list(wanted))
    for table in [*data_tables(connection), *shadows(connection)]:
        for name in columns(connection, table):
            found.update(
                connection.exec_driver_sql(
                    f"SELECT {quoted(name)} FROM {quoted(table)}"
                    f" WHERE {quoted(name)} IN (SELECT value FROM json_each(?))",
                    (given,),
                ).scalars()
            )
    return found


def start_triggers(connection: Connection) -> None:
    """Let everything that happens to rows be written down from now on."""
    for table in tracked_tables(connection):
        names = columns(connection, table)
        there = columns(connection, PREFIX + table)
        missing = [name for name in names if name not in there]
        for statement in _shadow(table, names) if not there else _widened(table, missing):
            connection.exec_driver_sql(statement)
        for statement in _triggers(table, names):
            connection.exec_driver_sql(statement)


def stop_triggers(connection: Connection) -> None:
    """Take the triggers away, so that tables can be changed."""
    found = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 5) = ?", (PREFIX,)
    )
    for (name,) in found.all():
        connection.exec_driver_sql(f"DROP TRIGGER {quoted(name)}")


def statements(tables: Iterable[Table]) -> Iterator[str]:
    """What begins the history of a new file that has these tables, and `_people`."""
    yield from _own_tables()
    for table in (*tables, attic):
        names = [column.name for column in table.columns]
        yield from _shadow(table.name, names)
        yield from _triggers(table.name, names)


@cache
def _own_tables() -> tuple[str, ...]:
    texts = [sqlite.written(ddl.make(table)) for table in metadata.sorted_tables]
    return (*texts, "INSERT INTO _recording (step) VALUES (1)")


def _is_data(name: str) -> bool:
    return not name.startswith(("_", "sqlite_")) or name.startswith(("_sqlite_", "_old_"))


def _shadow(table: str, names: Sequence[str]) -> Iterator[str]:
    name = quoted(PREFIX + table)
    listed = ", ".join(map(quoted, names))
    yield (
        f"CREATE TABLE {name} (_order INTEGER PRIMARY KEY, _step INTEGER NOT NULL,"
        f" _image INTEGER NOT NULL, {listed})"
    )
    yield f"CREATE INDEX {quoted(f'_wasix_{table}')} ON {name} (_step)"


def _widened(table: str, missing: Iterable[str]) -> Iterator[str]:
    for name in missing:
        yield f"ALTER TABLE {quoted(PREFIX + table)} ADD COLUMN {quoted(name)}"


def _triggers(table: str, names: Sequence[str]) -> Iterator[str]:
    """Of people, only the made-up ones come and go with history."""
    made_up = table == PEOPLE
    kinds: dict[str, tuple[tuple[str, int], ...]] = {
        "INSERT": (("NEW", AFTER),),
        "DELETE": (("OLD", BEFORE),),
    }
    if not made_up:
        kinds["UPDATE"] = (("OLD", BEFORE), ("NEW", AFTER))
    for event, images in kinds.items():
        when = f" WHEN {images[0][0]}.sample" if made_up else ""
        body = " ".join(_image(table, names, row, image) for row, image in images)
        mark = (
            f"INSERT INTO _touched SELECT {_text(table)} FROM _recording"
            f" WHERE NOT EXISTS (SELECT 1 FROM _touched WHERE name = {_text(table)});"
        )
        name = quoted(f"{PREFIX}{table}__{event.lower()}")
        yield f"CREATE TRIGGER {name} AFTER {event} ON {quoted(table)}{when} BEGIN {body} {mark} END"


def _image(table: str, names: Sequence[str], row: str, image: int) -> str:
    listed = ", ".join(map(quoted, names))
    values = ", ".join(f"{row}.{quoted(name)}" for name in names)
    return (
        f"INSERT INTO {quoted(PREFIX + table)} (_step, _image, {listed})"
        f" SELECT step, {image}, {values} FROM _recording;"
    )


def _text(name: str) -> str:
    escaped = name.replace("'", "''")
    return f"'{escaped}'"
