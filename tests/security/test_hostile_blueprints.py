"""A blueprint is data, whoever wrote it: what is wrong with it is said, and nothing of it is run."""

import random
from time import perf_counter

import pytest
from tests.promises import count, examples
from tests.security.apps import ROOT, Source
from tests.security.apps import cases as case_sources
from tests.security.apps import examples as example_sources
from tests.security.attacks import ALL
from tests.security.markup import runs
from tests.security.stage import staged

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import OWNER, VISITOR
from appling.runtime.routes import Kind, routes

MANGLED = "A blueprint is data: blueprints broken in random ways, checked or refused in a second each"
RESERVED = (
    *("_meta", "_people", "_sessions", "_files", "_audit", "_invitations"),
    *("sqlite_master", "rowid", "_id"),
)
WORDS = (
    *("owner", "visitor", "me", "this", "app", "thing", "may"),
    *("do", "all", "own", "where", "for", "person"),
)
NAMES = (*RESERVED, *WORDS, *(f'"{each}"' for each in RESERVED), *map(repr, ALL[:6]))
PAGES = ("data", "api", "files", "do", "-", "openapi.json", "static", "sign-in", "people")
MARKUP = ("<script>alert(1)</script>", '"><svg onload=alert(1)>', "{{7*7}}", "</style>")


@pytest.mark.parametrize(
    "rule",
    [
        "member may do all\n  people: owner",
        "owner may see",
        "people: owner, visitor",
        "people: visitor",
        "people: owner",
    ],
)
def test_nobody_becomes_the_owner_by_a_name(rule: str) -> None:
    checked = check(f"app Club\n  {rule}\n\nthing Bike\n  name: text\n", vocabulary())
    if checked.app is not None:
        assert OWNER not in {role.key for role in checked.app.roles}
        assert VISITOR not in {role.key for role in checked.app.roles}
    else:
        assert checked.diagnostics


@pytest.mark.parametrize(
    "name", [*RESERVED, *WORDS, *(f'"{each}"' for each in RESERVED), *map(repr, ALL[:6])]
)
def test_names_of_the_system_are_not_taken_over(name: str) -> None:
    """Refused, or kept apart from what is called so already."""
    source = (
        f"app Club\n  people: member\n  member may see, add\n\n"
        f"thing {name}\n  {name}: text\n  other: text\n\npage {name}\n  table of {name}\n"
    )
    checked = check(source, vocabulary())
    if checked.app is None:
        assert checked.diagnostics
        return
    for thing in checked.app.things:
        assert thing.key[0].isalpha()
        assert thing.key.isidentifier()
        assert all(field.key[0].isalpha() and field.key.isidentifier() for field in thing.fields)
    patterns = [route.pattern for route in routes(checked.app)]
    assert len({(route.method, route.pattern) for route in routes(checked.app)}) == len(patterns)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_stands_in_nobodys_way(name: str) -> None:
    source = f"app Club\n\nthing Bike\n  name: text\n\npage {name}\n  table of Bike\n"
    checked = check(source, vocabulary())
    if checked.app is None:
        assert checked.diagnostics
        return
    found = routes(checked.app)
    assert len({(route.method, route.pattern) for route in found}) == len(found)


