"""Finds the atoms: the built-in ones by their folders, other people's by entry point."""

from __future__ import annotations

import pkgutil
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from inspect import isabstract
from threading import Lock
from types import MappingProxyType

from appling.atoms import actions, fields, pages, traits
from appling.atoms.base.field import FieldAtom
from appling.atoms.base.part import PartAtom
from appling.atoms.base.step import StepAtom
from appling.atoms.base.trait import TraitAtom
from appling.blueprint.model.vocabulary import Vocabulary

GROUP = "appling.atoms"
Atom = FieldAtom | PartAtom | StepAtom | TraitAtom
_KINDS = (FieldAtom, PartAtom, StepAtom, TraitAtom)
_TEMPLATES = {
    FieldAtom: ("input.html", "show.html"),
    PartAtom: ("part.html",),
    StepAtom: (),
    TraitAtom: (),
}


class AtomWarning(UserWarning):
    """An atom from outside that can't be used."""


class NotAnAtomError(Exception):
    """Something that was to be an atom and is none; the message says why."""


@dataclass(frozen=True)
class Registry:
    """All atoms by their names."""

    fields: Mapping[str, FieldAtom] = field(default_factory=dict)
    parts: Mapping[str, PartAtom] = field(default_factory=dict)
    steps: Mapping[str, StepAtom] = field(default_factory=dict)
    traits: Mapping[str, TraitAtom] = field(default_factory=dict)

    def vocabulary(self) -> Vocabulary:
        """The signatures of what a blueprint can name."""
        return Vocabulary(
            {name: atom.signature() for name, atom in self.fields.items() if atom.declared},
            {name: atom.signature() for name, atom in self.parts.items()},
            {name: atom.signature() for name, atom in self.steps.items()},
            {name: atom.signature() for name, atom in self.traits.items()},
        )


_lock = Lock()
_found: Registry | None = None
_vocabulary: Vocabulary | None = None


def registry() -> Registry:
    """All atoms, looked for once."""
    global _found, _vocabulary
    if _found is None:
        with _lock:
            if _found is None:
                made = collect(builtin_atoms(), entry_points(group=GROUP))
                _vocabulary = made.vocabulary()
                _found = made
    return _found


def vocabulary() -> Vocabulary:
    """The signatures of all atoms present."""
    registry()
    assert _vocabulary is not None  # noqa: S101 - set before the registry is
    return _vocabulary


def field_atom(name: str) -> FieldAtom:
    """The field type of that name (not alias). Raises KeyError."""
    return registry().fields[name]


def part_atom(name: str) -> PartAtom:
    """The kind of part of that name (not alias). Raises KeyError."""
    return registry().parts[name]


def step_atom(name: str) -> StepAtom:
    """The kind of step of that name (not alias). Raises KeyError."""
    return registry().steps[name]


def trait_atom(name: str) -> TraitAtom:
    """The trait of that name (not alias). Raises KeyError."""
    return registry().traits[name]


def all_fields() -> tuple[FieldAtom, ...]:
    """Every field type, links included."""
    return tuple(registry().fields.values())


def all_parts() -> tuple[PartAtom, ...]:
    """Every kind of part."""
    return tuple(registry().parts.values())


def all_steps() -> tuple[StepAtom, ...]:
    """Every kind of step."""
    return tuple(registry().steps.values())


def all_traits() -> tuple[TraitAtom, ...]:
    """Every trait."""
    return tuple(registry().traits.values())


def builtin_atoms() -> list[Atom]:
    """One atom from `atom.py` of each folder of fields, pages, actions and traits."""
    return [
        atom_of(import_module(f"{package.__name__}.{module.name}.atom"))
        for package in (fields, pages, actions, traits)
        for module in pkgutil.iter_modules(package.__path__)
        if module.ispkg
    ]


def atom_of(found: object) -> Atom:
    """The atom that a module defines, or that a class is. Raises NotAnAtomError."""
    name = getattr(found, "__name__", repr(found))
    candidates = [found] if isinstance(found, type) else list(vars(found).values())
    classes = [
        candidate
        for candidate in candidates
        if isinstance(candidate, type)
        and issubclass(candidate, _KINDS)
        and not isabstract(candidate)
        and (candidate is found or candidate.__module__ == name)
    ]
    if len(classes) != 1:
        raise NotAnAtomError(
            f"{name} must define one field, part, step or trait class, and defines {len(classes)}"
        )
    atom: Atom = classes[0]()
    _check(atom)
    return atom


def _check(atom: Atom) -> None:
    if not (type(atom).__doc__ or "").strip():
        raise NotAnAtomError(f"{type(atom).__name__} has no docstring, which is its documentation")
    if isinstance(atom, StepAtom):
        return
    needed = next(files for kind, files in _TEMPLATES.items() if isinstance(atom, kind))
    for file in needed:
        if not (atom.folder / file).is_file():
            raise NotAnAtomError(f"{type(atom).__name__} has no {file} beside it")


def collect(builtin: Iterable[Atom], outside: Iterable[EntryPoint]) -> Registry:
    """The registry of these; what is wrong with one from outside is a warning, and it is left out."""
    found: dict[type, dict[str, Atom]] = {kind: {} for kind in _KINDS}
    taken: dict[type, set[str]] = {kind: set() for kind in _KINDS}
    for atom in builtin:
        _add(atom, found, taken)
    for entry in sorted(outside, key=lambda entry: entry.name):
        try:
            _add(atom_of(entry.load()), found, taken)
        except Exception as error:
            source = f" of {entry.dist.name}" if entry.dist else ""
            message = f"The atom {entry.name!r}{source} is left out: {error}"
            warnings.warn(message, AtomWarning, stacklevel=2)
    return Registry(*(MappingProxyType(found[kind]) for kind in _KINDS))  # type: ignore[arg-type]


def _add(atom: Atom, found: dict[type, dict[str, Atom]], taken: dict[type, set[str]]) -> None:
    kind = next(kind for kind in _KINDS if isinstance(atom, kind))
    names = (atom.name, *atom.aliases) if getattr(atom, "declared", True) else ()
    for name in names:
        if name in taken[kind]:
            raise NotAnAtomError(f"the name {name!r} is taken")
    taken[kind].update(names)
    found[kind][atom.name] = atom
