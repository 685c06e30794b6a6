"""Codes that are drawn by chance: short, easy to read aloud, and never a word."""

from collections.abc import Callable, Sequence

LETTERS = "23456789bcdfghjkmnpqrstvwxz"
"""Without vowels, and without what looks alike."""
LENGTH = 7
"""Ten thousand million of them: two rows seldom draw the same, and then another one is drawn."""


def drawn(choose: Callable[[Sequence[str]], str]) -> str:
    """A new code, whose letters are chosen by `choose`."""
    return "".join(choose(LETTERS) for _ in range(LENGTH))
