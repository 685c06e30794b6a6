"""What the tests of atoms share: apps and fields read from blueprints, and the templates."""

from collections.abc import Callable

import pytest
from jinja2 import Environment

from appling.atoms import vocabulary
from appling.blueprint.model.app import App, Field
from appling.blueprint.resolve.app import resolve
from appling.blueprint.resolve.expressions import Expressions
from appling.blueprint.resolve.symbols import Symbols
from appling.blueprint.resolve.words import Words
from appling.blueprint.syntax import parse
from appling.runtime.templating import environment


@pytest.fixture(scope="session")
def app_of() -> Callable[[str], App]:
    """Reads a blueprint that has no faults."""

    def read(source: str) -> App:
        parsed = parse(source)
        assert not parsed.diagnostics
        symbols = Symbols(parsed.blueprint, Words(vocabulary()))
        return resolve(symbols, Expressions(symbols))

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
