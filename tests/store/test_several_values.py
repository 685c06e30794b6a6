"""Fields that hold several values: asked for, counted in each, and kept like any other value."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.history.apps import make, parsed, viewer

from appling.blueprint.model.app import App
from appling.blueprint.model.expression import Aggregate, Expression, Kind, ValueType
from appling.blueprint.model.expression import Path as FieldPath
from appling.store import AppStore, Grouping, Invalid, Match, Query
from appling.store.history.of_rows import Past

SOURCE = """app Culture House

thing Hall
  name: text
  features: choices(stage, bar, ramp)

thing Event
  title: text, required
  topics: choices(music, art, sport), max 2
  tags: tags
  seats: number
  hall: Hall
  musical = topics contains music
  any = topics in (art, sport)
  loud = tags contains "LOUD"
  many = length(topics)
  said = title + ": " + topics
  usual = topics is empty

page Home
  list of Event where topics contains music
"""
ROWS = (
    {"title": "a", "topics": ("music", "art"), "tags": ("loud", "old"), "seats": 10, "hall": 1},
    {"title": "b", "topics": ("music",), "tags": ("loud",), "seats": 5},
    {"title": "c", "topics": ("sport",), "seats": 1, "hall": 1},
    {"title": "d", "seats": 7},
)
TOPICS = FieldPath(("topics",), ValueType(Kind.SEVERAL))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AppStore]:
    store = make(tmp_path / "app", SOURCE)
    with store.write(viewer(store)) as writer:
        writer.add("hall", {"name": "Big", "features": ("stage", "ramp")})
        for row in ROWS:
            writer.add("event", row)
    yield store
    store.close()


def field(app: App, key: str) -> FieldPath:
    return FieldPath((key,), app.thing("event").field(key).value)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("topics", [("music", "art"), ("music",), ("sport",), None]),
        ("musical", [True, True, False, False]),
        ("any", [True, False, True, False]),
        ("loud", [True, True, False, False]),
        ("many", [2, 1, 1, None]),
        ("said", ["a: music, art", "b: music", "c: sport", "d: "]),
        ("usual", [False, False, False, True]),
    ],
)
def test_they_mean_something_in_expressions(store: AppStore, key: str, expected: list[object]) -> None:
    with store.read(viewer(store)) as reader:
        assert [row.values[0] for row in reader.rows(Query("event", (field(store.app, key),)))] == expected


def total(thing: str = "event") -> tuple[Expression, ...]:
    number = ValueType(Kind.NUMBER)
    return (
        Aggregate("count", thing, None, None, None, number),
        Aggregate("sum", thing, None, FieldPath(("seats",), number), None, number),
    )


def test_a_row_counts_in_each_of_its_values(store: AppStore) -> None:
    with store.read(viewer(store)) as reader:
        found = reader.groups(Grouping("event", (TOPICS,), total()))
        whole = reader.groups(Grouping("event", (), total()))
    assert [(group.keys[0], *group.values) for group in found] == [
        (("music",), 2, 15),
        (("art",), 1, 10),
        (("sport",), 1, 1),
        (None, 1, 7),
    ]
    assert whole[0].values == (4, 23)


def test_also_along_two_of_them_and_through_a_link(store: AppStore) -> None:
    tags, hall = field(store.app, "tags"), FieldPath(("hall", "features"), TOPICS.type)
    with store.read(viewer(store)) as reader:
        both = reader.groups(Grouping("event", (TOPICS, tags), total()[:1]))
        linked = reader.groups(Grouping("event", (hall,), total()[:1], largest=True))
    assert {(group.keys, group.values[0]) for group in both} >= {
        ((("music",), ("loud",)), 2),
        ((("art",), ("old",)), 1),
        ((("sport",), None), 1),
    }
    assert {group.keys[0]: group.values[0] for group in linked} == {("stage",): 2, ("ramp",): 2, None: 2}


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ((("music",), ("sport",)), ["a", "b", "c"]),
        ((("music", "art"),), ["a"]),
        ((("ART",),), ["a"]),
        ((None,), ["d"]),
        ((("dance",),), []),
    ],
)
def test_rows_with_any_or_with_all_of_some_are_found(
    store: AppStore, wanted: tuple[object, ...], titles: list[str]
) -> None:
    query = Query("event", (field(store.app, "title"),), filters=(Match(TOPICS, wanted),))
    with store.read(viewer(store)) as reader:
        assert [row.values[0] for row in reader.rows(query)] == titles


@pytest.mark.parametrize("wrong", [("dance",), ("music", "art", "sport"), "music, dance", 3, ["music"], True])
def test_what_does_not_fit_is_refused(store: AppStore, wrong: object) -> None:
    with store.write(viewer(store)) as writer, pytest.raises(Invalid):
        writer.add("event", {"title": "x", "topics": wrong})


def test_none_at_all_is_empty_and_refused_where_one_is_needed(store: AppStore) -> None:
    with store.write(viewer(store)) as writer:
        row = writer.add("event", {"title": "x", "topics": ()})
        assert writer.read.row("event", row, (TOPICS,)).values == (None,)
    needed = SOURCE.replace("max 2", "max 2, required")
    store.replace(parsed(needed), needed)
    with store.write(viewer(store)) as writer, pytest.raises(Invalid):
        writer.change("event", 1, {"topics": ()})


def test_changes_are_kept_in_the_history_and_undone(store: AppStore) -> None:
    with store.write(viewer(store)) as writer:
        writer.change("event", 1, {"topics": ("sport",)})
    past = [each.after["topics"] for each in _past(store) if each.after]
    assert past[:2] == [("sport",), ("music", "art")]
    store.undo()
    with store.read(viewer(store)) as reader:
        assert reader.row("event", 1, (TOPICS,)).values == (("music", "art"),)


def _past(store: AppStore) -> tuple[Past, ...]:
    with store.read(viewer(store)) as reader:
        return reader.past(store.app.thing("event"), (1,), 10)
