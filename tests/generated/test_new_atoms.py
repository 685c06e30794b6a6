"""An atom that somebody brings along is in generated blueprints from the day it comes."""

from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.generated.blueprints import blueprints
from tests.generated.serving import fill, on_trial, walk_through
from tests.generated.trying import tried

from appling.atoms import registry
from appling.atoms.registry import GROUP, builtin_atoms, collect
from appling.blueprint import check
from appling.blueprint.model.app import OWNER
from appling.blueprint.model.vocabulary import Vocabulary

FIELD = '''
from appling.atoms.base import Good
from appling.atoms.base.line import LineField


class ShadeField(LineField):
    """A shade."""

    name = "shade"
    good = (Good("#336699", "#336699", "#336699"),)

    def sample(self, field, sample):
        return "#336699"
'''
PART = '''
from appling.atoms.base import PartAtom, Rows
from appling.atoms.base.columns import shown_columns
from appling.blueprint.model.vocabulary import Setting


class Strip(PartAtom):
    """A strip of rows."""

    name = "strip"
    thing = "required"
    clauses = frozenset({"where", "sort", "show", "limit"})
    settings = (Setting("tilt", "How far.", "number"),)
    good = ()

    def need(self, part, app):
        thing = app.thing(part.thing)
        columns = shown_columns(part, thing, 5)
        return Rows(thing.key, columns, part.where, part.sort, part.limit, controls=False)
'''
STEP = '''
from appling.atoms.base import StepAtom


class Stamp(StepAtom):
    """Set a field, once more."""

    name = "stamp"
    form = "assign"
    good = ()

    def run(self, step, context):
        for assignment in step.assignments:
            context.assign(assignment.path, assignment.value)
'''
TEMPLATES = {
    "shade_atom": {
        "input.html": '<input type="text" class="input" id="{{ id }}" name="{{ name }}" value="{{ value }}">',
        "show.html": "{{ text }}",
    },
    "strip_atom": {"part.html": "<ul>{% for row in data.rows %}<li>{{ row.title }}</li>{% endfor %}</ul>"},
    "stamp_atom": {},
}


@pytest.fixture
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vocabulary:
    """The vocabulary with three atoms that came by the door for third parties."""
    for name, source in (("shade_atom", FIELD), ("strip_atom", PART), ("stamp_atom", STEP)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").write_text(source)
        for template, text in TEMPLATES[name].items():
            (folder / template).write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    found = collect(builtin_atoms(), [EntryPoint(name, name, GROUP) for name in TEMPLATES])
    monkeypatch.setattr(registry, "_found", found)
    monkeypatch.setattr(registry, "_vocabulary", found.vocabulary())
    return found.vocabulary()


def test_it_is_written(brought: Vocabulary) -> None:
    written: set[str] = set()

    @tried(500, 900)
    @given(source=blueprints())
    def write(source: str) -> None:
        written.update(word for word in (": shade", "strip ", "stamp ") if word in source)

    write()
    assert written == {": shade", "strip ", "stamp "}


def test_it_is_served(brought: Vocabulary) -> None:
    """With few other parts beside it, so that it comes up often."""
    served: set[str] = set()
    few = replace(brought, parts={name: brought.parts[name] for name in ("strip", "table", "text")})

    @tried(60, 60)
    @given(source=blueprints(few), seed=st.integers(1, 100))
    def serve(source: str, seed: int) -> None:
        app = check(source, brought).app
        kinds = {part.kind for page in app.pages for part in page.parts} if app is not None else set()
        new = {"strip"} & kinds - served
        if app is None or not new:
            return
        with on_trial(app, source) as trial:
            fill(trial, "sample", seed)
            walk_through(trial, OWNER, seed)
            assert not trial.seen.faults, trial.seen.faults
        served.update(new)

    serve()
    assert served
