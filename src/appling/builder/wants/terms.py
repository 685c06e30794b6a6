"""The words of a text as they are compared: stems of words, pairs of Chinese characters."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import snowballstemmer  # type: ignore[import-untyped]

from appling.builder.briefs.words import fold, word_list

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_EMPTY = word_list(_DATA["empty"]["words"])
_EMPTY_CHINESE = sorted(word_list(_DATA["empty"]["chinese"]), key=len, reverse=True)
LIGHT = re.compile(_DATA["empty"]["light"])
_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W\d_]+", re.U)
_STEMMER = snowballstemmer.stemmer("english")


@cache
def terms(text: str) -> frozenset[str]:
    """What a text is about, without words that say nothing by themselves."""
    return frozenset(_terms(LIGHT.sub("", fold(text))))


def alike(text: str) -> frozenset[str]:
    """The terms of a text together with those that people use for the same."""
    found = terms(text)
    return found.union(*(group for group in _groups() if group & found))


def is_chinese(text: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in text)


def _terms(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        if word[0] >= "\u3400":
            yield from _pairs(word)
        elif word not in _EMPTY:
            yield _STEMMER.stemWord(word)


def _pairs(word: str) -> Iterator[str]:
    for empty in _EMPTY_CHINESE:
        word = word.replace(empty, " ")
    for run in word.split():
        yield from (run[at : at + 2] for at in range(max(1, len(run) - 1)))


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(terms(line) for line in _DATA["alike"]["groups"].strip().splitlines())
