"""The tables that every app has besides those of its things."""

from functools import cache

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    inspect,
)

from appling.atoms.fields.moment.column import Utc
from appling.store.sql import ddl, sqlite

metadata = MetaData()

meta = Table(
    "_meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False)
)

people = Table(
    "_people",
    metadata,
    Column("_id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("email", String, unique=True),
    Column("password", String),
    Column("role", String, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created", Utc, nullable=False),
    Column("sample", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

sessions = Table(
    "_sessions",
    metadata,
    Column("token", LargeBinary, primary_key=True),
    Column("person", Integer, ForeignKey("_people._id", ondelete="CASCADE"), nullable=False),
    Column("secret", String, nullable=False),
    Column("created", Utc, nullable=False),
    Column("used", Utc, nullable=False),
    Column("expires", Utc, nullable=False),
)
Index("_ix_sessions_person", sessions.c.person)

invitations = Table(
    "_invitations",
    metadata,
    Column("token", LargeBinary, primary_key=True),
    Column("person", Integer, ForeignKey("_people._id", ondelete="CASCADE"), nullable=False),
    Column("expires", Utc, nullable=False),
)

personal = Table(
    "_personal",
    metadata,
    Column("_id", Integer, primary_key=True),
    Column("person", Integer, ForeignKey("_people._id", ondelete="CASCADE")),
    Column("place", String, nullable=False),
    Column("kept", String, nullable=False),
    sqlite_autoincrement=True,
)
Index("_ix_personal_person", personal.c.person)

files = Table(
    "_files",
    metadata,
    Column("token", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("type", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("hash", String, nullable=False),
    Column("thing", String, nullable=False),
    Column("field", String, nullable=False),
    Column("person", Integer, ForeignKey("_people._id", ondelete="SET NULL")),
    Column("created", Utc, nullable=False),
)

audit = Table(
    "_audit",
    metadata,
    Column("_id", Integer, primary_key=True),
    Column("time", Utc, nullable=False),
    Column("event", String, nullable=False),
    Column("person", Integer),
    Column("detail", String, nullable=False),
    sqlite_autoincrement=True,
)

notices = Table(
    "_notices",
    metadata,
    Column("_id", Integer, primary_key=True),
    Column("person", Integer, nullable=False),
    Column("text", String, nullable=False),
    Column("thing", String),
    Column("row", Integer),
    Column("created", Utc, nullable=False),
    Column("read", Utc),
    sqlite_autoincrement=True,
)
Index("_ix_notices_person", notices.c.person)

jobs = Table(
    "_jobs",
    metadata,
    Column("_id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("cause", String, nullable=False),
    Column("target", String, nullable=False),
    Column("text", String, nullable=False),
    Column("state", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("created", Utc, nullable=False),
    Column("due", Utc, nullable=False),
    Column("ended", Utc),
    Column("why", String, nullable=False),
    sqlite_autoincrement=True,
)
Index("_ix_jobs_state", jobs.c.state, jobs.c.due)

marks = Table(
    "_marks",
    metadata,
    Column("trigger", String, primary_key=True),
    Column("moment", Utc, nullable=False),
)

hooks = Table(
    "_hooks",
    metadata,
    Column("token", LargeBinary, primary_key=True),
    Column("thing", String, nullable=False),
    Column("name", String, nullable=False),
    Column("created", Utc, nullable=False),
    Column("used", Utc),
)

told = Table(
    "_told",
    metadata,
    Column("notice", Integer, ForeignKey("_notices._id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String, nullable=False),
    Column("people", String, nullable=False),
    Column("mailed", Utc),
)

mail_wishes = Table(
    "_mail_wishes",
    metadata,
    Column("person", Integer, ForeignKey("_people._id", ondelete="CASCADE"), primary_key=True),
    Column("wishes", String, nullable=False),
    Column("digest", Utc),
)

unmailed = Table(
    "_unmailed",
    metadata,
    Column("address", String, primary_key=True),
    Column("since", Utc, nullable=False),
)

LATER = (notices, jobs, marks, hooks, told, mail_wishes, unmailed)
"""Tables that older files lack."""


def make_later(connection: Connection) -> None:
    """Inside a write: give an older file the tables that it lacks."""
    if not inspect(connection).has_table(unmailed.name):
        metadata.create_all(connection, tables=LATER)


@cache
def definitions() -> tuple[str, ...]:
    """The statements that make these tables."""
    tables = metadata.sorted_tables
    elements = (*tables, *(index for table in tables for index in table.indexes))
    return tuple(sqlite.written(ddl.make(element)) for element in elements)
