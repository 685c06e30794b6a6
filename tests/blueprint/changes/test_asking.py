"""A step that asks a model, in a change: renamed along, and a yes is asked for what goes to the model."""

from textwrap import dedent

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.changes import differences, rename_field
from appling.blueprint.model.app import App

PLAIN = dedent("""
    app Letters
    thing Letter
      text: long text, required
      summary: text
    """).lstrip()
TRIGGER = 'when Letter is added\n  ask "Summarise: {text}" into summary\n'
BUTTON = 'action Sum up on Letter for owner\n  ask "Summarise: {text}" into summary\n'


def app_of(source: str) -> App:
    found = check(source, vocabulary())
    assert found.app is not None, found.errors
    return found.app


def test_a_rename_reaches_both_fields() -> None:
    renamed = rename_field(PLAIN + TRIGGER, "Letter", "summary", "in short", vocabulary())
    renamed = rename_field(renamed, "Letter", "text", "body", vocabulary())
    assert 'ask "Summarise: {body}" into in short' in renamed
    assert check(renamed, vocabulary()).app is not None


def test_what_is_asked_goes_to_a_model_and_that_is_said() -> None:
    (found,) = differences(app_of(PLAIN), app_of(PLAIN + TRIGGER))
    assert found.widens
    assert "asks a model" in found.sentence
    (found,) = differences(app_of(PLAIN), app_of(PLAIN + BUTTON))
    assert found.widens
    assert "to a model" in found.sentence


def test_another_question_is_a_difference() -> None:
    before, after = PLAIN + BUTTON, PLAIN + BUTTON.replace("Summarise", "Translate")
    (found,) = differences(app_of(before), app_of(after))
    assert (found.kind, found.widens) == ("action-changed", True)
