"""How times of day lie in the database."""

from datetime import time
from typing import Any

from sqlalchemy import Time
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine


class WholeSeconds(TypeDecorator[time]):
    """Without fractions, as SQLite's own functions write it, so that texts compare like times."""

    impl = Time
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return sqlite.TIME(truncate_microseconds=True)  # type: ignore[no-untyped-call]
        return Time()
