"""Blocks of a change are put into a blueprint, and renames and removals are followed everywhere."""

from pathlib import Path

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check, format_source, parse
from appling.blueprint.changes import (
    apply_change,
    differences,
    remove_field,
    remove_page,
    remove_thing,
    rename_field,
    rename_page,
    rename_role,
    rename_thing,
)
from appling.blueprint.model.app import App

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "core").glob("*/blueprint.appling"))
CLUB = """\
# A club.
app Club
  about: Lend bikes.
  people: member, organiser
  visitor may see
  organiser may do all

thing Bike
  name: text, required
  price: money
  loans = count(Loan)
  worth = price * 2

thing Loan
  bike: Bike
  borrower: person = me
  due: date
  paid = bike.price
  member may see own, add

action Borrow on Bike for member when price > 10
  add Loan with bike = this, due = today

page Bikes
  cards of Bike show name, price, loans
  chart of Loan by month(due) show count()
"""


def read(source: str) -> App:
    checked = check(source, vocabulary())
    assert checked.app is not None, checked.errors
    return checked.app


def changed(change: str, source: str = CLUB) -> str:
    return apply_change(source, change, vocabulary()).source


def test_a_block_takes_the_place_of_its_namesake_and_others_stay() -> None:
    source = changed("page bikes for member\n  table of Bike\n")
    assert "page bikes for member\n  table of Bike\n" in source
    assert "cards" not in source
    assert source.startswith("# A club.\napp Club\n")
    assert parse(source).blueprint.things == parse(format_source(source)).blueprint.things


def test_new_blocks_stand_with_their_like() -> None:
    source = changed("page Loans\n  table of Loan\nthing Place\n  name: text\n")
    assert source.index("thing Loan") < source.index("thing Place") < source.index("action Borrow")
    assert source.rstrip().endswith("page Loans\n  table of Loan")


def test_lines_of_the_app_take_the_place_of_those_with_their_key() -> None:
    source = changed("app Club\n  people: member, helper, organiser\n")
    assert "  about: Lend bikes.\n" in source
    assert "people: member, helper, organiser" in source
    assert "organiser may do all" in source
    assert "visitor may see\n" not in changed("app Club\n  member may see\n").partition("thing")[0]


def test_what_is_not_there_cannot_be_removed() -> None:
    done = apply_change(CLUB, "remove page Nowhere\nremove page Bikes\n", vocabulary())
    assert [each.code for each in done.diagnostics] == ["nothing-to-remove"]
    assert "page Bikes" not in done.source


def test_a_renamed_block_takes_the_old_ones_place_and_its_name_changes_everywhere() -> None:
    source = changed("thing Lending (was Loan)\n  bike: Bike\n  until (was due): date\n")
    assert "count(Lending)" in source
    assert "add Lending with bike = this, until = today" in source
    assert "by month(until)" in source
    read(source)


def test_a_renamed_role_changes_its_name_everywhere() -> None:
    text = rename_role(CLUB, "member", "deck crew")
    assert "people: deck crew (was member), organiser" in text
    assert text.count("member") == 1
    assert read(text) != read(CLUB)
    again = rename_role(text, "deck crew", "crew")
    assert "people: crew (was deck crew), organiser" in format_source(again)
    assert rename_role(CLUB, "nobody", "crew") == CLUB
    changed = apply_change(CLUB, "app Club\n  people: crew (was member), organiser\n", vocabulary())
    assert "crew may see own" in changed.source
    assert "(was" not in apply_change(changed.source, "page More\n  table of Bike\n", vocabulary()).source


def test_old_names_are_forgotten_once_they_have_done_their_work() -> None:
    once = changed("thing Lending (was Loan)\n  bike: Bike\n  due: date\n")
    assert "(was" not in changed("remove page Bikes\n", once)


def test_a_field_that_is_removed_takes_with_it_what_needs_it() -> None:
    source = remove_field(CLUB, "Bike", "price", vocabulary())
    app = read(source)
    assert [field.name for field in app.by_key["bike"].fields] == ["name", "loans"]
    assert [field.name for field in app.by_key["loan"].fields] == ["bike", "borrower", "due"]
    assert app.actions == ()
    assert "cards of Bike show name, loans" in source


def test_a_thing_that_is_removed_takes_with_it_what_is_about_it() -> None:
    app = read(remove_thing(CLUB, "Loan", vocabulary()))
    assert [thing.name for thing in app.things] == ["Bike"]
    assert app.actions == ()
    assert [field.name for field in app.things[0].fields] == ["name", "price", "worth"]


@pytest.mark.parametrize(
    "path",
    [*EXAMPLES[:2], *(pytest.param(path, marks=pytest.mark.slow) for path in EXAMPLES[2:])],
    ids=lambda path: path.parent.name,
)
def test_only_names_change_when_something_is_renamed(path: Path) -> None:
    source = path.read_text("utf-8")
    app = read(source)
    for thing in app.things:
        renamed = [rename_thing(source, thing.name, "Zebra Q", vocabulary())]
        renamed += [
            rename_field(source, thing.name, field.name, "zebra q", vocabulary()) for field in thing.fields
        ]
        for text in renamed:
            kinds = {each.kind for each in differences(app, read(text))}
            assert kinds <= {"thing-renamed", "field-renamed"}, text


LINKED = """\
app Club

thing Bike
  name: text

thing Loan
  bike: Bike
  due: date

page Home
  hero "Bikes"
    "See them" to Bike
    "Lend": "one" to Loans
    "Elsewhere" to "https://example.org/Bike"

page Loans
  table of Loan
"""


def test_links_follow_a_renamed_thing_and_a_renamed_page() -> None:
    source = rename_thing(LINKED, "Bike", "Big Bicycle", vocabulary())
    assert '"See them" to Big Bicycle\n' in source
    source = rename_page(source, "Loans", "All Loans", vocabulary())
    assert '"Lend": "one" to All Loans\n' in source
    assert "page All Loans\n" in source
    read(source)


def test_items_stay_without_links_to_what_is_removed() -> None:
    source = remove_page(LINKED, "Loans", vocabulary())
    assert '"Lend": "one"\n' in source
    assert '"See them" to Bike\n' in source
    read(source)


def test_a_page_that_goes_with_its_thing_is_not_linked_to_any_more() -> None:
    source = remove_thing(LINKED, "Bike", vocabulary())
    read(source)
    source = remove_thing(LINKED, "Loan", vocabulary())
    assert "page Loans" not in source
    assert '"Lend": "one"\n' in source
    read(source)


def test_a_change_that_removes_a_page_keeps_the_items_that_led_there() -> None:
    source = changed("remove page Loans\n", LINKED)
    assert '"Lend": "one"\n' in source
    read(source)


def test_an_items_text_that_others_can_read_now_widens() -> None:
    hidden = LINKED.replace("page Home", "page Home for owner")
    assert any(each.widens for each in differences(read(hidden), read(LINKED)))
    other = LINKED.replace('"one"', '"one of them"')
    assert [each.kind for each in differences(read(LINKED), read(other))] == ["page-changed"]


SEARCHED = CLUB + "page Find\n  search of Bike, Loan\n"


def test_a_part_over_several_things_follows_them() -> None:
    renamed = rename_thing(SEARCHED, "Loan", "Lending", vocabulary())
    assert "search of Bike, Lending" in renamed
    assert "search of Loan" in remove_thing(SEARCHED, "Bike", vocabulary())
    assert "search of Bike\n" in remove_thing(SEARCHED, "Loan", vocabulary())
