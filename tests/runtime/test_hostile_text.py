"""Whatever people type stays text: on pages, in addresses, in file names, in the database and in the log."""

import logging
import re
from collections.abc import Callable

import pytest
from tests.runtime.conftest import Club, Place

pytestmark = pytest.mark.slow

SCRIPTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    "javascript:alert(1)",
    "</textarea><script>alert(1)</script>",
    "{{7*7}}${7*7}<%= 7*7 %>{% raw %}",
    "[a](javascript:alert(1)) **b**",
    "&lt;script&gt;",
]
SQL = [
    "' OR '1'='1",
    "'; DROP TABLE bike; --",
    '" OR ""="',
    "1); DELETE FROM loan; --",
    "%' UNION SELECT 1 --",
    "\\'",
]
DANGEROUS = re.compile(
    r"<(script|img|svg|iframe)[^>]*(alert|onerror|onload)|href=\"javascript:", re.IGNORECASE
)


@pytest.mark.parametrize("text", SCRIPTS + SQL)
def test_rows_are_printed_as_they_were_typed(club: Club, text: str) -> None:
    made = club.organiser.api("POST", "/api/bike", {"name": text, "lock_code": text})
    assert made.json()["name"] == text
    number = made.json()["id"]
    club.organiser.api("POST", "/api/loan", {"bike": number, "note": text, "borrower": club.member.person})
    pages = [
        "/",
        "/data/bike",
        f"/data/bike/{number}",
        f"/data/bike/{number}/edit",
        "/data/loan",
        "/mine",
        "/figures",
    ]
    for page in pages:
        response = club.organiser.get(page)
        assert response.status_code in (200, 403), page
        assert not DANGEROUS.search(response.text), page
        assert (
            "49" not in re.sub(r"v=\w+|_token[^>]*|<svg.*?</svg>|\d{4}", "", response.text)
            or "{{" not in text
        )
    assert len(club.place.rows("bike")) == 3


@pytest.mark.parametrize("text", SCRIPTS + SQL)
def test_addresses_do_no_harm(club: Club, text: str) -> None:
    before = club.place.dump()
    for path in (
        "/data/bike",
        "/",
        "/data/bike/1",
        "/data/bike/new",
        "/-/sign-in",
        "/api/bike",
        "/api/bike/groups",
    ):
        for name in (
            "search",
            "sort",
            "page",
            "kind",
            "p1.search",
            "p1.sort",
            "name",
            "next",
            "by",
            "measure",
            text,
        ):
            response = club.organiser.get(path, params={name: text})
            assert response.status_code in (200, 303, 400), (path, name)
            is_page = response.headers.get("content-type", "").startswith("text/html")
            assert not is_page or not DANGEROUS.search(response.text)
    club.organiser.get(
        f"/data/bike/{text}", headers={"user-agent": text, "referer": text, "accept-language": text}
    )
    assert club.place.dump() == before


def test_links_lead_only_to_pages(make: Callable[..., Place]) -> None:
    place = make("app Links\n\nthing Site\n  name: text\n  home: url\n  mail: email\n  call: phone\n")
    owner = place.owner()
    for address in ("javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:alert(1)", "vbscript:x"):
        response = owner.api("POST", "/api/site", {"name": "x", "home": address})
        if response.status_code == 201:
            page = owner.get(f"/data/site/{response.json()['id']}").text
            assert not re.search(r'href="(javascript|data|vbscript):', page, re.IGNORECASE)


def test_names_of_people_are_text(club: Club) -> None:
    visitor = club.place.visitor()
    given = {"name": "<b>Bold</b>", "email": "b@example.org", "password": "long-enough-words"}
    assert visitor.post("/-/sign-up", given).status_code == 303
    assert "<b>Bold" not in visitor.get("/").text
    assert "<b>Bold" not in club.owner.get("/-/people").text


def test_lines_cannot_be_forged_in_headers_or_logs(club: Club, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        club.member.get("/data/bike/1%0d%0aSet-Cookie:%20x=y")
        response = club.member.get("/-/sign-in", params={"next": "/a\r\nX-Evil: 1"})
        club.member.post("/data/bike/1/remove%0d%0aroot%20logged%20in")
    assert "x-evil" not in response.headers
    assert not any(
        "\n" in record.getMessage() for record in caplog.records if record.name.startswith("appling")
    )
