"""Set a field."""

from appling.atoms.base import StepAtom, StepContext
from appling.blueprint.model.app import Step


class SetStep(StepAtom):
    """Set a field of the row, or of a row that it links to, to a value.

    The value may be worked out from the row as it is before the step: `set count = count + 1`.
    """

    name = "set"
    aliases = ("update", "change", "assign", "edit", "mark")
    form = "assign"
    good = (
        """
        app Tools
        thing Tool
          name: text, required
          lent: yes/no
        thing Loan
          tool: Tool
          returned: yes/no
        action Return on Loan when not returned
          set returned = yes
          set tool.lent = no
        """,
        """
        app Counter
        thing Tally
          name: text
          count: number = 0
        action Count on Tally
          set count = count + 1
        """,
    )
    bad = (
        """
        # unknown-name
        app Tools
        thing Tool
          name: text
        action Lend on Tool
          set borrowed = yes
        """,
        """
        # type-mismatch
        app Tools
        thing Tool
          name: text
          bought: date
        action Buy on Tool
          set bought = "yesterday"
        """,
    )

    def run(self, step: Step, context: StepContext) -> None:
        for assignment in step.assignments:
            context.assign(assignment.path, assignment.value)
