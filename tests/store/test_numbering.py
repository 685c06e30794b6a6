"""Numbers that count by themselves: none left out, no two alike, whatever happens to their rows."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path as Folder

import pytest
from tests.store.apps import NOW, TODAY

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import App, SortKey
from appling.blueprint.model.expression import Kind, Path, ValueType
from appling.store import AppStore, Query, Scope, Taken, Viewer, see_all

SOURCE = """app Billing
thing Invoice
  number: counter = "INV-{year}-0001"
  about: text
"""
PLAIN = SOURCE.replace(' = "INV-{year}-0001"', "")
NUMBER = Path(("number",), ValueType(Kind.TEXT))
ALL = Scope("invoice")


def app_of(source: str) -> App:
    app = check(source, vocabulary()).app
    assert app is not None
    return app


def somebody(app: App, day: date = TODAY) -> Viewer:
    return Viewer(None, day, NOW, see_all(app))


@pytest.fixture
def opened(tmp_path: Folder) -> Callable[[str], AppStore]:
    return lambda source: AppStore.create(tmp_path / "app", app_of(source), source)


def add(store: AppStore, count: int = 1, day: date = TODAY) -> list[int]:
    with store.write(somebody(store.app, day)) as writer:
        return [writer.insert("invoice", {}, ALL) for _ in range(count)]


def numbers(store: AppStore) -> list[str]:
    with store.read(somebody(store.app)) as reader:
        query = Query("invoice", (NUMBER,), sort=(SortKey(NUMBER),), limit=None)
        return [row.values[0] for row in reader.rows(query)]


def test_fifty_at_once_get_the_next_ones(opened: Callable[[str], AppStore]) -> None:
    store = opened(SOURCE)
    with ThreadPoolExecutor(50) as pool:
        list(pool.map(lambda _: add(store), range(50)))
    assert numbers(store) == [f"INV-2026-{count:04d}" for count in range(1, 51)]


def test_each_year_begins_anew(opened: Callable[[str], AppStore]) -> None:
    store = opened(SOURCE)
    add(store, 2)
    add(store, 1, date(2027, 1, 1))
    add(store, 1)
    assert numbers(store) == ["INV-2026-0001", "INV-2026-0002", "INV-2026-0003", "INV-2027-0001"]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("", ["1", "2", "3"]),
        (" = 1001", ["1001", "1002", "1003"]),
        (' = "9/{month}"', ["9/03", "10/03", "11/03"]),
        (' = "%_5"', ["%_5", "%_6", "%_7"]),
    ],
)
def test_they_begin_where_it_is_said(
    opened: Callable[[str], AppStore], first: str, expected: list[str]
) -> None:
    store = opened(PLAIN.replace("counter", f"counter{first}"))
    add(store, 3)
    assert numbers(store) == expected


def test_they_stand_in_the_order_of_their_counts(opened: Callable[[str], AppStore]) -> None:
    store = opened(PLAIN)
    add(store, 11)
    assert numbers(store) == [str(count) for count in range(1, 12)]


def test_what_failed_or_was_undone_leaves_no_gap(opened: Callable[[str], AppStore]) -> None:
    store = opened(SOURCE)
    add(store)
    with pytest.raises(ZeroDivisionError), store.write(somebody(store.app)) as writer:
        writer.insert("invoice", {}, ALL)
        raise ZeroDivisionError
    add(store)
    store.undo()
    store.redo()
    assert numbers(store) == ["INV-2026-0001", "INV-2026-0002"]
    store.undo()
    add(store)
    assert numbers(store) == ["INV-2026-0001", "INV-2026-0002"]


def test_the_number_of_a_removed_row_is_given_to_no_other(opened: Callable[[str], AppStore]) -> None:
    store = opened(SOURCE)
    last = add(store, 2)[-1]
    with store.write(somebody(store.app)) as writer:
        writer.delete("invoice", last, ALL)
    store.copy(store.folder.parent / "copy")
    for each in (store, AppStore(store.folder.parent / "copy")):
        add(each)
        assert numbers(each) == ["INV-2026-0001", "INV-2026-0003"]


def test_samples_that_are_removed_leave_the_first_numbers_free(opened: Callable[[str], AppStore]) -> None:
    store = opened(SOURCE)
    store.add_samples(TODAY, per_thing=3)
    assert len(numbers(store)) == 3
    store.remove_samples()
    add(store)
    assert numbers(store)[0].endswith("-0001")


def test_rows_that_have_none_are_numbered_in_their_order(opened: Callable[[str], AppStore]) -> None:
    plain = PLAIN.replace("  number: counter\n", "")
    store = opened(plain)
    add(store, 3)
    store.replace(app_of(SOURCE), SOURCE)
    year = date.today().year
    assert numbers(store) == [f"INV-{year}-{count:04d}" for count in (1, 2, 3)]


def test_a_number_that_is_brought_along_stays_and_is_nobody_elses(
    opened: Callable[[str], AppStore],
) -> None:
    store = opened(SOURCE)
    with store.write(somebody(store.app)) as writer:
        writer.insert("invoice", {"number": "INV-2026-0007"}, ALL)
    add(store)
    assert numbers(store) == ["INV-2026-0007", "INV-2026-0008"]
    with pytest.raises(Taken), store.write(somebody(store.app)) as writer:
        writer.insert("invoice", {"number": "INV-2026-0007"}, ALL)


def test_beyond_its_digits_and_beside_what_is_no_number(opened: Callable[[str], AppStore]) -> None:
    store = opened(SOURCE)
    brought = [
        "INV-2026-9999",
        "INV-2026-00010",
        "INV-2026-9x99",
        "INV-2026-",
        "INV-2025-99999",
        "XINV-2026-99999",
    ]
    with store.write(somebody(store.app)) as writer:
        for number in brought:
            writer.insert("invoice", {"number": number}, ALL)
    add(store, 2)
    assert sorted(set(numbers(store)) - set(brought)) == ["INV-2026-10000", "INV-2026-10001"]


def test_the_next_one_is_found_by_an_index(opened: Callable[[str], AppStore]) -> None:
    with opened(SOURCE).write(somebody(app_of(SOURCE))) as writer:
        asked = "SELECT name FROM sqlite_master WHERE sql LIKE '%length(%' AND tbl_name = 'invoice'"
        found = writer.connection.exec_driver_sql(asked).scalars().all()
    assert found == ["_ix_invoice_number.count"]
