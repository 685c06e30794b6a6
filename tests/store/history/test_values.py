"""What history keeps of a value is the value: every type, at its ends, there and back."""

import math
import os
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Column, Integer, MetaData, Table, update
from tests import promises
from tests.store.history.apps import dump, make, viewer

from appling import atoms
from appling.atoms.base import FieldAtom
from appling.store import AppStore, Scope

TYPES = {
    "number": "number",
    "money": "money",
    "rating": "rating",
    "date": "date",
    "moment": "date and time",
    "clock": "time",
    "truth": "yes/no",
    "line": "text",
    "lines": "long text",
    "email": "email",
    "photo": "image",
}
SOURCE = "app Values\n\nthing Row\n" + "".join(f"  {name}: {type_}\n" for name, type_ in TYPES.items())
WHOLE = st.integers(-(2**63), 2**63 - 1)
FULL = os.environ.get(promises.FULL) == "1"
ANY = st.one_of(
    st.none(),
    WHOLE,
    st.floats(allow_nan=False),
    st.sampled_from([0.1, 5e-324, math.inf, -0.0, 2.0**53 + 2, 1e308, 1 / 3]),
    st.text(max_size=20),
    st.text(st.characters(codec="utf-8"), max_size=5).map(lambda text: f"a\0{text}"),
    st.binary(max_size=20),
)
"""Whatever SQLite can hold, in whatever column."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> AppStore:
    return make(tmp_path_factory.mktemp("values") / "app", SOURCE)


@settings(
    max_examples=300 if FULL else 12,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    first=st.fixed_dictionaries(dict.fromkeys(TYPES, ANY)),
    then=st.fixed_dictionaries(dict.fromkeys(TYPES, ANY)),
)
def test_any_value_comes_back(store: AppStore, first: dict[str, object], then: dict[str, object]) -> None:
    table = Table("row", MetaData(), Column("_id", Integer), *(Column(name) for name in TYPES))
    with store.write(viewer(store)) as writer:
        row = writer.insert("row", {}, Scope("row"))
        writer.connection.execute(update(table).where(table.c["_id"] == row).values(first))
    one = dump(store)
    with store.write(viewer(store)) as writer:
        writer.connection.execute(update(table).where(table.c["_id"] == row).values(then))
    two = dump(store)
    with store.write(viewer(store)) as writer:
        writer.remove("row", row)
    store.undo()
    assert repr(dump(store)) == repr(two)
    store.undo()
    assert repr(dump(store)) == repr(one)
    store.redo()
    assert repr(dump(store)) == repr(two)


@pytest.mark.parametrize("atom", atoms.all_fields(), ids=lambda atom: atom.name)
def test_every_good_example_of_every_type_comes_back(atom: FieldAtom, tmp_path: Path) -> None:
    """Through the application's own way of writing; a new type is in here the day it appears."""
    if not atom.declared or atom.name == "person":
        pytest.skip("its values are rows, which the random changes cover")
    line = next((good.line for good in atom.good if good.line), None)
    declared = line if atom.arguments == "choices" and line else atom.name
    store = make(tmp_path / "app", f"app Values\n\nthing Row\n  value: {declared}\n")
    field = store.app.thing("row").field("value")
    states = []
    for good in atom.good:
        if good.line in (None, declared):
            value = atom.parse(good.typed, field, "en")
            with store.write(viewer(store)) as writer:
                writer.add("row", {"value": value})
            states.append(dump(store))
    for state in reversed(states):
        assert dump(store) == state
        store.undo()
    assert dump(store)["row"]["_id"] == {}
    for state in states:
        store.redo()
        assert dump(store) == state
    store.close()
