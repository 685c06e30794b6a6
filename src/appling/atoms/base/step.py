"""What every kind of step of an action fulfils."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, Protocol

from appling.blueprint.model.app import Receiver, Step
from appling.blueprint.model.expression import Expression
from appling.blueprint.model.vocabulary import StepForm, StepSignature

Said = tuple[str | Expression, ...]


class StepContext(Protocol):
    """What a step may do, inside one transaction, seen from the action's row."""

    def assign(self, path: tuple[str, ...], value: Expression) -> None:
        """Set a field of the row, or of the row that a link of it points to."""

    def create(self, thing: str, values: Mapping[str, Expression]) -> int:
        """Add a row and return its id."""

    def draw(
        self, thing: str, count: Expression, where: Expression | None, values: Mapping[str, Expression]
    ) -> None:
        """Set fields of so many rows, drawn by lot from those that the condition holds for."""

    def delete(self) -> None:
        """Remove the row."""

    def notify(self, who: Receiver, text: Said) -> None:
        """Put a notice before people of the app."""

    def email(self, who: Receiver, text: Said) -> None:
        """Write an e-mail, to be sent once the transaction is kept."""

    def post(self, address: str) -> None:
        """Send the row to an address of the web, once the transaction is kept."""

    def ask(self, text: Said, into: str) -> None:
        """Ask a model, once the transaction is kept; its answer goes into a field of the row."""


class StepAtom(ABC):
    """A kind of step. Its docstring is its documentation; `good` and `bad` are whole blueprints' texts."""

    name: ClassVar[str]
    aliases: ClassVar[tuple[str, ...]] = ()
    form: ClassVar[StepForm]
    good: ClassVar[tuple[str, ...]]
    bad: ClassVar[tuple[str, ...]] = ()

    def signature(self) -> StepSignature:
        summary = (type(self).__doc__ or "").strip().splitlines()[0]
        return StepSignature(self.name, summary, self.form, self.aliases)

    @abstractmethod
    def run(self, step: Step, context: StepContext) -> None:
        """Do it."""
