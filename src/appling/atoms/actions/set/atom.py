"""Set a field."""

from appling.atoms.base import StepAtom, StepContext
from appling.blueprint.model.app import Step


class SetStep(StepAtom):
    """Set a field of the row, or of a row that it links to, to a value.

    The value may be worked out from the row as it is before the step: `set count = count + 1`. Or it is asked
    for when the button is pressed: a line like that of a field declares it, `until: date = due + 7 days`, and
    its name is what was typed.
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
        """
        app Requests
          people: member, manager
        thing Request
          title: text, required
          state: choice(open, rejected) = open
          answer: text
          member may see own, add own
          manager may see
        action Reject on Request for manager when state = open
          reason: text, required
          set state = rejected, answer = reason
        """,
        """
        app 仓库
          people: 店员, 店长
        thing 商品
          名称: text, required
          库存: number = 0
          店员, 店长 may see
        action 盘点 on 商品 for 店员
          数量: number, required, min 0 = 库存
          set 库存 = 数量
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
