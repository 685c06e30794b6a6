"""The moments of an operation at which something reaches the disk: one of them can be the last, or fail."""

import builtins
import errno
import os
import signal
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

CALLS = ("fsync", "rename", "replace", "unlink", "remove", "rmdir", "mkdir", "link", "write", "open")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
Reached = Callable[[str], None]


class Points:
    """Counts them; `kill` is the number of the one that ends the process, `fail` of the one that fails."""

    def __init__(
        self,
        kill: int | None = None,
        fail: int | None = None,
        error: int = errno.ENOSPC,
        *,
        once: bool = False,
    ) -> None:
        self.count = 0
        self.names: list[str] = []
        self._kill = kill
        self._fail = fail
        self._error = error
        self._once = once
        self._on = False

    def install(self) -> "Points":
        """Watch this process from now on; there is no way back, it is a child's."""
        for name in CALLS:
            setattr(os, name, self._around(name, getattr(os, name)))
        builtins.open = self._around_open(builtins.open)
        plain = SQLiteDialect_pysqlite.do_commit

        def do_commit(dialect: Any, connection: Any) -> None:
            self.reached("before commit", can_fail=False)
            plain(dialect, connection)
            self.reached("after commit", can_fail=False)

        SQLiteDialect_pysqlite.do_commit = do_commit  # type: ignore[method-assign]
        event.listen(Engine, "after_cursor_execute", self._executed)
        self._on = True
        return self

    def pause(self) -> None:
        self._on = False

    def go_on(self) -> None:
        self._on = True

    def reached(self, name: str, *, can_fail: bool) -> None:
        if not self._on:
            return
        self.count += 1
        self.names.append(name)
        if self.count == self._kill:
            os.kill(os.getpid(), signal.SIGKILL)
        fails = self._fail is not None and self.count >= self._fail
        if can_fail and fails:
            if self._once:
                self._fail = None
            raise OSError(self._error, os.strerror(self._error))

    def _executed(self, _c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("SELECT", "PRAGMA")):
            self.reached(statement[:24], can_fail=False)

    def _around(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **named: Any) -> Any:
            if name == "open" and not (len(arguments) > 1 and arguments[1] & WRITES):
                return call(*arguments, **named)
            self.reached(f"before {name}", can_fail=name not in ("unlink", "remove", "rmdir"))
            result = call(*arguments, **named)
            self.reached(f"after {name}", can_fail=False)
            return result

        return watched

    def _around_open(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            if isinstance(file, int) or not set(mode) & set("wax+"):
                return call(file, mode, *arguments, **named)
            self.reached("before open file", can_fail=True)
            result = call(file, mode, *arguments, **named)
            self.reached("after open file", can_fail=False)
            return result

        return watched
