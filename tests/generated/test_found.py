"""What generated blueprints brought to light, each as small as it gets."""

import json
import re
import sqlite3
from contextlib import closing
from textwrap import dedent

import pytest
from tests.generated.serving import Trial, on_trial

from appling.atoms import vocabulary
from appling.blueprint import check, format_source, parse
from appling.blueprint.json_form import from_json, to_json
from appling.blueprint.model.app import OWNER, VISITOR, App


def read(source: str) -> tuple[App, str]:
    text = dedent(source)
    app = check(text, vocabulary()).app
    assert app is not None, check(text, vocabulary()).diagnostics
    return app, text


def api(trial: Trial, method: str, address: str, body: object = None, status: int = 200) -> object:
    browser = trial.browser(OWNER)
    browser.get("/")
    answer = browser.send(method, address, body)
    assert answer.status == status, answer.text
    assert not trial.seen.faults, trial.seen.faults
    return answer.text


@pytest.mark.parametrize(
    "name", ["row", "version", "now", "by", "sample", "v x", "new", "limit", "me", "today"]
)
def test_fields_may_be_called_like_parameters_of_statements(name: str) -> None:
    app, source = read(f"app A\nthing B\n  {name}: text\n  x: text\n")
    key = app.things[0].fields[0].key
    with on_trial(app, source) as trial:
        api(trial, "POST", "/api/b", {key: "one", "x": "y"}, 201)
        api(trial, "PATCH", "/api/b/1", {key: "two", "x": "z"})
        assert '"two"' in str(api(trial, "GET", "/api/b/1"))
        api(trial, "DELETE", "/api/b/1", status=204)


@pytest.mark.parametrize("measure", ["min(who)", "max(to)", "min(done)", "max(paper)"])
def test_the_api_says_what_has_no_least_and_no_greatest(measure: str) -> None:
    app, source = read("app A\nthing B\n  who: person\n  to: B\n  done: yes/no\n  paper: file\n")
    with on_trial(app, source) as trial:
        api(trial, "GET", f"/api/b/groups?by=who&measure={measure}", status=400)


@pytest.mark.parametrize(
    ("formula", "worth"),
    [
        ("(to - since) * 2", 800),
        ("0 - (since - to)", 400),
        ("1 + (to - since)", 401),
        ("(to - since) / 4", 100),
    ],
)
def test_days_between_dates_are_calculated_with(formula: str, worth: int) -> None:
    app, source = read(f"app A\nthing B\n  since: date\n  to: date\n  x = {formula}\n")
    with on_trial(app, source) as trial:
        api(trial, "POST", "/api/b", {"since": "2024-12-31", "to": "2026-02-04"}, 201)
        assert f'"x":{worth},' in str(api(trial, "GET", "/api/b/1"))


def test_a_column_is_called_the_same_however_it_is_bracketed() -> None:
    labels = []
    for show in ("(a + 1) + (a + 2)", "((a + 1) + (a + 2))"):
        app, source = read(f"app A\nthing B\n  a: number\npage P\n  table of B show {show}\n")
        again, _ = read(format_source(source))
        labels += [each.pages[0].parts[0].show[0].label for each in (app, again)]
    assert set(labels) == {"a + 1 + (a + 2)"}


def test_names_that_hold_keywords_come_through_json() -> None:
    _, source = read(
        """
        app A
        thing B
          "- 2": number
          "not done": yes/no
          "by": B
          x = -this."- 2" + by."- 2"
          visitor may see where this."not done" or by."not done"
        """
    )
    assert read(from_json(to_json(parse(source).blueprint)))[0] == read(source)[0]


def test_spaces_of_any_width_make_one_name_everywhere() -> None:
    app, _ = read('app A\n  people: "a\u00a0b"\nthing B\n  x: text\n')
    assert app.roles[0].name == "a b"


def test_more_stars_than_there_are_fill_all_of_them() -> None:
    app, source = read("app A\nthing B\n  name: text\n  a: rating\n")
    with on_trial(app, source) as trial:
        api(trial, "POST", "/api/b", {"name": "x", "a": 3}, 201)
        with closing(sqlite3.connect(trial.store.folder / "app.db")) as connection, connection:
            connection.execute("UPDATE b SET a = 1000000000")
        assert trial.browser(OWNER).get("/data/b").text.count("★") == 5


