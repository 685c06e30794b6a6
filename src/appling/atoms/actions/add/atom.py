"""Add a row."""

from appling.atoms.base import StepAtom, StepContext
from appling.blueprint.model.app import Step


class AddStep(StepAtom):
    """Add a row to a thing, with values that may be worked out from the action's row (`this`).

    Fields that are not named get their defaults. A required link that is not named leads to one's own row,
    where the linked thing says that everybody has one: with `one per customer where state = cart` in Order,
    a new line goes to one's open order, which begins if there is none.
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
        """
        app Tea House
          people: customer
        thing Product
          name: text, required
          price: money
          visitor may see
        thing Order
          customer: person = me
          state: choice(cart, ordered) = cart
          total = sum(Order Line.price)
          one per customer where state = cart
          customer may see own
        thing Order Line
          order: Order, required
          product: Product, required
          customer: person = me
          price: money
          customer may see own
        action Add to Cart on Product for customer
          add Order Line with product = this, price = price
        action Place Order on Order for customer when state = cart and total > 0
          set state = ordered
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
