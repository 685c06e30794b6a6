"""What an app settles without having been told is said, and a click has it otherwise, by rule."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import App
from appling.builder.assuming import MOST, assumptions, sentence
from appling.builder.changing.edits import carry_out
from appling.builder.changing.obvious import obvious_edits
from appling.builder.library import examples
from appling.runtime.translate import translator

ENGLISH = translator("en")
CLUB = """\
app Club
  people: member, organiser
  organiser may do all

thing Book
  title: text, required
  author: text, required
  visitor may see

thing Loan
  book: Book
  borrower: person = me
  member may see own, add

thing Rule
  name: text, required
  member may see
"""
SAID = (
    "Anyone may see Books, without an account.",
    "Each member sees only their own Loans.",
    "Only people with an account see Rules.",
    "People sign up by themselves, as member.",
    "Without author, Books can't be saved.",
)


def app_of(source: str) -> App:
    found = check(source, vocabulary()).app
    assert found is not None
    return found


def said(app: App) -> tuple[str, ...]:
    return tuple(sentence(each, ENGLISH) for each in assumptions(app))


def test_who_sees_what_and_what_is_needed_is_told() -> None:
    assert said(app_of(CLUB)) == SAID


def test_without_people_nobody_is_let_in_or_kept_out() -> None:
    assert said(app_of("app A\n\nthing Tea\n  name: text, required\n")) == ()


@pytest.mark.parametrize("number", [0, 1, 2, 4])
def test_what_is_asked_for_instead_is_so_afterwards(number: int) -> None:
    app = app_of(CLUB)
    wanted = assumptions(app)[number].otherwise
    lines = obvious_edits(wanted, app)
    assert lines is not None, wanted
    assert SAID[number] not in said(app_of(carry_out(CLUB, lines, vocabulary()).source))


def test_what_only_the_owner_sets_has_no_request() -> None:
    assert assumptions(app_of(CLUB))[3].otherwise == ""


def test_rules_read_what_is_asked_for_instead() -> None:
    wanted = []
    for example in examples().values():
        app = app_of(example.blueprint)
        found = assumptions(app)
        assert len(found) <= MOST
        assert not any("{" in sentence(each, translator("zh")) for each in found)
        wanted += [obvious_edits(each.otherwise, app) for each in found if each.otherwise]
    assert len(wanted) > 200
    assert wanted.count(None) < len(wanted) / 20
