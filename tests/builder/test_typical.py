"""Things have the fields that they are hardly ever without."""

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder.draft.expand import expand


@pytest.mark.parametrize(
    ("thing", "brief", "fields"),
    [
        ("Train: name", "trains", ["origin: text", "destination: text", "departure: date and time"]),
        ("Train: name, from, to, date", "trains", []),
        ("Hotel: name, city", "hotels", []),
        ("Hotel: name", "hotels", ["location: text"]),
        ("Concert: name", "concerts", ["start: date and time"]),
        ("Concert: name, held: date", "concerts", []),
        ("Product: name, worth: money", "a shop", []),
        ("Product: name", "a shop", ["price: money, min 0"]),
        ("Product: name", "a museum of products", []),
        ("Invoice: name", "send invoices", ["amount: money, min 0"]),
        ("酒店: 名称", "预订酒店", ["地点: text"]),
        ("Poem: name", "poems", []),
    ],
)
def test_what_goes_without_saying_is_there(thing: str, brief: str, fields: list[str]) -> None:
    name, said = thing.split(": ", 1)
    first = said.split(", ")[0]
    short = f"app A\npeople user\nthings {name}\npages Home\n{name} by user: {said}\n"
    source = expand(short, vocabulary(), brief)
    lines = [line.strip() for line in source.split(f"thing {name}")[1].split("\n\n")[0].splitlines()]
    added = [
        line
        for line in lines
        if ":" in line
        and line.split(":")[0] not in (first, *(each.split(":")[0] for each in said.split(", ")), "user")
    ]
    assert [line for line in added if line.split(":")[0] not in ("date", "日期")] == fields
    assert check(source, vocabulary()).errors == ()
