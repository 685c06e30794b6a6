"""Did you mean: the known names that are near to a wrong one."""

from collections.abc import Iterable
from difflib import SequenceMatcher

_MOST = 3
_LIKE = 0.75
_CONTAINED = 4


def near(name: str, known: Iterable[str]) -> list[str]:
    """The known names most like it, three at most; none when there is no real likeness."""
    word = _plain(name)
    if not word:
        return []
    rated = [(rating, other) for other in known if (rating := _likeness(word, _plain(other))) >= _LIKE]
    rated.sort(key=lambda item: -item[0])
    return list(dict.fromkeys(other for _, other in rated))[:_MOST]


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _likeness(word: str, other: str) -> float:
    """1 for the same letters, 0 for nothing in common; a name that begins or ends with the other is near."""
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) >= _CONTAINED and (longer.startswith(shorter) or longer.endswith(shorter)):
        return max(0.8, len(shorter) / len(longer))
    matcher = SequenceMatcher(None, word, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _LIKE else 0.0
