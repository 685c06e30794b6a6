"""Numbers typed in, results worked out."""

from appling.atoms.base import PartAtom, WorkedOut
from appling.atoms.base.columns import field_column
from appling.blueprint.model.app import App, Part


class Calculator(PartAtom):
    """The form of a thing whose formulas are worked out at once, without keeping anything.

    For converting, estimating, quoting, comparing: the thing's fields are what people type or choose, its
    formulas are the results, as in the rows of that thing. Fields with a default start with it. A formula may
    also read what a chosen row says, such as the price of a service. Whoever may add such a row can keep the
    result as one. `show` names the results, if not all formulas.
    """

    name = "calculator"
    aliases = (
        "calculation",
        "converter",
        "unit converter",
        "currency converter",
        "estimator",
        "estimate",
        "cost calculator",
        "price calculator",
        "quote calculator",
        "simulator",
        "compute",
    )
    thing = "required"
    clauses = frozenset({"show"})
    good = (
        """
        app Paint Shop
          about: How much paint a room needs, and what it costs.

        thing Paint
          name: text, required
          price per litre: money, required
          visitor may see

        thing Estimate
          length: number, min 0 = 4
          width: number, min 0 = 3
          height: number, min 0 = 2.5
          coats: number, min 1, max 5 = 2
          paint: Paint
          wall area = 2 * (length + width) * height
          litres = round(wall area * coats / 10, 1)
          cost = litres * paint.price per litre
          visitor may see

        page Calculator
          calculator "How much paint do you need?" of Estimate
        """,
        """
        app 房贷计算器
          about: 算一算每月利息

        thing 贷款
          金额: money = 1000000
          年利率: number = 3.5
          年数: number = 30
          每月本金 = 金额 / 年数 / 12
          首月利息 = 金额 * 年利率 / 1200
          首月还款 = 每月本金 + 首月利息
          visitor may see

        page 计算
          calculator of 贷款 show 首月还款, 首月利息
        """,
    )
    bad = (
        """
        # unknown-name
        app Paint Shop

        thing Estimate
          length: number

        page Calculator
          calculator of Estimate show depth
        """,
    )

    def need(self, part: Part, app: App) -> WorkedOut:
        thing = app.thing(part.thing or "")
        formulas = tuple(field_column(field) for field in thing.fields if field.formula is not None)
        return WorkedOut(thing.key, part.show or formulas)
