"""Letters of a name, and a colour, for people who have no picture."""

import unicodedata
from zlib import crc32

TINTS = 8
"""As many colours as charts have."""
_TWO_LETTERS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN")
"""Scripts in which two names are told apart by two letters that stand for themselves."""


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
