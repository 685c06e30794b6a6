"""Changes of what the pages of rows show, and of what these speak of."""

from tests.blueprint.changes.test_merging import read

from appling.atoms import vocabulary
from appling.blueprint.changes import (
    apply_change,
    differences,
    remove_field,
    remove_page,
    remove_thing,
    rename_field,
    rename_thing,
)
from appling.blueprint.model.app import App

WORDS = vocabulary()

SHOP = """app Shop
  people: seller
  seller may see

thing Region
  name: text

thing Customer
  name: text, required
  region: Region

thing Order
  customer: Customer, required
  region: Region
  amount: money

page of Customer
  chart of Order where customer = this by region show sum(amount)
  list of Order where region = this.region
"""


def kinds(before: str, after: App) -> list[str]:
    return [each.kind for each in differences(read(before), after)]


def parts(source: str) -> list[str]:
    return [part.kind for page in read(source).row_pages for part in page.parts]


def test_a_thing_that_is_renamed_takes_its_page_along() -> None:
    renamed = rename_thing(SHOP, "Customer", "Client", WORDS)
    assert "page of Client\n" in renamed
    assert parts(renamed) == ["chart", "list"]
    assert kinds(SHOP, read(renamed)) == ["thing-renamed"]


def test_a_field_is_renamed_where_this_row_has_it_and_nowhere_else() -> None:
    renamed = rename_field(SHOP, "Customer", "region", "area", WORDS)
    assert "where region = this.area" in renamed
    assert "by region show" in renamed
    assert parts(renamed) == ["chart", "list"]


def test_what_goes_takes_parts_along() -> None:
    assert parts(remove_field(SHOP, "Customer", "region", WORDS)) == ["chart"]
    assert "page of" not in remove_thing(SHOP, "Customer", WORDS)
    assert parts(remove_page(SHOP, "of Customer", WORDS)) == []


def test_a_block_takes_the_place_of_the_old_one() -> None:
    change = "page of Customer for seller\n  stat of Order where customer = this\n"
    found = apply_change(SHOP, change, WORDS).source
    assert found.count("page of Customer") == 1
    assert parts(found) == ["stat"]
    assert kinds(SHOP, read(found)) == ["page-roles", "page-changed"]


def test_another_row_is_meant_by_this_only_if_it_says_something_else() -> None:
    other = SHOP.replace("region = this.region", "customer = this")
    assert kinds(SHOP, read(other)) == ["page-changed"]
    assert kinds(SHOP, read(SHOP.replace("page of Customer", "page of Customer for seller"))) == [
        "page-roles"
    ]
    gone = apply_change(SHOP, "remove page of Customer", WORDS).source
    assert kinds(SHOP, read(gone)) == ["page-removed"]
