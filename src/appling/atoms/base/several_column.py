"""How several values lie in one column of the database."""

import json
from functools import lru_cache
from typing import Any

from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

MOST_KNOWN = 2_048


class Several(TypeDecorator[tuple[str, ...]]):
    """A tuple of texts in Python, a JSON array of them in the database; none at all is empty."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return json.dumps(list(value), ensure_ascii=False) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        return values_of(value) or None


@lru_cache(maxsize=MOST_KNOWN)
def values_of(kept: Any) -> tuple[str, ...]:
    """The texts of a column, each once; what is no array is one text."""
    if kept is None or kept == "":
        return ()
    try:
        found = json.loads(kept)
    except (ValueError, RecursionError):
        found = kept
    return tuple(dict.fromkeys(str(each) for each in (found if isinstance(found, list) else [kept])))
