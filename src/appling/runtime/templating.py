"""The Jinja environment of all pages inside apps.

Names of templates: those of this folder by their file name, the shared macros as `macros/…`, and an
atom's own as `pages/NAME/part.html`, `fields/NAME/input.html`, `fields/NAME/show.html`,
`traits/NAME/row.html`, wherever the atom's folder lies.

A part's template gets `part`, `app`, `data`, what the atom's `view` gave, and: `id` (unique on its
page, an HTML id), `title` (of the page it stands on), `t`, `language`, `token` and `path`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from appling import atoms
from appling.atoms import base
from appling.atoms.base import Cell
from appling.atoms.base.people import initials, tint
from appling.atoms.fields.money.currency import currency_sign
from appling.blueprint.model.app import Part
from appling.runtime.assets import drawings, static_url, styles_apart
from appling.runtime.identity.passwords import SHORTEST
from appling.runtime.look.bar import fitting
from appling.runtime.look.icons import app_icon, icon_name

_INDENT = re.compile(r"\n\s+")
LONG = 40
TEMPLATES = Path(__file__).parent / "templates"
SHARED = Path(base.__file__).parent / "templates"


def _atom_template(name: str) -> str | None:
    kind, _, rest = name.partition("/")
    atom_name, _, file = rest.rpartition("/")
    if kind == "pages":
        folder = atoms.part_atom(atom_name).folder
    elif kind == "fields":
        folder = atoms.field_atom(atom_name).folder
    elif kind == "traits":
        folder = atoms.trait_atom(atom_name).folder
    else:
        return None
    path = folder / file
    return path.read_text(encoding="utf-8") if path.is_file() else None


class Unindented(BaseLoader):
    """The templates of another loader without the indents, which are for who writes them."""

    def __init__(self, inner: BaseLoader) -> None:
        self.inner = inner

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, file, current = self.inner.get_source(environment, template)
        return _INDENT.sub("\n", source), file, current


def inline(name: str, language: str) -> str:
    """A name as it stands inside a sentence: English begins it small ("Add order item")."""
    if not language.startswith("en") or name[1:] != name[1:].lower():
        return name
    return name[:1].lower() + name[1:]


def sentence(label: str) -> str:
    """A label with a capital first letter; a word that has capitals inside ("iPhone") stays as it is."""
    first = label.partition(" ")[0]
    return label[:1].upper() + label[1:] if first == first.lower() else label


def further_cells(starts: Iterable[str], cells: Sequence[Cell]) -> Markup:
    """The cells of a table's row behind the first: in one piece, as most of a page's work is here."""
    made = []
    for start, cell in zip(starts, cells[1:], strict=True):
        if not cell.text:
            made.append('<td role="cell" class="blank">')
        elif len(cell.text) > LONG:
            made.append(f'{start}<div class="long">{escape(cell.html)}</div>')
        else:
            made.append(f"{start}{escape(cell.html)}")
    return Markup("".join(made))  # noqa: S704 - our own marks around what is escaped


def runs(parts: Iterable[tuple[Part, str, Any, int]]) -> list[tuple[str, list[Any]]]:
    """The parts of a page, those of one size that follow one another together."""
    return [(size, list(run)) for size, run in groupby(parts, key=lambda part: part[2].size)]


def drawing(name: str) -> Markup:
    """What is drawn in an icon; nothing where the bundle has none of that name."""
    return Markup(drawings().get(name, ""))  # noqa: S704 - drawings of our own bundle


@cache
def environment() -> Environment:
    """The one environment; everything printed is escaped unless it is marked as safe HTML."""
    made = Environment(
        loader=Unindented(
            ChoiceLoader([FileSystemLoader([TEMPLATES, SHARED]), FunctionLoader(_atom_template)])
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals.update(
        static=static_url,
        addresses_apart=styles_apart,
        icon_name=icon_name,
        app_icon=app_icon,
        drawing=drawing,
        currency_sign=currency_sign,
        inline=inline,
        shortest_password=SHORTEST,
        further_cells=further_cells,
        fitting=fitting,
        initials=initials,
        tint=tint,
    )
    made.filters.update(runs=runs, sentence=sentence)
    return made
