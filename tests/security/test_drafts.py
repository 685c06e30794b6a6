"""What is drafted by rule from the short form is safe among strangers, who sign up by themselves."""

from collections.abc import Callable

import pytest
from tests.runtime.conftest import Place

from appling.atoms import vocabulary
from appling.blueprint import mend
from appling.builder.draft.expand import expand

Make = Callable[[str], Place]

MALL = """\
app Mall
about Sellers sell.
people visitor, customer, seller, admin
things Product, Course, Order
pages Home, Products, Cart, Order Management
Product by seller: name, price, seller: person
Course by admin: name, price
Order by customer, private for seller: customer, product, quantity, placed, address, \
status: choice(new, paid, done), payment: choice(unpaid, paid), tracking number, admin note
"""
MALL_BRIEF = (
    "An online shop. Sellers register, publish and sell products. Users add them to the shopping cart."
)
CLINIC = """\
app Clinic
about Health.
people visitor, patient, doctor, clerk
things Prescription, Complaint, Order
pages Home, My Complaints
Prescription by doctor, private for patient: name, dose, patient: person, doctor: person = me
Complaint by patient, private for patient: text: long text, patient
Order by patient, private for clerk: what, quantity, price, patient, payment: choice(unpaid, paid), \
status: choice(new, confirmed, shipped)
"""
CLINIC_BRIEF = (
    "Doctors write prescriptions. Patients complain and order. The clerk can confirm and ship orders."
)


def drafted(make: Make, short: str, brief: str) -> Place:
    return make(mend(expand(short, vocabulary(), brief), vocabulary()).source)


@pytest.fixture
def mall(make: Make) -> Place:
    place = drafted(make, MALL, MALL_BRIEF)
    course = {"name": "Sewing", "price": 20}
    assert place.script("admin").api("POST", "/api/course", course).status_code == 201
    return place


@pytest.fixture
def clinic(make: Make) -> Place:
    return drafted(make, CLINIC, CLINIC_BRIEF)


def test_who_signs_up_to_sell_handles_nobodys_orders(mall: Place) -> None:
    assert {role.name for role in mall.app.joinable} == {"customer", "seller"}
    buyer, seller = mall.script("customer"), mall.script("seller")
    assert buyer.api("POST", "/api/course/1/add_to_cart").status_code == 200
    assert buyer.api("POST", "/api/order/1/place_order", {"address": "Lane 7"}).status_code == 200
    for path in ("order", "order_line"):
        answer = seller.api("GET", f"/api/{path}")
        assert answer.status_code == 403 or answer.json()["total"] == 0, answer.text
        assert seller.api("GET", f"/api/{path}/1").status_code in (403, 404)
        assert seller.api("PATCH", f"/api/{path}/1", {"price": 0}).status_code in (403, 404)


def test_who_pays_does_not_say_that_it_is_paid(mall: Place) -> None:
    action = next(each for each in mall.app.actions if each.key == "place_order")
    assert {each.key for each in action.inputs} == {"address"}
    order = mall.app.thing("order")
    assert order.field("payment").default is not None


def test_rows_that_are_private_for_all_who_sign_up_are_for_whom_they_concern(clinic: Place) -> None:
    doctor, one, other = clinic.script("doctor"), clinic.script("patient"), clinic.script("patient")
    given = {"name": "Salve", "dose": "daily", "patient": one.person}
    assert doctor.api("POST", "/api/prescription", given).status_code == 201
    assert one.api("GET", "/api/prescription/1").status_code == 200
    assert other.api("GET", "/api/prescription/1").status_code == 404
    assert one.api("PATCH", "/api/prescription/1", {"dose": "hourly"}).status_code == 403
    assert one.api("POST", "/api/complaint", {"text": "Too long."}).status_code == 201
    assert other.api("GET", "/api/complaint/1").status_code == 404


def test_nobody_adds_a_row_in_the_name_of_another(clinic: Place) -> None:
    one, other = clinic.script("patient"), clinic.script("patient")
    taken = other.api("POST", "/api/order", {"what": "Salve", "patient": one.person})
    assert taken.status_code == 400
    assert other.api("POST", "/api/order", {"what": "Salve"}).status_code == 201
    assert clinic.rows("order")[0]["patient"] == other.person
    clinic.store.people.create("Mrs Secret", None, "patient")
    assert "Mrs Secret" not in clinic.person("patient").get("/data/order/new").text


def test_an_order_begins_at_its_beginning_with_sums_that_can_be(clinic: Place) -> None:
    patient = clinic.script("patient")
    wrong = ({"status": "shipped"}, {"payment": "paid"}, {"quantity": -5}, {"quantity": 0.5}, {"price": -1})
    for given in wrong:
        answer = patient.api("POST", "/api/order", {"what": "Salve", **given})
        assert (answer.status_code, *(key in answer.text for key in given)) == (400, True), given
    assert clinic.rows("order") == []
    assert patient.api("POST", "/api/order", {"what": "Salve", "quantity": 2}).status_code == 201
    assert [(each["status"], each["payment"]) for each in clinic.rows("order")] == [("new", "unpaid")]
