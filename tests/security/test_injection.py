"""What people type is never run: not by the database, a template, a formula or the machine."""

import sqlite3
from contextlib import closing
from pathlib import Path
from time import perf_counter

import pytest
from tests.promises import count, examples
from tests.runtime.conftest import Place
from tests.security.apps import GROUPS, Source, group
from tests.security.attacks import ALL, COMMANDS, SCRIPTS, SQL, TEMPLATES
from tests.security.markup import runs
from tests.security.stage import Actor, Stage, markable, staged

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import OWNER, VISITOR, Field
from appling.runtime.routes import Kind, routes

TYPED = "Nothing typed is run: SQL, scripts, templates and commands in fields, addresses and headers"
CANARY = Path("/tmp/appling-was-here")
PARAMETERS = ("search", "sort", "page", "limit", "by", "measure", "p0.search", "p0.sort", "next")
LOOKED_AT = (
    Kind.HOME,
    Kind.PAGE,
    Kind.LIST,
    Kind.NEW,
    Kind.API_LIST,
    Kind.API_GROUPS,
    Kind.ROW,
    Kind.API_ROW,
)


@pytest.mark.parametrize("name", GROUPS)
def test_rows_hold_what_was_typed_and_pages_show_it_as_text(name: str) -> None:
    tried = 0
    for source in group(name, few=1, many=40):
        with staged(source, per_person=1) as stage:
            tried += try_rows(source, stage)
            tried += try_addresses(source, stage)
    count(TYPED, tried)
    assert not CANARY.exists()


def try_rows(source: Source, stage: Stage) -> int:
    """Each text in each field of a row, by form; then every page that there is."""
    owner = stage.actor(OWNER)
    tried = 0
    for text in ALL[:: examples(12, 1)]:
        for thing in stage.place.app.things:
            keys = markable(thing)
            for row in stage.rows(thing.key)[:1] if keys else ():
                address, number = f"/data/{thing.key}/{row['_id']}", row["_id"]
                before = next(each for each in stage.place.rows(thing.key) if each["_id"] == number)
                assert owner.browser.post(address, dict.fromkeys(keys, text)).status in (303, 400, 409)
                kept = next(each for each in stage.place.rows(thing.key) if each["_id"] == number)
                typed = (text, text.strip(), " ".join(text.split()))
                assert all(kept[key] in (*typed, before[key]) for key in keys), (text, kept)
        for actor in (owner, stage.actor(VISITOR)):
            tried += look_at_all(source, stage, actor, text)
    return tried


def look_at_all(source: Source, stage: Stage, actor: Actor, text: str) -> int:
    tried = 0
    for route in routes(stage.place.app):
        if route.kind in LOOKED_AT:
            answer = actor.browser.get(route.pattern.replace("{id}", "1"))
            assert answer.status < 500, (source.name, text, route)
            is_page = answer.headers.get("content-type", "").startswith("text/html")
            assert not (is_page and runs(answer.text)), (source.name, text, route)
            tried += 1
    return tried


def try_addresses(source: Source, stage: Stage) -> int:
    """Nothing in an address makes an error, a write, or a page that is another than that of nonsense."""
    before = stage.place.dump()
    actor = stage.actor(OWNER)
    tried = 0
    for route in routes(stage.place.app):
        if route.kind not in LOOKED_AT:
            continue
        names = (*PARAMETERS, *(field.key for field in fields_of(stage, route.thing)))
        for index, text in enumerate((*SQL, *SCRIPTS, *TEMPLATES)[:: examples(5, 1)]):
            asked = names[index % len(names)]
            response = actor.client.get(route.pattern.replace("{id}", "1"), params={asked: text, text: text})
            assert response.status_code in (200, 303, 400, 404), (source.name, route, asked, text)
            is_page = response.headers.get("content-type", "").startswith("text/html")
            assert not (is_page and runs(response.text)), (source.name, route, asked, text)
            tried += 1
    assert stage.place.dump() == before
    return tried


def fields_of(stage: Stage, thing: str) -> tuple[Field, ...]:
    return stage.place.app.thing(thing).fields if thing else ()


