"""What counts by itself: no step of history, no change of the row, and kept whatever is undone."""

from collections.abc import Callable
from pathlib import Path as Folder
from typing import Any

import pytest
from tests.store.apps import NOW, TODAY

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import App
from appling.blueprint.model.expression import Kind, Path, ValueType
from appling.store import AppStore, Denied, Query, Scope, Viewer, see_all

SOURCE = """app Journal
thing Article
  title: text
  views: views
  short: short link
"""
TYPED = SOURCE.replace("views: views", "views: number").replace("  short: short link\n", "")
ALL = Scope("article")
SHOWN = tuple(Path((key,), ValueType(kind)) for key, kind in (("title", Kind.TEXT), ("views", Kind.NUMBER)))


def app_of(source: str) -> App:
    app = check(source, vocabulary()).app
    assert app is not None
    return app


def somebody(app: App) -> Viewer:
    return Viewer(None, TODAY, NOW, see_all(app))


@pytest.fixture
def opened(tmp_path: Folder) -> Callable[[str], AppStore]:
    return lambda source: AppStore.create(tmp_path / "app", app_of(source), source)


def add(store: AppStore, **values: Any) -> int:
    with store.write(somebody(store.app)) as writer:
        return writer.insert("article", values, ALL)


def change(store: AppStore, row: int, title: str) -> None:
    with store.write(somebody(store.app)) as writer:
        writer.update("article", row, {"title": title}, ALL)


def remove(store: AppStore, row: int) -> None:
    with store.write(somebody(store.app)) as writer:
        writer.delete("article", row, ALL)


def rows(store: AppStore) -> list[tuple[Any, ...]]:
    with store.read(somebody(store.app)) as reader:
        return [row.values for row in reader.rows(Query("article", SHOWN, limit=None))]


def codes(store: AppStore) -> list[str]:
    with store.read(somebody(store.app)) as reader:
        query = Query("article", (Path(("short",), ValueType(Kind.TEXT)),), limit=None)
        return [row.values[0] for row in reader.rows(query)]


def test_counting_is_no_step_and_no_change_of_the_row(opened: Callable[[str], AppStore]) -> None:
    store = opened(SOURCE)
    row = add(store, title="One")
    before = store.history()
    with store.read(somebody(store.app)) as reader:
        version = reader.row("article", row).version
    for _ in range(3):
        store.count_up("article", row, ["views"])
    with store.read(somebody(store.app)) as reader:
        assert reader.row("article", row).version == version
    assert store.history() == before
    assert rows(store) == [("One", 3)]


def test_what_can_be_made_again_stays_so(opened: Callable[[str], AppStore]) -> None:
    store = opened(SOURCE)
    row = add(store, title="One")
    change(store, row, "Two")
    store.undo()
    store.count_up("article", row, ["views"])
    store.redo()
    assert rows(store) == [("Two", 1)]


def test_undoing_keeps_what_was_counted_since(opened: Callable[[str], AppStore]) -> None:
    store = opened(SOURCE)
    row = add(store, title="One")
    change(store, row, "Two")
    store.count_up("article", row, ["views"])
    change(store, row, "Three")
    store.undo()
    store.undo()
    assert rows(store) == [("One", 1)]
    assert store.difference(1, 1).rows == ()
    store.redo()
    remove(store, row)
    store.undo()
    assert rows(store) == [("Two", 1)]


def test_it_tells_nothing_in_what_happened_to_a_row(opened: Callable[[str], AppStore]) -> None:
    store = opened(SOURCE)
    row = add(store, title="One")
    store.count_up("article", row, ["views"])
    change(store, row, "Two")
    with store.read(somebody(store.app)) as reader:
        told = reader.past(store.app.thing("article"), None, 10)
    assert [set(past.after or {}) for past in told] == [{"title", "short"}] * 2
    assert all("views" not in (each.after or {}) for each in store.difference(0).rows)


def test_a_number_that_was_typed_counts_on_and_back(opened: Callable[[str], AppStore]) -> None:
    store = opened(TYPED)
    row = add(store, title="One", views=41)
    add(store, title="Two")
    store.replace(app_of(SOURCE), SOURCE)
    store.count_up("article", row, ["views"])
    assert rows(store) == [("One", 42), ("Two", 0)]
    assert len(set(codes(store))) == 2
    store.undo()
    assert rows(store) == [("One", 41), ("Two", None)]


def test_a_copy_counts_on(opened: Callable[[str], AppStore]) -> None:
    store = opened(SOURCE)
    row = add(store, title="One")
    store.count_up("article", row, ["views"])
    store.copy(store.folder.parent / "copy")
    copy = AppStore(store.folder.parent / "copy")
    copy.count_up("article", row, ["views"])
    assert (rows(store), rows(copy)) == ([("One", 1)], [("One", 2)])


def test_samples_have_codes_and_counts(opened: Callable[[str], AppStore]) -> None:
    store = opened(SOURCE)
    store.add_samples(TODAY, per_thing=6)
    assert len(set(codes(store))) == 6
    assert all(views > 0 for _, views in rows(store))


def test_a_row_that_is_not_there_is_not_counted(opened: Callable[[str], AppStore]) -> None:
    store = opened(SOURCE)
    store.count_up("article", 99, ["views"])
    assert rows(store) == []
    assert store.history() == []


def test_what_rules_hide_can_not_be_given(opened: Callable[[str], AppStore]) -> None:
    store = opened(SOURCE)
    hidden = Scope("article", None, frozenset({"views"}))
    with pytest.raises(Denied), store.write(somebody(store.app)) as writer:
        writer.insert("article", {"views": 3}, hidden)
