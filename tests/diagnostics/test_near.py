"""Names that may have been meant."""

import pytest

from appling.diagnostics.near import near

KNOWN = ["due date", "borrower", "returned", "bike", "bikes", "biker", "bike shed"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("retuned", ["returned"]),
        ("Due_Date", ["due date"]),
        ("borower", ["borrower"]),
        ("price", []),
        ("x", []),
        ("", []),
        ("???", []),
    ],
)
def test_near(name: str, found: list[str]) -> None:
    assert near(name, KNOWN) == found


def test_the_nearest_first_and_three_at_most() -> None:
    found = near("bike", KNOWN)
    assert found[0] == "bike"
    assert len(found) == 3
