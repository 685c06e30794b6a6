"""Rows put together, with counts and sums over what the viewer may see of them."""

from typing import Any

from appling.atoms.base import Group, Groups, GroupsAnswer
from appling.runtime.answering.heads import naming
from appling.runtime.answering.series import number
from appling.runtime.rows.cells import printer
from appling.runtime.rows.lists import Lists
from appling.store.queries import Grouping


def groups(need: Groups, lists: Lists) -> GroupsAnswer:
    """What a chart or a figure shows. A measure over what the viewer may not see is left empty."""
    thing = lists.app.thing(need.thing)
    by, measures = lists.visible(need.by, thing.key), lists.visible(need.measures, thing.key)
    query = Grouping(
        thing.key,
        tuple(column.value for column in by),
        tuple(column.value for column in measures),
        () if need.where is None else (need.where,),
        limit=need.limit,
    )
    found = lists.reader.groups(query) if measures else []
    heads = [naming(column, thing.key, lists) for column in by]
    shown = [printer(column, thing.key, lists.app) for column in measures]
    places = {column: index for index, column in enumerate(measures)}

    def values(row: tuple[Any, ...]) -> tuple[tuple[float | None, ...], tuple[str, ...]]:
        numbers: list[float | None] = []
        texts: list[str] = []
        for column in need.measures:
            place = places.get(column)
            value = None if place is None else row[place]
            numbers.append(number(value))
            texts.append("" if place is None or value is None else shown[place].text(value))
        return tuple(numbers), tuple(texts)

    made = []
    for group in found:
        labels = tuple(head(key) for head, key in zip(heads, group.keys, strict=True))
        made.append(Group(labels, *values(group.values)))
    return GroupsAnswer(
        thing, tuple(each.label for each in by), tuple(each.label for each in need.measures), tuple(made)
    )
