"""A field that gets another type takes along what can be said in it; the rest lies in the attic."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from tests.store.history.apps import dump, is_sound, make, parsed, viewer

from appling.store import AppStore, Change, Kept, Query, Scope
from appling.store.history.attic import guessed

MOMENT = datetime(2026, 3, 9, 14, 5, tzinfo=UTC)
CASES: list[tuple[str, str, list[tuple[Any, Any]], int]] = [
    ("text", "number", [("12", 12), ("1,234.5", 1234.5), ("about five", None), (None, None)], 2),
    ("text", "number, max 10", [("9", 9), ("11", None)], 1),
    ("number", "text", [(12, "12"), (0.25, "0.25")], 0),
    ("number", "money", [(12, Decimal("12.00")), (0.005, None)], 1),
    ("money", "number", [(Decimal("19.99"), 19.99)], 0),
    ("text", "money", [("$5", Decimal("5.00")), ("5.00", Decimal("5.00")), ("a lot", None)], 2),
    ("number", "rating", [(4, 4), (9, None), (4.5, None)], 2),
    ("rating", "number", [(4, 4)], 0),
    ("text", "choice(red, blue)", [("red", "red"), ("Blue", "blue"), ("green", None)], 2),
    ("choice(red, blue)", "text", [("red", "red")], 0),
    ("choice(red, blue)", "choice(red, green)", [("red", "red"), ("blue", None)], 1),
    ("choice(red)", "choice(red, green)", [("red", "red")], 0),
    ("date", "date and time", [(date(2026, 3, 9), datetime(2026, 3, 9, tzinfo=UTC))], 0),
    ("date and time", "date", [(MOMENT, date(2026, 3, 9))], 1),
    ("date and time", "time", [(MOMENT, time(14, 5))], 1),
    ("text", "date", [("2026-03-09", date(2026, 3, 9)), ("soon", None)], 1),
    ("date", "text", [(date(2026, 3, 9), "2026-03-09")], 0),
    ("yes/no", "text", [(True, "yes"), (False, "no")], 0),
    ("text", "yes/no", [("yes", True), ("No", False)], 1),
    ("yes/no", "number", [(True, 1), (False, 0)], 0),
    ("number", "yes/no", [(1, True), (0, False)], 0),
    ("yes/no", "date", [(True, None)], 1),
    ("long text", "text", [("one line", "one line"), ("two\nlines", "two lines")], 1),
    ("text", "email", [("a@b.example", "a@b.example"), ("nobody", None)], 1),
    ("text", "image", [("x" * 32, None)], 1),
    ("choice(red, blue)", "choices(blue, red)", [("red", ("red",)), (None, None)], 0),
    ("choices(red, blue)", "choice(red, blue)", [(("red",), "red"), (("red", "blue"), None)], 1),
    ("choices(red, blue)", "text", [(("red", "blue"), "red, blue")], 0),
    ("text", "choices(red, blue)", [("Blue; red", ("red", "blue")), ("red, green", None)], 2),
    ("choices(red, blue)", "choices(blue, red, green)", [(("red", "blue"), ("blue", "red"))], 0),
    ("choices(red, blue)", "choices(red)", [(("red",), ("red",)), (("red", "blue"), None)], 1),
    ("choices(red, blue)", "tags", [(("red", "blue"), ("red", "blue"))], 0),
    ("text", "tags", [("quick, for two", ("quick", "for two"))], 0),
    ("tags", "choices(red, blue)", [(("red",), ("red",)), (("odd", "red"), None)], 1),
]


def blueprint(type_: str) -> str:
    return f"app Test\n\nthing Row\n  value: {type_}\n"


def values(store: AppStore, thing: str = "row") -> list[Any]:
    from appling.blueprint.model.expression import Path as FieldPath

    field = store.app.thing(thing).field("value")
    with store.read(viewer(store)) as reader:
        return [row.values[0] for row in reader.rows(Query(thing, (FieldPath(("value",), field.value),)))]


@pytest.mark.parametrize(("old", "new", "rows", "kept"), CASES, ids=lambda each: str(each)[:30])
def test_values_change_their_type(
    tmp_path: Path, old: str, new: str, rows: list[tuple[Any, Any]], kept: int
) -> None:
    store = make(tmp_path / "app", blueprint(old))
    with store.write(viewer(store)) as writer:
        for before, _ in rows:
            writer.add("row", {"value": before})
    before = dump(store)
    forecast = store.forecast(parsed(blueprint(new)))
    assert dump(store) == before
    report = store.replace(parsed(blueprint(new)), blueprint(new))
    assert report == forecast
    assert values(store) == [after for _, after in rows]
    counted = [each for each in report.changes if each.kind == "field converted"]
    if counted:
        full = sum(each is not None for each, _ in rows)
        there = sum(after is not None for _, after in rows)
        assert counted == [Change("field converted", "Row", "value", None, full, there, kept)]
    else:
        assert kept == 0
    assert [each.values for each in store.attic()] == ([kept] if kept else [])
    store.undo()
    assert dump(store) == before
    store.redo()
    assert values(store) == [after for _, after in rows]
    store.close()


@pytest.mark.parametrize(("old", "new", "rows", "kept"), CASES, ids=lambda each: str(each)[:30])
def test_and_come_back_with_the_type_they_had(
    tmp_path: Path, old: str, new: str, rows: list[tuple[Any, Any]], kept: int
) -> None:
    store = make(tmp_path / "app", blueprint(old))
    with store.write(viewer(store)) as writer:
        for before, _ in rows:
            writer.add("row", {"value": before})
    for source in (blueprint(new), blueprint(old)):
        store.replace(parsed(source), source)
    assert values(store) == [before for before, _ in rows]
    assert store.attic() == []
    store.close()


def test_what_was_changed_meanwhile_is_what_comes_back(tmp_path: Path) -> None:
    store = make(tmp_path / "app", blueprint("text"))
    with store.write(viewer(store)) as writer:
        writer.add("row", {"value": "1,234.50"})
    store.replace(parsed(blueprint("number")), blueprint("number"))
    with store.write(viewer(store)) as writer:
        writer.change("row", 1, {"value": 99})
    store.replace(parsed(blueprint("text")), blueprint("text"))
    assert values(store) == ["99"]


LINKED = "app Test\n\nthing Author\n  name: text\n\nthing Row\n  value: Author\n"
LOOSE = "app Test\n\nthing Author\n  name: text\n\nthing Row\n  value: text\n"


def test_names_become_links_and_links_names(tmp_path: Path) -> None:
    """Only where exactly one row is called so."""
    store = make(tmp_path / "app", LOOSE)
    with store.write(viewer(store)) as writer:
        for name in ("Ada", "Twin", "Twin"):
            writer.add("author", {"name": name})
        for name in ("Ada", "Twin", "Nobody"):
            writer.add("row", {"value": name})
    store.replace(parsed(LINKED), LINKED)
    assert dump(store)["row"]["value"] == {1: ("integer", 1), 2: ("null", None), 3: ("null", None)}
    store.replace(parsed(LOOSE), LOOSE)
    assert values(store) == ["Ada", "Twin", "Nobody"]


def test_no_text_makes_anybody_own_a_row_or_a_file(tmp_path: Path) -> None:
    store = make(tmp_path / "app", "app Test\n  people: member\n\nthing Row\n  value: text\n  other: text\n")
    person = store.people.create("Somebody", None, "member")
    upload = store.files.add(
        BytesIO(b"secret"), name="a", type_="image/png", thing="row", field="x", person=person.id, limit=99
    )
    with store.write(viewer(store)) as writer:
        writer.add("row", {"value": "Somebody", "other": upload.token})
    changed = "app Test\n  people: member\n\nthing Row\n  value: person\n  other: file\n"
    store.replace(parsed(changed), changed)
    row = dump(store)["row"]
    assert (row["value"][1], row["other"][1]) == (("null", None), ("null", None))


def test_what_is_required_and_could_not_be_converted_gets_its_default(tmp_path: Path) -> None:
    store = make(tmp_path / "app", blueprint("text"))
    with store.write(viewer(store)) as writer:
        for value in ("open", "strange"):
            writer.add("row", {"value": value})
    changed = blueprint("choice(open, done), required = open")
    store.replace(parsed(changed), changed)
    assert values(store) == ["open", "open"]
    assert [each.values for each in store.attic()] == [1]


def test_clashes_are_foretold(tmp_path: Path) -> None:
    store = make(tmp_path / "app", blueprint("text"))
    with store.write(viewer(store)) as writer:
        for value in ("1", "1", "1.0", "2"):
            writer.add("row", {"value": value})
    forecast = store.forecast(parsed(blueprint("number, unique")))
    assert [(each.field, each.values) for each in forecast.clashes] == [("value", 3)]
    assert not forecast.possible


def test_a_new_name_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    """The values that were under that name, in use or in the attic, are put aside and not mixed in."""
    two = "app Test\n\nthing Row\n  one: text\n  value: text\n"
    store = make(tmp_path / "app", two)
    with store.write(viewer(store)) as writer:
        writer.add("row", {"one": "first", "value": "second"})
    dropped = "app Test\n\nthing Row\n  one: text\n"
    renamed = "app Test\n\nthing Row\n  value (was one): text\n"
    store.replace(parsed(dropped), dropped)
    store.replace(parsed(renamed), renamed)
    assert values(store) == ["first"]
    assert [(each.field, each.values) for each in store.attic()] == [("value", 1)]
    store.replace(parsed(renamed), renamed)
    assert values(store) == ["first"]
    store.undo(1)
    assert dump(store)["row"]["value"] == {1: ("text", "second")}


def test_the_attic_tells_what_and_how_many_until_it_is_emptied(tmp_path: Path) -> None:
    fields = "  title: text\n  shelf: Shelf\n  pages: number\n"
    source = f"app Test\n\nthing Shelf\n  name: text\n\nthing Book\n{fields}"
    store = make(tmp_path / "app", source)
    with store.write(viewer(store)) as writer:
        shelf = writer.add("shelf", {"name": "A"})
        for pages in (1, 2, None):
            writer.add("book", {"title": "T", "shelf": shelf, "pages": pages})
        writer.remove("book", writer.add("book", {"title": "Last"}))
    less = "app Test\n\nthing Book\n  title: text\n"
    report = store.replace(parsed(less), less)
    assert {(each.kind, each.thing, each.field, each.values) for each in report.changes} == {
        ("thing dropped", "Shelf", None, 1),
        ("field dropped", "Book", "shelf", 3),
        ("field dropped", "Book", "pages", 2),
    }
    told = [(kept.thing, kept.field, kept.values) for kept in store.attic()]
    assert sorted(told, key=str) == [("Book", "pages", 2), ("Book", "shelf", 3), ("Shelf", None, 1)]
    assert all(isinstance(kept, Kept) for kept in store.empty_attic())
    assert store.attic() == store.history() == []
    assert is_sound(store)
    assert dump(store)["book"].keys() == {"_id", "title", "_created", "_by", "_sample"}
    with store.write(viewer(store)) as writer:
        assert writer.insert("book", {"title": "Next"}, Scope("book")) == 5
    store.replace(parsed(source), source)
    assert dump(store)["book"]["pages"] == dict.fromkeys((1, 2, 3, 5), ("null", None))
    assert store.undo()[0].kind == "app"


def test_people_whose_role_is_gone_are_counted_and_kept(tmp_path: Path) -> None:
    source = "app Test\n  people: member, helper\n\nthing Row\n  value: text\n"
    store = make(tmp_path / "app", source)
    store.people.create("Somebody", None, "helper")
    less = source.replace(", helper", "")
    assert Change("role dropped", "helper", values=1) in store.replace(parsed(less), less).changes
    assert store.people.all()[0].role == "helper"


def test_a_field_of_which_nothing_is_known_is_told_by_its_column(tmp_path: Path) -> None:
    source = "app Test\n  people: member\n\nthing Shelf\n  name: text\n\nthing Row\n" + "".join(
        f"  {name}: {type_}\n"
        for name, type_ in {
            "a": "number",
            "b": "money",
            "c": "Shelf",
            "d": "person",
            "e": "date",
            "f": "text",
        }.items()
    )
    store = make(tmp_path / "app", source)
    with store._reads() as connection:
        types = [guessed(connection, "row", name).type for name in "abcdef"]
    assert types == ["number", "money", "link", "person", "date", "long text"]
