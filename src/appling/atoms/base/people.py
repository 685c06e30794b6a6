"""What is shown of people: which thing is their profiles, and letters for who has no picture."""

import unicodedata
from zlib import crc32

from appling.blueprint.model.app import App, Thing, own_row

TINTS = 8
"""As many colours as charts have."""
_TWO_LETTERS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN")
"""Scripts in which two names are told apart by two letters that stand for themselves."""


def profile_of(app: App) -> Thing | None:
    """The thing of which everybody has one row for good; of several, the first that has a picture."""
    found = [thing for thing in app.things if thing.trait is None and _is_profile(thing)]
    pictured = (thing for thing in found if any(field.type == "image" for field in thing.fields))
    return next(pictured, found[0] if found else None)


def initials(name: str) -> str:
    """One letter or two, in capitals; a question mark where there is no name."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return name.strip()[:1] or "?"
    ends = (words[0][0], words[-1][0]) if len(words) > 1 else (words[0][0],)
    plain = all(unicodedata.name(letter, "").startswith(_TWO_LETTERS) for letter in ends)
    return "".join(ends if plain else ends[:1]).upper()


def tint(name: str) -> int:
    """The number of a colour, the same wherever the name stands."""
    return crc32(name.encode()) % TINTS + 1


def _is_profile(thing: Thing) -> bool:
    single = own_row(thing)
    return thing.owner is not None and single is not None and single.where is None
