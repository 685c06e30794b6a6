"""Who changed what in rows: as far as the viewer may see these rows and fields as they are now."""

from collections.abc import Collection
from typing import Any

from appling.atoms.base.answers import Changed, PastsAnswer, PastView
from appling.atoms.base.columns import field_column
from appling.atoms.base.needs import Pasts
from appling.blueprint.model.app import Field, Thing, Verb
from appling.blueprint.model.expression import Kind
from appling.runtime import addresses
from appling.runtime.rows.cells import moment_text, printer
from appling.runtime.rows.lists import Lists
from appling.runtime.rows.row_views import RowViews, brief
from appling.store.history.of_rows import Past
from appling.store.queries import Match, Query, Reference
from appling.store.scope import ROW_ID

LOOKED_AT = 10
"""So many times as many changes are looked at as are shown, since some may be of rows out of sight."""
MOST_PEOPLE = 10_000
LONGEST = 300


def past_rows(need: Pasts, lists: Lists, row: int | None = None) -> PastsAnswer:
    """Of one row, or of all of a thing; rows that are gone are the owner's to see."""
    thing = lists.app.thing(need.thing)
    found = lists.reader.past(thing, None if row is None else (row,), need.limit * LOOKED_AT)
    titles = _titles(thing, lists, {past.row for past in found})
    teller = _Teller(thing, lists, titles)
    shown = [past for past in found if past.row in titles or lists.rights.is_owner]
    views = [view for past in shown if (view := teller.view(past)) is not None]
    return PastsAnswer(thing, tuple(views[: need.limit]))


def _titles(thing: Thing, lists: Lists, rows: Collection[int]) -> dict[int, str]:
    """What the rows are called that are in sight now."""
    views = RowViews(lists.app, lists.rights, thing, (), (), lists)
    query = Query(
        thing.key, views.expressions, filters=(Match(ROW_ID, tuple(sorted(rows))),), checks=views.checks
    )
    return {view.id: view.title for view in views.rows(lists.reader.rows(query))} if rows else {}


class _Teller:
    def __init__(self, thing: Thing, lists: Lists, titles: dict[int, str]) -> None:
        self.thing = thing
        self.lists = lists
        self.titles = titles
        seen = [field for field in lists.rights.seen(thing) if field.formula is None]
        self.fields = [field for field in seen if field.trait is None]
        self.printers = {
            field.key: printer(field_column(field), thing.key, lists.app) for field in self.fields
        }
        self.people = {each.id: each.label for each in lists.people(MOST_PEOPLE)}
        self.labels: dict[tuple[str, int], str] = {}

    def view(self, past: Past) -> PastView | None:
        """None where nothing was changed that the viewer may see."""
        changes = tuple(change for field in self.fields if (change := self._change(field, past)) is not None)
        kind = "added" if past.before is None else "removed" if past.after is None else "changed"
        if kind == "changed" and not changes:
            return None
        there = past.row in self.titles
        return PastView(
            self.titles.get(past.row) or self._old_title(past),
            addresses.row(self.thing.key, past.row) if there else None,
            kind,
            self._who(past.person),
            moment_text(past.time, self.lists.app.language),
            past.time,
            changes,
        )

    def _who(self, person: int | None) -> str:
        if person is None:
            return self.lists.t("without a name")
        return self.people.get(person) or self.lists.t("somebody who has left")

    def _change(self, field: Field, past: Past) -> Changed | None:
        before, after = (past.before or {}).get(field.key), (past.after or {}).get(field.key)
        if before == after:
            return None
        return Changed(field.name, self._text(field, before), self._text(field, after))

    def _text(self, field: Field, value: Any) -> str:
        if value is None or value == "":
            return ""
        if field.value.kind is Kind.PERSON:
            return self._who(int(value))
        if field.value.kind is Kind.LINK:
            value = Reference(int(value), self._label(field, int(value)))
        files = self.lists.files([value]) if field.value.kind is Kind.FILE else None
        text = " ".join(self.printers[field.key].text(value, files).split())
        return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"

    def _label(self, field: Field, row: int) -> str:
        """What a linked row is called now, to those who may see it."""
        target = field.thing or ""
        if (target, row) not in self.labels:
            seen = self.lists.rights.may(target, Verb.SEE)
            self.labels[target, row] = self.lists.label(target, row) if seen else ""
        return self.labels[target, row] or "–"

    def _old_title(self, past: Past) -> str:
        field = next((each for each in self.fields if each.key == self.thing.title), None)
        value = (past.after or past.before or {}).get(field.key) if field is not None else None
        text = self._text(field, value) if field is not None else ""
        return brief(text) or f"{self.thing.name} {past.row}"
