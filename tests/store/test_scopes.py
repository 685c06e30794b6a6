"""Nothing that lies out of sight shows in rows, counts, groups, searches, options or through links."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path as Folder

import pytest
from tests.store.apps import (
    BIKE,
    BIKES,
    BORROW,
    DATE,
    NUMBER,
    PERSON,
    TEXT,
    TODAY,
    TRUTH,
    app,
    both,
    field,
    formula,
    link,
    make,
    path,
    text,
    thing,
    viewer,
)

from appling.blueprint.model.expression import Aggregate, Expression, Me
from appling.store import (
    AppStore,
    Denied,
    Grouping,
    Invalid,
    Match,
    NotThere,
    Query,
    Range,
    Scope,
    Sight,
    Viewer,
)

OWN = both(path("borrower", type_=PERSON), "=", Me())
ROAD = both(path("kind"), "=", text("road"))
MEMBER = Sight([Scope("bike", ROAD, frozenset({"secret"})), Scope("loan", OWN)])
HIDDEN = "hidden words"


@pytest.fixture
def club(store: AppStore, owner: Viewer) -> Iterator[AppStore]:
    """Person 1 has loans 1 (of the road bike 1) and 2 (of the city bike 2), person 2 has loan 3."""
    store.people.create("First", "first@example.org", "member")
    store.people.create("Second", "second@example.org", "member")
    with store.write(owner) as writer:
        for name, kind in (("Racer", "road"), (HIDDEN, "city")):
            values = {"name": name, "kind": kind, "secret": HIDDEN, "price": Decimal(9)}
            writer.insert("bike", values, Scope("bike"))
        for bike, person in ((1, 1), (2, 1), (1, 2)):
            writer.insert("loan", {"bike": bike, "borrower": person, "due": TODAY}, Scope("loan"))
    return store


def member(person: int | None = 1) -> Viewer:
    return viewer(BIKES, person, MEMBER)


def test_rows_and_counts(club: AppStore) -> None:
    with club.read(member()) as reader:
        assert [row.id for row in reader.rows(Query("loan"))] == [1, 2]
        assert reader.count(Query("loan")) == 2
        assert reader.page(Query("loan", limit=1)).total == 2
        assert [row.id for row in reader.rows(Query("bike"))] == [1]


def test_a_visitor_owns_nothing(club: AppStore, owner: Viewer) -> None:
    with club.write(owner) as writer:
        nobodys = writer.insert("loan", {"bike": 1, "borrower": None}, Scope("loan"))
    with club.read(member(None)) as reader:
        assert reader.rows(Query("loan")) == []
        with pytest.raises(NotThere):
            reader.row("loan", nobodys)


def test_what_is_not_named_is_not_seen(club: AppStore) -> None:
    with club.read(viewer(BIKES, 1, Sight())) as reader:
        assert reader.rows(Query("bike")) == []
        assert reader.options(Scope("bike")) == []
        assert reader.groups(
            Grouping("bike", (), (Aggregate("count", "bike", None, None, None, NUMBER),))
        ) == [((), (0,))]


@pytest.mark.parametrize("row", [3, 0, -1, 99, 2**63, 10**30])
def test_a_row_out_of_sight_is_like_none(club: AppStore, row: int) -> None:
    with club.read(member()) as reader, pytest.raises(NotThere):
        reader.row("loan", row)


def test_links_to_hidden_rows_are_empty(club: AppStore) -> None:
    columns = (path("bike", type_=link("bike")), path("bike", "name"), path("bike", "kind"))
    with club.read(member()) as reader:
        first, second = reader.rows(Query("loan", columns))
    assert first.values == (1, "Racer", "road")
    assert first.values[0].label == "Racer"
    assert second.values == (None, None, None)


def test_hidden_fields_are_empty_everywhere(club: AppStore) -> None:
    secret = path("secret")
    with club.read(member()) as reader:
        assert reader.row("bike", 1, (secret,)).values == (None,)
        assert reader.row("loan", 1, (path("bike", "secret"),)).values == (None,)
        assert reader.rows(Query("bike", where=(both(secret, "=", text(HIDDEN)),))) == []
        assert reader.rows(Query("bike", filters=(Match(secret, (HIDDEN,)),))) == []
        assert reader.rows(Query("bike", search="hidden")) == []
        groups = reader.groups(
            Grouping("bike", (secret,), (Aggregate("max", "bike", None, secret, None, TEXT),))
        )
    assert groups == [((None,), (None,))]


def test_searches_and_filters_do_not_look_through_links(club: AppStore) -> None:
    with club.read(member()) as reader:
        assert [row.id for row in reader.rows(Query("loan", search="racer"))] == [1]
        assert reader.rows(Query("loan", search="hidden")) == []
        assert reader.rows(Query("loan", filters=(Match(path("bike", "kind"), ("city",)),))) == []
        assert reader.rows(Query("loan", filters=(Range(path("bike", "name"), "a", "z"),))) == []


def test_groups_and_aggregates_count_only_what_is_seen(club: AppStore) -> None:
    loans = Aggregate("count", "loan", "bike", None, None, NUMBER)
    total = Aggregate("count", "loan", None, None, None, NUMBER)
    by_bike = (path("bike", type_=link("bike")),)
    with club.read(member()) as reader:
        assert reader.row("bike", 1, (loans,)).values == (1,)
        assert reader.groups(Grouping("loan", (), (total,))) == [((), (2,))]
        groups = reader.groups(Grouping("loan", by_bike, (total,)))
    assert [(group.keys[0], group.values) for group in groups] == [(1, (1,)), (None, (1,))]


def test_options_offer_only_what_is_seen(club: AppStore) -> None:
    with club.read(member()) as reader:
        assert [(each.id, each.label) for each in reader.options(Scope("bike"))] == [(1, "Racer")]
        assert reader.options(Scope("bike"), "hidden") == []
        assert [each.label for each in reader.options(Scope("loan"))] == ["Racer", "Loan 2"]


def test_writing_out_of_sight_or_scope(club: AppStore) -> None:
    available = Scope("bike", path("available", type_=TRUTH))
    before = _all(club)
    for act, error in (
        (lambda w: w.update("loan", 3, {"due": None}, Scope("loan")), NotThere),
        (lambda w: w.delete("loan", 3, Scope("loan")), NotThere),
        (lambda w: w.delete("loan", 1, Scope.nothing("loan")), Denied),
        (lambda w: w.update("loan", 1, {"borrower": 2}, Scope("loan", OWN)), Denied),
        (lambda w: w.insert("loan", {"bike": 1, "borrower": 2}, Scope("loan", OWN)), Denied),
        (lambda w: w.insert("loan", {"bike": 2}, Scope("loan")), Invalid),
        (lambda w: w.update("bike", 1, {"secret": "x"}, Scope("bike", None, frozenset({"secret"}))), Denied),
        (lambda w: w.update("bike", 1, {"available": False}, available), Denied),
        (lambda w: w.update("bike", 1, {"_by": 2}, Scope("bike")), Denied),
        (lambda w: w.update("loan", 1, {"overdue": True}, Scope("loan")), Denied),
        (lambda w: w.insert("bike", {"name": "x", "_id": 77}, Scope("bike")), Denied),
        (lambda w: w.insert("bike", {"name": "x"}, Scope("loan")), Denied),
        (lambda w: w.act(BORROW, 2), NotThere),
        (lambda w: w.act(BORROW, None), NotThere),
    ):
        with pytest.raises(error), club.write(member()) as writer:
            act(writer)
    assert _all(club) == before


def test_actions_by_hand_obey_the_rights(club: AppStore) -> None:
    """Without a right for each step nothing happens; the app's own authority needs none."""
    with pytest.raises(Denied), club.write(member()) as writer:
        writer.act(BORROW, 1, rights={})
    with club.write(member()) as writer:
        writer.act(BORROW, 1)
        assert writer.read.row("bike", 1, (path("available", type_=TRUTH),)).values == (False,)


