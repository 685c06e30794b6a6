"""A store with the bike club's app, as its owner sees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
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