@pytest.mark.parametrize(
    "source",
    [
        "app A\n\nthing B\n  x = y\n  y = x\n",
        "app A\n\nthing B\n  x = x\n",
        "app A\n\nthing B\n  c: C, required\n\nthing C\n  b: B, required\n",
        "app A\n\nthing B\n  b: B\n  n = count(B where n > 0)\n",
        "app A\n  include: /etc/passwd\n",
        "app A\n  import os\n",
        "app A\n\nthing B\n  x: python\n",
        "app A\n\nthing B\n  x: text, default = __import__('os')\n",
        "app A\n\npage P\n  html <script>alert(1)</script>\n",
        'app A\n\npage P\n  text "<script>alert(1)</script>"\n',
        "app A\n\naction X on B\n  run rm -rf /\n",
        "app A\n  look: url(javascript:alert(1))\n",
        "app A\n  look: red; } body { background: url(//evil)\n",
        "app A\n  language: ../../etc\n",
        "app A\n  about: {{7*7}}\n",
        "app <script>alert(1)</script>\n",
        "app ../../etc/passwd\n",
        "app A\x00B\n",
        "app " + "A" * 100_000 + "\n",
        "app A\n" * 1000,
        '{"app": "A", "things": "B"}',
        "---\n!!python/object/apply:os.system ['id']\n",
    ],
)
def test_what_does_not_belong_is_refused_or_inert(source: str) -> None:
    started = perf_counter()
    checked = check(source, vocabulary())
    assert perf_counter() - started < 2
    if checked.app is None:
        assert checked.diagnostics
        assert all(diagnostic.title for diagnostic in checked.diagnostics)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><svg onload=alert(1)>', "{{7*7}}", "</style>"]
)
def test_its_words_are_text_on_every_page(text: str) -> None:
    """In the name, about, a role, a thing, a field, a choice, a page, a part and an action."""
    quoted = '"' + text.replace('"', '\\"') + '"'
    source = (
        f"app {quoted}\n  about: {text}\n  people: {quoted}\n  visitor may see, add\n\n"
        f"thing {quoted}\n  {quoted}: text\n  kind: choice({quoted}, other)\n\n"
        f"action {quoted} on {quoted} for visitor\n  set kind = other\n\n"
        f"page {quoted}\n  table {quoted} of {quoted}\n  text {quoted}\n  chart of {quoted} by kind\n"
    )
    checked = check(source, vocabulary())
    if checked.app is None:
        assert checked.diagnostics
        return
    with staged(Source("hostile words", source), per_person=1) as stage:
        for actor in (stage.actors[0], stage.actors[-1]):
            for route in routes(stage.place.app):
                if route.method == "GET" and route.kind is not Kind.STATIC:
                    answer = actor.browser.get(route.pattern.replace("{id}", "1"))
                    assert answer.status < 500
                    if answer.headers.get("content-type", "").startswith("text/html"):
                        assert not runs(answer.text), (route, runs(answer.text))


def test_a_blueprint_of_ten_megabytes_is_answered_soon() -> None:
    for source in ("app A\n\nthing B\n" + "  x: text\n" * 1_000_000, "x" * 10_000_000, "#" * 10_000_000):
        started = perf_counter()
        assert check(source, vocabulary()).app is None
        assert perf_counter() - started < 20


def test_blueprints_broken_at_random() -> None:
    """Lines cut, doubled, swapped, mixed with attacks: the checker answers, and grants nobody unknown."""
    chance = random.Random(7)
    sources = [source.text.splitlines() for source in (*example_sources(), *case_sources())]
    number = examples(60, 10_000)
    for _ in range(number):
        source = mangle(chance.choice(sources), chance.choice(sources), chance)
        started = perf_counter()
        checked = check(source, vocabulary())
        assert perf_counter() - started < 2, source
        if checked.app is None:
            assert checked.diagnostics, source
            continue
        for thing in checked.app.things:
            known = {VISITOR, *(role.key for role in checked.app.roles)}
            assert {grant.role for grant in thing.grants} <= known, source
    count(MANGLED, number)


def mangle(lines: list[str], others: list[str], chance: random.Random) -> str:
    lines = list(lines)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
            case 1:
                lines.insert(at, chance.choice(others))
            case 2:
                lines[at] = lines[at].replace(" ", chance.choice(ALL), 1)
            case 3:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 4:
                lines[at] = chance.choice("\t   ") * chance.randint(0, 9) + lines[at].strip()
            case 5:
                words = lines[at].split(" ")
                chance.shuffle(words)
                lines[at] = " ".join(words)
    return "\n".join(lines)


def test_the_examples_are_where_they_are_said_to_be() -> None:
    folders = {path.parent.name for path in ROOT.glob("examples/*/*/blueprint.appling")}
    assert len(folders) >= 15
    assert {source.name for source in example_sources()} == folders
