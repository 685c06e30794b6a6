"""Rows below one another, as a tree shows them."""

from collections import defaultdict
from collections.abc import Iterable

from appling.atoms.base import Branch, Branches, BranchesAnswer, RowView
from appling.blueprint.model.app import Verb
from appling.runtime import addresses
from appling.runtime.rows.lists import NEWEST_FIRST, Lists
from appling.runtime.rows.row_views import RowViews
from appling.store.queries import Query

DEEPEST = 12
"""What lies deeper is shown on this level."""


def branches(need: Branches, lists: Lists) -> BranchesAnswer:
    """What a tree shows: each row once, below the one it names if that is seen as well."""
    thing = lists.app.thing(need.thing)
    link = (need.link.value,) if lists.is_visible(need.link, thing.key) else ()
    views = RowViews(lists.app, lists.rights, thing, lists.visible(need.columns, thing.key), (), lists)
    query = Query(
        thing.key,
        (*views.expressions, *link),
        () if need.where is None else (need.where,),
        sort=need.sort or NEWEST_FIRST,
        limit=need.limit,
        checks=views.checks,
    )
    found = lists.reader.page(query)
    bare = [row._replace(values=row.values[: len(views.expressions)]) for row in found.rows]
    rows = views.rows(bare)
    above = {row.id: row.values[-1] for row in found.rows if link and row.values[-1] is not None}
    may_add = lists.rights.may(thing.key, Verb.ADD)
    add = addresses.new(thing.key) if may_add else None
    settable = {field.key for field in lists.rights.settable(thing, Verb.ADD)} if may_add else set()
    key = need.link.field if need.link.field in settable else None
    return BranchesAnswer(
        thing,
        _Tree(rows, above, key, add).branches(),
        rows,
        found.total,
        add,
        addresses.listing(thing.key) if found.total > len(rows) else None,
        need.where is not None,
    )


class _Tree:
    def __init__(
        self, rows: Iterable[RowView], above: dict[int, int], key: str | None, add: str | None
    ) -> None:
        self.rows = {row.id: row for row in rows}
        self.key, self.add = key, add
        self.above = {row: up for row, up in above.items() if up in self.rows}
        self.below: dict[int | None, list[int]] = defaultdict(list)
        for row in self.rows:
            self.below[self._up(row)].append(row)

    def branches(self) -> tuple[Branch, ...]:
        return self._of(None, 0)

    def _up(self, row: int) -> int | None:
        """The row above; none for the first of those that stand in a circle."""
        seen, at = {row}, self.above.get(row)
        while at is not None:
            if at in seen:
                return None if row == min(_circle(at, self.above)) else self.above[row]
            seen.add(at)
            at = self.above.get(at)
        return self.above.get(row)

    def _of(self, row: int | None, depth: int) -> tuple[Branch, ...]:
        found = []
        for each in self.below[row]:
            under = self._of(each, depth + 1)
            flat = depth >= DEEPEST
            found.append(Branch(self.rows[each], () if flat else under, self._adding(each)))
            found += under if flat else ()
        return tuple(found)

    def _adding(self, row: int) -> str | None:
        if self.add is None or self.key is None:
            return None
        return addresses.with_query(self.add, ((self.key, str(row)),))


def _circle(row: int, above: dict[int, int]) -> set[int]:
    found: set[int] = set()
    while row not in found:
        found.add(row)
        row = above[row]
    return found
