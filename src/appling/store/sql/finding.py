"""Texts as they are searched: without case, accents, and other ways to write the same letters."""

import re
from unicodedata import is_normalized, normalize

_DROPPED = re.compile("[\u0300-\u036f\u0640\u064b-\u0652\u0670]+")
"""Accents of Latin, Greek and Cyrillic letters, and what stands above and below Arabic ones."""


def folded(text: str) -> str:
    """The same for all texts that a reader would take for the same word: “CAFÉ” and “cafe”."""
    if text.isascii():
        return text.lower()
    if is_normalized("NFKD", text):
        return _DROPPED.sub("", text).casefold()
    return normalize("NFKC", _DROPPED.sub("", normalize("NFKD", text))).casefold()


def found_in(count: int, *words_and_texts: str | None) -> bool:
    """Whether each of the first `count` words is in one of the texts after them."""
    texts = [folded(text) for text in words_and_texts[count:] if text]
    return all(any(folded(word or "") in text for text in texts) for word in words_and_texts[:count])


def places(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the words are in a text, in its order, without overlaps."""
    pieces = [folded(letter) for letter in text]
    at = [index for index, piece in enumerate(pieces) for _ in piece]
    whole = "".join(pieces)
    covered: set[int] = set()
    for word in filter(None, map(folded, words)):
        start = whole.find(word)
        while start >= 0:
            covered |= set(range(at[start], at[start + len(word) - 1] + 1))
            start = whole.find(word, start + len(word))
    return _runs(sorted(covered), text)


def _runs(covered: list[int], text: str) -> list[tuple[int, int]]:
    """Places side by side as one, accents behind a letter included."""
    runs: list[tuple[int, int]] = []
    for index in covered:
        end = index + 1
        while end < len(text) and not folded(text[end]):
            end += 1
        if runs and runs[-1][1] >= index:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((index, end))
    return runs
