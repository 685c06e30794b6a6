"""Who takes an app's money: a payment provider whose key the owner of the home has set, or nobody yet."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from appling.diagnostics.problem import Problem
from appling.runtime.outward.stripe import Stripe

KEY_VARIABLE = "APPLING_STRIPE_KEY"
HOOK_VARIABLE = "APPLING_STRIPE_WEBHOOK"
_KEYS = ("sk_", "rk_")


class WrongKey(Problem):
    """What is set as the key of a payment provider is none."""

    code = "wrong-payment-key"


@dataclass(frozen=True, slots=True)
class Cashier:
    """`provider` None: no money moves, payments are tests. `hook_secret`: what its calls are signed with."""

    provider: Stripe | None = None
    hook_secret: str = ""

    def __repr__(self) -> str:
        return f"Cashier({'Stripe' if self.provider else 'nobody'})"


def no_money(_app: str) -> Cashier:
    return Cashier()


def from_environment(given: Mapping[str, str] = os.environ) -> Callable[[str], Cashier]:
    """The cashier of each app, by its key. Raises WrongKey."""
    for name, value in given.items():
        if name.startswith(KEY_VARIABLE) and value and not value.startswith(_KEYS):
            raise WrongKey(
                f"{name} is no secret key of Stripe.",
                "It begins with sk_ or rk_; Stripe shows it under “Developers”, “API keys”.",
            )
    return partial(_cashier, given)


def _cashier(given: Mapping[str, str], app: str) -> Cashier:
    """An app with variables of its own takes these; else those that are set for all."""
    own = f"_{app.upper().replace('-', '_')}"
    suffix = own if given.get(KEY_VARIABLE + own) else ""
    key = given.get(KEY_VARIABLE + suffix)
    return Cashier(Stripe(key), given.get(HOOK_VARIABLE + suffix, "")) if key else Cashier()
