"""Fields that are asked for only in some rows: in forms, in the API, in a file, and by an action."""

from collections.abc import Callable

from tests.runtime.conftest import Place

CLIENTS = """
app Clients
  people: clerk
  visitor may see

thing Client
  name: text, required
  kind: choice(person, firm) = person
  company: text, required when kind = firm
  share: choice(none, some) when company is not empty
  owner: text when share = some
  visitor may see
  clerk may do all

action Make Private on Client for clerk when kind = firm
  set kind = person
"""


def test_what_does_not_apply_is_not_kept(make: Callable[..., Place]) -> None:
    place = make(CLIENTS)
    clerk = place.script("clerk")
    made = clerk.api("POST", "/api/client", {"name": "Ada", "company": "Left over", "share": "some"}).json()
    assert (made["company"], made["share"]) == (None, None)
    wrong = clerk.api("POST", "/api/client", {"name": "Bolt", "kind": "firm"})
    assert wrong.status_code == 400
    assert wrong.json()["fields"] == {"company": "company is required"}
    assert len(place.rows("client")) == 1


def test_one_may_hang_on_another(make: Callable[..., Place]) -> None:
    place = make(CLIENTS)
    clerk = place.script("clerk")
    given = {"name": "Bolt", "kind": "firm", "company": "Bolt Ltd", "share": "some", "owner": "Ada"}
    assert clerk.api("POST", "/api/client", given).json()["owner"] == "Ada"
    changed = clerk.api("PATCH", "/api/client/1", {"kind": "person"}).json()
    assert (changed["company"], changed["share"], changed["owner"]) == (None, None, None)
    place.store.undo()
    assert place.rows("client")[0]["owner"] == "Ada"
    assert clerk.api("POST", "/api/client/1/make_private").status_code == 200
    assert place.rows("client")[0]["company"] is None


def test_the_form_says_when_each_is_asked_for(make: Callable[..., Place]) -> None:
    clerk = make(CLIENTS).person("clerk")
    form = clerk.get("/data/client/new").text
    assert '<p id="company-hint" class="mt-1.5 text-sm text-muted">Needed if kind = firm</p>' in form
    assert "Only if share = some" in form
    assert 'data-when="[&#34;=&#34;, [&#34;text&#34;, &#34;kind&#34;]' in form
    sent = clerk.post("/data/client", {"name": "Bolt", "kind": "firm", "company": ""})
    assert sent.status_code == 400
    assert 'id="company-error"' in sent.text
    clerk.post("/data/client", {"name": "Ada", "kind": "person", "company": "x"})
    shown = clerk.get("/data/client/1").text
    assert "Company" not in shown
    assert "Kind" in shown


def test_a_file_is_held_to_it_too(make: Callable[..., Place]) -> None:
    place = make(CLIENTS)
    clerk = place.person("clerk")
    sheet = "name,kind,company\nAda,person,Left over\nBolt,firm,Bolt Ltd\n"
    clerk.post("/data/client/import", files={"file": ("c.csv", sheet.encode(), "text/csv")})
    assert all(row["company"] is None or row["kind"] == "firm" for row in place.rows("client"))
