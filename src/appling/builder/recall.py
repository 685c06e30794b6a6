"""Finds the examples that fit a brief, within a budget of tokens."""

import re
from dataclasses import dataclass
from functools import cache

import bm25s  # type: ignore[import-untyped]

from appling.builder.library import Example, examples
from appling.builder.words import word_list

_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+|[^\W\d_]+")
_COMMON = word_list(
    """
    a all an and app application as be by can develop for from functionalities has have implement in into
    is it management of on or page platform please set should system that the their to use user users
    website who with background color component components elements
    """
)
_CHARACTERS_PER_TOKEN = 4.0
_CHINESE_PER_TOKEN = 1.5


@dataclass(frozen=True, slots=True)
class Recalled:
    example: Example
    score: float


def recall(brief: str, *, tokens: int, most: int = 8, language: str | None = None) -> tuple[Recalled, ...]:
    """The best fitting examples, best first, whose full texts fit into so many tokens together."""
    found: list[Recalled] = []
    for each in ranked(brief):
        cost = size(each.example.brief) + size(each.example.blueprint)
        if len(found) < most and cost <= tokens and language in (None, each.example.language):
            found.append(each)
            tokens -= cost
    return tuple(found)


def ranked(brief: str) -> tuple[Recalled, ...]:
    """All examples by BM25 over brief and blueprint; equal ones in the order of their names."""
    index, names = _index()
    known = [term for term in _terms(brief) if term in index.vocab_dict]
    scores = index.get_scores(known) if known else [0.0] * len(names)
    order = sorted(range(len(names)), key=lambda at: (-float(scores[at]), names[at]))
    return tuple(Recalled(examples()[names[at]], round(float(scores[at]), 3)) for at in order)


def size(text: str) -> int:
    """About how many tokens a text has."""
    latin = sum(ord(character) < 0x2E80 for character in text)
    return round(latin / _CHARACTERS_PER_TOKEN + (len(text) - latin) / _CHINESE_PER_TOKEN) + 1


@cache
def _index() -> tuple[bm25s.BM25, tuple[str, ...]]:
    names = tuple(examples())
    index = bm25s.BM25()
    corpus = [_terms(f"{each.brief} {each.brief} {each.short}") for each in examples().values()]
    index.index(corpus, show_progress=False)
    return index, names


def _terms(text: str) -> list[str]:
    """Words without their plural s; Chinese in pairs of characters."""
    terms = []
    for word in _WORD.findall(text.lower()):
        if word[0] >= "\u3400" and len(word) > 1:
            terms += [word[at : at + 2] for at in range(len(word) - 1)]
        elif word not in _COMMON:
            terms.append(word[:-1] if len(word) > 3 and word.endswith("s") else word)
    return terms
