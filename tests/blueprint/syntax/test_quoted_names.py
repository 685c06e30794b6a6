"""Names that can only be said in quotes stand wherever a name can stand."""

from textwrap import dedent

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check, format_source

SOURCE = dedent("""
    app Club
      people: "a, b"

    thing "x = y"
      name: text

    thing Note
      text: text

    6 days after "x = y" is added
      notify "a, b" "It is {name}."

    page Find
      search of Note, "x = y"
    """).lstrip()


@pytest.mark.parametrize("source", [SOURCE, format_source(SOURCE)])
def test_a_role_and_things_in_quotes(source: str) -> None:
    found = check(source, vocabulary())
    assert found.diagnostics == ()
    assert found.app is not None
    part = found.app.pages[0].parts[0]
    assert (part.thing, part.others) == ("note", ("x_y",))


HEAD = """
app Mess
  people: eater, cook
  cook may do all

thing Order
  name: text
  paid: yes/no

"""


@pytest.mark.parametrize(
    ("header", "name", "roles"),
    [
        ("Pay for lunch on Order for eater when not paid", "Pay for lunch", {"eater"}),
        ("Pay for lunch for eater on Order", "Pay for lunch", {"eater"}),
        ("Pay for cook books on Order for cook", "Pay for cook books", {"cook"}),
        ("Order for cook on Order", "Order", {"cook"}),
        ("Order for eater, cook on Order", "Order", {"eater", "cook"}),
        ('"Pay for lunch" on Order for eater', "Pay for lunch", {"eater"}),
        ('"Order for cook" on Order for eater', "Order for cook", {"eater"}),
        ("Ask for a seat on request on Order for eater", "Ask for a seat on request", {"eater"}),
    ],
)
def test_an_actions_name_ends_where_something_known_begins(header: str, name: str, roles: set[str]) -> None:
    source = format_source(f"{HEAD}action {header}\n  set paid = yes\n")
    app = check(source, vocabulary()).app
    assert app is not None
    assert [(each.name, each.thing, each.roles) for each in app.actions] == [(name, "order", roles)]


@pytest.mark.parametrize(("header", "name"), [("Food for thought for cook", "Food for thought")])
def test_a_pages_name_ends_before_a_role(header: str, name: str) -> None:
    app = check(format_source(f"{HEAD}page {header}\n  list of Order\n"), vocabulary()).app
    assert app is not None
    assert [(page.name, page.roles) for page in app.pages] == [(name, {"cook"})]


@pytest.mark.parametrize("block", ["page Tips for beginners\n  list of Order\n", "action Wait for it\n"])
def test_who_is_not_known_may_be_part_of_the_name_in_quotes(block: str) -> None:
    (found,) = [each for each in check(HEAD + block, vocabulary()).diagnostics if each.code == "unknown-role"]
    whole = block.split("\n")[0].partition(" ")[2]
    assert f'put that in quotes: "{whole}".' in (found.hint or "")
