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
