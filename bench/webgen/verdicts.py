"""What a check says of a case: it passes by ending, and is half met or not met by what it raises."""

from dataclasses import dataclass


class Unmet(Exception):
    """The expected result isn't there; the message says what is missing, in one line."""


class Partial(Exception):
    """Half of what the case expects is there; the message says what is missing, in one line."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A case's score (1, 0.5 or 0) and why it isn't more."""

    score: float
    reason: str = ""


def need(condition: object, reason: str) -> None:
    if not condition:
        raise Unmet(reason)


def need_all(wanted: dict[str, object], *, half: float = 0.5) -> None:
    """Every condition holds; half of the case where at least the share `half` of them does."""
    missing = [name for name, holds in wanted.items() if not holds]
    if not missing:
        return
    reason = "missing: " + ", ".join(missing)
    if 1 - len(missing) / len(wanted) >= half and len(missing) < len(wanted):
        raise Partial(reason)
    raise Unmet(reason)
