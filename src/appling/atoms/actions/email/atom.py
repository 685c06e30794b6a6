"""Write an e-mail."""

from appling.atoms.base import StepAtom, StepContext
from appling.blueprint.model.app import Step


class EmailStep(StepAtom):
    """Write an e-mail: `email WHO "text"`. The first line of the text is its subject.

    WHO is as for `notify`, or a field of the type `email`. It is sent once what set it off is kept, again
    when that fails, and given up after a day, which the owner is told. Where no mail server is set, mail is
    kept in a folder of the home.
    """

    name = "email"
    aliases = ("mail",)
    form = "tell"
    good = (
        """
        app Orders
        thing Order
          customer email: email, required
          paid: yes/no
        when Order is changed where paid
          email customer email "Thank you\\nYour order {customer email} is paid."
        """,
        """
        app 预约
        thing 预约单
          邮箱: email
          日期: date
        1 day before 日期 of 预约单
          email 邮箱 "明天见\\n您的预约：{日期}"
        """,
    )
    bad = (
        """
        # type-mismatch
        app Orders
        thing Order
          customer: text
        when Order is added
          email customer "Thank you"
        """,
    )

    def run(self, step: Step, context: StepContext) -> None:
        if step.who is not None:
            context.email(step.who, step.text)
