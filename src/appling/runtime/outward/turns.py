"""Which apps of a home need no look now: nothing was written in them, and nothing is due."""

from datetime import datetime
from pathlib import Path

from appling.store.app_file import DATABASE


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
