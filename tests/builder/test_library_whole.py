"""The example apps together use all that there is, and run."""

import pytest
from tests.builder.covering import WHOLE, used_by
from tests.promises import examples as how_many

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.library import Example, examples
from appling.runtime import try_app

ALL = tuple(examples().values())
CLICKED = ALL[:: how_many(40, 1)]


@pytest.fixture(scope="module")
def used() -> list[dict[str, set[str]]]:
    return [used_by(each.blueprint) for each in ALL]


@pytest.mark.parametrize("kind", WHOLE)
def test_together_they_use_all_that_there_is(kind: str, used: list[dict[str, set[str]]]) -> None:
    assert sorted(WHOLE[kind] - {name for each in used for name in each[kind]}) == []


@pytest.mark.parametrize("example", CLICKED, ids=lambda each: each.name)
def test_survives_being_clicked_through(example: Example) -> None:
    app = check(example.blueprint, vocabulary()).app
    assert app is not None
    report = try_app(app, example.blueprint, per_thing=2, seconds=60)
    assert report.complete
    assert report.ok, report.failures[:3]
