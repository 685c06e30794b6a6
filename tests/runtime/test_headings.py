"""What a page is called: the first says what the app is, the others what they are."""

import re
from collections.abc import Callable

from tests.runtime.conftest import Client, Place

SOURCE = """
app Rook and Pawn
  about: A chess club.
  people: player
  visitor may see
thing Result
  name: text
page Welcome
  table of Result
page Results
  table of Result
"""


def heading(client: Client, path: str) -> str:
    found = re.findall(r"<h1[^>]*>(.*?)</h1>", client.get(path).text)
    assert len(found) == 1
    return str(found[0])


def test_the_first_page_names_the_app_and_others_themselves(make: Callable[..., Place]) -> None:
    visitor = make(SOURCE).visitor()
    assert heading(visitor, "/") == "Rook and Pawn"
    assert heading(visitor, "/results") == "Results"
