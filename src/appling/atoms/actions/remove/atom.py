"""Remove the row."""

from appling.atoms.base import StepAtom, StepContext
from appling.blueprint.model.app import Step


class RemoveStep(StepAtom):
    """Remove the row that the action is taken on: `remove this`."""

    name = "remove"
    aliases = ("delete", "destroy", "erase")
    form = "delete"
    good = (
        """
        app Tasks
        thing Task
          name: text, required
          done: yes/no
        action Clear on Task when done
          remove this
        """,
    )
    bad = (
        """
        # wrong-step
        app Tasks
        thing Task
          name: text
        action Clear on Task
          remove Job
        """,
    )

    def run(self, step: Step, context: StepContext) -> None:
        context.delete()
