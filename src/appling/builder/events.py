"""What a build tells while it runs: plain data for the command line and the studio."""

from dataclasses import dataclass

from appling.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class StepStarted:
    """`step`: recall, ready, draft, complete, check, repair, try or deliver."""

    step: str


@dataclass(frozen=True, slots=True)
class TextWritten:
    """The model wrote `piece`; `so_far` is all of this draft, `tokens` about how many it took."""

    piece: str
    so_far: str
    tokens: int
    seconds: float


@dataclass(frozen=True, slots=True)
class DiagnosticFound:
    """Something was wrong, mended, added or left out: `diagnostic` says which."""

    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True)
class StepFinished:
    """`detail` says in a few words what came of it."""

    step: str
    seconds: float
    tokens: int
    detail: str


Event = StepStarted | TextWritten | DiagnosticFound | StepFinished
