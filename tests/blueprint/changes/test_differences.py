"""What a change makes different is said in words, and whether it widens access or drops data."""

import pytest
from tests.blueprint.changes.test_merging import CLUB, read

from appling.blueprint.changes import differences

SAID = (
    ("name: text", "name: long text", "“name” of Bike changes from text to long text", "drops"),
    ("  price: money\n", "  price: money\n  size: text\n", "adds “size” to Bike", ""),
    ("due: date", "due: date for organiser", "member may no longer see “due” of Loan", ""),
    ("member may see own, add", "member may see, add", "member may now see all Loans", "widens"),
    ("member may see own, add", "member may see own", "member may no longer add Loans", ""),
    ("member may see own, add", "member may see own where due > today", "only some Loans", ""),
    ("member may see own, add", "visitor may see own, add", "visitor may now add Loans", "widens"),
    ("visitor may see\n", "visitor may see, add\n", "visitor may now add Bikes", "widens"),
    ("for member when", "for member, organiser when", "“Borrow” is now for member and organiser", "widens"),
    ("price > 10", "price > 5", "“Borrow” is there for other rows", "widens"),
    ("price > 10", "price > 10 and price < 90", "“Borrow” is there for fewer rows", ""),
    ("due = today\n", "due = today + 1 day\n", "“Borrow” does something else", "widens"),
    ("worth = price * 2", "worth = price * 3", "“worth” of Bike is computed in another way", ""),
    ("worth = price * 2", "worth = max(Loan.due)", "tells visitor, member and organiser something", "widens"),
    ("people: member, organiser", "people: organiser, member", "who sign up become organiser", "widens"),
    ("organiser\n", "organiser\n  sign up: member, organiser\n", "may sign up as organiser", "widens"),
    ("borrower: person = me", "borrower: person", "whose own a row of Loan is", "widens"),
    ("page Bikes", "page Log for member\n  history of Bike\npage Bikes", "see who changed", "widens"),
    ("page Bikes", "page Log\n  history of Bike\npage Bikes", "adds the page “Log”", ""),
    ("  due: date\n", "  due: date when borrower is not empty\n", "only when borrower != empty", ""),
    ("page Bikes", "page Bikes for organiser", "“Bikes” is now for organiser", ""),
    ("about: Lend bikes.", "about: Lend all bikes.", "the app says of itself: Lend all bikes.", ""),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said", "needs"), SAID, ids=lambda each: str(each)[:40].strip())
def test_it_is_said(old: str, new: str, said: str, needs: str) -> None:
    assert old in CLUB
    after = read(CLUB.replace(old, new))
    found = differences(read(CLUB), after)
    sentences = [each.sentence for each in found]
    assert any(said in sentence for sentence in sentences), sentences
    assert any(each.widens for each in found) == (needs == "widens")
    assert any(each.drops for each in found) == (needs == "drops")


def test_two_names_with_one_key_are_not_taken_for_each_other() -> None:
    """A field that gets the key of one that goes would show its values: that is said, and needs a yes."""
    before = "app A\nthing T\n  名: text\n  事件: text\n  时间: text\n"
    after = "app A\nthing T\n  名: text\n  时间: text\n"
    found = [each for each in differences(read(before), read(after)) if each.kind == "taken-over"]
    assert [each.widens and each.drops for each in found] == [True]


def test_a_role_that_is_called_otherwise_is_the_same_role() -> None:
    after = CLUB.replace("people: member,", "people: crew (was member),").replace("member may", "crew may")
    found = differences(read(CLUB), read(after.replace("for member", "for crew")))
    assert [each.sentence for each in found] == ["the role member is now called crew; its people keep it"]
    assert not any(each.widens or each.drops for each in found)
