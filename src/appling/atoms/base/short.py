"""Short links: which field of a thing holds them, and where they lead."""

from urllib.parse import quote

from appling.blueprint.model.app import Field, Thing

SHORT_LINK, ADDRESS = "short link", "url"


def short_link(thing: Thing) -> Field | None:
    """The field that holds the end of a row's short address."""
    return _first(thing, SHORT_LINK)


def long_address(thing: Thing) -> Field | None:
    """The field with the web address that the short one leads on to; without one, that is the row's page."""
    return _first(thing, ADDRESS)


def short_path(code: str) -> str:
    return f"/s/{quote(code, safe='')}"


def _first(thing: Thing, kind: str) -> Field | None:
    found = (field for field in thing.fields if field.type == kind and field.formula is None)
    return next(found, None)
