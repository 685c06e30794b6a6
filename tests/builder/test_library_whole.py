"""The example apps together use all that there is, and run: all of them with APPLING_FULL=1, else one."""

import pytest
from tests.builder.covering import WHOLE, used_by
from tests.promises import examples as how_many

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.library import Example, examples
from appling.runtime import try_app

ALL = tuple(examples().values())
CLICKED = ALL[:: how_many(len(ALL), 1)]


def test_all_check_without_a_word_and_together_use_all_that_there_is() -> None:
    missing = {kind: set(names) for kind, names in WHOLE.items()}
    for each in ALL:
        checked = check(each.blueprint, vocabulary())
        assert checked.app is not None, each.name
        assert checked.diagnostics == (), each.name
        for kind, names in used_by(checked.app, each.blueprint).items():
            missing[kind] -= names
    assert {kind: names for kind, names in missing.items() if names} == {}


@pytest.mark.parametrize("example", CLICKED, ids=lambda each: each.name)
def test_survives_being_clicked_through(example: Example) -> None:
    app = check(example.blueprint, vocabulary()).app
    assert app is not None
    report = try_app(app, example.blueprint, per_thing=1, seconds=60)
    assert report.complete
    assert report.ok, report.failures[:3]
