"""Send a row to another program."""

from appling.atoms.base import StepAtom, StepContext
from appling.blueprint.model.app import Step


class PostStep(StepAtom):
    """Send the row, as the app's HTTP API gives it, to an address of the web: `post "https://…"`.

    Fields that are kept for some roles, and files, are left out. It is sent once what set it off is kept,
    signed with a key that the owner knows, never to an address inside the own network.
    """

    name = "post"
    aliases = ("webhook",)
    form = "post"
    good = (
        """
        app Orders
        thing Order
          item: text, required
        when Order is added
          post "https://example.org/orders"
        """,
    )
    bad = (
        """
        # wrong-step
        app Orders
        thing Order
          item: text
        when Order is added
          post "nowhere"
        """,
    )

    def run(self, step: Step, context: StepContext) -> None:
        context.post("".join(part for part in step.text if isinstance(part, str)))
