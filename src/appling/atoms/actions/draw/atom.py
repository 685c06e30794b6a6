"""Draw lots."""

from appling.atoms.base import StepAtom, StepContext
from appling.blueprint.model.app import Step


class DrawStep(StepAtom):
    """Draw some rows of a thing by lot, and set fields of each: `draw 3 of Ticket where … with won = yes`.

    Each row for which `where` holds is as likely as the others, and none is drawn twice: what is set must
    make the condition false, as `won = yes` does of `not won`. Where rows of the thing link to the row that
    the action is on, only these are in the drum. `drawn at = now, drawn by = me` keeps when it was, and by
    whom; the history tells every later change. Where fewer rows are left, all of them are drawn.
    """

    name = "draw"
    aliases = ("pick", "raffle")
    form = "draw"
    good = (
        """
        app Summer Raffle
          people: guest, host
          visitor may see
          host may do all
        thing Ticket
          name: text, required
          won: yes/no
          drawn at: date and time
          drawn by: person
        action Draw for host
          draw 3 of Ticket where not won with won = yes, drawn at = now, drawn by = me
        """,
        """
        app 年会抽奖
          people: 员工, 主持人
          员工 may see
          主持人 may do all
        thing 奖项
          名称: text, required
          名额: number, min 1 = 1
        thing 员工名单
          姓名: text, required
          奖项: 奖项
        action 开奖 on 奖项 for 主持人
          draw 名额 of 员工名单 where 奖项 = empty with 奖项 = this
        """,
    )
    bad = (
        """
        # drawn-again
        app Raffle
        thing Ticket
          name: text
          won: yes/no
        action Draw
          draw 1 of Ticket with won = yes
        """,
    )

    def run(self, step: Step, context: StepContext) -> None:
        if step.thing is None or step.count is None:
            raise ValueError("a draw needs a thing and a number")
        values = {assignment.path[0]: assignment.value for assignment in step.assignments}
        context.draw(step.thing, step.count, step.where, values)
