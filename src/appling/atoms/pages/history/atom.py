"""Who changed what, and when."""

from appling.atoms.base import Need, PartAtom
from appling.atoms.base.needs import Pasts
from appling.blueprint.model.app import App, Part

USUAL = 30


class History(PartAtom):
    """The change log of a thing: which rows were added, changed and removed, by whom, with the values.

    It is for the owner, and for the roles that the part or its page names with `for`: they see what
    became of the rows and fields that they see now, rows that are gone excepted. The same people have
    a row's own history on its page. It reaches back as far as the app's history is kept.
    """

    name = "history"
    aliases = ("change log", "changelog", "audit log", "audit trail", "activity log", "version history",
               "revision history", "修改记录", "变更记录", "操作日志", "历史记录")  # fmt: skip
    thing = "required"
    clauses = frozenset({"limit"})
    guarded = True
    good = (
        """
        app Print Shop
          about: Orders, and who did what to them.
          people: clerk, manager
          clerk may see, add, change
          manager may do all

        thing Order
          customer: text, required
          state: choice(new, printing, done) = new
          price: money

        page Orders
          table of Order
        page Log for manager
          history of Order limit 50
        """,
        """
        app 仓库
          about: 库存和改动
          people: 员工, 主管
          员工 may see, change
          主管 may do all

        thing 物品
          名称: text, required
          数量: number = 0

        page 物品
          table of 物品
          history "最近的改动" of 物品 for 主管
        """,
    )
    bad = (
        """
        # missing-thing
        app Print Shop
        thing Order
          customer: text
        thing Customer
          name: text
        page Log
          history
        """,
        """
        # clause-not-taken
        app Print Shop
        thing Order
          customer: text
        page Log
          history of Order show customer
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        return Pasts(part.thing or "", part.limit if part.limit is not None else USUAL)
