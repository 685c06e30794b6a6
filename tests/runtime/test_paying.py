"""Paying for a row: as a test that says so, or by a provider, whose far side is made up here."""

import hmac
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from typing import Any
from urllib.parse import parse_qs

import pytest
from tests.runtime.conftest import Client, Place

from appling.runtime.outward.cashier import Cashier, WrongKey, from_environment
from appling.runtime.outward.settling import Settler
from appling.runtime.outward.stripe import Stripe

KEY, SECRET = "sk_test_a-secret-key", "whsec_another-secret"
SOURCE = """app Pottery Course
  people: guest, potter
thing Booking
  number: counter = "B-0001"
  guest: person = me
  fee: money = 45.50
  confirmed: yes/no
  has payment of fee
  guest may see own, add, change own, remove own
  potter may do all
when Booking is changed where paid
  set confirmed = yes
"""


@dataclass
class Provider:
    """The provider's side of its interface: sessions, and what was asked of it."""

    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    down: bool = False

    def begin(self, key: str, given: dict[str, str]) -> dict[str, Any]:
        name = self.keys.setdefault(key, f"cs_test_{len(self.keys) + 1}")
        return self.sessions.setdefault(
            name,
            {
                "id": name,
                "url": f"https://checkout.example.com/{name}",
                "status": "open",
                "payment_status": "unpaid",
                "amount_total": int(given["line_items[0][price_data][unit_amount]"]),
                "currency": given["line_items[0][price_data][currency]"],
                "livemode": True,
            },
        )

    def pays(self, name: str) -> None:
        self.sessions[name] |= {"status": "complete", "payment_status": "paid", "url": None}


