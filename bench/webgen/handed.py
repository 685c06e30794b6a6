"""What a builder under test hands over for an app that runs: the checks know no more of it than this."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Handed:
    """An app that runs.

    `owner` gives an address that makes a browser the app's owner (none where an app knows no owner);
    `database` is its SQLite file, `openapi` the address of its API's description.
    """

    address: str
    owner: Callable[[], str] | None = None
    database: Path | None = None
    openapi: str | None = None
