"""How a check says who does its case: an ordinary person, a visitor who never signed in, the owner."""

from collections.abc import Callable
from typing import TypeVar

Check = TypeVar("Check", bound=Callable[..., None])
ANYBODY = ("person",)
"""Who does a case where its check says nothing: somebody who signed up, or just came where nobody can."""


def by(*who: str, half: tuple[str, ...] = ()) -> Callable[[Check], Check]:
    """Who may do a case, in the order in which they try; for those in `half` it counts half."""

    def mark(check: Check) -> Check:
        check.by = who  # type: ignore[attr-defined]
        check.half = half  # type: ignore[attr-defined]
        return check

    return mark


def tries_of(check: Callable[..., None], kind: str) -> list[tuple[str, float]]:
    """Who tries a check, and what it is then worth.

    By default an ordinary person does a case of pages; what only the owner can do counts half. The API is tried
    as the owner, who may do the most, then as an ordinary person; both count whole.
    """
    if kind == "api":
        default: tuple[str, ...] = ("owner", "person")
        half: tuple[str, ...] = ()
    else:
        default, half = ANYBODY, ("owner",)
    who = getattr(check, "by", default)
    half = getattr(check, "half", half)
    return [(each, 1.0) for each in who] + [(each, 0.5) for each in half]
