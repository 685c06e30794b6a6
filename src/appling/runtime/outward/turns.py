"""Looks after the apps of a home one by one, except those in which nothing was written and nothing is due."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from appling.diagnostics.problem import Problem
from appling.store import Home, StoreError
from appling.store.app_file import DATABASE


def each_app(home: Home, look_after: Callable[[str], None], log: logging.Logger) -> None:
    """Every app has its turn, whatever happens to the others: one that is damaged must hold up none."""
    for record in home.apps():
        try:
            look_after(record.key)
        except (Problem, StoreError, OSError) as error:
            log.warning("app %s: %s", record.key, error)
        except Exception:
            log.exception("app %s could not be looked after", record.key)


class Turns:
    """Remembers how each app was left."""

    def __init__(self, apps: Path) -> None:
        self._apps = apps
        self._quiet: dict[str, tuple[tuple[float, ...], datetime | None]] = {}

    def is_quiet(self, app: str, now: datetime) -> bool:
        quiet = self._quiet.get(app)
        if quiet is None or quiet[0] != _written(self._apps / app):
            return False
        return quiet[1] is None or now < quiet[1]

    def leave(self, app: str, due: datetime | None) -> None:
        """Nothing to do before `due`, unless something is written."""
        self._quiet[app] = (_written(self._apps / app), due)


def _written(folder: Path) -> tuple[float, ...]:
    """What tells that an app's file was written."""
    found = []
    for name in (DATABASE, f"{DATABASE}-wal"):
        try:
            state = (folder / name).stat()
        except OSError:
            continue
        found += [state.st_mtime, float(state.st_size)]
    return tuple(found)
