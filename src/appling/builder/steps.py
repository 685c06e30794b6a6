"""Times the steps of a build or a change, tells of each, and keeps what was said and made in it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from appling.builder.asking import Asking
from appling.builder.built import StepRecord
from appling.builder.errors import BuildFailed
from appling.builder.events import DiagnosticFound, StepFinished, StepStarted
from appling.diagnostics import Diagnostic

BROKEN = "broken"
"""The status of a build or a change that ended by a fault of ours."""


@dataclass(slots=True)
class Step:
    """What a running step says about itself; `made` is the text that came of it."""

    detail: str = ""
    made: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)


class Steps:
    """The steps that were gone, in `records`."""

    def __init__(
        self,
        asking: Asking,
        *,
        spent: Callable[[str], float] = lambda _: 0.0,
        written: Callable[[], None] = lambda: None,
    ) -> None:
        """`spent`: the seconds a step took before an interruption; `written` is called after each step."""
        self.records: list[StepRecord] = []
        self._asking = asking
        self._spent = spent
        self._written = written

    @property
    def tokens(self) -> int:
        """What the model wrote in all of them."""
        return sum(each.tokens for each in self.records)

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Times a step, tells of it and keeps it, also when it fails."""
        self._asking.check_cancelled()
        self._asking.on_event(StepStarted(name))
        step, started, before = Step(), time.monotonic(), len(self._asking.asked)
        try:
            yield step
        except BuildFailed as error:
            step.detail = error.sentence
            raise
        finally:
            asked = tuple(self._asking.asked[before:])
            seconds = time.monotonic() - started + self._spent(name)
            record = StepRecord(name, seconds, step.detail, asked, tuple(step.diagnostics), step.made)
            self.records.append(record)
        for diagnostic in step.diagnostics:
            self._asking.on_event(DiagnosticFound(diagnostic))
        self._asking.on_event(StepFinished(name, seconds, record.tokens, step.detail))
        self._written()