def _handler(far: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
            given = {key: values[0] for key, values in parse_qs(body).items()}
            if self.path.endswith("/expire"):
                self._say(far.sessions[self.path.split("/")[-2]] | {"status": "expired"}, given)
            else:
                self._say(far.begin(self.headers["idempotency-key"], given), given)

        def do_GET(self) -> None:
            self._say(far.sessions[self.path.split("/")[-1]], {})

        def _say(self, session: dict[str, Any], given: dict[str, str]) -> None:
            far.asked.append((self.command, self.path, {**given, "auth": self.headers["authorization"]}))
            self.send_response(500 if far.down else 200)
            self.end_headers()
            self.wfile.write(json.dumps(session).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def far() -> Iterator[tuple[Provider, Stripe]]:
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield provider, Stripe(KEY, f"http://127.0.0.1:{server.server_port}", lambda _address: True)
    server.shutdown()
    server.server_close()


@pytest.fixture
def pottery(make: Callable[..., Place]) -> Place:
    return make(SOURCE)


@pytest.fixture
def selling(pottery: Place, far: tuple[Provider, Stripe]) -> Place:
    """With a provider that takes money."""
    pottery.site._cashiers = lambda _key: Cashier(far[1], SECRET)
    return pottery


def booked(place: Place, name: str = "A guest") -> Client:
    guest = place.person("guest", name)
    assert guest.post("/data/booking", {}).status_code == 303
    return guest


def payments(place: Place) -> list[tuple[str, int, bool]]:
    return [(row["state"], row["amount"], bool(row["test"])) for row in place.rows("booking_payment")]


# Tests of payment --------------------------------------------------------------


def test_where_no_provider_is_set_it_says_that_no_money_moves(pottery: Place) -> None:
    guest = booked(pottery)
    page = guest.post("/data/booking/1/pay", {"amount": "0.01", "fee": "0.01"})
    assert "no money moves" in page.text
    assert "$45.50" in page.text
    assert guest.post("/data/booking_payment/1/settle", {"answer": "pay"}).status_code == 303
    assert payments(pottery) == [("paid", 4550, True)]
    assert "test payment" in guest.get("/data/booking/1").text
    assert pottery.rows("booking")[0]["confirmed"] == 1
    assert "Test payment" in pottery.owner().get("/data/booking").text


def test_a_test_stays_one_whoever_changes_it(pottery: Place) -> None:
    guest = booked(pottery)
    guest.post("/data/booking/1/pay")
    guest.post("/data/booking_payment/1/settle", {"answer": "pay"})
    owner = pottery.owner()
    owner.post("/data/booking_payment/1", {"test": "no", "amount": "40", "_version": "2"})
    assert owner.api("PATCH", "/api/booking_payment/1", {"test": False}).status_code in (400, 403)
    assert payments(pottery) == [("paid", 4000, True)]


def test_a_test_can_be_cancelled_and_begun_anew(pottery: Place) -> None:
    guest = booked(pottery)
    for _ in range(2):
        guest.post("/data/booking/1/pay")
    guest.post("/data/booking_payment/1/settle", {"answer": "cancel"})
    guest.post("/data/booking_payment/1/settle", {"answer": "pay"})
    assert payments(pottery) == [("cancelled", 4550, True)]


def test_what_is_paid_its_payer_leaves_as_it_is(pottery: Place) -> None:
    guest = booked(pottery)
    guest.post("/data/booking/1/pay")
    guest.post("/data/booking_payment/1/settle", {"answer": "pay"})
    assert guest.post("/data/booking/1", {"fee": "1"}).status_code == 403
    assert guest.post("/data/booking/1/remove").status_code == 403
    assert guest.post("/data/booking_payment/1", {"amount": "1"}).status_code == 403
    assert guest.api("PATCH", "/api/booking_payment/1", {"state": "waiting"}).status_code == 403
    assert guest.post("/data/booking/1/pay").status_code == 400
    assert pottery.rows("booking")[0]["fee"] == 4550


def test_nobody_pays_with_a_sum_that_has_changed_since(pottery: Place) -> None:
    guest = booked(pottery)
    guest.post("/data/booking/1/pay")
    guest.post("/data/booking/1", {"fee": "900"})
    assert guest.post("/data/booking_payment/1/settle", {"answer": "pay"}).status_code == 400
    guest.post("/data/booking/1/pay")
    assert payments(pottery) == [("cancelled", 4550, True), ("waiting", 90000, True)]


def test_only_whose_row_it_is_pays_and_sees_the_payment(pottery: Place) -> None:
    booked(pottery).post("/data/booking/1/pay")
    other, potter, visitor = pottery.person("guest"), pottery.person("potter"), pottery.visitor()
    assert other.post("/data/booking/1/pay").status_code == 404
    assert other.get("/data/booking_payment/1").status_code == 404
    assert other.post("/data/booking_payment/1/settle", {"answer": "pay"}).status_code == 404
    assert potter.get("/data/booking_payment/1").status_code == 200
    assert potter.post("/data/booking/1/pay").status_code == 403
    assert potter.post("/data/booking_payment/1/settle", {"answer": "pay"}).status_code == 403
    assert potter.post("/data/booking_payment", {"booking": "1", "state": "paid"}).status_code == 403
    assert visitor.post("/data/booking/1/pay").status_code in (303, 401)
    assert payments(pottery) == [("waiting", 4550, True)]


def test_the_owner_writes_down_what_came_otherwise_and_what_went_back(pottery: Place) -> None:
    booked(pottery)
    owner = pottery.owner()
    owner.post("/data/booking_payment", {"booking": "1", "amount": "45.50", "state": "paid"})
    assert pottery.rows("booking")[0]["confirmed"] == 1
    owner.post("/data/booking_payment/1", {"state": "refunded", "_version": "1"})
    assert payments(pottery) == [("refunded", 4550, False)]


# By a provider -----------------------------------------------------------------


def test_one_is_sent_to_the_provider_with_the_sum_of_the_database(
    selling: Place, far: tuple[Provider, Stripe]
) -> None:
    guest = booked(selling)
    page = guest.post("/data/booking/1/pay", {"amount": "1"})
    assert 'href="https://checkout.example.com/cs_test_1"' in page.text
    guest.post("/data/booking/1/pay")
    assert len(far[0].sessions) == 1
    _, _, given = far[0].asked[0]
    assert given["line_items[0][price_data][unit_amount]"] == "4550"
    assert given["line_items[0][price_data][product_data][name]"] == "Pottery Course: Booking B-0001"
    assert given["auth"] == f"Bearer {KEY}"
    assert KEY not in page.text
    assert payments(selling) == [("waiting", 4550, False)]


def test_coming_back_is_not_paying_and_asking_says_how_it_stands(
    selling: Place, far: tuple[Provider, Stripe]
) -> None:
    guest = booked(selling)
    guest.post("/data/booking/1/pay")
    guest.get("/data/booking/1")
    guest.post("/data/booking_payment/1/settle", {"answer": "pay"})
    assert payments(selling) == [("waiting", 4550, False)]
    far[0].pays("cs_test_1")
    guest.post("/data/booking_payment/1/settle", {"answer": "look"})
    guest.post("/data/booking_payment/1/settle", {"answer": "look"})
    assert payments(selling) == [("paid", 4550, False)]
    assert selling.rows("booking")[0]["confirmed"] == 1


def called(place: Place, secret: str = SECRET, moment: int | None = None) -> int:
    body = json.dumps({"type": "checkout.session.completed", "data": {"object": {"id": "cs_test_1"}}})
    at = int(time()) if moment is None else moment
    signed = hmac.new(secret.encode(), f"{at}.{body}".encode(), "sha256").hexdigest()
    headers = {"stripe-signature": f"t={at},v1={signed}", "content-type": "application/json"}
    return place.visitor().send("POST", "/api/-/paid", content=body, headers=headers).status_code


def test_a_signed_call_settles_it_once_and_any_other_does_nothing(
    selling: Place, far: tuple[Provider, Stripe]
) -> None:
    booked(selling).post("/data/booking/1/pay")
    assert called(selling) == 200
    assert payments(selling) == [("waiting", 4550, False)]
    far[0].pays("cs_test_1")
    assert called(selling, "whsec_wrong") == 404
    assert called(selling, moment=1_000_000_000) == 404
    assert payments(selling) == [("waiting", 4550, False)]
    assert [called(selling), called(selling)] == [200, 200]
    assert payments(selling) == [("paid", 4550, False)]


def test_another_sum_than_was_asked_for_is_not_taken_as_paid(
    selling: Place, far: tuple[Provider, Stripe]
) -> None:
    booked(selling).post("/data/booking/1/pay")
    far[0].pays("cs_test_1")
    far[0].sessions["cs_test_1"]["amount_total"] = 1
    called(selling)
    assert payments(selling) == [("waiting", 4550, False)]


def test_a_provider_that_does_not_answer_is_said_and_takes_nothing(
    selling: Place, far: tuple[Provider, Stripe], caplog: pytest.LogCaptureFixture
) -> None:
    far[0].down = True
    page = booked(selling).post("/data/booking/1/pay")
    assert page.status_code == 503
    assert "Nothing was paid" in page.text
    assert KEY not in page.text + caplog.text + "\n".join(selling.dump())


def test_a_payment_whose_payer_does_not_come_back_is_found(
    selling: Place, far: tuple[Provider, Stripe]
) -> None:
    settler = Settler(selling.home, selling.site._cashiers)
    booked(selling).post("/data/booking/1/pay")
    settler.turn()
    assert payments(selling) == [("waiting", 4550, False)]
    far[0].pays("cs_test_1")
    settler.turn()
    assert payments(selling) == [("waiting", 4550, False)]
    settler.turn(datetime.now(UTC) + timedelta(minutes=6))
    assert payments(selling) == [("paid", 4550, False)]
    asked = len(far[0].asked)
    settler.turn(datetime.now(UTC) + timedelta(minutes=20))
    assert len(far[0].asked) == asked


def test_keys_are_read_for_all_apps_or_for_one_and_never_shown() -> None:
    given = {"APPLING_STRIPE_KEY": KEY, "APPLING_STRIPE_KEY_TEA_HOUSE": "rk_own"}
    cashiers = from_environment(given)
    assert cashiers("tea-house").provider is not None
    assert KEY not in repr(cashiers("other")) + repr(cashiers("other").provider)
    assert from_environment({})("other").provider is None
    with pytest.raises(WrongKey):
        from_environment({"APPLING_STRIPE_KEY": "pk_live_public"})
