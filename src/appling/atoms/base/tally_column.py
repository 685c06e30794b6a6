"""How a number that counts by itself lies in the database: the column's type says so to history."""

from typing import Any

from sqlalchemy.types import UserDefinedType

DECLARED = "INTEGER TALLY"
"""What the column is declared as, which SQLite takes for a whole number."""


class Tally(UserDefinedType[int]):
    """A whole number that is counted up in its place, and of which no step of history says anything."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return DECLARED
