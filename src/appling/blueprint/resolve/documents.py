"""Lines of documents: texts with values of the row, and tables of the rows that hang on it."""

from dataclasses import dataclass

from appling.blueprint.resolve.symbols import Symbols, ThingSymbol


@dataclass(frozen=True, slots=True)
class Hanging:
    """How rows hang on another: by their field `link`, or by where the other one's field `via` leads too."""

    link: str
    via: str | None = None


def hanging(child: ThingSymbol, thing: ThingSymbol, symbols: Symbols) -> Hanging | None:
    """How the rows of `child` hang on a row of `thing`: directly, or on what that is about itself."""
    direct = child.links_to(thing.key)
    if direct is not None:
        return Hanging(direct.key)
    for field in thing.fields.values():
        above = symbols.target(field)
        shared = child.links_to(above.key) if above is not None else None
        if shared is not None:
            return Hanging(shared.key, field.key)
    return None
