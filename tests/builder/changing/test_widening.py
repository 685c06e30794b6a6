"""A change that lets anybody do more is said to do so: held against what the runtime decides."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builder.changing.widening import changed, gains
from tests.generated.blueprints import apps
from tests.promises import FULL, count

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.changes import differences
from appling.blueprint.model.app import App

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "core").glob("*/blueprint.appling"))
PROMISE = "widening is said"
CASES = 150 if os.environ.get(FULL) else 6
RELAXED = settings(
    max_examples=CASES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)


def read(path: Path) -> App:
    app = check(path.read_text("utf-8"), vocabulary()).app
    assert app is not None
    return app


def must_say(before: App, after: App) -> None:
    gained = list(gains(before, after))
    said = [each for each in differences(before, after) if each.widens]
    count(PROMISE, 1, int(bool(gained) and not said))
    assert said or not gained, gained


@RELAXED
@given(st.data())
def test_of_a_generated_app(data: st.DataObject) -> None:
    before, _ = data.draw(apps())
    must_say(before, data.draw(changed(before)))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
@settings(parent=RELAXED, max_examples=max(CASES // 4, 3))
@given(data=st.data())
def test_of_an_example(path: Path, data: st.DataObject) -> None:
    before = read(path)
    must_say(before, data.draw(changed(before)))


@RELAXED
@given(st.data())
def test_of_two_apps_that_have_nothing_to_do_with_each_other(data: st.DataObject) -> None:
    before = read(data.draw(st.sampled_from(EXAMPLES)))
    must_say(before, read(data.draw(st.sampled_from(EXAMPLES))))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_nothing_is_different_from_itself(path: Path) -> None:
    assert differences(read(path), read(path)) == ()
