"""Short links: which field of a thing holds them, and where they lead."""

import unicodedata
from urllib.parse import quote

from appling.atoms.base.columns import default_columns, field_column
from appling.atoms.base.views import RowView
from appling.blueprint.model.app import Column, Field, Thing

SHORT_LINK, ADDRESS = "short link", "url"


def short_links(thing: Thing) -> tuple[Field, ...]:
    """The fields that hold the end of a row's short address, mostly one."""
    return _all(thing, SHORT_LINK)


def short_link(thing: Thing) -> Field | None:
    """The one that is given away."""
    return next(iter(short_links(thing)), None)


def long_address(thing: Thing) -> Field | None:
    """The field with the web address that the short one leads on to; without one, that is the row's page."""
    return next(iter(_all(thing, ADDRESS)), None)


def is_code(text: str) -> bool:
    """Letters with their marks, digits, and what joins words, as short links are kept: without capitals."""
    return text == text.lower() and bool(text) and all(map(_fits, text))


def short_path(code: str) -> str:
    return f"/s/{quote(code, safe='')}"


def address_columns(thing: Thing) -> tuple[Column, ...]:
    """What is asked of rows whose addresses are given away."""
    field = short_link(thing)
    return default_columns(thing, 1) if field is None else (field_column(field),)


def address_of(row: RowView) -> str:
    """A row's short address, if it has one that the viewer may see, else that of its page."""
    codes = (cell.value for cell in row.cells if cell.field is not None and cell.field.type == SHORT_LINK)
    return next((short_path(code) for code in codes if code and is_code(code)), row.href)


def _all(thing: Thing, kind: str) -> tuple[Field, ...]:
    return tuple(field for field in thing.fields if field.type == kind and field.formula is None)


def _fits(character: str) -> bool:
    return character in "-_" or unicodedata.category(character)[0] in "LMN"
