"""The examples stand apart from the requests that Appling is measured on: none is answered from here."""

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from pathlib import Path

import pytest

from appling.builder.library import examples

WEBGEN = Path(os.environ.get("APPLING_WEBGEN", Path(__file__).parents[2].parent / "shared" / "webgen"))
_WORD = re.compile(r"\w+")
_CONTENT = 5
"""Words of so many letters say what a request is about; the others hold it together."""
SENTENCES = 0.15
"""Of the runs of five words in a brief, so many may stand in one request, at most."""
SUBJECTS = 0.35
"""Of all long words in a brief and a request, so many may stand in both, at most."""
Items = set[Hashable]


def runs(text: str) -> Items:
    said = _WORD.findall(text.lower())
    return {tuple(said[at : at + 5]) for at in range(len(said) - 4)}


def subjects(text: str) -> Items:
    return {word for word in _WORD.findall(text.lower()) if len(word) >= _CONTENT}


def requests() -> list[str]:
    files = (WEBGEN / "briefs.jsonl", WEBGEN / "dev.jsonl")
    lines = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return [str(said.get("brief") or said["instruction"]) for said in lines]


def nearest(read: Callable[[str], Items], share: Callable[[int, Items, Items], float]) -> dict[str, float]:
    """How near each example comes to the request that is nearest to it."""
    others = [read(request) for request in requests()]
    where: dict[Hashable, list[int]] = defaultdict(list)
    for at, other in enumerate(others):
        for item in other:
            where[item].append(at)
    found = {}
    for name, each in examples().items():
        own = read(each.brief)
        both = Counter(at for item in own for at in where.get(item, ()))
        found[name] = max((share(count, own, others[at]) for at, count in both.items()), default=0.0)
    return found


@pytest.mark.skipif(not WEBGEN.is_dir(), reason="the requests are not here")
def test_no_example_is_near_a_request_of_the_benchmark() -> None:
    copied = nearest(runs, lambda both, own, _: both / len(own))
    assert {name: part for name, part in copied.items() if part > SENTENCES} == {}
    alike = nearest(subjects, lambda both, own, other: both / len(own | other))
    assert {name: part for name, part in alike.items() if part > SUBJECTS} == {}
    assert max(copied.values()) > 0
    assert max(alike.values()) > 0.1
