"""Parts as they stand on paper: what there is to read, with nothing to press, to narrow or to choose."""

from dataclasses import replace

from appling.atoms.base import Answer, Need, Rows, RowsAnswer, Series

MOST_ROWS = 500


def stilled(need: Need | None) -> Need | None:
    """The same need; of rows all that fit."""
    match need:
        case Rows():
            plain = replace(need, controls=False, choose=False, form=False)
            return plain if plain.limit is not None else replace(plain, limit=MOST_ROWS)
        case Series():
            return replace(need, choose=False)
    return need


def unpressed(data: Answer | None) -> Answer | None:
    """The same answer."""
    if not isinstance(data, RowsAnswer):
        return data
    rows = tuple(replace(row, buttons=(), change=None, remove=None) for row in data.rows)
    return replace(data, rows=rows, add=None, settable=frozenset())
