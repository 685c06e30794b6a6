"""Atoms are found by their folders and by entry points."""

import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from appling import atoms
from appling.atoms import actions, fields, pages, registry, traits
from appling.atoms.registry import AtomWarning, NotAnAtomError, atom_of, builtin_atoms, collect
from appling.blueprint.resolve.words import Words

FIELDS = {
    "text", "long text", "number", "money", "date", "time", "date and time", "yes/no", "choice", "email",
    "duration", "phone", "url", "image", "file", "rating", "person", "place",
    "counter", "choices", "tags", "short link", "views", "clicks",
}  # fmt: skip


def test_every_folder_is_an_atom() -> None:
    for package, found in (
        (fields, atoms.all_fields()),
        (pages, atoms.all_parts()),
        (actions, atoms.all_steps()),
        (traits, atoms.all_traits()),
    ):
        folders = {path.parent.name for path in Path(package.__path__[0]).glob("*/atom.py")}
        assert {
            Path(sys.modules[type(atom).__module__].__file__ or "").parent.name for atom in found
        } == folders


def test_the_vocabulary_holds_what_a_blueprint_can_name() -> None:
    vocabulary = atoms.vocabulary()
    assert set(vocabulary.fields) == FIELDS
    assert set(vocabulary.traits) == {atom.name for atom in atoms.all_traits()}
    assert set(vocabulary.steps) == {"set", "add", "remove", "notify", "email", "post", "ask", "draw"}
    assert set(vocabulary.parts) == {atom.name for atom in atoms.all_parts()}
    assert atoms.field_atom("link").name == "link"
    assert atoms.vocabulary() is vocabulary


def test_an_alias_is_no_name() -> None:
    for find in (atoms.field_atom, atoms.part_atom, atoms.step_atom, atoms.trait_atom):
        with pytest.raises(KeyError):
            find("string")


def test_every_word_means_one_atom() -> None:
    vocabulary = atoms.vocabulary()
    for signatures in (vocabulary.fields, vocabulary.parts, vocabulary.steps, vocabulary.traits):
        words = [word for each in signatures.values() for word in (each.name, *each.aliases)]
        assert len(words) == len(set(words))
        assert all(
            word == " ".join(word.lower().replace("_", " ").replace("-", " ").split()) for word in words
        )


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("String", "text"),
        ("varchar", "text"),
        ("textarea", "long text"),
        ("description", "long text"),
        ("markdown", "long text"),
        ("integer", "number"),
        ("float", "number"),
        ("price", "money"),
        ("amount", "money"),
        ("Boolean", "yes/no"),
        ("checkbox", "yes/no"),
        ("datetime", "date and time"),
        ("date-time", "date and time"),
        ("timestamp", "date and time"),
        ("enum", "choice"),
        ("dropdown", "choice"),
        ("status", "choice"),
        ("photo", "image"),
        ("avatar", "image"),
        ("attachment", "file"),
        ("telephone", "phone"),
        ("phone_number", "phone"),
        ("link", "url"),
        ("website", "url"),
        ("stars", "rating"),
        ("user", "person"),
    ],
)
def test_words_that_small_models_write_are_understood(word: str, name: str) -> None:
    found = Words(atoms.vocabulary()).field(word)
    assert found is not None
    assert found.name == name


def test_threads_get_the_same_atoms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_found", None)
    monkeypatch.setattr(registry, "_vocabulary", None)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: registry.registry(), range(32)))
    assert len({id(each) for each in found}) == 1
    assert registry.vocabulary().fields


GOOD_ATOM = '''
from appling.atoms.base import Good
from appling.atoms.base.line import LineField

class ColourField(LineField):
    """A colour."""
    name = "colour"
    aliases = ("color",)
    good = (Good("#ffffff", "#ffffff", "#ffffff"),)

    def sample(self, field, sample):
        return "#336699"
'''


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that Python imports from."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def entry(value: str, name: str = "colour") -> EntryPoint:
    return EntryPoint(name, value, registry.GROUP)


def test_an_atom_comes_by_entry_point(outside: Path) -> None:
    package = outside / "colour_atom"
    package.mkdir()
    (package / "__init__.py").write_text(GOOD_ATOM)
    for template in ("input.html", "show.html"):
        (package / template).write_text("{{ value }}")
    for value in ("colour_atom", "colour_atom:ColourField"):
        found = collect(builtin_atoms(), [entry(value)])
        assert found.fields["colour"].folder == package
        assert found.vocabulary().fields["colour"].aliases == ("color",)


@pytest.mark.parametrize(
    ("module", "source", "said"),
    [
        ("missing_module", None, "No module named 'missing_module'"),
        ("broken_atom", "raise RuntimeError('out of order')", "out of order"),
        ("no_atom", "class Nothing: pass", "must define one field, part, step or trait class, and defines 0"),
        ("no_template", GOOD_ATOM, "ColourField has no input.html beside it"),
        ("no_docs", GOOD_ATOM.replace('    """A colour."""\n', ""), "has no docstring"),
        ("a_taken_name", GOOD_ATOM.replace('"colour"', '"text"'), "the name 'text' is taken"),
        ("a_taken_alias", GOOD_ATOM.replace('"color"', '"email"'), "the name 'email' is taken"),
    ],
)
def test_a_broken_atom_from_outside_is_a_warning(
    module: str, source: str | None, said: str, outside: Path
) -> None:
    if source is not None:
        (outside / f"{module}.py").write_text(source)
    if module.startswith("a_taken"):
        for template in ("input.html", "show.html"):
            (outside / template).write_text("")
    with pytest.warns(AtomWarning) as warned:
        found = collect(builtin_atoms(), [entry(module)])
    assert said in str(warned[0].message)
    assert "'colour'" in str(warned[0].message)
    assert set(found.fields) == FIELDS | {"link"}


def test_two_atoms_of_one_name_among_our_own_are_an_error() -> None:
    ours = builtin_atoms()
    with pytest.raises(NotAnAtomError, match="is taken"):
        collect([*ours, ours[0]], [])


def test_only_atoms_are_atoms() -> None:
    with pytest.raises(NotAnAtomError):
        atom_of(dict)


def test_our_own_atoms_warn_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        collect(builtin_atoms(), [])


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    """Commands that only read blueprints pay for no database, locale or picture library."""
    script = (
        "import sys; from appling import atoms; atoms.vocabulary();"
        "print([m for m in ('sqlalchemy', 'babel', 'PIL', 'mimesis', 'phonenumbers') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
