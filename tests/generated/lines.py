"""What all made-up lines are drawn from: the plan of the app, its vocabulary, and whom a line is for."""

from tests.generated.drawing import Hand
from tests.generated.expressions import Expressions
from tests.generated.model import AppPlan, FieldPlan
from tests.generated.names import said

from appling.blueprint.model.vocabulary import Vocabulary

ABOUT = ("Borrow and return bikes.", "借阅图书。", "A <b>bold</b> & 'odd' one # no comment", "١٢٣ نص")


class Lines:
    """Makes up lines of one blueprint."""

    def __init__(self, hand: Hand, vocabulary: Vocabulary) -> None:
        self.hand = hand
        self.vocabulary = vocabulary
        self.expressions = Expressions(hand)
        self.plan = AppPlan()

    def _role_names(self) -> list[str]:
        return [said(role, self.hand) for role in self.plan.roles]

    def _for(self, percent: int) -> str:
        if not self.plan.roles or not self.hand.chance(percent):
            return ""
        return f" for {', '.join(self.hand.some(self._role_names(), 2))}"

    def _own(self, field: FieldPlan) -> str:
        return said(field.name, self.hand)