def test_a_title_as_long_as_a_letter_is_repeated_in_short() -> None:
    app, source = read("app A\nthing B\n  a: long text\nthing C\n  to: B\n")
    with on_trial(app, source) as trial:
        api(trial, "POST", "/api/b", {"a": "word " * 3000}, 201)
        for page in ("/data/b", "/data/c/new"):
            assert len(trial.browser(OWNER).get(page).text) < 40_000


@pytest.mark.parametrize("text", ["a\ufffeb", "\uffff", "\U0010ffff", "\ufdd0"])
def test_what_no_document_may_hold_is_not_kept(text: str) -> None:
    app, source = read("app A\nthing B\n  a: text\n")
    with on_trial(app, source) as trial:
        assert "can't be kept" in str(api(trial, "POST", "/api/b", {"a": text}, 400))


def test_too_much_in_a_line_is_said_once() -> None:
    shown = ", ".join(["a"] * 100)
    checked = check(f"app A\nthing B\n  a: text\npage P\n  table of B show {shown}\n", vocabulary())
    assert [error.code for error in checked.errors] == ["type-mismatch"]


@pytest.mark.parametrize("code", ["Two words", "\ud7ff\ue000", "ABC"])
def test_what_is_no_short_link_leads_nowhere(code: str) -> None:
    app, source = read("app A\nthing B\n  name: text\n  a: short link\npage P\n  share of B\n")
    with on_trial(app, source) as trial:
        api(trial, "POST", "/api/b", {"a": "abc"}, 201)
        api(trial, "POST", "/api/b", {"a": "abd"}, 201)
        with closing(sqlite3.connect(trial.store.folder / "app.db")) as connection, connection:
            connection.execute("UPDATE b SET a = ? WHERE a = 'abd'", [code])
        for page in ("/data/b", "/p"):
            text = trial.browser(OWNER).get(page).text
            assert "/s/abc" in text
            assert text.count("/s/") == text.count("/s/abc")


def test_an_owner_without_people_has_a_page_that_leads_somewhere() -> None:
    app, source = read("app A\nthing B\n  a: text\n  has ratings\n")
    with on_trial(app, source) as trial:
        api(trial, "POST", "/api/b", {"a": "x"}, 201)
        api(trial, "POST", "/api/b_review", {"b": 1, "stars": 4, "text": "Good"}, 201)
        browser = trial.browser(OWNER)
        href = re.search(r'href="(/-/person/\d+)"', browser.get("/data/b/1").text)
        assert href is not None
        assert "Good" in browser.get(href[1]).text


def test_a_short_link_of_other_letters_leads_on() -> None:
    app, source = read("app A\nthing B\n  name: text\n  a: short link\n")
    with on_trial(app, source) as trial:
        api(trial, "POST", "/api/b", {"a": "菜单"}, 201)
        browser = trial.browser(OWNER)
        href = re.search(r'href="(/s/[^"]+)"', browser.get("/data/b/1").text)
        assert href is not None
        assert browser.get(href[1]).status == 302


def test_a_payment_without_a_state_is_shown() -> None:
    app, source = read("app A\nthing B\n  name: text\n  price: money\n  has payment of price\n")
    with on_trial(app, source) as trial:
        api(trial, "POST", "/api/b", {"name": "x", "price": 3}, 201)
        (made,) = [thing for thing in app.things if thing.trait is not None]
        with closing(sqlite3.connect(trial.store.folder / "app.db")) as connection, connection:
            connection.execute(
                f"INSERT INTO {made.key} (b, amount, _created, _changed, _sample, _version)"
                " VALUES (1, '3', '2026-01-01', '2026-01-01', 0, 1)"
            )
        assert trial.browser(OWNER).get("/data/b/1").status == 200


def test_what_is_no_number_is_empty_also_by_another_name() -> None:
    app, source = read("app A\nthing B\n  n: number\n  p: money\n  m = this.n\n  q = this.p\n")
    with on_trial(app, source) as trial:
        api(trial, "POST", "/api/b", {"n": 3, "p": 2}, 201)
        with closing(sqlite3.connect(trial.store.folder / "app.db")) as connection, connection:
            connection.execute("UPDATE b SET n = 9e999")
        assert '"m":null,"q":2' in str(trial.browser(OWNER).get("/api/b").text)
        assert '"max(m)":null' in trial.browser(OWNER).get("/api/b/groups?by=m&measure=max(m)").text
        assert trial.browser(OWNER).get("/data/b").status == 200


