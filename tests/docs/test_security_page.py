"""The page on security names tests that are there."""

import re

from tests.docs.markdown import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_each_row_names_tests_and_each_is_there() -> None:
    rows = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 25
    for row in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)`", row[-1])
        assert named, row
        assert [name for name in named if not (ROOT / name).is_file()] == []
