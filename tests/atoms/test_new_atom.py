"""What the scaffold begins is an atom that works."""

import runpy
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from appling.atoms.base import FieldAtom, Refused
from appling.atoms.registry import GROUP, Atom, builtin_atoms, collect
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import ValueType

SCRIPT = Path(__file__).parents[2] / "dev" / "new_atom.py"


def scaffold_command(*arguments: str, into: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *arguments, "--into", str(into)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def scaffold(kind: str, name: str, summary: str, into: Path) -> Path:
    folder: Path = runpy.run_path(str(SCRIPT))["new_atom"](kind, name, summary, into)
    return folder


@pytest.mark.parametrize(
    ("kind", "name", "files"),
    [
        ("field", "Hue angle", {"__init__.py", "atom.py", "input.html", "show.html"}),
        ("part", "kaleidoscope", {"__init__.py", "atom.py", "part.html"}),
        ("step", "double", {"__init__.py", "atom.py"}),
    ],
)
def test_a_new_atom_is_found(
    kind: str, name: str, files: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = scaffold(kind, name, "Something new.", tmp_path)
    assert folder == tmp_path / name.lower().replace(" ", "_")
    assert {path.name for path in folder.iterdir()} == files
    monkeypatch.syspath_prepend(str(tmp_path))
    found = collect(builtin_atoms(), [EntryPoint("new", f"{folder.name}.atom", GROUP)])
    every: list[Atom] = [*found.fields.values(), *found.parts.values(), *found.steps.values()]
    atom = next(each for each in every if each.name == name.lower())
    assert atom.signature().summary == "Something new."
    if isinstance(atom, FieldAtom):
        holds_its_examples(atom)


def holds_its_examples(atom: FieldAtom) -> None:
    field = Field("value", "value", atom.name, ValueType(atom.kind))
    for good in atom.good:
        assert atom.parse(good.typed, field, "en") == good.value
        assert atom.shown(good.value, field, "en") == good.shown
    for bad in atom.bad:
        with pytest.raises(Refused, match=bad.because):
            atom.parse(bad.typed, field, "en")


@pytest.mark.parametrize("kind", ["field", "part", "step"])
def test_what_it_writes_passes_the_linter(kind: str, tmp_path: Path) -> None:
    scaffold(kind, "novelty", "Something new.", tmp_path)
    root = SCRIPT.parents[1]
    settings = ["--no-cache", "--config", str(root / "pyproject.toml"), str(tmp_path)]
    for command in (["check"], ["format", "--check"]):
        ran = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *settings],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("field", "text", "One line."), "already"),
        (("field", "varchar", "One line."), "already"),
        (("step", "delete", "Remove it."), "already"),
        (("field", "../x", "A path."), "is no name for an atom"),
        (("field", "x", "Too short."), "is no name for an atom"),
        (("field", "shade", "no sentence"), "one sentence"),
        (("field", "shade", 'A "quoted" one.'), "one sentence"),
    ],
)
def test_a_wrong_wish_is_explained(arguments: tuple[str, str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=said):
        scaffold(*arguments, tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_command_says_what_it_made_and_overwrites_nothing(tmp_path: Path) -> None:
    ran = scaffold_command("field", "shade", "A shade.", into=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert 'shade = "shade.atom"' in ran.stdout
    kept = (tmp_path / "shade" / "atom.py").read_text()
    again = scaffold_command("field", "shade", "Another shade.", into=tmp_path)
    assert again.returncode == 1
    assert "is there already" in again.stderr
    assert (tmp_path / "shade" / "atom.py").read_text() == kept
