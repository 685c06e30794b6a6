"""Search over several things at once: what each viewer may see of each, with the words marked."""

from collections.abc import Iterable

from appling.atoms.base import Cell, RowView
from appling.atoms.base.answers import FoundAnswer, Hit, HitGroup, HitKind, Piece
from appling.atoms.base.columns import field_column
from appling.atoms.base.needs import Rows, Search
from appling.blueprint.model.app import Column, Thing
from appling.runtime import addresses
from appling.runtime.rows.listing import MOST_WORDS
from appling.runtime.rows.lists import NEWEST_FIRST, Lists, Place
from appling.runtime.rows.row_views import RowViews
from appling.store.queries import Query
from appling.store.sql.finding import folded, places
from appling.store.sql.selects import search_words

FEW = 5
MOST_RANKED = 50
"""Of so many rows of a thing, the newest, those come first whose title is what was looked for."""
BEFORE, AFTER = 60, 140
"""Letters shown around what was found in a long text."""


def search(need: Search, lists: Lists, place: Place, most: int = FEW) -> FoundAnswer:
    """The first rows of each thing, or with one thing chosen all of its rows, page by page."""
    return _Search(need, lists, place).answer(most)


class _Search:
    def __init__(self, need: Search, lists: Lists, place: Place) -> None:
        self.lists = lists
        self.place = place
        self.name = f"{place.prefix}search"
        self.text = place.query.get(self.name, "").strip()[:MOST_WORDS]
        self.words = tuple(search_words(self.text))
        self.things = tuple(thing for thing in lists.rights.searched_things if need.covers(thing.key))
        self.chosen = place.query.get(f"{self.name}.in", "")

    def answer(self, most: int) -> FoundAnswer:
        keep = tuple(pair for pair in self.place.query.multi_items() if not self._is_own(pair[0]))
        if not self.words:
            return FoundAnswer(self.things, "", self.name, self.place.path, keep)
        found = [group for thing in self.things if (group := self._group(thing, most)).total]
        total, kinds = sum(group.total for group in found), self._kinds(found)
        chosen = next((thing for thing in self.things if thing.key == self.chosen), None)
        if chosen is None:
            groups = tuple(found)
            return FoundAnswer(self.things, self.text, self.name, self.place.path, keep, total, kinds, groups)
        rows = self.lists.rows(Rows(chosen.key, self._columns(chosen)), self.place)
        hits = tuple(self._hit(row) for row in rows.rows)
        group = HitGroup(chosen, hits, rows.total, "")
        return FoundAnswer(
            self.things,
            self.text,
            self.name,
            self.place.path,
            (*keep, (f"{self.name}.in", chosen.key)),
            rows.total,
            kinds,
            (group,) if hits else (),
            rows.controls,
        )

    def _is_own(self, name: str) -> bool:
        """Whether an input belongs to this search; another part of the page keeps its own."""
        return name.startswith(self.place.prefix) if self.place.prefix else True

    def _kinds(self, groups: Iterable[HitGroup]) -> tuple[HitKind, ...]:
        groups = tuple(groups)
        chosen = self.chosen if any(thing.key == self.chosen for thing in self.things) else ""
        if len(groups) < 2 and not chosen:
            return ()
        every = HitKind("", sum(group.total for group in groups), self._address(""), not chosen)
        each = (
            HitKind(group.thing.plural, group.total, group.href, group.thing.key == chosen)
            for group in groups
        )
        return (every, *each)

    def _address(self, thing: str) -> str:
        others = [pair for pair in self.place.query.multi_items() if not self._is_own(pair[0])]
        own = [(self.name, self.text), *([(f"{self.name}.in", thing)] if thing else [])]
        return addresses.with_query(self.place.path, [*others, *own])

    def _group(self, thing: Thing, most: int) -> HitGroup:
        lists = self.lists
        views = RowViews(lists.app, lists.rights, thing, self._columns(thing), (), lists)
        found = lists.reader.page(
            Query(
                thing.key,
                views.expressions,
                search=self.text,
                sort=NEWEST_FIRST,
                limit=MOST_RANKED,
                checks=views.checks,
            )
        )
        rows = sorted(views.rows(found.rows), key=lambda row: not self._is_in(row.title))[:most]
        hits = tuple(self._hit(row) for row in rows)
        return HitGroup(thing, hits, found.total, self._address(thing.key))

    def _columns(self, thing: Thing) -> tuple[Column, ...]:
        fields = self.lists.rights.searched(thing)
        return self.lists.visible(tuple(field_column(field) for field in fields), thing.key)

    def _is_in(self, text: str) -> bool:
        text = folded(text)
        return any(folded(word) in text for word in self.words)

    def _hit(self, row: RowView) -> Hit:
        cells = [cell for cell in row.cells if cell.text and cell.text != row.title]
        cell = next((each for each in cells if self._is_in(each.text)), cells[0] if cells else None)
        label = cell.label if cell is not None else ""
        return Hit(row.href, self._marked(row.title), label, self._part_of(cell), row.picture, row.sample)

    def _part_of(self, cell: Cell | None) -> tuple[Piece, ...]:
        """What stands around the first word that was found."""
        if cell is None:
            return ()
        text = " ".join(cell.text.split())
        first = next(iter(places(text, self.words)), (0, 0))[0]
        start = max(0, first - BEFORE) if len(text) > BEFORE + AFTER else 0
        part = text[start : first + AFTER]
        before, after = "…" if start else "", "…" if first + AFTER < len(text) else ""
        return self._marked(f"{before}{part}{after}")

    def _marked(self, text: str) -> tuple[Piece, ...]:
        pieces, end = [], 0
        for start, stop in places(text, self.words):
            pieces += [Piece(text[end:start])] if start > end else []
            pieces.append(Piece(text[start:stop], True))
            end = stop
        return (*pieces, Piece(text[end:])) if end < len(text) else tuple(pieces)
