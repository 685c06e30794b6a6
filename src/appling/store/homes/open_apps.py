"""The apps of a home that are open: one store for everybody in a process; idle ones are closed."""

from collections import OrderedDict
from pathlib import Path
from threading import Lock
from time import monotonic

from appling.store.app_file import DATABASE
from appling.store.app_store import AppStore

MOST_OPEN = 256
"""Apps that are kept open at most; the ones that were used longest ago are closed."""
IDLE_SECONDS = 300.0


class OpenApps:
    """Those in a folder that has a folder for each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stores: OrderedDict[str, tuple[AppStore, float, tuple[int, int]]] = OrderedDict()
        self._lock = Lock()

    def open(self, key: str) -> AppStore | None:
        """The app's store; None where its file is not there."""
        folder = self._folder / key
        found = _identity(folder / DATABASE)
        if found is None:
            self.forget(key)
            return None
        closing = []
        with self._lock:
            kept = self._stores.pop(key, None)
            if kept is not None and kept[2] != found:
                closing.append(kept[0])
                kept = None
            store = AppStore(folder) if kept is None else kept[0]
            self._stores[key] = (store, monotonic(), found)
            closing += self._surplus()
        for each in closing:
            each.close()
        return store

    def forget(self, key: str) -> None:
        """Close one, if it is open."""
        with self._lock:
            kept = self._stores.pop(key, None)
        if kept is not None:
            kept[0].close()

    def take_idle(self) -> list[AppStore]:
        """Those that nobody has used for a while: no longer kept, and to be closed by whoever takes them."""
        with self._lock:
            return self._surplus()

    def close(self) -> None:
        """Close them all."""
        with self._lock:
            stores = [store for store, _, _ in self._stores.values()]
            self._stores.clear()
        for store in stores:
            store.close()

    def _surplus(self) -> list[AppStore]:
        """Takes out the stores that are to be closed; the lock is held."""
        before = monotonic() - IDLE_SECONDS
        closing = []
        while self._stores:
            store, used, _ = next(iter(self._stores.values()))
            if len(self._stores) <= MOST_OPEN and used > before:
                break
            self._stores.popitem(last=False)
            closing.append(store)
        return closing


def _identity(path: Path) -> tuple[int, int] | None:
    """Tells a file from another one that took its place."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
