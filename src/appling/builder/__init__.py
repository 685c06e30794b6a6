"""From a brief to a checked, tried and delivered app."""

from appling.builder.briefs.brief import read_brief
from appling.builder.build import build, resume
from appling.builder.built import Asked, Budget, Built, StepRecord
from appling.builder.errors import (
    LONGEST_BRIEF,
    BuildFailed,
    Cancelled,
    EmptyBrief,
    LongBrief,
    ModelFailed,
    NothingBuilt,
    NotInterrupted,
    OutOfBudget,
)
from appling.builder.events import DiagnosticFound, Event, Expected, StepFinished, StepStarted, TextWritten
from appling.builder.warming import warm_up

__all__ = [
    "LONGEST_BRIEF",
    "Asked",
    "Budget",
    "BuildFailed",
    "Built",
    "Cancelled",
    "DiagnosticFound",
    "EmptyBrief",
    "Event",
    "Expected",
    "LongBrief",
    "ModelFailed",
    "NotInterrupted",
    "NothingBuilt",
    "OutOfBudget",
    "StepFinished",
    "StepRecord",
    "StepStarted",
    "TextWritten",
    "build",
    "read_brief",
    "resume",
    "warm_up",
]
