"""Which words mean the same to a reader: stems, synonyms written `a|b c`, and the best match among texts."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")

ADD = "add|new|create|post|submit|register|start|make|write|log|record|report|upload|publish|open"
SAVE = (
    "save|submit|send|add|create|post|register|sign up|confirm|apply|update|book|pay|place|publish|make|"
    "join|continue|next|finish|complete|start|log|record|share|upload|subscribe|deposit|request|search|go|ok|"
    "inquire|check|search|purchase|buy|lease|renew|transfer|reply|comment|file|verify|assign|generate|schedule"
)
CONFIRMS = (
    "success|successful|successfully|saved|added|thank|thanks|received|created|confirmed|confirmation|submitted|sent|"
    "booked|registered|signed up|subscribed|recorded|all done|completed|is complete|updated|posted|joined|paid|accepted|"
    "reserved|published|deposited|leased|renewed|transferred|purchased|bought|ordered|placed|stored|scheduled|applied|"
    "logged|uploaded|enrolled|enroled|assigned|changed|generated|filed|verified|shared|rated|downloaded|upgraded|trained|"
    "recruited|in touch|get back to you|contact you|contacting you|all set|congratulations"
)
"""What a page says when something was done, in just these forms: 'Book a room' doesn't say that one is booked."""
REFUSES = "error|invalid|failed|required|must|can't|cannot|wrong|denied|not allowed|incorrect|please enter"
_LABEL = (
    r"(created|updated|posted|published|added|uploaded|recorded|generated|assigned|scheduled|registered|completed|filed)"
    r"\s*(:|$|(by|on|at|to)\b|\d)"
)
"""What stands beside a value ('Created: 3 May', 'Posted by Ada')."""
_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "to",
        "in",
        "on",
        "and",
        "or",
        "my",
        "your",
        "our",
        "all",
        "with",
        "by",
        "this",
        "that",
        "is",
        "are",
        "it",
    ]
)
_ENDS = ("ations", "ation", "ings", "ing", "ions", "ion", "ments", "ment", "ed", "ly")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The part of a word that its forms share."""
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "ches", "shes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= 4:
            word = word[: -len(end)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@lru_cache(maxsize=20_000)
def stems(text: str, *, every: bool = False) -> tuple[str, ...]:
    """The stems of a text's words; `camelCase` and `snake_case` are words too.

    Small words (`of`, `by`, `to`) don't count, where there are others or `every` one is asked for.
    """
    spread = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text[:2000])
    found = re.findall(r"[^\W_]+(?:'[^\W_]+)?", spread.replace("’", "'").lower())
    telling = [word for word in found if word not in _STOP]
    return tuple(stem(word.removesuffix("'s")) for word in (found if every else telling or found))


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and long.startswith(short)


def synonyms(wanted: str) -> list[str]:
    return [each.strip() for each in wanted.split("|") if each.strip()]


def score(text: str, wanted: str) -> float:
    """How well a text is named by one of the synonyms: 1 where it is just that, 0 where it isn't there."""
    best = 0.0
    for place, phrase in enumerate(synonyms(wanted)):
        asked = stems(phrase)
        if not asked:  # A sign without letters, such as €.
            best = (
                max(best, (0.5 if text.strip() != phrase else 1.0) - place / 1000) if phrase in text else best
            )
            continue
        there = stems(text, every=all(one in _STOP for one in asked))
        if there and all(any(_same(one, other) for other in there) for one in asked):
            best = max(best, min(1.0, len(asked) / len(there)) - place / 1000)
    return best


def means(text: str, wanted: str) -> bool:
    return score(text, wanted) > 0


def lines_with(text: str, wanted: str) -> list[str]:
    """The lines of a text that name one of the synonyms."""
    return [line for line in text.splitlines() if line.strip() and means(line, wanted)]


def says(text: str, wanted: str) -> bool:
    """Whether a text has one of the phrases in just this form; 'dispute' is not 'disputed'."""
    return any(re.search(rf"\b{re.escape(each)}\b", text, re.IGNORECASE) for each in synonyms(wanted))


def confirms(text: str, wanted: str = "") -> bool:
    """Whether a line says that something was done (and not that it wasn't)."""
    done = "|".join(re.escape(each) for each in synonyms(f"{wanted}|{CONFIRMS}"))
    undone = rf"\b(?:no|not|never|nothing|nobody|cannot|unable to|failed to|\w+n['’]t)\s+(?:\w+\s+){{0,2}}(?:{done})\b"
    return (
        says(text, f"{wanted}|{CONFIRMS}")
        and not re.search(undone, text, re.IGNORECASE)
        and not re.match(_LABEL, text.strip(), re.IGNORECASE)
    )


def best(items: Iterable[T], text: Callable[[T], str], wanted: str, least: float = 0.0) -> T | None:
    """The item whose text is named best by the synonyms, above a least score."""
    ranked: Sequence[tuple[float, T]] = [(score(text(item), wanted), item) for item in items]
    top = max(ranked, key=lambda pair: pair[0], default=None)
    return top[1] if top and top[0] > least else None


def numbers(text: str) -> list[float]:
    """The numbers of a text, as a reader sees them: 1,250.50 is one."""
    found = re.findall(r"-?\d[\d,]*(?:\.\d+)?", text)
    return [float(each.replace(",", "")) for each in found if each.strip(",")]
