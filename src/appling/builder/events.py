"""What a build tells while it runs: plain data for the command line and the studio."""

from dataclasses import dataclass

from appling.builder.costs.estimating import Estimate
from appling.diagnostics import Diagnostic

_ = str
"""Marks a sentence for translation."""
STEP_WORDS = {
    "fetch": _("Fetching the model"),
    "recall": _("Finding apps like it"),
    "ready": _("Getting the model ready (a minute or two the first time)"),
    "draft": _("Writing the blueprint"),
    "change": _("Working out what to change"),
    "complete": _("Completing it"),
    "check": _("Checking and mending it"),
    "repair": _("Repairing it"),
    "review": _("Adding what is missing"),
    "try": _("Trying every page, form and action"),
    "judge": _("Comparing it with what was asked for"),
    "deliver": _("Setting it up"),
    "words": _("Writing the texts of its pages"),
}
"""What people are told of each step."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the build will take: told before anything else."""

    estimate: Estimate


@dataclass(frozen=True, slots=True)
class StepStarted:
    """`step`: one of `STEP_WORDS`."""

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


Event = Expected | StepStarted | TextWritten | DiagnosticFound | StepFinished
