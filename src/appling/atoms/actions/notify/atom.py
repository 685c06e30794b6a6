"""Put a notice before people."""

from appling.atoms.base import StepAtom, StepContext
from appling.blueprint.model.app import Step


class NotifyStep(StepAtom):
    """Put a notice before people of the app, behind the bell on its pages: `notify WHO "text"`.

    WHO is `owner`, a role, or a field that is a person, also one of a linked row (`bike.owner`). Braces hold
    values of the row: `"{bike.name} is due on {due}."`. Whoever writes the blueprint tells these values to
    those who are told, whatever they may see otherwise.
    """

    name = "notify"
    aliases = ("tell", "alert", "remind", "inform")
    form = "tell"
    good = (
        """
        app Tools
          people: member
        thing Tool
          name: text, required
        thing Loan
          tool: Tool
          borrower: person = me
          due: date
        every day at 08:00 for each Loan where due < today
          notify borrower "{tool.name} was due on {due}."
        """,
        """
        app 社区图书
          people: 会员
        thing 图书
          书名: text, required
        when 图书 is added
          notify 会员 "新书：{书名}"
        """,
    )
    bad = (
        """
        # unknown-name
        app Tools
        thing Tool
          name: text
        when Tool is added
          notify owner "New: {title}"
        """,
        """
        # type-mismatch
        app Tools
        thing Tool
          name: text
        when Tool is added
          notify name "New"
        """,
    )

    def run(self, step: Step, context: StepContext) -> None:
        if step.who is not None:
            context.notify(step.who, step.text)
