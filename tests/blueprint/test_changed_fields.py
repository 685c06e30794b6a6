"""Triggers that one field sets off: `when assignee of Task is changed`."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check, format_source
from appling.blueprint.changes import remove_field, rename_field
from appling.blueprint.json_form import from_json, to_json

HEAD = """app Team
  people: member

thing Task
  name: text, required
  price of paint: money
  assignee: person
  done: yes/no
  double = price of paint * 2
  member may see, change

"""
SOURCE = HEAD + 'when assignee of Task is changed where not done\n  notify assignee "{name} is yours."\n'


def test_it_is_written_and_read_in_every_form() -> None:
    checked = check(SOURCE, vocabulary())
    assert checked.diagnostics == ()
    assert format_source(SOURCE) == SOURCE
    assert from_json(to_json(checked.blueprint)) == SOURCE
    assert checked.app is not None
    assert checked.app.triggers[0].field == "assignee"


@pytest.mark.parametrize("line", ["Task.assignee is changed", "assignee of Task is updated"])
def test_other_ways_to_say_it_are_mended(line: str) -> None:
    source = f'{HEAD}when {line}\n  notify assignee "Yours."\n'
    usual = format_source(source)
    assert "when assignee of Task is changed\n" in usual


def test_a_field_whose_name_holds_an_of() -> None:
    source = HEAD + 'when price of paint of Task is changed\n  notify owner "Dearer."\n'
    app = check(format_source(source), vocabulary()).app
    assert app is not None
    assert app.triggers[0].field == "price_of_paint"


@pytest.mark.parametrize(("word", "code"), [("asignee", "unknown-name"), ("double", "type-mismatch")])
def test_what_is_no_field_that_changes_is_refused(word: str, code: str) -> None:
    found = check(SOURCE.replace("when assignee", f"when {word}"), vocabulary())
    assert [each.code for each in found.errors] == [code]


def test_only_a_change_is_of_a_field() -> None:
    assert check(SOURCE.replace("is changed", "is removed"), vocabulary()).app is None


def test_renaming_and_removing_the_field() -> None:
    assert "when owner of Task is changed" in rename_field(
        SOURCE, "Task", "assignee", "owner", vocabulary()
    ).replace('"', "")
    assert "when" not in remove_field(SOURCE, "Task", "assignee", vocabulary())
