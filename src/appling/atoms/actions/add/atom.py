"""Add a row."""

from appling.atoms.base import StepAtom, StepContext
from appling.blueprint.model.app import Step


class AddStep(StepAtom):
    """Add a row to a thing, with values that may be worked out from the action's row (`this`).

    Fields that are not named get their defaults.
    """

    name = "add"
    aliases = ("create", "insert", "new")
    form = "create"
    good = (
        """
        app Tools
        thing Tool
          name: text, required
        thing Loan
          tool: Tool
          borrower: person = me
          due: date
        action Borrow on Tool
          add Loan with tool = this, due = today + 14 days
        """,
        """
        app Visits
        thing Visit
          at: date and time
        action Check in
          add Visit with at = now
        """,
    )
    bad = (
        """
        # unknown-thing
        app Tools
        thing Tool
          name: text
        action Borrow on Tool
          add Loan with tool = this
        """,
    )

    def run(self, step: Step, context: StepContext) -> None:
        if step.thing is None:
            raise ValueError("a step that adds needs a thing")
        values = {assignment.path[0]: assignment.value for assignment in step.assignments}
        context.create(step.thing, values)
