"""Whatever a person types, in any language, a field type refuses it or keeps it for good."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appling.atoms import all_fields
from appling.atoms.base import FieldAtom, Refused
from appling.blueprint.model.app import Choice, Field
from appling.blueprint.model.expression import ValueType

SIGNS = "0123456789.,'+-−eE $€¥元:/TZ@\u00a0\u202f٣１"
TYPED = st.one_of(
    st.text(min_size=1, max_size=60),
    st.text(SIGNS, min_size=1, max_size=24),
    st.datetimes().map(str),
    st.decimals(allow_nan=True).map(str),
    st.floats().map(repr),
    st.emails(),
    st.from_regex(r"(https?://)?[a-z]{1,9}\.[a-z]{2,5}(:[0-9]{1,6})?(/\S{0,9})?", fullmatch=True),
)


@pytest.mark.parametrize("atom", [pytest.param(atom, id=atom.name) for atom in all_fields()])
@settings(max_examples=80, deadline=None, derandomize=True)
@given(typed=TYPED, language=st.sampled_from(["en", "zh", "de", "fr-CH", "ar", "hi"]))
def test_what_is_taken_stays_as_it_is(atom: FieldAtom, typed: str, language: str) -> None:
    field = Field("value", "value", atom.name, ValueType(atom.kind), choices=(Choice("0"), Choice("a b")))
    try:
        value = atom.parse(typed, field, language)
    except Refused:
        return
    if value is None:
        assert not typed.strip() or not atom.typed("", field)
        return
    assert atom.parse(atom.typed(value, field), field, language) == value
    assert "\n" not in atom.shown(value, field, language) or atom.wide
    assert atom.from_json(json.loads(json.dumps(atom.to_json(value))), field) == value