def test_letters_typed_in_two_ways_are_the_same_text() -> None:
    app, source = read('app A\nthing B\n  a: text\n  visitor may see where a contains "e\u0301t"\n')
    with on_trial(app, source) as trial:
        api(trial, "POST", "/api/b", {"a": "\u00e9t\u00e9"}, 201)
        assert json.loads(trial.browser(VISITOR).get("/api/b").text)["total"] == 1


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-25"])
def test_a_schedule_ends_where_the_calendar_does(day: str) -> None:
    app, source = read("app A\nthing B\n  name: text\n  day: date\npage P\n  schedule of B\n")
    with on_trial(app, source) as trial:
        api(trial, "POST", "/api/b", {"name": "x", "day": day}, 201)
        assert trial.browser(OWNER).get("/p").status == 200
        api(trial, "POST", "/api/b", {"name": "y", "day": day[:8] + "20"}, 201)
        assert trial.browser(OWNER).get("/p").status == 200


def test_each_short_link_of_a_thing_leads_on() -> None:
    app, source = read("app A\nthing B\n  name: text\n  a: short link\n  b: short link\n")
    with on_trial(app, source) as trial:
        api(trial, "POST", "/api/b", {"name": "x", "a": "one", "b": "two"}, 201)
        assert [trial.browser(OWNER).get(f"/s/{code}").status for code in ("one", "two", "three")] == [
            302,
            302,
            404,
        ]


def test_what_is_asked_for_in_every_reply_has_ids_of_its_own() -> None:
    app, source = read(
        """
        app A
          people: member
          member may see, add
        thing Topic
          name: text
        thing Note
          topic: Topic, required
          sender: person = me
          receiver: person, required
          text: long text, required
        page P
          messages of Note
        """
    )
    with on_trial(app, source) as trial:
        api(trial, "POST", "/api/topic", {"name": "x"}, 201)
        for other in trial.people.values():
            api(trial, "POST", "/api/note", {"topic": 1, "receiver": other, "text": "Hello"}, 201)
        text = trial.browser(OWNER).get("/p").text
        ids = re.findall(r' id="([^"]+)"', text)
        labels = re.findall(r' for="([^"]+)"', text)
        assert len(ids) == len(set(ids))
        assert set(labels) <= set(ids)
        assert sum("topic" in each for each in labels) > 1


def test_a_link_to_what_is_called_by_no_number_leads_there_all_the_same() -> None:
    app, source = read("app A\nthing B\n  n: number\nthing C\n  name: text\n  b: B\n")
    with on_trial(app, source) as trial:
        api(trial, "POST", "/api/b", {"n": 3}, 201)
        api(trial, "POST", "/api/c", {"name": "x", "b": 1}, 201)
        with closing(sqlite3.connect(trial.store.folder / "app.db")) as connection, connection:
            connection.execute("UPDATE b SET n = 9e999")
        assert [trial.browser(OWNER).get(path).status for path in ("/data/c", "/api/c", "/data/c/1")] == [
            200
        ] * 3


GONE = """
app A
  people: member
thing B
  name: text
  done: yes/no = no
  member may see, add own, change where not done
when B is {event} where name = "x"
  {step}
"""


@pytest.mark.parametrize(("step", "left"), [("remove this", []), ("set done = yes", [True])])
@pytest.mark.parametrize("event", ["added", "changed"])
def test_rights_are_asked_of_what_is_typed_and_not_of_what_triggers_make_of_it(
    event: str, step: str, left: list[bool]
) -> None:
    app, source = read(GONE.format(event=event, step=step))
    with on_trial(app, source) as trial:
        member = trial.browser("member")
        for name in ("x",) if event == "added" else ("y", "x"):
            address = "/data/b/1" if event == "changed" and name == "x" else "/data/b"
            member.get(f"{address}/edit" if address.endswith("1") else f"{address}/new")
            answer = member.post(address, {"name": name})
            assert answer.status == 303
        assert member.get(answer.location).status == 200
        rows = json.loads(trial.browser(OWNER).get("/api/b").text)["items"]
        assert [row["done"] for row in rows] == left
        member.send("POST", "/api/b", {"name": "y"})
        assert member.send("POST", "/api/b", {"name": "x"}).status < 400
