"""What happened to an app's rows and blueprint, step by step, so that it can be taken back."""

from appling.store.history.attic import Kept
from appling.store.history.difference import Difference, RowChange
from appling.store.history.steps import NoSuchStep, Note, NothingToUndo, Step

__all__ = ["Difference", "Kept", "NoSuchStep", "Note", "NothingToUndo", "RowChange", "Step"]
