"""What the builder's tests share: a home, and a model that answers from a list."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from appling.models import RecordedModel
from appling.store import Home

SHOP = (
    """\
app Plant Swap
about Swap plants with your neighbours.
people visitor, member, admin
things Plant, Offer
pages Plants, My Offers, Approval
""",
    """\
Plant by admin: name, photo, description, price
Offer by member, private for admin: plant, owner: person, quantity, status: choice(new, taken)
""",
)
"""The two stages of a good draft."""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def answering(tmp_path: Path) -> Callable[..., RecordedModel]:
    """Makes a model that gives these replies, one after the other."""

    def make(*replies: str) -> RecordedModel:
        file = tmp_path / "replies.jsonl"
        lines = [json.dumps({"text": reply, "usage": {"tokens_out": 10}}) for reply in replies]
        file.write_text("\n".join(lines), "utf-8")
        return RecordedModel(file)

    return make
