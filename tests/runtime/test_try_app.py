"""Trying an app: sound ones pass on every role, and what would trouble people is found."""

from textwrap import dedent

import pytest
from tests.runtime.conftest import blueprint, read_app

from appling.atoms import all_parts, all_steps
from appling.runtime import try_app

GOOD = [dedent(good) for atom in (*all_parts(), *all_steps()) for good in atom.good]


@pytest.mark.slow
@pytest.mark.parametrize("source", GOOD, ids=lambda source: source.strip().split("\n")[0][4:30])
def test_every_example_can_be_used(source: str) -> None:
    report = try_app(read_app(source), source)
    assert report.ok, report.failures[:3]
    assert report.complete
    assert {step.role for step in report.steps} >= {"visitor", "owner"}


def test_everything_is_tried() -> None:
    source = blueprint("bikes")
    report = try_app(read_app(source), source)
    assert report.ok, report.failures[:3]
    done = {(step.role, step.method, step.address) for step in report.steps if step.status in (200, 303, 409)}
    for role in ("member", "organiser", "owner"):
        assert (role, "GET", "/bikes") in done
    assert ("visitor", "GET", "/data/bike") in done
    assert ("member", "POST", "/data/loan") in done
    posts = {address for _, method, address in done if method == "POST"}
    for ending in ("/do/borrow", "/do/return", "/do/scrap", "/do/note", "/remove"):
        assert any(address.endswith(ending) for address in posts), ending
    assert any(address.startswith("/files/") for _, _, address in done)
    assert any(address.startswith("/api/bike/") for _, _, address in done)


def test_a_button_that_never_works_is_found() -> None:
    source = """
app Doors
  people: keeper

thing Door
  name: text, required
  keeper may see

thing Visit
  who: text, required, min 50
  keeper may see

action Knock on Door for keeper
  add Visit with who = "me"
"""
    report = try_app(read_app(source), source)
    assert not report.ok
    assert {(step.role, step.status) for step in report.failures} == {("keeper", 400), ("owner", 400)}
    assert "button does not work" in (report.failures[0].problem or "")


def test_an_error_of_ours_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("appling.runtime.site.ENDPOINTS", {})
    source = blueprint("bikes")
    report = try_app(read_app(source), source)
    assert not report.ok
    assert any(step.status == 500 for step in report.failures)


def test_there_is_an_end_to_it() -> None:
    source = blueprint("bikes")
    report = try_app(read_app(source), source, seconds=0.0)
    assert not report.complete
    assert report.steps == ()