@pytest.mark.parametrize("text", SQL)
def test_the_file_is_that_of_harmless_words(notes: Place, text: str) -> None:
    """Typed where it can be: afterwards the database has the same tables, rows and people, and this text."""
    client = notes.person("writer")
    schema = tables(notes)
    client.api("POST", "/api/note", {"title": text, "body": text, "secret": text})
    for address in (f"/data/note?search={text}", f"/data/note/{text}", f"/api/note?sort={text}&title={text}"):
        client.get(address)
    headers = {"user-agent": text, "referer": text, "x-forwarded-for": text, "accept-language": text}
    client.get("/data/note", headers={name: value.encode() for name, value in headers.items()})
    client.http.cookies.set(f"visitor_{notes.key}", "x")
    client.post("/-/sign-in", {"email": text, "password": text})
    assert client.api("GET", "/api/note", params={"search": text}).json()["total"] == 1
    assert [row["title"] for row in notes.rows("note")] == [text]
    assert len(notes.rows("_people")) == 1
    assert tables(notes) == schema


def tables(place: Place) -> list[str]:
    with closing(sqlite3.connect(place.store.folder / "app.db")) as connection:
        return [str(row[0]) for row in connection.execute("SELECT sql FROM sqlite_master ORDER BY name")]


@pytest.mark.parametrize(
    "name", ["' OR 1=1 --", 'title"; DROP TABLE note; --', "_by", "password", "rowid", "*"]
)
def test_names_of_columns_come_from_the_blueprint_alone(notes: Place, name: str) -> None:
    client = notes.person("writer")
    before = notes.dump()
    for body in ({"title": "x", name: "y"}, {name: "y"}):
        assert client.api("POST", "/api/note", body).status_code == 400
    for query in ({"by": name}, {"measure": f"max({name})"}, {"measure": f"{name}(title)"}):
        assert client.api("GET", "/api/note/groups", params=query).status_code == 400
    assert client.api("GET", "/api/note", params={"sort": name, name: "1"}).status_code == 200
    assert notes.dump() == before


FORMULAS = (
    *TEMPLATES[1:],
    *COMMANDS,
    "().__class__",
    "this.__class__",
    "amount.__class__.__mro__",
    "eval(1)",
    "lambda: 1",
    "[x for x in amount]",
    "amount if amount else 1",
    "amount; 1",
    "amount // 0",
    "sqlite_version()",
    "load_extension('x')",
    "(select 1)",
    "amount ** 99999999",
)


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_of_our_language_or_refused(formula: str) -> None:
    checked = check(f"app Sums\n\nthing Sum\n  amount: number\n  worth = {formula}\n", vocabulary())
    assert checked.app is None
    assert checked.diagnostics


@pytest.mark.parametrize(
    "formula",
    [
        "+".join(["amount"] * 10_000),
        "(" * 5_000 + "amount" + ")" * 5_000,
        "not " * 5_000 + "done",
        "amount * " * 2_000 + "amount",
        " and ".join(["amount > 1"] * 5_000),
        '"' + "a" * 500_000 + '"',
        "amount" + " + 1" * 3_000,
    ],
)
def test_a_huge_formula_is_answered_soon(formula: str) -> None:
    source = f"app Sums\n\nthing Sum\n  amount: number\n  done: yes/no\n  worth = {formula}\n"
    started = perf_counter()
    check(source, vocabulary())
    assert perf_counter() - started < 5


def test_patterns_in_what_is_typed_cost_nothing(notes: Place) -> None:
    """A search, an address, a mail address and a number that some patterns would try for ever."""
    client = notes.person("writer")
    slow = "a" * 100_000 + "!"
    started = perf_counter()
    client.api("POST", "/api/note", {"title": "x", "body": slow})
    client.get("/data/note", params={"search": "(a+)+$" + "%" * 100 + "_" * 50})
    client.post("/-/sign-in", {"email": "a" * 50_000 + "@" + "a." * 20_000, "password": "x"})
    client.get("/data/" + "1/" * 2_000)
    client.get("/-/static/" + "a." * 3_000)
    assert perf_counter() - started < 5
