"""The tables of a home's own database."""

from sqlalchemy import JSON, Boolean, Column, Date, Float, ForeignKey, Integer, MetaData, String, Table

from appling.atoms.fields.moment.column import Utc

metadata = MetaData()

apps = Table(
    "apps",
    metadata,
    Column("key", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("created", Utc, nullable=False),
    Column("version", Integer, nullable=False),
)

builds = Table(
    "builds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("app", String),
    Column("brief", String, nullable=False),
    Column("model", String, nullable=False),
    Column("steps", JSON, nullable=False),
    Column("tokens", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("status", String, nullable=False),
    Column("created", Utc, nullable=False),
    Column("kind", String, nullable=False, server_default="build"),
    Column("guess", JSON(none_as_null=True)),
    Column("own", JSON(none_as_null=True)),
    sqlite_autoincrement=True,
)

journal = Table(
    "journal",
    metadata,
    Column("build", Integer, ForeignKey("builds.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", JSON, nullable=False),
)

burnings = Table(
    "burnings",
    metadata,
    Column("app", String, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("send_to", String),
)

forgotten = Table("forgotten", metadata, Column("app", String, primary_key=True))

usage = Table(
    "usage",
    metadata,
    Column("app", String, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("questions", Integer, nullable=False),
    Column("tokens", Integer, nullable=False),
)

allowances = Table(
    "allowances",
    metadata,
    Column("app", String, primary_key=True),
    Column("questions", Integer),
    Column("per_person", Integer),
    Column("dollars", Float),
)

shares = Table(
    "shares",
    metadata,
    Column("app", String, primary_key=True),
    Column("month", Date, primary_key=True),
    Column("person", Integer, primary_key=True),
    Column("questions", Integer, nullable=False),
    Column("tokens", Integer, nullable=False),
    Column("price", Float, nullable=False),
    Column("told", Boolean, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)
