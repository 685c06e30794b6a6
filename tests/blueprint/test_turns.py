"""Traits with turns: whose it is, in every form of a blueprint and through changes of it."""

from appling.atoms import vocabulary
from appling.blueprint import check, format_source
from appling.blueprint.changes import differences, rename_role
from appling.blueprint.json_form import from_json, to_json
from appling.blueprint.model.app import App, Grant, Verb

HEAD = """app Leave
  people: employee, team lead, director
  employee may see own, add own, change own, remove own
  team lead, director may see

thing Request
  reason: text, required
  days: number
"""
OWNED = HEAD + "  employee: person = me\n"
LINE = "  has approval by team lead, director\n"


def app_of(source: str) -> App:
    checked = check(source, vocabulary())
    assert checked.app is not None, checked.diagnostics
    return checked.app


def grants(app: App, thing: str, verb: Verb) -> list[Grant]:
    return [grant for grant in app.thing(thing).grants if grant.verb is verb]


def test_it_is_written_and_read_in_every_form() -> None:
    usual = format_source(OWNED + "  has approval  by  team lead and director\n")
    assert usual == OWNED + LINE
    assert from_json(to_json(check(usual, vocabulary()).blueprint)) == usual


def test_only_those_whose_turn_it_is_decide_and_nobody_changes_what_was_decided() -> None:
    app = app_of(OWNED + LINE)
    made = app.thing("request_decision")
    assert made.trait is not None
    assert made.trait.by == ("team_lead", "director")
    adding = grants(app, "request_decision", Verb.ADD)
    assert all(grant.own and grant.where is not None for grant in adding)
    assert {grant.role for grant in adding} == {"employee", "team_lead", "director"}
    assert not grants(app, "request_decision", Verb.CHANGE)
    assert not grants(app, "request_decision", Verb.REMOVE)


def test_own_rows_are_changed_only_until_somebody_has_approved() -> None:
    app = app_of(OWNED + LINE)
    for verb in (Verb.CHANGE, Verb.REMOVE):
        assert all(grant.where is not None for grant in grants(app, "request", verb))
    assert all(grant.where is None for grant in grants(app, "request", Verb.SEE))
    every = app_of(OWNED + "  director may change\n" + LINE)
    assert [grant.where for grant in grants(every, "request", Verb.CHANGE)] == [None]


def test_a_thing_without_an_owner_gets_one() -> None:
    assert app_of(HEAD + LINE).thing("request").owner == "asker"
    assert app_of(OWNED + LINE).thing("request").owner == "employee"


def test_a_role_that_is_renamed_keeps_its_turn() -> None:
    renamed = rename_role(OWNED + LINE, "team lead", "captain")
    assert "has approval by captain, director" in renamed
    assert {each.kind for each in differences(app_of(OWNED + LINE), app_of(renamed))} <= {"role-renamed"}


def test_another_turn_is_a_difference_in_words() -> None:
    found = differences(app_of(OWNED + LINE), app_of(OWNED + "  has approval by team lead\n"))
    assert any(each.kind == "rights" for each in found)


def test_a_role_that_nobody_declared_is_declared_and_another_line_keeps_its_own() -> None:
    found = check(OWNED + "  has approval by boss\n", vocabulary())
    (diagnostic,) = [each for each in found.diagnostics if each.code == "unknown-role"]
    assert diagnostic.fix is not None
    assert "boss" in diagnostic.fix.edits[0].text
