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


ONE_PAGE = """
app Street Party
  about: One evening in June.
  visitor may see
page Party
  hero "Come and eat with us"
  features "About the party"
    "Tables": "On the street."
  testimonials "What neighbours say"
    "Number nine": "The best evening of the year."
  contact "Find us"
    "Street": "Mill Lane"
"""


def menu(client: Client, path: str) -> list[tuple[str, str]]:
    bar = client.get(path).text.partition("<nav")[2].partition("</nav>")[0]
    return re.findall(r'<a class="bar-link[^"]*" href="([^"]*)"[^>]*>(.*?)</a>', bar)


def test_the_menu_of_a_single_page_leads_to_its_sections(make: Callable[..., Place]) -> None:
    visitor = make(ONE_PAGE).visitor()
    links = menu(visitor, "/")
    assert [label for _, label in links] == ["Party", "About the party", "What neighbours say", "Find us"]
    page = visitor.get("/").text
    assert all(f'id="{href.partition("#")[2]}"' in page for href, _ in links[1:])
    assert all(href.startswith("/#") for href, _ in links[1:])


def test_the_menu_of_several_pages_leads_to_them(make: Callable[..., Place]) -> None:
    visitor = make(f'{ONE_PAGE}\npage Songs\n  text "We sing at ten."\n').visitor()
    assert menu(visitor, "/") == [("/party", "Party"), ("/songs", "Songs")]
