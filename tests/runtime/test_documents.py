"""Documents of rows: what stands on them, which rows have one, and what is kept from whom."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.runtime.conftest import Place, read_app, world_at

from appling.runtime.answering.papers import papers

BILLING = """
app Billing
  people: client, clerk

thing Job
  title: text, required
  client may see
  clerk may do all

thing Invoice
  number: counter = "INV-0001"
  client: person = me
  street: text
  town: text
  job: Job
  margin: money for clerk
  note: text
  sent: yes/no
  total = sum(Invoice Line.amount)
  client may see own
  clerk may do all

thing Invoice Line
  invoice: Invoice, required
  work: text, required
  cost: money for clerk
  amount: money
  client may see where invoice.client = me
  clerk may do all

thing Step
  job: Job, required
  what: text
  client may see
  clerk may do all

page Print
  document "Invoice {number}" of Invoice where sent
    from "Studio North"
    to "{client}\\n{street}\\n{town}"
    "Note": "{note}"
    "Margin": "{margin}"
    "Job {job}, as agreed."
    table of Invoice Line show work, cost, amount
    "Total": "{total}"
    table of Step show what
    "It is much." when total > 100
    code "{number}"
    footer "Bank"

page Desk for clerk
  document "File" of Invoice
"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with world_at(tmp_path / "home") as world:
        yield world.make(BILLING)


def invoice(place: Place, client: int | None, **values: object) -> int:
    owner = place.script("owner")
    job = owner.api("POST", "/api/job", {"title": "Roof"}).json()["id"]
    owner.api("POST", "/api/step", {"job": job, "what": "Climb up"})
    given = {"client": client, "job": job, "sent": True, "town": "Bristol", "margin": 77, **values}
    row = owner.api("POST", "/api/invoice", given).json()["id"]
    line = {"invoice": row, "work": "Tiles", "cost": 33, "amount": 250}
    owner.api("POST", "/api/invoice_line", line)
    return int(row)


def test_a_document_says_what_the_row_says_and_what_hangs_on_it(place: Place) -> None:
    client = place.person("client")
    row = invoice(place, client.person)
    page = client.get(f"/data/invoice/{row}/document/invoice").text
    for said in ("Invoice INV-0001", "Bristol", "Job Roof, as agreed.", "Tiles", "$250.00", "Climb up"):
        assert said in page
    assert "It is much." in page
    assert f'href="/data/invoice/{row}/document/invoice"' in client.get(f"/data/invoice/{row}").text


def test_lines_whose_values_are_all_empty_are_left_out(place: Place) -> None:
    client = place.person("client")
    page = client.get(f"/data/invoice/{invoice(place, client.person)}/document/invoice").text
    assert "Note" not in page
    assert "\n\n" not in page.split('class="sheet-to"')[1].split("</div>")[0]


def test_what_a_person_may_not_see_is_not_on_the_paper(place: Place) -> None:
    client, other = place.person("client"), place.person("client")
    row = invoice(place, client.person)
    page = client.get(f"/data/invoice/{row}/document/invoice").text
    assert "Margin" not in page
    assert "$77.00" not in page
    assert "$33.00" not in page
    assert "Cost" not in page
    assert "$77.00" in place.person("owner").get(f"/data/invoice/{row}/document/invoice").text
    assert other.get(f"/data/invoice/{row}/document/invoice").status_code == 404


def test_documents_are_for_whom_their_page_is_and_of_the_rows_that_have_one(place: Place) -> None:
    client = place.person("client")
    row = invoice(place, client.person, sent=False)
    assert client.get(f"/data/invoice/{row}/document/invoice").status_code == 404
    assert client.get(f"/data/invoice/{row}/document/file").status_code == 403
    assert "/document/" not in client.get(f"/data/invoice/{row}").text
    page = place.person("owner").get(f"/data/invoice/{row}/document/file").text
    assert "Bristol" in page
    assert "Tiles" in page


def test_values_are_neither_markup_nor_templates(place: Place) -> None:
    client = place.person("client")
    hostile = "<script>alert(1)</script> {number} {{7*7}} {% raw %}"
    row = invoice(place, client.person, street=hostile)
    page = client.get(f"/data/invoice/{row}/document/invoice").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {number} {{7*7}} {% raw %}" in page


def test_addresses_come_from_the_titles_without_their_values() -> None:
    found = papers(read_app(BILLING), "invoice")
    assert [(each.key, each.label) for each in found] == [("invoice", "Invoice"), ("file", "File")]


PAGES = """
page of Invoice
  document "Short {number}" of Invoice where sent
    "{town}"

page of Job
  document "Bill {number}" of Invoice where job = this and sent
    "{town}"
"""


def test_on_the_page_of_its_row_it_stands_there_itself(tmp_path: Path) -> None:
    with world_at(tmp_path / "home") as world:
        place = world.make(BILLING + PAGES)
        client = place.person("client")
        row = invoice(place, client.person)
        page = client.get(f"/data/invoice/{row}").text
        assert "Bristol" in page.split('class="sheet"')[1]
        assert f"/data/invoice/{row}/document/bill" in client.get("/data/job/1").text
        assert client.get(f"/data/invoice/{row}/document/bill").status_code == 200
