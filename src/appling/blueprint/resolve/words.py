"""The vocabulary's words by every name they go by."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Protocol, TypeVar

from appling.blueprint.model.expression import Kind
from appling.blueprint.model.vocabulary import (
    FieldSignature,
    PartSignature,
    StepSignature,
    TraitSignature,
    Vocabulary,
)
from appling.blueprint.names import plural, singular
from appling.blueprint.syntax.characters import name_key


class _Signature(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


S = TypeVar("S", bound=_Signature)


def _by_word(signatures: Iterable[S]) -> dict[str, S]:
    found: dict[str, S] = {}
    listed = list(signatures)
    for spelling in (str, singular, plural):
        _add(found, listed, spelling)
    return found


def _add(found: dict[str, S], listed: list[S], spelling: Callable[[str], str]) -> None:
    for signature in listed:
        found.setdefault(name_key(spelling(signature.name)), signature)
    for signature in listed:
        for alias in signature.aliases:
            found.setdefault(name_key(spelling(alias)), signature)


class Words:
    """Field types, parts, steps and traits of a vocabulary, looked up by name or alias in any spelling."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.fields = _by_word(vocabulary.fields.values())
        self.parts = _by_word(vocabulary.parts.values())
        self.steps = _by_word(vocabulary.steps.values())
        self.traits = _by_word(vocabulary.traits.values())

    def field(self, name: str) -> FieldSignature | None:
        return self.fields.get(name_key(name))

    def part(self, name: str) -> PartSignature | None:
        return self.parts.get(name_key(name))

    def step(self, name: str) -> StepSignature | None:
        return self.steps.get(name_key(name))

    def trait(self, name: str) -> TraitSignature | None:
        return self.traits.get(name_key(name))

    def of_kind(self, kind: Kind, *preferred: str) -> FieldSignature | None:
        """The field type for a kind: the preferred one, the one named like it, or the first."""
        for name in (*preferred, kind.value):
            if (found := self.field(name)) is not None and found.kind is kind and found.arguments == "none":
                return found
        fitting = (item for item in self.vocabulary.fields.values() if item.kind is kind)
        return next((item for item in fitting if item.arguments == "none"), None)


@lru_cache(maxsize=8)
def _words_of(held: "_Held") -> Words:
    return Words(held.vocabulary)


class _Held:
    """A vocabulary as a key of the cache: by identity, since its dicts have no hash."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.vocabulary is self.vocabulary


def words_of(vocabulary: Vocabulary) -> Words:
    """The words of a vocabulary, made once for the few that are in use."""
    return _words_of(_Held(vocabulary))
