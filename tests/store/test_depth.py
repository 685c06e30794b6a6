"""What the language accepts as bounded is never too deep for the database."""

from collections.abc import Callable, Iterator
from pathlib import Path as Folder
from random import Random
from tempfile import mkdtemp

import pytest
from tests.store.apps import (
    DATE,
    MONEY,
    NUMBER,
    TEXT,
    TRUTH,
    YES,
    app,
    both,
    field,
    link,
    make,
    negated,
    number,
    path,
    text,
    thing,
    viewer,
)

from appling.blueprint.model.expression import (
    Aggregate,
    Binary,
    Call,
    Duration,
    Expression,
    In,
    IsEmpty,
    Kind,
    Path,
    Unary,
)
from appling.blueprint.resolve import cost
from appling.store import AppStore, Grouping, Query, Scope, Sight

NODE = thing(
    "node",
    field("name"),
    field("amount", "number"),
    field("price", "money"),
    field("day", "date"),
    field("done", "yes/no"),
    field("next", "node"),
    title="next",
)
NODES = app(NODE)
Wrap = tuple[Kind, Callable[[Expression], Expression]]
WRAPS: dict[Kind, list[Wrap]] = {
    Kind.NUMBER: [
        (
            Kind.NUMBER,
            lambda e: Binary("*", path("amount", type_=NUMBER), Binary("+", number(1), e, NUMBER), NUMBER),
        ),
        (Kind.NUMBER, lambda e: Binary("/", number(1), e, NUMBER)),
        (Kind.NUMBER, lambda e: Binary("-", number(1), e, NUMBER)),
        (Kind.NUMBER, lambda e: Call("round", (e, number(2)), NUMBER)),
        (Kind.NUMBER, lambda e: Unary("-", e, NUMBER)),
        (Kind.NUMBER, lambda e: Aggregate("sum", "node", "next", e, None, NUMBER)),
        (Kind.TRUTH, lambda e: both(e, "<=", path("next", "next", "amount", type_=NUMBER))),
        (Kind.TRUTH, lambda e: both(e, "!=", number(3))),
        (Kind.TRUTH, lambda e: In(e, (number(1), path("amount", type_=NUMBER)))),
        (Kind.TRUTH, lambda e: IsEmpty(e)),
        (Kind.MONEY, lambda e: Binary("*", path("price", type_=MONEY), e, MONEY)),
    ],
    Kind.MONEY: [
        (Kind.MONEY, lambda e: Binary("+", path("price", type_=MONEY), e, MONEY)),
        (Kind.MONEY, lambda e: Aggregate("max", "node", "next", e, YES, MONEY)),
        (Kind.NUMBER, lambda e: Binary("/", e, path("price", type_=MONEY), NUMBER)),
    ],
    Kind.TRUTH: [
        (Kind.TRUTH, negated),
        (Kind.TRUTH, lambda e: both(path("done", type_=TRUTH), "and", e)),
        (Kind.TRUTH, lambda e: both(e, "or", path("next", "done", type_=TRUTH))),
        (Kind.TRUTH, lambda e: both(e, "!=", path("done", type_=TRUTH))),
        (Kind.NUMBER, lambda e: Aggregate("count", "node", "next", None, e, NUMBER)),
    ],
    Kind.TEXT: [
        (Kind.TEXT, lambda e: Binary("+", text("a"), Call("lower", (e,), TEXT), TEXT)),
        (Kind.TEXT, lambda e: Call("upper", (e,), TEXT)),
        (Kind.NUMBER, lambda e: Call("length", (e,), NUMBER)),
        (Kind.TRUTH, lambda e: both(path("name"), "contains", e)),
    ],
    Kind.DATE: [
        (Kind.DATE, lambda e: Binary("+", e, Duration(1, "month"), DATE)),
        (Kind.NUMBER, lambda e: Call("week", (e,), NUMBER)),
        (Kind.NUMBER, lambda e: Binary("-", path("next", "day", type_=DATE), e, NUMBER)),
    ],
}
LEAVES = [path(each.key, type_=each.value) for each in NODE.fields[:5]]


@pytest.fixture(scope="module")
def nodes() -> Iterator[AppStore]:
    store = make(Folder(mkdtemp()) / "nodes", NODES)
    with store.write(viewer(NODES)) as writer:
        first = writer.insert("node", {"name": "a", "amount": 1}, Scope("node"))
        writer.insert("node", {"name": "b", "next": first}, Scope("node"))
    yield store
    store.close()


def price(expression: Expression) -> cost.Cost:
    return cost.measure(expression, "node", lambda _, key: (cost.FIELD, "node" if key == "next" else None))


def accepted(expression: Expression) -> bool:
    found = price(expression)
    return found.height <= cost.HIGHEST and found.depth <= cost.DEEPEST_AGGREGATE


def deepest(random: Random) -> Expression:
    """An expression as deep as the language takes it."""
    made: Expression = random.choice(LEAVES)
    for _ in range(cost.DEEPEST_NODE):
        larger = [each for _, wrap in WRAPS[made.type.kind] if accepted(each := wrap(made))]
        if larger:
            made = random.choice(larger)
    return made


@pytest.mark.parametrize("seed", range(20))
def test_the_deepest_expressions_are_answered(nodes: AppStore, seed: int) -> None:
    expression = deepest(Random(seed))
    limited = Scope("node", both(path("name"), "!=", text("z")))
    for sight in (None, Sight([limited])):
        with nodes.read(viewer(NODES, 1, sight)) as reader:
            assert len(reader.rows(Query("node", (expression, Path(("next",), link("node")))))) == 2
            assert len(reader.groups(Grouping("node", (expression,), ()))) in (1, 2)
            if expression.type.kind is Kind.TRUTH:
                reader.count(Query("node", where=(expression, negated(expression)), search="a b"))
