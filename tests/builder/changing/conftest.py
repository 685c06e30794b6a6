"""What the tests of changes share: an app that lives, with rows."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import App
from appling.store import AppStore, Home

EXAMPLES = Path(__file__).parents[3] / "examples" / "core"


@dataclass
class Living:
    """An app of a home."""

    home: Home
    key: str

    @property
    def store(self) -> AppStore:
        return self.home.open(self.key)

    @property
    def app(self) -> App:
        self.store.refresh()
        return self.store.app


def source_of(name: str) -> str:
    return (EXAMPLES / name / "blueprint.appling").read_text("utf-8")


def read(source: str) -> App:
    app = check(source, vocabulary()).app
    assert app is not None
    return app


CLUB = """\
app Club
  people: member, organiser
  visitor may see
  organiser may do all

thing Bike
  name: text, required
  kind: choice(road, city)
  description: long text

thing Loan
  bike: Bike
  borrower: person = me
  due: date
  member may see own, add
  organiser may do all

action Borrow on Bike for member
  add Loan with bike = this, due = today + 14 days

page Bikes
  cards of Bike by kind

page Overdue for organiser
  table of Loan where due < today
"""


@pytest.fixture
def club(home: Home) -> Living:
    """A small club, with sample rows, that was seen to show its pages."""
    key = home.create(read(CLUB), CLUB).key
    home.open(key).add_samples(date.today())
    home.open(key).keep_checks([["member", "open", "bikes", True], ["visitor", "list", "loan", False]])
    return Living(home, key)
