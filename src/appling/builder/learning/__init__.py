"""What a home's own apps teach: those that people kept are examples for their next ones."""

from appling.builder.learning.effect import Effect, Figures, effects
from appling.builder.learning.lessons import (
    Lesson,
    NothingLearnt,
    forget,
    forget_all,
    is_on,
    lessons,
    switch,
    take_back,
)
from appling.builder.learning.showing import examples_for, own_shown, shown

__all__ = [
    "Effect",
    "Figures",
    "Lesson",
    "NothingLearnt",
    "effects",
    "examples_for",
    "forget",
    "forget_all",
    "is_on",
    "lessons",
    "own_shown",
    "shown",
    "switch",
    "take_back",
]
