"""Rows under the headings that a part's `by` asks for."""

from collections.abc import Iterable

from appling.atoms.base.answers import RowView


def by_heading(rows: Iterable[RowView]) -> tuple[tuple[str | None, tuple[RowView, ...]], ...]:
    """Each heading once, in the order in which they first come, with its rows."""
    found: dict[str | None, list[RowView]] = {}
    for row in rows:
        found.setdefault(row.group, []).append(row)
    return tuple((heading, tuple(under)) for heading, under in found.items())
