"""The payments of a row: what is still to be paid, and what came of it, all read from the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from appling.atoms.base.zone import day_of
from appling.atoms.fields.money.currency import currency
from appling.blueprint.model.app import App, Thing
from appling.blueprint.model.expression import Kind, Path, ValueType
from appling.runtime.access import PAID, STATE
from appling.runtime.outward.stripe import Session, minor
from appling.store import AppStore, Match, Query, Row, Viewer, Writer, see_all

WAITING, CANCELLED = 0, 2
"""Which choices of a payment's state say so, whatever the language; PAID besides."""
_FIELDS = ("amount", STATE, "test", "person", "reference")
_MOST = 200


@dataclass(frozen=True, slots=True)
class Payment:
    """A row of the thing that hangs on what is paid; `host` is the row that it pays."""

    id: int
    host: int
    amount: Decimal
    state: int
    test: bool
    person: int | None
    reference: str


class Payments:
    """Of one thing, inside a transaction with the app's own authority; `made` is the thing of payments."""

    def __init__(self, writer: Writer, made: Thing) -> None:
        assert made.trait is not None  # noqa: S101 - what makes it a thing of payments
        self._writer = writer
        self.made = made
        self._link = made.field(made.trait.link)
        self._of = made.trait.of or ""
        self._states = [choice.name for choice in made.field(STATE).choices]

    def due(self, host: int) -> Decimal:
        """What the row costs, without what came already."""
        thing = self._writer.app.thing(self._link.thing or "")
        field = thing.field(self._of)
        (cost,) = self._writer.read.row(thing.key, host, (Path((field.key,), field.value),)).values
        came = sum((each.amount for each in self.of(host) if each.state == PAID), Decimal(0))
        return Decimal(str(cost)) - came if cost is not None else Decimal(0)

    def of(self, host: int) -> list[Payment]:
        return self._found(Match(Path((self._link.key,), self._link.value), (host,)))

    def waiting(self) -> list[Payment]:
        """Those that are begun and not settled, of all rows."""
        state = self.made.field(STATE)
        return self._found(Match(Path((STATE,), state.value), (self._states[WAITING],)))

    def one(self, number: int) -> Payment | None:
        return next(iter(self._found(Match(Path(("_id",), ValueType(Kind.NUMBER)), (number,)))), None)

    def known_as(self, reference: str) -> Payment | None:
        field = self.made.field("reference")
        return next(iter(self._found(Match(Path((field.key,), field.value), (reference,)))), None)

    def begin(self, host: int, amount: Decimal, method: str, *, test: bool) -> tuple[Payment, list[Payment]]:
        """The payment of this sum that waits already, or a new one; and the others that no longer do."""
        waiting = [
            each for each in self.of(host) if each.state == WAITING and each.person == self._writer.viewer.me
        ]
        same = [each for each in waiting if each.amount == amount and each.test == test]
        others = [each for each in waiting if each not in same[:1]]
        for each in others:
            self._say(each, CANCELLED)
        if same:
            return same[0], others
        given = {self._link.key: host, "amount": amount, "test": test, "method": method}
        number = self._writer.add(self.made.key, given)
        return Payment(number, host, amount, WAITING, test, self._writer.viewer.me, ""), others

    def note(self, payment: Payment, reference: str) -> None:
        """What the provider calls it."""
        self._set(payment, {"reference": reference})

    def cancel(self, payment: Payment) -> None:
        if payment.state == WAITING:
            self._say(payment, CANCELLED)

    def came(self, payment: Payment, *, test: bool) -> None:
        """The money is there: once, however often that is said. What that sets off, is set off."""
        if payment.state not in (WAITING, CANCELLED):
            return
        paid = {STATE: self._states[PAID], "test": payment.test or test, "paid_at": self._writer.viewer.now}
        self._set(payment, paid)

    def _say(self, payment: Payment, state: int) -> None:
        self._set(payment, {STATE: self._states[state]})

    def _set(self, payment: Payment, values: dict[str, object]) -> None:
        self._writer.change(self.made.key, payment.id, values)

    def _found(self, match: Match) -> list[Payment]:
        fields = [self._link, *(self.made.field(key) for key in _FIELDS)]
        columns = tuple(Path((each.key,), each.value) for each in fields)
        rows = self._writer.read.rows(Query(self.made.key, columns, filters=(match,), limit=_MOST))
        return [self._payment(row) for row in rows]

    def _payment(self, row: Row) -> Payment:
        host, amount, state, test, person, reference = row.values
        return Payment(
            row.id,
            int(host),
            Decimal(str(amount or 0)),
            self._states.index(str(state)),
            bool(test),
            int(person) if person is not None else None,
            str(reference or ""),
        )


@contextmanager
def paying(store: AppStore, made: Thing, title: str, person: int | None = None) -> Iterator[Payments]:
    """One transaction about payments, with the app's own authority."""
    now = datetime.now(UTC).replace(microsecond=0)
    viewer = Viewer(person, day_of(now), now, see_all(store.app))
    with store.write(viewer, title) as writer:
        yield Payments(writer, made)


def payments_of(app: App) -> tuple[Thing, ...]:
    """The things whose rows are payments."""
    return tuple(each for each in app.things if each.trait is not None and each.trait.of is not None)


def settle_by(store: AppStore, made: Thing, number: int, session: Session, title: str) -> bool:
    """Write down what the provider says of a payment; whether its money is there."""
    with paying(store, made, title) as payments:
        payment = payments.one(number)
        if payment is None or payment.reference != session.reference:
            return False
        wanted = (minor(payment.amount, currency(store.app.language)), currency(store.app.language))
        if session.paid and (session.amount, session.currency) == wanted:
            payments.came(payment, test=not session.live)
            return True
        if session.over and not session.paid:
            payments.cancel(payment)
        return False
