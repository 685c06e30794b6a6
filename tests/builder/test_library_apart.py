"""The examples stand apart from the requests that Appling is measured on: none is answered from here."""

import json
import os
import re
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
"""Of all long words in a brief or a request, so many may stand in both, at most."""


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {tuple(said[at : at + 5]) for at in range(len(said) - 4)}


def subjects(text: str) -> set[str]:
    return {word for word in words(text) if len(word) >= _CONTENT}


def requests() -> list[str]:
    lines = [
        *(WEBGEN / "briefs.jsonl").read_text("utf-8").splitlines(),
        *(WEBGEN / "dev.jsonl").read_text("utf-8").splitlines(),
    ]
    return [str(said.get("brief") or said["instruction"]) for said in map(json.loads, lines)]


@pytest.mark.skipif(not WEBGEN.is_dir(), reason="the requests are not here")
def test_no_example_is_near_a_request_of_the_benchmark() -> None:
    asked = [(runs(text), subjects(text)) for text in requests()]
    assert len(asked) > 1_000
    near = []
    for each in examples().values():
        said, about = runs(each.brief), subjects(each.brief)
        copied = max((len(said & other) / (len(said) or 1) for other, _ in asked), default=0.0)
        same = max((len(about & other) / (len(about | other) or 1) for _, other in asked), default=0.0)
        if copied > SENTENCES or same > SUBJECTS:
            near.append((each.name, round(copied, 2), round(same, 2)))
    assert near == []
