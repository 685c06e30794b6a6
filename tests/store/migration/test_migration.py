"""Changing an app keeps every row."""

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path as Folder

import pytest
from tests.store.apps import NUMBER, TEXT, TODAY, app, field, link, make, number, path, thing, viewer

from appling.blueprint.model.app import Thing
from appling.store import AppStore, Conflict, InUse, Query, Scope
from appling.store.migration import CannotMakeUnique

BOOK = thing(
    "book", field("title", required=True), field("pages", "number"), field("bought", "date"), title="title"
)
SHELF = thing("shelf", field("name"), title="name")


def changed(store: AppStore, *things: Thing) -> AppStore:
    store.replace(app(*things), "app Changed")
    return store


def values(store: AppStore, thing_: str, *keys: str) -> list[tuple[object, ...]]:
    made = store.app.thing(thing_)
    columns = tuple(path(key, type_=made.field(key).value) for key in keys)
    with store.read(viewer(store.app)) as reader:
        return [row.values for row in reader.rows(Query(thing_, columns))]


@pytest.fixture
def books(tmp_path: Folder) -> AppStore:
    store = make(tmp_path / "books", app(BOOK))
    with store.write(viewer(store.app)) as writer:
        for title, pages in (("One", 10), ("Two", 20)):
            writer.insert("book", {"title": title, "pages": pages, "bought": TODAY}, Scope("book"))
    return store


def test_new_things_and_fields(books: AppStore) -> None:
    more = (field("shelf", "shelf"), field("stars", "number", default=number(3)))
    changed(books, replace(BOOK, fields=(*BOOK.fields, *more)), SHELF)
    assert values(books, "book", "title", "shelf", "stars") == [("One", None, 3), ("Two", None, 3)]
    with books.write(viewer(books.app)) as writer:
        shelf = writer.insert("shelf", {"name": "A"}, Scope("shelf"))
        writer.update("book", 1, {"shelf": shelf}, Scope("book"))
    assert values(books, "book", "shelf")[0] == (1,)
    assert (books.version, books.source) == (2, "app Changed")


def test_what_is_taken_out_comes_back(books: AppStore) -> None:
    changed(books, SHELF)
    changed(books, replace(BOOK, fields=BOOK.fields[:1]), SHELF)
    changed(books, BOOK, SHELF)
    assert values(books, "book", "title", "pages", "bought") == [("One", 10, TODAY), ("Two", 20, TODAY)]


def test_renamed_things_and_fields(books: AppStore) -> None:
    volume = thing("volume", field("name", was="title"), field("pages", "number"), title="name", was="Book")
    changed(books, volume)
    assert values(books, "volume", "name", "pages") == [("One", 10), ("Two", 20)]
    changed(books, volume)
    assert values(books, "volume", "name") == [("One",), ("Two",)]


def test_fields_that_swap_names(books: AppStore) -> None:
    fields = (field("title", was="note"), field("note", was="title"))
    changed(books, replace(BOOK, fields=(*BOOK.fields, field("note"))))
    with books.write(viewer(books.app)) as writer:
        writer.update("book", 1, {"note": "a note"}, Scope("book"))
    changed(books, replace(BOOK, fields=fields))
    assert values(books, "book", "title", "note") == [("a note", "One"), (None, "Two")]


def test_a_new_type_takes_the_values_over_and_back(books: AppStore) -> None:
    changed(books, replace(BOOK, fields=(BOOK.fields[0], field("pages", "text"))))
    assert values(books, "book", "pages") == [("10",), ("20",)]
    with books.write(viewer(books.app)) as writer:
        writer.update("book", 1, {"pages": "about ten"}, Scope("book"))
    changed(books, BOOK)
    assert values(books, "book", "pages") == [(None,), (20,)]
    assert [(kept.field, kept.values) for kept in books.attic()] == [("pages", 1)]


