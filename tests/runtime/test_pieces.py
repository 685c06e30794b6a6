"""The small pieces: tokens, addresses, translations, rights."""

import ast
from pathlib import Path

import pytest
from tests.runtime.conftest import blueprint, read_app

import appling.runtime
from appling.blueprint.model.app import Verb
from appling.runtime.access import Actor, Rights
from appling.runtime.addresses import safe_path, with_query
from appling.runtime.identity.passwords import hash_password, verify_password
from appling.runtime.look.icons import app_icon, page_icons
from appling.runtime.routes import Table, routes
from appling.runtime.translate import direction, translator
from appling.runtime.web.incoming import clean
from appling.runtime.web.tokens import Signer, digest, new_token


def test_signed_values_are_read_only_by_their_app_and_for_their_purpose() -> None:
    signer = Signer("secret", "bikes")
    signed = signer.sign("flash", "Added.")
    assert signer.read("flash", signed, 60) == "Added."
    assert signer.read("visitor", signed, 60) is None
    assert Signer("secret", "boats").read("flash", signed, 60) is None
    assert Signer("other", "bikes").read("flash", signed, 60) is None
    assert signer.read("flash", signed + "x", 60) is None
    assert signer.read("flash", signed, -2) is None
    assert signer.read("flash", "", 60) is None


def test_request_tokens_are_of_one_browser_and_masked() -> None:
    signer = Signer("secret", "bikes")
    one, two = signer.request_token("a"), signer.request_token("a")
    assert one != two
    assert signer.is_request_token(one, "a")
    assert signer.is_request_token(two, "a")
    assert not signer.is_request_token(one, "b")
    for forged in ("", "x", "\u20ac", one[:-4], one + "AAAA", "A" * 88):
        assert not signer.is_request_token(forged, "a")


def test_tokens_cannot_be_guessed_or_read_back() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) >= 43 for token in tokens)
    assert digest("a") != digest("b")
    assert len(digest("a")) == 64


def test_passwords_are_right_or_wrong() -> None:
    hashed = hash_password("tandem-in-the-rain")
    assert hashed.startswith("$argon2id$")
    assert verify_password("tandem-in-the-rain", hashed)
    assert not verify_password("tandem-in-the-sun", hashed)
    assert not verify_password("tandem-in-the-rain", None)
    assert not verify_password("nobody has this password", None)


@pytest.mark.parametrize("path", ["/", "/data/bike?search=a&b=c", "/a/b#c", "/自行车"])
def test_paths_of_the_app_are_kept(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "a",
        "//a",
        "/\\a",
        "http://a",
        "/a\\b",
        "/a\nb",
        "/a\0",
        "/-/sign-out",
        "/-/enter?pass=x",
        "/" + "x" * 3000,
    ],
)
def test_other_paths_are_not(path: str) -> None:
    assert safe_path(path) is None


def test_queries_are_escaped() -> None:
    assert with_query("/a", []) == "/a"
    assert with_query("/a", [("b", "c d&e"), ("f", "ü")]) == "/a?b=c+d%26e&f=%C3%BC"


def test_texts_are_rid_of_what_no_text_needs() -> None:
    assert clean("a\x00b\x1b[0m\r\nc\td\u2028") == "ab[0m\nc\td\u2028"
    assert clean("\ud800x") == "x"


def test_unknown_sentences_stay_english() -> None:
    assert translator("en")("Added {thing}", thing="bike") == "Added bike"
    assert translator("tlh")("Sign in") == "Sign in"
    assert translator("en")("100 % {odd") == "100 % {odd"


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("zh", "ltr"), ("?", "ltr")]
)
def test_some_languages_run_the_other_way(language: str, expected: str) -> None:
    assert direction(language) == expected


def test_no_two_routes_are_the_same() -> None:
    app = read_app(blueprint("bikes"))
    every = routes(app)
    assert len({(route.method, route.pattern) for route in every}) == len(every)
    table = Table(app)
    for route in every:
        path = route.pattern.replace("{id}", "7").replace("{token}", "abc").replace("{path}", "app.css")
        assert table.match(route.method, path).route == route


def test_what_is_not_granted_is_denied() -> None:
    app = read_app(blueprint("bikes"))
    for role, signed_in in (("visitor", False), ("member", True), ("nothing", True)):
        rights = Rights(app, role, signed_in=signed_in)
        assert all(not rights.may("secret", verb) for verb in Verb)
        assert rights.sight["secret"].empty
    owner = Rights(app, "owner", signed_in=True)
    assert all(owner.may(thing.key, verb) for thing in app.things for verb in Verb)
    assert not Actor().signed_in


def test_a_visitor_owns_nothing() -> None:
    app = read_app(
        "app A\n  people: b\n\nthing C\n  d: text\n  visitor may see own, change own\n  b may see\n"
    )
    assert not Rights(app, "visitor", signed_in=False).may("c", Verb.SEE)
    assert not Rights(app, "visitor", signed_in=False).may("c", Verb.CHANGE)
    assert Rights(app, "b", signed_in=True).may("c", Verb.CHANGE)


def test_formulas_do_not_tell_what_is_hidden() -> None:
    app = read_app(blueprint("bikes"))
    hidden = Rights(app, "member", signed_in=True).sight["bike"].hidden
    assert hidden == {"lock_code", "code_length"}
    assert Rights(app, "organiser", signed_in=True).sight["bike"].hidden == frozenset()


FORBIDDEN = {"eval", "exec", "compile", "__import__"}
MODULES = {"subprocess", "pickle", "marshal", "shelve", "yaml", "ctypes", "sqlalchemy", "sqlite3"}


def test_nothing_here_runs_commands_or_writes_sql() -> None:
    folder = Path(appling.runtime.__file__).parent
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in FORBIDDEN, path
            if isinstance(node, ast.Import):
                assert not MODULES & {alias.name.partition(".")[0] for alias in node.names}, path
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").partition(".")[0] not in MODULES, path


@pytest.mark.parametrize(
    ("name", "about", "thing", "icon"),
    [
        ("Tea House", "", "Loan", "coffee"),
        ("Riverside Chess Club", "", "Evening", "chess-knight"),
        ("Hartley and Moss", "Matters of a small law office.", "Matter", "scale"),
        ("晨光牙科诊所", "预约", "预约", "stethoscope"),
        ("People", "", "Zork", "users"),
        ("North Light", "", "Picture", "image"),
        ("North Light", "", "Member", "users"),
        ("Zork", "", "Zork", "layers"),
    ],
)
def test_the_icon_of_an_app_tells_what_it_is_for(name: str, about: str, thing: str, icon: str) -> None:
    line = f"  about: {about}\n" if about else ""
    app = read_app(f'app "{name}"\n{line}thing {thing}\n  name: text\n')
    assert app_icon(app) == icon


def test_each_page_has_an_icon_of_its_own_where_there_is_one() -> None:
    source = "app A\nthing Tea\n  name: text\n  day: date\n  kind: choice(green, black)\n"
    pages = {
        "Teas": "table of Tea",
        "All Teas": "table of Tea",
        "Zork": "calendar of Tea by day",
        "Zork 2": "board of Tea by kind",
        "Zork 3": 'text "Hello"',
        "今日": 'text "Hello"',
    }
    source += "".join(f'page "{name}"\n  {part}\n' for name, part in pages.items())
    app = read_app(source)
    assert list(page_icons(app).values()) == ["coffee", "table-2", "calendar-days", "kanban", "layers", "sun"]
