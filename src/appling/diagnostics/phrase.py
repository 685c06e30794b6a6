"""Words of ours inside a sentence, which are translated along with it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

Say = Callable[..., str]
"""Says a pattern with its values in some language."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """`pattern` is the key of its translations; `values` are for its placeholders."""

    pattern: str
    values: "tuple[tuple[str, Value], ...]" = ()

    def __str__(self) -> str:
        return str(told(self, english))


Value: TypeAlias = str | Phrase | tuple["Value", ...]
"""A name of the app's own, words of ours, or several of these, told as `a, b and c`."""


def phrase(pattern: str, **values: Value) -> Phrase:
    return Phrase(pattern, tuple(values.items()))


def told(value: object, say: Say) -> object:
    """A placeholder's value as it stands in the sentence."""
    match value:
        case Phrase():
            return say(value.pattern, **dict(value.values))
        case tuple():
            return _listed([told(each, say) for each in value], say)
        case _:
            return value


def english(pattern: str, /, **values: object) -> str:
    """The sentence as it is written here."""
    texts = {name: told(value, english) for name, value in values.items()}
    return pattern.format(**texts) if texts else pattern


def _listed(texts: list[object], say: Say) -> object:
    if len(texts) < 2:
        return texts[0] if texts else ""
    *first, last = texts
    several = reduce(lambda before, each: say("{several}, {next}", several=before, next=each), first)
    return say("{several} and {last}", several=several, last=last)
