"""The documentation is whole, up to date, and its examples work."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from tests.blueprint.checks.test_errors import codes
from tests.docs.markdown import ROOT, fenced, files, links

from appling import atoms, blueprint
from appling.cli.main import command_line
from appling.diagnostics.problem import Problem

REFERENCE = ROOT / "docs" / "reference"
EXAMPLES = [
    (path.relative_to(ROOT), number, text)
    for path in files()
    for number, text in enumerate(fenced(path, "appling"))
]


def entries(page: str) -> set[str]:
    return set(re.findall(r"^## (.+)$", (REFERENCE / page).read_text(encoding="utf-8"), re.MULTILINE))


def test_reference_pages_are_up_to_date() -> None:
    ran = subprocess.run(
        [sys.executable, "dev/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_atom_has_an_entry() -> None:
    assert {atom.name for atom in atoms.all_fields()} <= entries("fields.md")
    assert {atom.name for atom in atoms.all_parts()} <= entries("parts.md")
    assert {atom.name for atom in atoms.all_steps()} <= entries("actions.md")
    assert {atom.name for atom in atoms.all_traits()} <= entries("traits.md")


def test_every_diagnostic_has_an_entry() -> None:
    assert codes() <= entries("diagnostics.md")


def test_every_problem_has_an_entry() -> None:
    named = {each.code for each in _below(Problem) if each.__module__.startswith("appling.")}
    assert named <= entries("diagnostics.md")


def test_every_command_has_an_entry() -> None:
    group = typer.main.get_command(command_line())
    assert set(group.commands) <= entries("commands.md")  # type: ignore[attr-defined]


def test_every_environment_variable_has_an_entry() -> None:
    text = (REFERENCE / "settings.md").read_text(encoding="utf-8")
    used = set()
    for path in (ROOT / "src" / "appling").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        for name in re.findall(r"environ(?:\.get\(|\[)([A-Z_]+|\"[A-Z_]+\")", source):
            defined = re.search(rf"^{name} = \"(\w+)\"", source, re.MULTILINE)
            used.add(defined[1] if defined else name.strip('"'))
    assert used
    assert [name for name in sorted(used) if f"`{name}`" not in text] == []


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    assert [link for link in links(path) if not (path.parent / link).exists()] == []


@pytest.mark.parametrize(("path", "number", "text"), EXAMPLES)
def test_examples_are_accepted(path: Path, number: int, text: str) -> None:
    checked = blueprint.check(text, atoms.vocabulary())
    assert checked.diagnostics == ()


def _below(kind: type[Problem]) -> set[type[Problem]]:
    return {each for child in kind.__subclasses__() for each in {child, *_below(child)}}
