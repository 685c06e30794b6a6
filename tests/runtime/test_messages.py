"""Every sentence of ours that people may read has a Chinese one, with the same placeholders."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from appling.atoms import all_fields
from appling.blueprint.model.app import OWNER, VISITOR, Verb

PACKAGE = Path(__file__).parents[2] / "src" / "appling"
CATALOGUE = PACKAGE / "runtime" / "locale" / "zh" / "LC_MESSAGES" / "appling.po"
SAYING = (
    PACKAGE / "builder" / "changing" / "numbers.py",
    PACKAGE / "builder" / "changing" / "trial.py",
    PACKAGE / "diagnostics" / "phrase.py",
)
WORDS = (VISITOR, OWNER, "required", "unique", "link", *Verb, *(field.name for field in all_fields()))
"""Words of the language that sentences speak of."""
FOLDERS = ("atoms", "builder", "runtime", "store", "studio")
TRANSLATORS = frozenset({"t", "_", "flash"})
ROOTS = frozenset({"BuildFailed", "Refused", "Refusal", "StoreError"})
"""Exceptions whose first text is translated when they are shown."""
IN_TEMPLATE = re.compile(r"""\bt\(\s*(?:"([^"]*)"|'([^']*)')""")
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


@cache
def all_messages() -> dict[str, str]:
    """Each sentence with a file it is in."""
    found: dict[str, str] = {}
    for path in PACKAGE.rglob("*.html"):
        for double, single in IN_TEMPLATE.findall(path.read_text(encoding="utf-8")):
            found.setdefault(double or single, path.name)
    modules = {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for folder in FOLDERS
        for path in (PACKAGE / folder).rglob("*.py")
    }
    refusals = _refusals(modules.values())
    for path, module in modules.items():
        for message in _messages(module, refusals):
            found.setdefault(message, path.name)
    for path in (*(PACKAGE / "blueprint" / "changes").glob("*.py"), *SAYING):
        for message in _patterns(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(message, path.name)
    return found | {str(word): "the language" for word in WORDS}


def _patterns(module: ast.Module) -> Iterator[str]:
    """What the lines of a plan say."""
    yield from _with_placeholders(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _name(node.func) == "Difference":
            yield from (text for text in _texts(node.args[1:2], {}) if " " in text)
        elif isinstance(node, ast.Call) and _name(node.func) in ("Phrase", "phrase"):
            yield from _texts(node.args[:1], {})
        elif isinstance(node, ast.Assign) and _name(node.targets[0]) in ("ROWS", "VALUES", "PEOPLE"):
            texts = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
            yield from (text for text in texts if " " in text)


def _refusals(modules: Iterable[ast.Module]) -> frozenset[str]:
    """The names of the exception classes that are shown, by what they are derived from."""
    bases: dict[str, set[str]] = {}
    for module in modules:
        for node in ast.walk(module):
            if isinstance(node, ast.ClassDef):
                bases.setdefault(node.name, set()).update(_name(base) for base in node.bases)
    known = set(ROOTS)
    while more := {name for name, under in bases.items() if under & known} - known:
        known |= more
    return frozenset(known)


def _messages(module: ast.Module, refusals: frozenset[str]) -> Iterator[str]:
    constants = {
        target.id: node.value
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _name(node.func) in TRANSLATORS:
            yield from _texts(node.args[:1], constants)
        elif isinstance(node, ast.Call) and _name(node.func) in refusals:
            yield from (text for text in _texts(node.args, constants) if " " in text)
        elif isinstance(node, ast.ClassDef) and node.name in refusals:
            yield from _of_class(node, constants)
    if _translates(module):
        yield from _with_placeholders(module)


def _of_class(found: ast.ClassDef, constants: dict[str, ast.expr]) -> Iterator[str]:
    """A heading, a default sentence, or what is handed to the base class."""
    for node in ast.walk(found):
        if isinstance(node, ast.Assign) and any(_name(target) == "heading" for target in node.targets):
            yield from _texts([node.value], constants)
        elif isinstance(node, ast.FunctionDef):
            yield from (text for text in _texts(node.args.defaults, constants) if " " in text)
        elif isinstance(node, ast.Call) and _name(node.func) == "__init__":
            yield from (text for text in _texts(node.args, constants) if " " in text)


def _translates(module: ast.Module) -> bool:
    return any(isinstance(node, ast.Call) and _name(node.func) == "t" for node in ast.walk(module))


def _with_placeholders(module: ast.Module) -> Iterator[str]:
    """Sentences that reach the translator by a variable."""
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if (
                " " in text
                and "\n" not in text
                and PLACEHOLDER.search(text)
                and not _is_docstring(node, module)
            ):
                yield text


def _is_docstring(constant: ast.Constant, module: ast.Module) -> bool:
    return any(isinstance(node, ast.Expr) and node.value is constant for node in ast.walk(module))


def _texts(nodes: list[ast.expr], constants: dict[str, ast.expr]) -> Iterator[str]:
    for node in nodes:
        value = constants.get(node.id, node) if isinstance(node, ast.Name) else node
        for each in (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,):
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value:
                yield each.value


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def chinese() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def test_sentences_of_all_kinds_are_found() -> None:
    found = all_messages()
    assert {"Sign in", "{field} is required", "Not allowed", "{field}, ascending"} <= set(found)
    assert "{field} must be a number" in found


def test_none_lacks_its_translation() -> None:
    translated = chinese()
    missing = {message: place for message, place in all_messages().items() if not translated.get(message)}
    assert missing == {}


def test_none_is_left_over() -> None:
    assert set(chinese()) - set(all_messages()) == set()


def test_placeholders_are_the_same() -> None:
    wrong = {
        message: translation
        for message, translation in chinese().items()
        if set(PLACEHOLDER.findall(message)) != set(PLACEHOLDER.findall(translation))
    }
    assert wrong == {}
