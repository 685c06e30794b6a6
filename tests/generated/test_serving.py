"""Promise 1: whatever the checker accepts is served to everybody, on whatever rows there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.generated.blueprints import Made, apps
from tests.generated.serving import fill, on_trial, roles, walk_through
from tests.generated.trying import BLUEPRINTS, REQUESTS, tried
from tests.promises import count, examples

ROWS = ("empty", "sample", "odd")


@pytest.mark.parametrize("part", range(examples(1, 10)))
@tried(1, 30)
@given(made=apps(), seed=st.integers(1, 10_000))
def test_what_is_accepted_is_served(part: int, made: Made, seed: int) -> None:
    app, source = made
    for rows in ROWS:
        with on_trial(app, source) as trial:
            fill(trial, rows, seed)
            for role in roles(app):
                walk_through(trial, role, seed)
            failed = len(trial.seen.faults)
            count(REQUESTS, trial.seen.requests, failed)
            count(BLUEPRINTS, 0 if rows != ROWS[-1] else 1, int(failed > 0))
            assert not failed, "\n".join([f"with {rows} rows:", *trial.seen.faults[:20], source])
