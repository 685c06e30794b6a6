"""A plan is made of what is there, tried on a copy, and carried out only on the app it was made for."""

from datetime import UTC, date, datetime
from threading import Thread
from time import sleep

import pytest
from tests.builder.changing.conftest import Living

from appling.atoms import vocabulary
from appling.blueprint.changes import apply_change
from appling.builder.changing import apply_plan, plan_change
from appling.builder.changing.edits import carry_out
from appling.builder.changing.errors import ChangeBreaks, ChangeClashes, ChangeFaulty, PlanOutdated
from appling.runtime import AppCheck
from appling.runtime.trial.checks import Asked
from appling.store import AppStore, Sight, Viewer
from appling.store.changes import set_source


def changed(club: Living, change: str) -> str:
    return apply_change(club.store.source, change, vocabulary()).source


def test_a_button_that_would_always_fail_is_not_applied(club: Living) -> None:
    broken = club.store.source.replace(
        "  borrower: person = me\n", "  borrower: person = me\n  reason: text, required, min 50\n"
    )
    broken = broken.replace("with bike = this,", 'with bike = this, reason = "short",')
    with pytest.raises(ChangeBreaks):
        plan_change(club.home, club.key, broken)
    assert "reason" not in club.store.source


def test_what_worked_must_work(club: Living) -> None:
    """An earlier check that the new app does not meet, though nobody's right changed, stops the change."""
    club.store.keep_checks([AppCheck(Asked("member", "open", "bikes"), False).as_json()])
    with pytest.raises(ChangeBreaks) as refused:
        plan_change(club.home, club.key, changed(club, "remove page Overdue\n"))
    assert "Bikes" in refused.value.sentence


def test_people_keep_a_role_that_is_renamed(club: Living) -> None:
    person = club.store.people.create("Ada", None, "member").id
    renamed = carry_out(club.store.source, "rename role member to rider\n", vocabulary()).source
    plan = plan_change(club.home, club.key, renamed, seconds=0.5)
    members = sum(each.role == "member" for each in club.store.people.all())
    said = [point.sentence for point in plan.points if point.difference.kind == "role-renamed"]
    assert said == [f"the role member is now called rider; its people keep it ({members} people)"]
    assert plan.needs_yes == ()
    apply_plan(club.home, plan)
    assert club.store.people.get(person).role == "rider"


def test_a_change_in_the_very_moment_is_not_run_over(club: Living) -> None:
    """Somebody is just writing another blueprint when the plan is to be carried out."""
    plan = plan_change(club.home, club.key, changed(club, "remove page Overdue\n"), seconds=0.5)
    other, failed = AppStore(club.store.folder), []

    def carry() -> None:
        try:
            apply_plan(club.home, plan)
        except PlanOutdated as outdated:
            failed.append(outdated)

    carrying = Thread(target=carry)
    between = club.store.source.replace("Overdue", "Too late")
    with other.write(Viewer(None, date(2026, 5, 1), datetime(2026, 5, 1, tzinfo=UTC), Sight())) as writer:
        carrying.start()
        sleep(0.5)
        set_source(writer.connection, between)
    carrying.join(60)
    assert len(failed) == 1
    assert AppStore(club.store.folder).source == between


@pytest.mark.slow
def test_checks_are_kept_with_the_version(club: Living) -> None:
    apply_plan(club.home, plan_change(club.home, club.key, changed(club, "remove page Overdue\n")))
    kept = club.store.kept_checks()
    assert kept is not None
    assert ["visitor", "list", "loan", False] in kept
    assert ["member", "add", "loan", True] in kept
    club.store.undo()
    assert club.store.kept_checks() is None


def test_a_faulty_blueprint_is_not_tried(club: Living) -> None:
    with pytest.raises(ChangeFaulty):
        plan_change(club.home, club.key, club.store.source + "\npage X\n  table of Nowhere where\n")


def test_what_can_not_be_unique_is_said(club: Living) -> None:
    source = club.store.source.replace("kind: choice(road, city)", "kind: choice(road, city), unique")
    with pytest.raises(ChangeClashes):
        plan_change(club.home, club.key, source)


def test_a_plan_of_another_version_is_not_carried_out(club: Living) -> None:
    plan = plan_change(club.home, club.key, changed(club, "remove page Overdue\n"), seconds=0.5)
    apply_plan(club.home, plan)
    with pytest.raises(PlanOutdated):
        apply_plan(club.home, plan)


@pytest.mark.slow
def test_what_was_not_kept_is_seen_on_another_copy(club: Living) -> None:
    club.store.replace(club.app, club.store.source)
    plan = plan_change(club.home, club.key, changed(club, "remove page Overdue\n"))
    assert plan.complete
    assert plan.replayed > 30
