"""Values of fields as cells: the text that stands for each, and what a text of a cell means."""

from collections.abc import Iterable
from typing import Any

from appling.atoms import field_atom
from appling.atoms.base import Refused
from appling.atoms.base.zone import local
from appling.blueprint.model.app import Field, Verb
from appling.blueprint.model.expression import Kind
from appling.runtime.rows.lists import Lists
from appling.runtime.spreadsheets.days import iso_clock, iso_day, iso_moment

MOST_NAMES = 100_000
REFERENCES = (Kind.LINK, Kind.PERSON)
TEXTS = (Kind.TEXT, Kind.FILE, *REFERENCES)
_OTHERWISE = {Kind.DATE: iso_day, Kind.TIME: iso_clock, Kind.MOMENT: iso_moment}


def cell_text(value: Any, field: Field, files: dict[str, str]) -> str:
    """A value as text that means the same in every language, and is read back as that value."""
    if value is None:
        return ""
    kind = field.value.kind
    if kind in REFERENCES:
        return str(getattr(value, "label", "") or f"#{int(value)}")
    if kind is Kind.FILE:
        return files.get(value, "")
    return field_atom(field.type).typed(value, field)


def cell_value(value: Any, field: Field, files: dict[str, str]) -> Any:
    """A value as a cell of XLSX keeps it: numbers, days and times as such."""
    kind = field.value.kind
    if value is None:
        return None
    if kind in (Kind.NUMBER, Kind.MONEY, Kind.DATE, Kind.TIME):
        return value
    if kind is Kind.MOMENT:
        return local(value)
    return cell_text(value, field, files)


class Meanings:
    """What cells mean to one viewer: a link by the title of a row in sight, a person by name.

    The rows are those that there are when it is made, and those that it learns of.
    """

    def __init__(self, lists: Lists, fields: Iterable[Field]) -> None:
        self._lists = lists
        self._known = {
            each.thing or "": self._names(each) for each in fields if each.value.kind in REFERENCES
        }

    def learn(self, thing: str, title: str, number: int) -> None:
        """A row that was just added can be linked to, unless another one has its name."""
        if thing in self._known:
            self._known[thing].setdefault(title.casefold(), number)

    def value(self, text: str, field: Field) -> Any:
        """None for an empty cell. Raises Refused."""
        text = text.strip()
        if not text:
            return None
        if field.value.kind in REFERENCES:
            return self._referred(text, field)
        language, atom = self._lists.app.language, field_atom(field.type)
        try:
            return atom.parse(text, field, language)
        except Refused:
            otherwise = _OTHERWISE.get(field.value.kind)
            understood = None if otherwise is None else otherwise(text, language)
            if understood is None:
                raise
            return atom.parse(understood, field, language)

    def _referred(self, text: str, field: Field) -> int:
        found = self._known[field.thing or ""].get(text.casefold(), 0)
        if found is None:
            raise Refused("Several are called “{text}”", text=text[:80])
        if not found:
            raise Refused("Nothing is called “{text}”", text=text[:80])
        return found

    def _names(self, field: Field) -> dict[str, int | None]:
        """Ids by name, None where several have it."""
        names: dict[str, int | None] = {}
        for number, label in self._choices(field):
            folded = str(label or "").casefold()
            names[folded] = None if folded in names else number
            names[f"#{number}"] = number
        return names

    def _choices(self, field: Field) -> list[tuple[int, str]]:
        lists = self._lists
        if field.value.kind is Kind.PERSON:
            return [(each.id, each.label) for each in lists.people(MOST_NAMES)]
        if field.thing is None or not lists.rights.may(field.thing, Verb.SEE):
            return []
        scope = lists.rights.scope(field.thing, Verb.SEE)
        return [(each.id, each.label) for each in lists.reader.options(scope, limit=MOST_NAMES)]
