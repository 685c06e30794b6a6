"""The Jinja environment of all pages inside apps.

Names of templates: those of this folder by their file name, the shared macros as `macros/…`, and an
atom's own as `pages/NAME/part.html`, `fields/NAME/input.html`, `fields/NAME/show.html`, wherever
the atom's folder lies.

A part's template gets `part`, `app`, `data`, what the atom's `view` gave, and: `id` (unique on its
page, an HTML id), `title` (of the page it stands on), `t`, `language`, `token` and `path`.
"""

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, FunctionLoader, StrictUndefined

from appling import atoms
from appling.atoms import base
from appling.blueprint.model.app import Part
from appling.runtime.assets import static_url
from appling.runtime.icons import icon_name
from appling.runtime.passwords import SHORTEST

TEMPLATES = Path(__file__).parent / "templates"
SHARED = Path(base.__file__).parent / "templates"


def _atom_template(name: str) -> str | None:
    kind, _, rest = name.partition("/")
    atom_name, _, file = rest.rpartition("/")
    if kind == "pages":
        folder = atoms.part_atom(atom_name).folder
    elif kind == "fields":
        folder = atoms.field_atom(atom_name).folder
    else:
        return None
    path = folder / file
    return path.read_text(encoding="utf-8") if path.is_file() else None


def inline(name: str, language: str) -> str:
    """A name as it stands inside a sentence: English begins it small ("Add order item")."""
    if not language.startswith("en") or name[1:] != name[1:].lower():
        return name
    return name[:1].lower() + name[1:]


def sentence(label: str) -> str:
    """A label with a capital first letter; a word that has capitals inside ("iPhone") stays as it is."""
    first = label.partition(" ")[0]
    return label[:1].upper() + label[1:] if first == first.lower() else label


def runs(parts: Iterable[tuple[Part, str]]) -> list[tuple[str, list[tuple[Part, str]]]]:
    """The parts of a page, those of one kind that follow one another together."""
    return [(kind, list(run)) for kind, run in groupby(parts, key=lambda part: part[0].kind)]


@cache
def environment() -> Environment:
    """The one environment; everything printed is escaped unless it is marked as safe HTML."""
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader([TEMPLATES, SHARED]), FunctionLoader(_atom_template)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals.update(static=static_url, icon_name=icon_name, inline=inline, shortest_password=SHORTEST)
    made.filters.update(runs=runs, sentence=sentence)
    return made
