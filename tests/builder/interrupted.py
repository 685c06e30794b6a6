"""A build as it is left when its process is killed."""

from appling.atoms import vocabulary
from appling.builder import Budget
from appling.builder.asking import Asking
from appling.builder.drafting import draft
from appling.builder.remembered import Remembered, given
from appling.models import RecordedModel
from appling.store import Build, Home

BRIEF = "Neighbours swap plants."


def interrupted(home: Home, model: RecordedModel, brief: str = BRIEF) -> Build:
    """Killed after the draft: all was answered, nothing came of it yet."""
    record, held = home.builds.begin(brief, model.name, given(None, Budget()))
    asking = Asking(model, Budget(), lambda _: None, None, Remembered(home.builds.journal(record.id)))
    draft(brief, asking, vocabulary())
    held.release()
    return record