def test_formulas_count_all_rows_but_show_none_of_them(tmp_path: Folder) -> None:
    """What a formula counts is the same for everybody; what it takes from another row is not."""
    seats = formula("taken", Aggregate("count", "booking", "event", None, None, NUMBER))
    event = thing("event", field("name"), field("fee", "number"), seats, title="name")
    peek = formula("peek", path("event", "name"))
    booking = thing("booking", field("event", "event"), field("guest", "person"), peek)
    made = app(event, booking)
    store = make(tmp_path / "events", made)
    store.people.create("First", None, "member")
    with store.write(viewer(made)) as writer:
        row = writer.insert("event", {"name": HIDDEN, "fee": 3}, Scope("event"))
        for guest in (1, None):
            writer.insert("booking", {"event": row, "guest": guest}, Scope("booking"))
    own = both(path("guest", type_=PERSON), "=", Me())
    sees_events = viewer(made, 1, Sight([Scope("event"), Scope("booking", own)]))
    sees_bookings = viewer(made, 1, Sight([Scope("booking", own)]))
    with store.read(sees_events) as reader:
        assert reader.row("event", row, (path("taken", type_=NUMBER),)).values == (2,)
        counted: Expression = Aggregate("count", "booking", "event", None, None, NUMBER)
        assert reader.row("event", row, (counted,)).values == (1,)
    with store.read(sees_bookings) as reader:
        assert reader.row("booking", 1, (path("peek"),)).values == (None,)
    store.close()


def test_conditions_of_scopes_see_everything(club: AppStore) -> None:
    """A rule may ask about rows and fields that the viewer cannot see."""
    secret = both(path("bike", "secret"), "=", text(HIDDEN))
    with club.read(viewer(BIKES, 1, Sight([Scope("loan", secret)]))) as reader:
        assert reader.count(Query("loan")) == 3


def test_checks_are_told_for_each_row(club: AppStore) -> None:
    with club.read(viewer(BIKES, 1)) as reader:
        rows = reader.rows(
            Query("bike", (path("name"),), checks=(Scope("bike", ROAD), Scope.nothing("bike")))
        )
    assert [row.checks for row in rows] == [(True, False), (False, False)]


def test_statements_are_kept_apart_by_sight(club: AppStore) -> None:
    question = Query("loan", (path("due", type_=DATE),))
    for sight, expected in ((MEMBER, 2), (Sight(), 0), (Sight([Scope("loan")]), 3), (MEMBER, 2)):
        with club.read(viewer(BIKES, 1, sight)) as reader:
            assert len(reader.rows(question)) == expected
    with club.read(viewer(BIKES, 2, MEMBER)) as reader:
        assert len(reader.rows(question)) == 1


def _all(store: AppStore) -> list[object]:
    with store.read(viewer(BIKES)) as reader:
        bikes = reader.rows(Query("bike", tuple(path(each.key, type_=each.value) for each in BIKE.fields)))
        return [*bikes, *reader.rows(Query("loan", (OWN, path("bike", type_=link("bike")))))]
