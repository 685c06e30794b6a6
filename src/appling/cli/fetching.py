"""A progress bar for a model that is being fetched."""

from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from appling.models import Progress as Fetched


class Fetching:
    """A context manager whose `take` is an `on_progress`; the bar appears with the first byte."""

    def __init__(self, console: Console, *, quiet: bool = False) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=quiet,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> "Fetching":
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._task is not None:
            self._bar.stop()

    def take(self, fetched: Fetched) -> None:
        """How far it is."""
        if self._task is None:
            self._bar.start()
            self._task = self._bar.add_task("Fetching the model", total=fetched.total)
        self._bar.update(self._task, completed=fetched.done)
