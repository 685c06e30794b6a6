"""What the tests of atoms share: apps and fields read from blueprints, and the templates."""

from collections.abc import Callable

import pytest
from jinja2 import Environment

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import App, Field
from appling.runtime.templating import environment


@pytest.fixture(scope="session")
def app_of() -> Callable[[str], App]:
    """Reads a blueprint that has no faults."""

    def read(source: str) -> App:
        checked = check(source, vocabulary())
        assert checked.app is not None, checked.diagnostics
        return checked.app

    return read


@pytest.fixture(scope="session")
def field_of(app_of: Callable[[str], App]) -> Callable[[str], Field]:
    """The field that a declaration such as `number, min 1` means."""
    known: dict[str, Field] = {}

    def read(line: str) -> Field:
        if line not in known:
            app = app_of(f"app Test\n\nthing Other\n  label: text\n\nthing Thing\n  value: {line}\n")
            known[line] = app.thing("thing").field("value")
        return known[line]

    return read


@pytest.fixture(scope="session")
def templates() -> Environment:
    return environment()
