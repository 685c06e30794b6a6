"""Finds the examples that fit a brief and differ from one another, within a budget of tokens."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from appling.builder.briefs.words import word_list
from appling.builder.library import CORE, OWN, Example, examples

if TYPE_CHECKING:
    import bm25s  # type: ignore[import-untyped]

_WORD = re.compile(r"[a-z0-9]+|[\u3040-\u9fff]+|[^\W\d_]+")
_ENDING = re.compile(r"(?<=[a-z]{4})(?:ing|ed|er)s?$|(?<=[a-z]{3})s$")
_COMMON = word_list(
    """
    a all am an and any app application are as at be but by can could develop do every everybody everyone for
    from functionalities has have how i if implement in into is it its management me my need no not of on one
    or our out page people platform please see set should so some somebody system than that the their them
    then there they this to up us use user users want was we website what when where which who will with
    would you background color component components elements
    一个 个网 网站 做一 请做 系统 平台 可以 用户 管理 功能 开发 实现 需要 我们 我的 大家
    """
)
_CHARACTERS_PER_TOKEN = 4.0
_CHINESE_PER_TOKEN = 1.5
_CONSIDERED = 24
"""Of the best fitting ones: what comes later fits too little to be worth a look."""
_LEAST = 3
"""So many are recalled also where nothing fits: they show how a blueprint is written."""
_ORDER = {OWN: 0, CORE: 1}
"""Of those that fit equally well, the home's own come first."""
_SAME = 0.4
"""Examples that share so much are near-duplicates: the second one teaches nothing."""


@dataclass(frozen=True, slots=True)
class Recalled:
    example: Example
    score: float


@dataclass(frozen=True, slots=True)
class Index:
    """What examples speak of. `weights`: how much a term tells, nothing where every example has it."""

    examples: tuple[Example, ...]
    bm25: "bm25s.BM25"
    terms: dict[str, frozenset[str]]
    weights: dict[str, float]

    def ranked(self, brief: str) -> tuple[Recalled, ...]:
        """All by BM25 over brief and blueprint; of equal ones own ones come first, then the core."""
        known = [term for term in _terms(brief) if term in self.bm25.vocab_dict]
        scores = self.bm25.get_scores(known) if known else [0.0] * len(self.examples)
        found = [
            Recalled(each, round(float(score), 3)) for each, score in zip(self.examples, scores, strict=True)
        ]
        return tuple(sorted(found, key=_place))

    def recall(self, brief: str, tokens: int, most: int) -> tuple[Recalled, ...]:
        """The best fitting ones without near-duplicates, best first, whose texts fit into so many tokens."""
        left, found = [*self._fitting(brief)], list[Recalled]()
        while len(found) < most and (
            left := [each for each in left if self._may_follow(each, found, tokens)]
        ):
            best = max(left, key=lambda each: each.score * (1 - self._nearest(each, found)))
            tokens -= _cost(best)
            found.append(best)
        return tuple(found)

    def likeness(self, one: Example, other: Example) -> float:
        """From 0 to 1: how much of what the two say they both say, rare words before common ones."""
        mine, others = self.terms[one.name], self.terms[other.name]
        return self._weight(mine & others) / (self._weight(mine | others) or 1.0)

    def _fitting(self, brief: str) -> Iterator[Recalled]:
        best = self.ranked(brief)[:_CONSIDERED]
        yield from best[:_LEAST]
        yield from takewhile(lambda each: each.score > 0, best[_LEAST:])

    def _may_follow(self, each: Recalled, found: list[Recalled], tokens: int) -> bool:
        return each not in found and _cost(each) <= tokens and self._nearest(each, found) < _SAME

    def _nearest(self, each: Recalled, found: list[Recalled]) -> float:
        return max((self.likeness(each.example, other.example) for other in found), default=0.0)

    def _weight(self, terms: frozenset[str]) -> float:
        return sum(self.weights[term] for term in terms)


def index_of(given: Iterable[Example]) -> Index:
    """An index of these examples."""
    import bm25s  # Its arrays take a third of a second to load, which most commands have no use for.

    known = tuple(given)
    said = [_terms(f"{each.brief} {each.brief} {each.blueprint}") for each in known]
    bm25 = bm25s.BM25()
    bm25.index(said, show_progress=False)
    terms = {each.name: frozenset(words) for each, words in zip(known, said, strict=True)}
    counts = Counter(term for words in terms.values() for term in words)
    weights = {term: math.log(len(known) / count) for term, count in counts.items()}
    return Index(known, bm25, terms, weights)


def recall(brief: str, *, tokens: int, most: int = 8, own: tuple[Example, ...] = ()) -> tuple[Recalled, ...]:
    """The examples that fit best, of the library and of the home's own."""
    return _index_with(own).recall(brief, tokens, most)


def best_own(brief: str, own: tuple[Example, ...]) -> Example | None:
    """The one of the home's own that fits better than all others and all of the library, if there is one."""
    best = _index_with(own).ranked(brief)[0]
    return best.example if best.score > 0 and best.example.domain == OWN else None


def ranked(brief: str) -> tuple[Recalled, ...]:
    """All examples of the library, the best fitting first."""
    return library_index().ranked(brief)


@lru_cache(maxsize=2)
def _index_with(own: tuple[Example, ...]) -> Index:
    return index_of((*examples().values(), *own)) if own else library_index()


@cache
def library_index() -> Index:
    """The index of all examples that come with the package."""
    return index_of(examples().values())


def size(text: str) -> int:
    """About how many tokens a text has."""
    latin = sum(ord(character) < 0x2E80 for character in text)
    return round(latin / _CHARACTERS_PER_TOKEN + (len(text) - latin) / _CHINESE_PER_TOKEN) + 1


def _place(each: Recalled) -> tuple[float, int, str]:
    return (-each.score, _ORDER.get(each.example.domain, len(_ORDER)), each.example.name)


def _cost(each: Recalled) -> int:
    return size(each.example.brief) + size(each.example.blueprint)


def _terms(text: str) -> list[str]:
    """Words without their endings; Chinese, Japanese and Korean in pairs of characters."""
    terms = []
    for word in _WORD.findall(text.lower()):
        if word[0] >= "\u3040" and len(word) > 1:
            pairs = (word[at : at + 2] for at in range(len(word) - 1))
            terms += [pair for pair in pairs if pair not in _COMMON]
        elif word not in _COMMON:
            terms.append(_stem(word))
    return terms


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    return _ENDING.sub("", word)
