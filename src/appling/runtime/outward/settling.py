"""Asks the payment provider about payments whose payers did not come back, so that no money goes unseen."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from appling.runtime.outward.cashier import Cashier
from appling.runtime.outward.mail import NotSent
from appling.runtime.outward.stripe import Stripe
from appling.runtime.outward.turns import Turns, each_app
from appling.runtime.translate import translator
from appling.runtime.writing.payments import paying, payments_of, settle_by
from appling.store import AppStore, Home

LOG = logging.getLogger("appling.payments")
BETWEEN_LOOKS = timedelta(minutes=5)
AT_ONCE = 20


class Settler:
    """One turn after the other; any number of processes may do so on one home."""

    def __init__(self, home: Home, cashiers: Callable[[str], Cashier]) -> None:
        self._home = home
        self._cashiers = cashiers
        self._turns = Turns(home.app_folder)

    def turn(self, now: datetime | None = None) -> None:
        """Look after every app that takes money."""
        moment = now or datetime.now(UTC)
        each_app(self._home, lambda key: self._look_after(key, moment), LOG)

    def _look_after(self, key: str, now: datetime) -> None:
        provider = self._cashiers(key).provider
        if provider is None or self._turns.is_quiet(key, now):
            return
        store = self._home.open(key)
        store.refresh()
        waiting = [_settle(store, made.key, provider) for made in payments_of(store.app)]
        self._turns.leave(key, now + BETWEEN_LOOKS if any(waiting) else None)


def _settle(store: AppStore, key: str, provider: Stripe) -> bool:
    """Whether a payment still waits. One that the provider never heard of is not asked for."""
    made, title = store.app.thing(key), translator(store.app.language)("Payment")
    with paying(store, made, title) as payments:
        waiting = [each for each in payments.waiting() if each.reference and not each.test]
    for each in waiting[:AT_ONCE]:
        try:
            settle_by(store, made, each.id, provider.look(each.reference), title)
        except NotSent as error:
            LOG.warning("a payment of app %s can't be looked up: %s", store.app.key, error.why)
    with paying(store, made, title) as payments:
        left = {each.id for each in payments.waiting()}
    return any(each.id in left for each in waiting)
