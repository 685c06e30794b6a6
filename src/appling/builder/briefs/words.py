"""Names as they are compared, and lists of words."""

import re
import unicodedata


def fold(name: str) -> str:
    """Without case, with `_`, `-` and any run of spaces as one space."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(re.sub(r"[_\-\s]+", " ", plain).split())


def word_list(text: str) -> frozenset[str]:
    """The words of a text, with commas or spaces between them; with commas, a word may be several."""
    return frozenset(
        part.strip() for part in (text.split(",") if "," in text else text.split()) if part.strip()
    )