def test_a_link_to_another_thing_gets_a_new_column(books: AppStore) -> None:
    changed(books, replace(BOOK, fields=(*BOOK.fields, field("place", "shelf"))), SHELF)
    changed(books, replace(BOOK, fields=(*BOOK.fields, field("place", "book"))), SHELF)
    with books.write(viewer(books.app)) as writer:
        writer.update("book", 1, {"place": 2}, Scope("book"))
        assert writer.read.row("book", 1, (path("place", type_=link("book")),)).values[0].label == "Two"


def test_unique_only_where_it_can_be(books: AppStore) -> None:
    unique = replace(BOOK, fields=(BOOK.fields[0], replace(BOOK.fields[2], unique=True)))
    with pytest.raises(CannotMakeUnique, match="bought"):
        changed(books, unique)
    assert books.version == 1
    assert values(books, "book", "title", "bought") == [("One", TODAY), ("Two", TODAY)]
    changed(books, replace(BOOK, fields=(replace(BOOK.fields[0], unique=True),)))
    changed(books, BOOK)
    with books.write(viewer(books.app)) as writer:
        writer.insert("book", {"title": "One"}, Scope("book"))


@pytest.mark.parametrize("first", [True, False])
def test_required_comes_and_goes(tmp_path: Folder, first: bool) -> None:
    """Whether a link is required decides if its target can go, whatever it was when its column was made."""
    store = make(tmp_path / "leaves", app(BOOK, thing("leaf", field("book", "book", required=first))))
    with store.write(viewer(store.app)) as writer:
        book = writer.insert("book", {"title": "One"}, Scope("book"))
        writer.insert("leaf", {"book": book}, Scope("leaf"))
    changed(store, BOOK, thing("leaf", field("book", "book", required=not first)))
    with nullcontext() if first else pytest.raises(InUse), store.write(viewer(store.app)) as writer:
        writer.delete("book", book, Scope("book"))
    assert values(store, "leaf", "book") == [(None if first else book,)]
    store.close()


def test_what_is_out_of_use_does_not_stand_in_the_way(tmp_path: Folder) -> None:
    """A required link of a thing that was taken out lets go of a row that is deleted."""
    store = make(tmp_path / "kept", app(BOOK, thing("leaf", field("book", "book", required=True))))
    with store.write(viewer(store.app)) as writer:
        book = writer.insert("book", {"title": "One"}, Scope("book"))
        writer.insert("leaf", {"book": book}, Scope("leaf"))
    changed(store, BOOK)
    with store.write(viewer(store.app)) as writer:
        writer.delete("book", book, Scope("book"))
    assert values(store, "book", "title") == []
    changed(store, BOOK, thing("leaf", field("book", "book", required=True)))
    assert values(store, "leaf", "book") == [(None,)]
    store.close()


def test_another_process_sees_the_change(books: AppStore, monkeypatch: pytest.MonkeyPatch) -> None:
    other = AppStore(books.folder)
    other._loaded = books._current()
    assert not other.refresh()
    changed(books, BOOK, SHELF)
    with pytest.raises(Conflict), other.write(viewer(app(BOOK))):
        pass
    monkeypatch.setattr(other, "_load", books._current)
    assert other.refresh()
    assert other.app.by_key.keys() == {"book", "shelf"}
    other.close()


def test_names_that_databases_keep_for_themselves(tmp_path: Folder) -> None:
    odd = [
        thing(
            "sqlite_master",
            field("id", "number"),
            field("rowid"),
            field("select", unique=True),
            title="rowid",
        ),
        thing("order", field("group", "sqlite_master"), field("by"), field("table", "number")),
        thing("x" * 40, field("y" * 40)),
    ]
    store = make(tmp_path / "odd", app(*odd))
    with store.write(viewer(store.app)) as writer:
        writer.insert("sqlite_master", {"id": 7, "rowid": "a", "select": "b"}, Scope("sqlite_master"))
        writer.insert("order", {"group": 1, "by": "x", "table": 2}, Scope("order"))
        columns = (path("group", "id", type_=NUMBER), path("by", type_=TEXT), path("table", type_=NUMBER))
        assert [row.values for row in writer.read.rows(Query("order", columns))] == [(7, "x", 2)]
    changed(store, *odd, SHELF)
    store.close()
