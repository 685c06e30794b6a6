"""The good examples of every atom as apps, and the pages on which each atom is seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent

from appling import atoms
from appling.atoms.base import FieldAtom
from appling.blueprint.model.app import App


@dataclass(frozen=True)
class Example:
    """`parts`: the kind of part to look at; without it, the things' own pages."""

    name: str
    source: str
    part: str = ""

    def addresses(self, app: App, *, rows: bool) -> list[str]:
        """Where it is seen, with the pages of single rows where there are any."""
        if not self.part:
            return list(_things(app, rows=rows))
        seen = [page for page in app.pages if any(part.kind == self.part for part in page.parts)]
        below = [page for page in app.row_pages if any(part.kind == self.part for part in page.parts)]
        return [f"/{page.key}" for page in seen] + [f"/data/{page.thing}/1" for page in below if rows]


def _things(app: App, *, rows: bool) -> Iterator[str]:
    for thing in app.things[:2]:
        yield f"/data/{thing.key}"
        yield f"/data/{thing.key}/new"
        if rows:
            yield f"/data/{thing.key}/1"
            yield f"/data/{thing.key}/1/edit"


def examples() -> tuple[Example, ...]:
    """Those of parts, of traits and of steps, and one of every field type at once."""
    parts = (
        Example(f"part-{_slug(atom.name)}-{number}", dedent(good).lstrip(), atom.name)
        for atom in atoms.all_parts()
        for number, good in enumerate(atom.good)
    )
    others = (
        Example(f"{kind}-{_slug(atom.name)}-{number}", dedent(good).lstrip())
        for kind, some in (("trait", atoms.all_traits()), ("step", atoms.all_steps()))
        for atom in some
        for number, good in enumerate(atom.good)
    )
    return (*parts, *others, Example("fields", _fields()))


def _fields() -> str:
    lines = (f"  some {atom.name.replace('/', ' or ')}: {_written(atom)}" for atom in atoms.all_fields())
    return "\n".join(("app Fields", "thing Entry", "  name: text, required", *lines, ""))


def _written(atom: FieldAtom) -> str:
    line = next((good.line for good in atom.good if good.line), None)
    return line or ("Entry" if atom.name == "link" else atom.name)


def _slug(name: str) -> str:
    return name.replace(" ", "-")
