"""Shows a build in the terminal while it runs: its steps, and the blueprint as it grows."""

from types import TracebackType

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from appling.builder import Event, Expected, StepFinished, StepStarted, TextWritten
from appling.builder.costs.estimating import in_words
from appling.builder.events import STEP_WORDS

LINES = 16
"""Lines of the blueprint that are shown at once."""


class BuildView:
    """A context manager whose `take` is a build's `on_event`. Without a terminal it prints finished steps."""

    def __init__(self, console: Console, *, quiet: bool = False) -> None:
        self._console = console
        self._quiet = quiet
        self._done: list[StepFinished] = []
        self._running: str | None = None
        self._text = ""
        self._tokens = 0
        self._live: Live | None = None

    def __enter__(self) -> "BuildView":
        if self._console.is_terminal and not self._quiet:
            self._live = Live(
                console=self._console, refresh_per_second=8, transient=True, get_renderable=self._rendered
            )
            self._live.start()
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            self._live.stop()
            self._console.print(self._steps())

    def take(self, event: Event) -> None:
        """One event of the build."""
        if isinstance(event, Expected):
            self._say(in_words(event.estimate))
        elif isinstance(event, StepStarted):
            self._running = event.step
        elif isinstance(event, TextWritten):
            self._text, self._tokens = event.so_far, event.tokens
        elif isinstance(event, StepFinished):
            self._running = None
            self._done.append(event)
            if self._live is None:
                self._say(_line(event))

    def _say(self, line: str) -> None:
        if not self._quiet:
            self._console.print(line, markup=False, soft_wrap=True)

    def _rendered(self) -> RenderableType:
        tail = "\n".join(self._text.splitlines()[-LINES:])
        return Group(self._steps(), Text(), Text(tail, style="green"))

    def _steps(self) -> Table:
        table = Table.grid(padding=(0, 2))
        for step in self._done:
            table.add_row("[green]✓[/green]", label(step.step), facts(step), Text(step.detail, style="dim"))
        if self._running is not None:
            tokens = (
                f"{self._tokens} tokens"
                if self._running in ("draft", "change", "repair") and self._tokens
                else ""
            )
            table.add_row("[yellow]…[/yellow]", label(self._running), tokens, "")
        return table


def label(step: str) -> str:
    """What a step does, in words."""
    return STEP_WORDS.get(step, step)


def facts(step: StepFinished) -> str:
    """Its seconds, and its tokens if a model wrote any."""
    return f"{step.seconds:.1f} s" + (f", {step.tokens} tokens" if step.tokens else "")


def _line(step: StepFinished) -> str:
    return f"{label(step.step)}: {facts(step)}" + (f" ({step.detail})" if step.detail else "")
