"""Adding, changing and removing rows, and taking actions: whole, checked, and never twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path as Folder

import pytest
from tests.store.apps import (
    BIKES,
    BORROW,
    DATE,
    MOMENT,
    MONEY,
    NOW,
    NUMBER,
    PERSON,
    RETURN,
    TODAY,
    TRUTH,
    app,
    both,
    field,
    link,
    make,
    number,
    path,
    text,
    thing,
    viewer,
)

from appling.blueprint.model.app import Action, Assignment, Step
from appling.blueprint.model.expression import Binary, This
from appling.store import (
    AppStore,
    Conflict,
    InUse,
    Invalid,
    NotNow,
    NotThere,
    Query,
    Scope,
    StoreError,
    Taken,
    Viewer,
)

BIKE_SCOPE, LOAN_SCOPE = Scope("bike"), Scope("loan")


def test_a_new_row_gets_defaults_and_marks(store: AppStore) -> None:
    person = store.people.create("Somebody", None, "member").id
    with store.write(viewer(BIKES, person)) as writer:
        bike = writer.insert("bike", {"name": "Racer"}, BIKE_SCOPE)
        loan = writer.insert("loan", {"bike": bike}, LOAN_SCOPE)
        marks = (path("_by", type_=PERSON), path("_created", type_=MOMENT), path("_changed", type_=MOMENT))
        row = writer.read.row("loan", loan, (path("borrower", type_=PERSON), *marks))
        assert row.values == (person, person, NOW, NOW)
        assert (row.version, row.sample) == (1, False)
        assert writer.read.row("bike", bike, (path("available", type_=TRUTH),)).values == (True,)


def test_ids_are_never_used_again(store: AppStore, owner: Viewer) -> None:
    with store.write(owner) as writer:
        first = writer.insert("bike", {"name": "a"}, BIKE_SCOPE)
        writer.delete("bike", first, BIKE_SCOPE)
        assert writer.insert("bike", {"name": "a"}, BIKE_SCOPE) == first + 1


@pytest.mark.parametrize(
    ("values", "field_", "because"),
    [
        ({}, "name", "is required"),
        ({"name": ""}, "name", "is required"),
        ({"name": "x", "kind": "boat"}, "kind", "must be one of"),
        ({"name": "x", "weight": -1}, "weight", "must be at least 0"),
        ({"name": "x", "weight": 1e30}, "weight", "is too large"),
        ({"name": "x", "weight": "many"}, "weight", "does not take"),
        ({"name": "x" * 100_000}, "name", "can have at most"),
        ({"name": "a\x00b"}, "name", "can't be kept"),
        ({"name": "\ud800"}, "name", "can't be kept"),
        ({"name": "x", "price": Decimal("1e20")}, "price", "money"),
        ({"name": "x", "available": "perhaps"}, "available", "does not take"),
        ({"name": "x", "photo": "nothing"}, "photo", "uploaded file"),
    ],
)
def test_values_that_a_field_does_not_take(
    store: AppStore, owner: Viewer, values: dict[str, object], field_: str, because: str
) -> None:
    with pytest.raises(Invalid, match=because) as refused, store.write(owner) as writer:
        writer.insert("bike", values, BIKE_SCOPE)
    assert refused.value.field == field_
    with store.read(owner) as reader:
        assert reader.count(Query("bike")) == 0


@pytest.mark.parametrize("target", [99, 0, -1, True, 2**40, "1", 1.5])
def test_links_lead_somewhere(store: AppStore, owner: Viewer, target: object) -> None:
    with pytest.raises(Invalid, match="bike must be one of the list"), store.write(owner) as writer:
        writer.insert("loan", {"bike": target}, LOAN_SCOPE)
    with store.write(owner) as writer:
        bike = writer.insert("bike", {"name": "x"}, BIKE_SCOPE)
    with pytest.raises(Invalid, match="borrower must be one of the list"), store.write(owner) as writer:
        writer.insert("loan", {"bike": bike, "borrower": target}, LOAN_SCOPE)


def test_unique_values(store: AppStore, owner: Viewer) -> None:
    with store.write(owner) as writer:
        writer.insert("bike", {"name": "Racer"}, BIKE_SCOPE)
        other = writer.insert("bike", {"name": "Other"}, BIKE_SCOPE)
    for act in (
        lambda w: w.insert("bike", {"name": "Racer"}, BIKE_SCOPE),
        lambda w: w.update("bike", other, {"name": "Racer"}, BIKE_SCOPE),
    ):
        with pytest.raises(Taken) as refused, store.write(owner) as writer:
            act(writer)
        assert refused.value.field == "name"


def test_a_lost_update_is_refused(store: AppStore, owner: Viewer) -> None:
    with store.write(owner) as writer:
        bike = writer.insert("bike", {"name": "Racer"}, BIKE_SCOPE)
        writer.update("bike", bike, {"weight": 9}, BIKE_SCOPE, version=1)
    for act in (
        lambda w: w.update("bike", bike, {"weight": 8}, BIKE_SCOPE, version=1),
        lambda w: w.delete("bike", bike, BIKE_SCOPE, version=1),
    ):
        with pytest.raises(Conflict), store.write(owner) as writer:
            act(writer)
    with store.read(owner) as reader:
        row = reader.row("bike", bike, (path("weight", type_=NUMBER),))
    assert (row.version, row.values) == (2, (9,))


def test_what_others_need_stays(store: AppStore, owner: Viewer) -> None:
    with store.write(owner) as writer:
        bike = writer.insert("bike", {"name": "Racer"}, BIKE_SCOPE)
        loan = writer.insert("loan", {"bike": bike}, LOAN_SCOPE)
    with pytest.raises(InUse, match="Loans"), store.write(owner) as writer:
        writer.delete("bike", bike, BIKE_SCOPE)
    with store.write(owner) as writer:
        writer.delete("loan", loan, LOAN_SCOPE)
        writer.delete("bike", bike, BIKE_SCOPE)


@pytest.mark.parametrize("name", ["old", "new", "excluded"])
def test_a_thing_may_be_called_as_triggers_call_rows(tmp_path: Folder, name: str) -> None:
    tool, needing = thing("tool", field("name")), thing(name, field("tool", "tool", required=True))
    made = app(tool, needing)
    store = make(tmp_path / "tools", made)
    with store.write(viewer(made)) as writer:
        needed, free = (writer.insert("tool", {"name": each}, Scope("tool")) for each in ("Saw", "Awl"))
        same = writer.insert(name, {"tool": needed}, Scope(name))
        assert same == needed
    with pytest.raises(InUse), store.write(viewer(made)) as writer:
        writer.delete("tool", needed, Scope("tool"))
    with store.write(viewer(made)) as writer:
        writer.delete("tool", free, Scope("tool"))


def test_optional_links_to_what_is_removed_are_emptied(tmp_path: Folder) -> None:
    made = app(thing("node", field("name"), field("next", "node"), title="name"))
    store = make(tmp_path / "nodes", made)
    with store.write(viewer(made)) as writer:
        first = writer.insert("node", {"name": "a"}, Scope("node"))
        writer.update("node", first, {"next": first}, Scope("node"))
        second = writer.insert("node", {"name": "b", "next": first}, Scope("node"))
        writer.delete("node", first, Scope("node"))
        assert writer.read.row("node", second, (path("next", type_=link("node")),)).values == (None,)
    store.close()


def test_all_or_nothing(store: AppStore, owner: Viewer) -> None:
    with pytest.raises(RuntimeError), store.write(owner) as writer:
        writer.insert("bike", {"name": "a"}, BIKE_SCOPE)
        raise RuntimeError
    with pytest.raises(Invalid), store.write(owner) as writer:
        writer.insert("bike", {"name": "a"}, BIKE_SCOPE)
        writer.insert("bike", {}, BIKE_SCOPE)
    with store.read(owner) as reader:
        assert reader.count(Query("bike")) == 0


def test_actions_take_every_step(store: AppStore) -> None:
    person = store.people.create("Somebody", None, "member").id
    who = viewer(BIKES, person)
    with store.write(who) as writer:
        bike = writer.insert("bike", {"name": "Racer"}, BIKE_SCOPE)
        writer.act(BORROW, bike)
    columns = (path("bike", type_=link("bike")), path("borrower", type_=PERSON), path("due", type_=DATE))
    with store.read(who) as reader:
        (loan,) = reader.rows(Query("loan", columns))
        assert loan.values == (bike, person, TODAY + timedelta(days=14))
        assert reader.row("bike", bike, (path("available", type_=TRUTH),)).values == (False,)
    with store.write(who) as writer:
        writer.act(RETURN, loan.id)
        assert writer.read.row("bike", bike, (path("available", type_=TRUTH),)).values == (True,)
    with pytest.raises(NotNow, match="Return"), store.write(who) as writer:
        writer.act(RETURN, loan.id)


@pytest.mark.parametrize("row", [None, 0, 99, 2**70])
def test_actions_need_their_row(store: AppStore, owner: Viewer, row: int | None) -> None:
    with pytest.raises(NotThere), store.write(owner) as writer:
        writer.act(BORROW, row)


def test_values_of_actions_are_checked_too(store: AppStore, owner: Viewer) -> None:
    less = Binary("-", path("weight", type_=NUMBER), number(5), NUMBER)
    lighten = Action("Lighten", "lighten", "bike", None, None, (_set("weight", less),))
    rename = Action("Rename", "rename", "bike", None, None, (_set("name", text("Racer")),))
    with store.write(owner) as writer:
        bike = writer.insert("bike", {"name": "Racer", "weight": 9}, BIKE_SCOPE)
        other = writer.insert("bike", {"name": "Other"}, BIKE_SCOPE)
        writer.act(lighten, bike)
    with pytest.raises(Invalid, match="weight must be at least 0"), store.write(owner) as writer:
        writer.act(lighten, bike)
    with pytest.raises(Taken), store.write(owner) as writer:
        writer.act(rename, other)


def test_values_of_related_kinds_fit(tmp_path: Folder) -> None:
    made = app(
        thing(
            "note", field("what"), field("at", "date and time"), field("day", "date"), field("cost", "money")
        )
    )
    steps = (
        _set("what", path("cost", type_=MONEY)),
        _set("day", path("at", type_=MOMENT)),
        _set("at", path("day", type_=DATE)),
        _set("cost", Binary("/", path("cost", type_=MONEY), number(3), NUMBER)),
    )
    store = make(tmp_path / "notes", made)
    with store.write(viewer(made)) as writer:
        note = writer.insert("note", {"at": NOW, "cost": Decimal("10.00")}, Scope("note"))
        writer.act(Action("Fit", "fit", "note", None, None, steps), note)
        columns = tuple(path(each.key, type_=each.value) for each in made.thing("note").fields)
        found = writer.read.row("note", note, columns).values
    store.close()
    assert found == ("10", datetime(2026, 3, 9, tzinfo=UTC), TODAY, Decimal("3.33"))


def test_an_action_may_remove_its_row_and_go_on(store: AppStore, owner: Viewer) -> None:
    swap = Action(
        "Swap",
        "swap",
        "bike",
        None,
        None,
        (Step("remove", None, ()), _set("weight", number(1)), _add("bike", name=text("New"))),
    )
    with store.write(owner) as writer:
        bike = writer.insert("bike", {"name": "Old"}, BIKE_SCOPE)
        writer.act(swap, bike)
        assert [row.values for row in writer.read.rows(Query("bike", (path("name"),)))] == [("New",)]


def test_fifty_takers_of_one_bike(store: AppStore) -> None:
    """Exactly one of fifty gets it, and the others are told why not."""
    person = store.people.create("Somebody", None, "member").id
    with store.write(viewer(BIKES, person)) as writer:
        bike = writer.insert("bike", {"name": "Racer"}, BIKE_SCOPE)

    def take(_: int) -> str:
        try:
            with store.write(viewer(BIKES, person)) as writer:
                writer.act(BORROW, bike)
        except StoreError as error:
            return type(error).__name__
        return "taken"

    with ThreadPoolExecutor(50) as pool:
        outcomes = sorted(pool.map(take, range(50)))
    assert outcomes == ["NotNow"] * 49 + ["taken"]
    with store.read(viewer(BIKES)) as reader:
        assert reader.count(Query("loan")) == 1


def test_writers_of_two_processes_do_not_overtake_each_other(store: AppStore, owner: Viewer) -> None:
    """Two stores over one file, as two processes have: all hundred increments arrive."""
    other = AppStore(store.folder)
    more = Binary("+", path("weight", type_=NUMBER), number(1), NUMBER)
    ride = Action("Ride", "ride", "bike", None, None, (_set("weight", more),))
    with store.write(owner) as writer:
        bike = writer.insert("bike", {"name": "Racer", "weight": 0}, BIKE_SCOPE)
    other._loaded = store._current()

    def rides(which: AppStore) -> Callable[[], None]:
        def go() -> None:
            for _ in range(25):
                with which.write(owner) as writer:
                    writer.act(ride, bike)

        return go

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(rides(which)) for which in (store, other, store, other)]:
            done.result()
    other.close()
    with store.read(owner) as reader:
        assert reader.row("bike", bike, (path("weight", type_=NUMBER),)).values == (100,)


def test_injections_are_kept_as_text(store: AppStore, owner: Viewer) -> None:
    evil = "'); DROP TABLE bike; --"
    with store.write(owner) as writer:
        bike = writer.insert("bike", {"name": evil}, BIKE_SCOPE)
        assert writer.read.row("bike", bike, (path("name"),)).values == (evil,)


def test_a_read_inside_a_write_sees_what_was_written(store: AppStore, owner: Viewer) -> None:
    with store.write(owner) as writer:
        writer.insert("bike", {"name": "Racer"}, BIKE_SCOPE)
        with store.read(owner) as reader:
            assert reader.count(Query("bike")) == 1
        person = store.people.create("Somebody", None, "member")
    assert store.people.get(person.id) == person


def test_thing_less_actions(store: AppStore, owner: Viewer) -> None:
    empty_shop = both(number(1), "=", number(2))
    add = Action("Add", "add", None, None, None, (_add("bike", name=text("New")),))
    never = Action("Never", "never", None, None, empty_shop, ())
    with store.write(owner) as writer:
        writer.act(add, None)
        assert writer.read.count(Query("bike")) == 1
    with pytest.raises(NotNow), store.write(owner) as writer:
        writer.act(never, None)


def test_required_links_from_actions_to_this(store: AppStore, owner: Viewer) -> None:
    lend = Action("Lend", "lend", "bike", None, None, (_add("loan", bike=This(link("bike"))),))
    with store.write(owner) as writer:
        bike = writer.insert("bike", {"name": "Racer"}, BIKE_SCOPE)
        writer.act(lend, bike)
        (loan,) = writer.read.rows(Query("loan", (path("bike", type_=link("bike")),)))
    assert loan.values == (bike,)


def _set(key: str, value: object) -> Step:
    return Step("set", None, (Assignment((key,), value),))  # type: ignore[arg-type]


def _add(thing_: str, **values: object) -> Step:
    assignments = (Assignment((key,), value) for key, value in values.items())  # type: ignore[arg-type]
    return Step("add", thing_, tuple(assignments))
