"""Taking money by Stripe: people pay on its page, and it says whether they did. We see no card number."""

import hmac
import json
from dataclasses import dataclass
from decimal import Decimal
from time import time
from urllib.parse import quote, urlencode

from appling.runtime.outward.mail import NotSent
from appling.runtime.outward.web import Allowed, ask

BASE = "https://api.stripe.com"
VERSION = "2024-06-20"
OLDEST_CALL = 300
"""Seconds after which a signed call is no longer taken."""
WITHOUT_CENTS = frozenset(
    "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF".split()  # noqa: SIM905
)
WHOLE_ONLY = frozenset({"HUF", "TWD", "ISK"})
"""Counted in hundredths, of which there are only whole hundreds."""
MOST = 99_999_999


@dataclass(frozen=True, slots=True)
class Bill:
    """What is to be paid. `key` is the same at every try; `place` says which payment it is."""

    key: str
    place: str
    title: str
    amount: int
    currency: str
    done: str
    back: str


@dataclass(frozen=True, slots=True)
class Session:
    """How a payment stands there. `url`: the page where it is paid, while it can be; `live`: real money."""

    reference: str
    url: str
    paid: bool
    over: bool
    amount: int
    currency: str
    live: bool


class Stripe:
    """`allowed` says which network addresses may be reached: public ones, unless said otherwise."""

    name = "Stripe"

    def __init__(self, key: str, base: str = BASE, allowed: Allowed | None = None) -> None:
        self._key = key
        self._base = base
        self._allowed = allowed

    def __repr__(self) -> str:
        return "Stripe()"

    def begin(self, bill: Bill) -> Session:
        """Raises NotSent."""
        item = "line_items[0]"
        fields = {
            "mode": "payment",
            "client_reference_id": bill.place,
            "metadata[place]": bill.place,
            f"{item}[quantity]": "1",
            f"{item}[price_data][currency]": bill.currency.lower(),
            f"{item}[price_data][unit_amount]": str(bill.amount),
            f"{item}[price_data][product_data][name]": bill.title[:250],
            "success_url": bill.done,
            "cancel_url": bill.back,
        }
        return self._session("POST", "", fields, bill.key)

    def look(self, reference: str) -> Session:
        """Raises NotSent."""
        return self._session("GET", f"/{quote(reference, safe='')}")

    def end(self, reference: str) -> Session:
        """Let nobody pay there any more. Raises NotSent, also where it is too late."""
        return self._session("POST", f"/{quote(reference, safe='')}/expire", {}, f"end-{reference}")

    def _session(
        self, method: str, path: str, fields: dict[str, str] | None = None, key: str = ""
    ) -> Session:
        headers = {"Authorization": f"Bearer {self._key}", "Stripe-Version": VERSION, "User-Agent": "Appling"}
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Idempotency-Key": key[:250]}
        body = urlencode(fields).encode() if fields else b""
        address = f"{self._base}/v1/checkout/sessions{path}"
        status, answer = ask(method, address, body, headers, self._allowed)
        if status != 200:
            raise NotSent(f"answered {status}", for_good=400 <= status < 500 and status not in (409, 429))
        return _read(answer)


def _read(answer: bytes) -> Session:
    try:
        found = json.loads(answer)
        return Session(
            reference=str(found["id"]),
            url=_page(found.get("url")),
            paid=found["payment_status"] == "paid",
            over=found["status"] != "open",
            amount=int(found["amount_total"]),
            currency=str(found["currency"]).upper(),
            live=found["livemode"] is True,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotSent("gave an answer that can't be read") from None


def _page(url: object) -> str:
    """Only a page by https is one to send people to."""
    return url if isinstance(url, str) and url.startswith("https://") else ""


def minor(amount: Decimal, currency: str) -> int | None:
    """The sum in the currency's smallest unit; None for one that can't be paid so."""
    units = amount if currency in WITHOUT_CENTS else amount * 100
    exact = units == units.to_integral_value() and (currency not in WHOLE_ONLY or units % 100 == 0)
    return int(units) if exact and 0 < units <= MOST else None


def is_signed(body: bytes, header: str, secret: str, now: float | None = None) -> bool:
    """Whether a call comes from who knows the secret, and is no old one sent again."""
    pairs = [each.strip().partition("=") for each in header[:2_000].split(",")]
    moment = next((value for key, _, value in pairs if key == "t"), "")
    if not secret or not (moment.isascii() and moment.isdigit() and len(moment) < 18):
        return False
    if abs((time() if now is None else now) - int(moment)) > OLDEST_CALL:
        return False
    wanted = hmac.new(secret.encode(), f"{moment}.".encode() + body, "sha256").hexdigest()
    return any(
        hmac.compare_digest(wanted, value) for key, _, value in pairs if key == "v1" and value.isascii()
    )
