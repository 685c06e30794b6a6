"""The types of expressions: what goes together, what comes of it, and what is refused."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.expression import Kind

APP = """app Shop
  people: clerk
thing Customer
  name: text
  since: date
  orders = count(Order)
  spent = sum(Order.total where paid)
  last = max(Order.day)
thing Order
  customer: Customer
  clerk: person = me
  day: date
  made: date and time = now
  hour: time
  state: choice(open, in progress, done) = open
  paid: yes/no
  fee: money
  weight: number
  note: text
  scan: file
  total = fee + sum(Item.price * Item.quantity)
thing Item
  order: Order
  price: money
  quantity: number
"""


def kind_of(formula: str) -> Kind:
    checked = check(APP.replace("  total =", f"  probe = {formula}\n  total ="), vocabulary())
    assert checked.app is not None, [(item.code, item.label) for item in checked.errors]
    return checked.app.thing("order").field("probe").value.kind


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("1 + 2 * 3", Kind.NUMBER),
        ("weight / 2", Kind.NUMBER),
        ("fee * 2", Kind.MONEY),
        ("fee / fee", Kind.NUMBER),
        ("fee - 1", Kind.MONEY),
        ("-weight", Kind.NUMBER),
        ("note + note", Kind.TEXT),
        ('note + " " + weight', Kind.TEXT),
        ("day + 14 days", Kind.DATE),
        ("made - 3 hours", Kind.MOMENT),
        ("today - day", Kind.NUMBER),
        ("now - made", Kind.NUMBER),
        ("day < today", Kind.TRUTH),
        ("made >= today", Kind.TRUTH),
        ("state = in progress", Kind.TRUTH),
        ('state = "done"', Kind.TRUTH),
        ("state in (open, done)", Kind.TRUTH),
        ("not paid and fee > 3", Kind.TRUTH),
        ("customer.name", Kind.TEXT),
        ("customer.name contains note", Kind.TRUTH),
        ("customer is empty", Kind.TRUTH),
        ("scan is not empty", Kind.TRUTH),
        ("clerk = me", Kind.TRUTH),
        ('day > "2026-01-31"', Kind.TRUTH),
        ('hour < "12:00"', Kind.TRUTH),
        ("year(day)", Kind.NUMBER),
        ("lower(note)", Kind.TEXT),
        ("length(note)", Kind.NUMBER),
        ("round(fee, 1)", Kind.MONEY),
        ("count(Item)", Kind.NUMBER),
        ("count(Item where price > 3)", Kind.NUMBER),
        ("avg(Item.price)", Kind.MONEY),
        ("max(Item.quantity)", Kind.NUMBER),
        ("state", Kind.TEXT),
        ("this.weight + 1", Kind.NUMBER),
    ],
)
def test_an_expression_has_a_type(formula: str, kind: Kind) -> None:
    assert kind_of(formula) is kind


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("day + weight", "type-mismatch"),
        ("day + 3 hours", "type-mismatch"),
        ("day + day", "type-mismatch"),
        ("fee * fee", "type-mismatch"),
        ("note - note", "type-mismatch"),
        ("-note", "type-mismatch"),
        ("not note", "type-mismatch"),
        ("note and paid", "type-mismatch"),
        ("note > 3", "type-mismatch"),
        ("paid > yes", "type-mismatch"),
        ("clerk < me", "type-mismatch"),
        ("customer = clerk", "type-mismatch"),
        ("scan = scan", "type-mismatch"),
        ("weight contains note", "type-mismatch"),
        ("note in (1, 2)", "type-mismatch"),
        ("weight.grams", "type-mismatch"),
        ("customer.customer", "unknown-name"),
        ("state = closed", "unknown-choice"),
        ("customer", "formula-without-value"),
        ("3 days", "formula-without-value"),
        ("empty", "formula-without-value"),
        ("sum(Item)", "wrong-arguments"),
        ("sum(Item.price, Item.quantity)", "wrong-arguments"),
        ("sum(Item.order)", "type-mismatch"),
        ("count(Customer)", "not-linked"),
        ("count(Nothing)", "unknown-name"),
        ("count()", "wrong-arguments"),
        ("year(note)", "type-mismatch"),
        ("lower()", "wrong-arguments"),
        ("sqrt(weight)", "unknown-function"),
        ("probe + 1", "formula-cycle"),
        ("this", "misplaced-word"),
        ("1234567890123456", "type-mismatch"),
        ("day + 999999 days", "type-mismatch"),
    ],
)
def test_an_expression_without_meaning_is_refused(formula: str, code: str) -> None:
    source = APP.replace("  total =", f"  probe = {formula}\n  total =")
    assert {item.code for item in check(source, vocabulary()).errors} == {code}


def test_a_fault_that_follows_from_another_is_not_said() -> None:
    source = APP.replace("  total =", "  first = moon\n  second = first + 1\n  total =")
    assert [item.label for item in check(source, vocabulary()).errors] == ["not a field of Order"]


def chain(length: int) -> str:
    lines = "".join(f"  f{number} = f{number - 1} + 1\n" for number in range(1, length))
    return f"app A\nthing T\n  f0: number\n{lines}"


def test_formulas_may_use_one_another_but_not_without_end() -> None:
    assert check(chain(6), vocabulary()).errors == ()
    assert {item.code for item in check(chain(70), vocabulary()).errors} == {"too-complex"}


def test_formulas_that_double_each_other_are_refused() -> None:
    lines = "".join(
        f"  f{number} = f{number - 1} * f{number - 1} * f{number - 1}\n" for number in range(1, 6)
    )
    source = f"app A\nthing T\n  f0: number\n{lines}"
    assert {item.code for item in check(source, vocabulary()).errors} == {"too-complex"}


def test_counts_inside_counts_are_bounded() -> None:
    things = "".join(f"thing T{n}\n  up: T{n - 1}\n  s = sum(T{n + 1}.s)\n" for n in range(1, 6))
    source = f"app A\nthing T0\n  name: text\n  s = sum(T1.s)\n{things}thing T6\n  up: T5\n  s: number\n"
    assert {item.code for item in check(source, vocabulary()).errors} == {"too-complex"}
