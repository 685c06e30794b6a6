"""Which atoms have a picture, where it lies, and which of their examples it shows."""

from textwrap import dedent

from appling.atoms.base import FieldAtom, PartAtom, TraitAtom

EXAMPLES: dict[str, int] = {}
"""Which good example shows it best, where that is not the first."""
Pictured = FieldAtom | PartAtom | TraitAtom
"""Steps of actions are not to be seen."""


def file_name(atom: Pictured) -> str:
    """Below the folder of pictures."""
    kind = "fields" if isinstance(atom, FieldAtom) else "parts" if isinstance(atom, PartAtom) else "traits"
    return f"{kind}/{atom.folder.name}.webp"


def example(atom: PartAtom | TraitAtom) -> str:
    """The blueprint that its picture is of."""
    return dedent(atom.good[EXAMPLES.get(atom.name, 0)]).lstrip()


def described(atom: Pictured) -> str:
    """What its picture shows, for those who can't see it."""
    if isinstance(atom, FieldAtom):
        return f"A field of the type {atom.name}, filled in."
    app = example(atom).splitlines()[0].removeprefix("app ")
    where = "on a page" if isinstance(atom, PartAtom) else "on rows"
    return f"The {'part' if isinstance(atom, PartAtom) else 'trait'} {atom.name} {where} of the app {app}."
