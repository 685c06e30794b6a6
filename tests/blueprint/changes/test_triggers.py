"""Triggers in a change: put in, taken out, renamed along, and said in words."""

from textwrap import dedent

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.changes import apply_change, differences, remove_field, rename_field, rename_thing
from appling.blueprint.model.app import App

ADDED, LATE = "when Tool is added", "3 days after due of Loan"
SOURCE = dedent("""
    app Tools
      people: member
    thing Tool
      name: text, required
      kind: text
    thing Loan
      tool: Tool
      borrower: person = me
      due: date
      returned: yes/no
    3 days after due of Loan where not returned
      notify borrower "{tool.name} was due on {due}"
      set returned = no
    """).lstrip()


def app_of(source: str) -> App:
    found = check(source, vocabulary())
    assert found.app is not None, found.errors
    return found.app


def test_a_rename_reaches_into_the_text() -> None:
    renamed = rename_field(SOURCE, "Loan", "due", "last day", vocabulary())
    renamed = rename_field(renamed, "Tool", "name", "what it's", vocabulary())
    renamed = rename_thing(renamed, "Loan", "Lending", vocabulary())
    assert "3 days after last day of Lending" in renamed
    assert '{last day}"' in renamed
    assert "by" not in {each.name for each in app_of(renamed).triggers}
    assert app_of(renamed).triggers[0].name == "3 days after last day of Lending"


def test_without_a_field_its_steps_go() -> None:
    assert not app_of(remove_field(SOURCE, "Loan", "due", vocabulary())).triggers
    (trigger,) = app_of(remove_field(SOURCE, "Tool", "name", vocabulary())).triggers
    assert [step.kind for step in trigger.steps] == ["set"]


def test_a_change_puts_it_in_place_of_the_one_of_its_name() -> None:
    change = '3 days after due of Loan\n  notify owner "{due}"\nwhen Tool is added\n  notify owner "x"\n'
    changed = apply_change(SOURCE, change, vocabulary())
    assert [each.name for each in app_of(changed.source).triggers] == [
        "3 days after due of Loan",
        "when Tool is added",
    ]
    assert app_of(changed.source).triggers[0].where is None
    gone = apply_change(changed.source, "remove trigger when Tool is added\n", vocabulary())
    assert len(app_of(gone.source).triggers) == 1


@pytest.mark.parametrize(
    ("change", "sentence", "widens"),
    [
        (f'{ADDED}\n  email member "x"\n', f"{ADDED}, by itself: an e-mail to every member", True),
        (f'{ADDED}\n  post "https://a.example/x"\n', f"{ADDED}, by itself: sends the row to a.example", True),
        (
            f'{LATE}\n  notify owner "{{due}}"\n',
            f"{LATE}, by itself, from now on: a notice to the owner",
            True,
        ),
        (f"remove trigger {LATE}\n", f"nothing happens by itself any more: {LATE}", False),
    ],
)
def test_what_happens_by_itself_is_said_and_widens(change: str, sentence: str, widens: bool) -> None:
    changed = apply_change(SOURCE, change, vocabulary())
    (found,) = differences(app_of(SOURCE), app_of(changed.source))
    assert (found.sentence, found.widens) == (sentence, widens)


def test_nothing_is_said_of_what_stays() -> None:
    assert differences(app_of(SOURCE), app_of(SOURCE)) == ()
    other = SOURCE.replace("where not returned", "where returned")
    assert [each.widens for each in differences(app_of(SOURCE), app_of(other))] == [True]
