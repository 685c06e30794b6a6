"""What actions ask for, in a change: renamed along, taken out with what it links to, and said in words."""

from textwrap import dedent

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.changes import differences, remove_field, remove_thing, rename_field, rename_thing
from appling.blueprint.model.app import Action, App

SOURCE = dedent("""
    app Tools
      people: member, keeper
    thing Shelf
      name: text, required
      rows: number
      keeper may see
    thing Tool
      name: text, required
      note: text
      due: date
      shelf: Shelf
      keeper may do all
    action Move on Tool for keeper
      note: text
      shelf: Shelf, required
      due: date = due + 7 days
      set shelf = shelf, due = due
      set note = note + shelf.name + this.note
      notify keeper "{name} to {shelf.name}: {note}"
    """).lstrip()


def app_of(source: str) -> App:
    found = check(source, vocabulary())
    assert found.app is not None, found.errors
    return found.app


def action_of(source: str) -> Action:
    return app_of(source).actions[0]


def test_a_rename_of_a_field_leaves_what_is_asked_for() -> None:
    renamed = rename_field(SOURCE, "Tool", "note", "remark", vocabulary())
    assert "  note: text\n  shelf: Shelf, required" in renamed
    assert "set remark = note + shelf.name + this.remark" in renamed
    assert "{shelf.name}: {note}" in renamed
    renamed = rename_field(renamed, "Tool", "due", "until", vocabulary())
    assert "due: date = until + 7 days" in renamed
    assert "until = due" in renamed


def test_a_rename_reaches_through_what_is_asked_for() -> None:
    renamed = rename_field(SOURCE, "Shelf", "name", "label", vocabulary())
    assert "note + shelf.label" in renamed
    assert "{name} to {shelf.label}" in renamed
    renamed = rename_thing(renamed, "Shelf", "Rack", vocabulary())
    assert "shelf: Rack, required" in renamed
    assert action_of(renamed).inputs[1].thing == "rack"


def test_without_a_thing_nobody_is_asked_for_its_rows() -> None:
    action = action_of(remove_thing(SOURCE, "Shelf", vocabulary()))
    assert [each.key for each in action.inputs] == ["due"]
    assert [step.kind for step in action.steps] == ["set"]


def test_without_a_field_nobody_is_asked_for_what_goes_nowhere() -> None:
    action = action_of(remove_field(SOURCE, "Tool", "due", vocabulary()))
    assert [each.key for each in action.inputs] == ["note", "shelf"]
    action = action_of(remove_field(SOURCE, "Tool", "note", vocabulary()))
    assert [each.key for each in action.inputs] == ["note", "shelf", "due"]


def test_a_default_goes_with_the_field_that_it_reads() -> None:
    source = SOURCE.replace("due: date = due", "until: date = due").replace("{note}", "{until}")
    action = action_of(remove_field(source.replace(", due = due", ""), "Tool", "due", vocabulary()))
    assert [each.key for each in action.inputs if each.default is None] == ["note", "shelf", "until"]


WORDS = (
    (
        "  note: text\n  shelf",
        "  note: long text\n  shelf",
        "the button “Move” asks for note, shelf and due",
        True,
    ),
    (" + 7 days\n", "\n", "the button “Move” asks for note, shelf and due", True),
    ("Shelf, required", "Shelf", None, False),
)


@pytest.mark.parametrize(("old", "new", "said", "widens"), WORDS)
def test_what_is_asked_for_is_told(old: str, new: str, said: str | None, widens: bool) -> None:
    place = SOURCE.index("action")
    changed = SOURCE[:place] + SOURCE[place:].replace(old, new, 1)
    found = differences(app_of(SOURCE), app_of(changed))
    told = {each.sentence: each.widens for each in found}
    assert said is None or told[said] is widens


def test_a_new_button_says_what_it_asks_for() -> None:
    before = SOURCE[: SOURCE.index("action")]
    told = {each.sentence for each in differences(app_of(before), app_of(SOURCE))}
    assert "adds the button “Move” for keeper, which asks for note, shelf and due" in told
