"""A store with the bike club's app, as its owner sees it."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from tests.promises import count
from tests.store.apps import BIKES, make, viewer

from appling.store import AppStore, Viewer


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AppStore]:
    made = make(tmp_path / "bikes")
    yield made
    made.close()


@pytest.fixture
def owner() -> Viewer:
    return viewer(BIKES)


PROMISES = {
    "migration": "A change of the blueprint keeps every value, or says which it keeps aside: tests",
    "portable": "A whole app goes out as one file and comes back the same: tests",
}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Each test of these folders counts as a case of its promise."""
    report = yield
    promise = PROMISES.get(item.path.parent.name)
    if promise is not None and report.when == "call":
        count(promise, 1, int(report.failed))
    return report
