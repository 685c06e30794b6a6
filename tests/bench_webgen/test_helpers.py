"""What the helpers of the benchmark build on: words, colours, bodies, databases; each must also say no."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from bench.webgen import words
from bench.webgen.bodies import make_body
from bench.webgen.database import Database
from bench.webgen.looks import is_component, is_ground
from bench.webgen.operations import Description
from bench.webgen.verdicts import Partial, Unmet, need_all
from tests.bench_webgen.library import OPENAPI, SCHEMA


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("My bookings", "booking"),
        ("Companies", "company"),
        ("sign_up", "sign up"),
        ("userEmail", "email"),
        ("Sign up now", "register|sign up"),
        ("Dusk by Ada", "author|by"),
        ("sent_to", "recipient|to"),
    ],
)
def test_words_that_mean_the_same(text: str, wanted: str) -> None:
    assert words.means(text, wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("My bookings", "book club"),
        ("Signature", "sign in"),
        ("Chart", "cart"),
        ("", "order"),
        ("Reset", "set"),
    ],
)
def test_words_that_mean_something_else(text: str, wanted: str) -> None:
    assert not words.means(text, wanted)


@pytest.mark.parametrize(
    "line",
    [
        "Thank you!",
        "Your report was submitted.",
        "Booking confirmed",
        "Saved",
        "We will be in touch soon",
        "Order placed",
    ],
)
def test_lines_that_confirm(line: str) -> None:
    assert words.confirms(line)


@pytest.mark.parametrize(
    "line",
    [
        "Register for the contest",
        "Book a room",
        "Post a comment",
        "Posted by Ada",
        "Created",
        "It could not be saved",
        "Nothing was sent.",
        "Welcome",
    ],
)
def test_lines_that_confirm_nothing(line: str) -> None:
    assert not words.confirms(line)


def test_a_sign_without_letters_is_found_as_it_is() -> None:
    assert words.means("12 €", "price|€")
    assert not words.means("12", "price|€")


def test_a_phrase_in_just_its_form() -> None:
    assert words.says("Status: disputed", "disputed|in dispute")
    assert not words.says("Disputes", "disputed|in dispute")


def test_the_shorter_name_is_the_better_one() -> None:
    assert words.best(["New orders this week", "Orders"], str, "orders") == "Orders"
    assert words.best(["Cats", "Dogs"], str, "orders") is None


def test_numbers_as_a_reader_sees_them() -> None:
    assert words.numbers("1,250.50 of -3") == [1250.5, -3.0]


@pytest.mark.parametrize(
    ("css", "name"),
    [
        ("rgb(245, 255, 250)", "mint cream"),
        ("rgb(255, 250, 250)", "snow"),
        ("oklab(0.9914 -0.0116 0.0042)", "mint cream"),
    ],
)
def test_the_named_background(css: str, name: str) -> None:
    assert is_ground(css, name)


@pytest.mark.parametrize(
    ("css", "name"),
    [
        ("rgb(255, 255, 255)", "mint cream"),
        ("rgb(255, 255, 255)", "snow"),
        ("rgb(248, 248, 255)", "snow"),
        ("rgb(250, 250, 250)", "snow"),
        ("rgba(245, 255, 250, 0)", "mint cream"),
        ("", "snow"),
    ],
)
def test_another_background(css: str, name: str) -> None:
    assert not is_ground(css, name)


def test_components_may_be_a_little_darker() -> None:
    assert is_component("rgb(0, 128, 128)", "teal")
    assert is_component("rgb(0, 122, 122)", "teal")
    assert not is_component("rgb(0, 90, 160)", "teal")
    assert not is_component("rgb(20, 20, 20)", "teal")


def test_a_body_is_made_from_the_schema() -> None:
    body = make_body(SCHEMA, {"name|title": "Salt", "genre": "nature"}, lambda *_: None)
    assert body == {"title": "Salt", "genre": "nature", "pages": 3}


def test_operations_are_named_by_path_and_summary() -> None:
    operations = Description(OPENAPI).operations
    assert max(operations, key=lambda each: each.fits("borrow|lend")).path == "/api/books/{id}/borrow"
    assert all(not each.fits("invoice") for each in operations)
    added = next(each for each in operations if each.method == "post" and each.path == "/api/books")
    assert list(added.body["properties"]) == ["title", "genre", "pages"]


@pytest.fixture
def database(tmp_path: Path) -> Database:
    file = tmp_path / "app.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(
            "CREATE TABLE account (id INTEGER, email TEXT, password_hash TEXT);"
            "INSERT INTO account VALUES (1, 'a', 'b'); CREATE TABLE link (id INTEGER);"
            "CREATE TABLE purchase_order (id INTEGER, total REAL, buyer_id INTEGER);"
            "INSERT INTO purchase_order VALUES (1, 2.5, 1);"
        )
    return Database(file)


def test_a_database_that_holds_it(database: Database) -> None:
    database.accounts(secret=True)
    database.holds("order", "total|amount", "customer|buyer")
    database.either(("invoice", "total"), ("in", "order", "total"))
    database.all_of({"orders": "order", "accounts": "account"})


def test_a_database_that_holds_half_of_it(database: Database) -> None:
    with pytest.raises(Partial, match="rows"):
        database.holds("link", "id")
    with pytest.raises(Partial, match="status"):
        database.holds("order", "total", "status")


def test_a_database_that_holds_none_of_it(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Unmet, match="no table"):
        database.holds("invoice")
    with pytest.raises(Unmet, match="missing"):
        database.holds("link", "url", "title")
    with pytest.raises(Unmet):
        database.either(("invoice", "total"), ("in", "order", "colour"))
    with pytest.raises(Unmet):
        database.all_of({"invoices": "invoice", "links": "link"})
    with pytest.raises(Unmet, match="no database"):
        Database(tmp_path / "none.db")


def test_half_of_several_conditions_is_half_a_case() -> None:
    need_all({"one": True, "two": [1]})
    with pytest.raises(Partial, match="two"):
        need_all({"one": True, "two": None})
    with pytest.raises(Unmet, match="one, two"):
        need_all({"one": False, "two": None})
