"""Rows from a file: looked through as a whole, then all of them are written, or none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from appling.atoms.base import Refused
from appling.blueprint.model.app import Field, Thing, Verb
from appling.blueprint.model.expression import Kind
from appling.blueprint.model.expression import Path as FieldPath
from appling.runtime.rows.lists import Lists
from appling.runtime.spreadsheets.columns import Columns, match_columns
from appling.runtime.spreadsheets.sheet import Sheet
from appling.runtime.spreadsheets.values import Meanings, cell_text
from appling.store import AppStore, Conflict, Invalid, Match, Query, Row, StoreError, Viewer, Writer
from appling.store.scope import ROW_ID

MOST_FAULTS = 200
SECONDS = 120.0
AT_ONCE = 500
CHANGED = "Somebody changed this row since the file was made: take it out again"
NOT_YOURS = "This row is not yours to change"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one row; `column` is empty where it is about the whole row."""

    row: int
    column: str
    sentence: str


@dataclass(slots=True)
class Outcome:
    """What came of a file, or would come: how many rows were added, changed, and are as they were.

    `more`: whether there were more faults than are listed.
    """

    columns: Columns
    added: int = 0
    changed: int = 0
    same: int = 0
    faults: list[Fault] = field(default_factory=list)
    more: bool = False

    @property
    def rows(self) -> int:
        return self.added + self.changed


@dataclass(frozen=True, slots=True)
class Importer:
    """Whose file it is: `lists_of` looks at rows through a transaction's eyes; `key` is the app's."""

    store: AppStore
    viewer: Viewer
    lists_of: Any
    key: str

    def run(self, thing: Thing, sheet: Sheet, *, keep: bool) -> Outcome:
        """Try all rows, in one transaction; they stay if `keep` and if there is no fault.

        Without `keep` they are tried on a copy, so that others can write meanwhile. Raises Refused where the
        file as a whole can't be taken.
        """
        if keep:
            return self._run(self.store, thing, sheet, keep=True)
        with TemporaryDirectory(prefix="appling-rows-") as folder:
            self.store.copy(Path(folder) / "copy", files=False)
            copy = AppStore(Path(folder) / "copy")
            copy.adopt(self.store)
            try:
                return self._run(copy, thing, sheet, keep=False)
            finally:
                copy.close()

    def _run(self, store: AppStore, thing: Thing, sheet: Sheet, *, keep: bool) -> Outcome:
        try:
            with store.write(self.viewer, f"import {thing.plural}") as writer:
                writer.take_time(SECONDS)
                lists: Lists = self.lists_of(writer.read)
                outcome = _Rows(writer, lists, thing, sheet, self.key).run()
                if outcome.faults or not keep:
                    raise _TakenBack(outcome)
                return outcome
        except _TakenBack as taken_back:
            return taken_back.outcome


class _TakenBack(Exception):
    """Ends a transaction so that nothing of it stays."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class _Rows:
    """The rows of one file, inside the transaction."""

    def __init__(self, writer: Writer, lists: Lists, thing: Thing, sheet: Sheet, key: str) -> None:
        rights = lists.rights
        self._writer = writer
        self._lists = lists
        self._thing = thing
        self._sheet = sheet
        self._settable = {
            Verb.ADD: set(rights.importable(thing)),
            Verb.CHANGE: set(rights.settable(thing, Verb.CHANGE)),
        }
        either = self._settable[Verb.ADD] | self._settable[Verb.CHANGE]
        self._outcome = Outcome(match_columns(sheet, thing, either, key))
        self._columns = self._outcome.columns
        self._meanings = Meanings(lists, self._columns.fields.values())
        self._present = self._read_present()

    def run(self) -> Outcome:
        self._refuse_missing()
        for number, cells in self._sheet.rows:
            if len(self._outcome.faults) >= MOST_FAULTS:
                self._outcome.more = True
                break
            row = self._present.get(self._number(cells)[0])
            if row is None:
                self._add(number, cells)
            else:
                self._change(number, cells, row)
        return self._outcome

    def _refuse_missing(self) -> None:
        """A field that every new row needs, and that no column gives."""
        given = set(self._columns.fields.values())
        for each in self._settable[Verb.ADD] - given:
            needed = each.required and each.default is None and each.value.kind is not Kind.TRUTH
            if needed and len(self._present) < len(self._sheet.rows):
                raise Refused("{field} is required, and there is no such column", field=each.name)

    # One row ---------------------------------------------------------------

    def _add(self, number: int, cells: tuple[str, ...]) -> None:
        places = {
            place: each for place, each in self._columns.fields.items() if each in self._settable[Verb.ADD]
        }
        values = self._values(number, cells, places)
        if values is None:
            return
        given = {
            key: value for key, value in values.items() if value is not None or not self._has_default(key)
        }
        scope = self._lists.rights.scope(self._thing.key, Verb.ADD)
        made = self._kept(number, lambda: self._writer.insert(self._thing.key, given, scope))
        if made is not None:
            self._outcome.added += 1
            self._meanings.learn(self._thing.key, str(given.get(self._thing.title or "") or ""), made)

    def _change(self, number: int, cells: tuple[str, ...], row: Row) -> None:
        now = dict(zip(self._columns.fields.values(), row.values, strict=True))
        places = {
            place: each
            for place, each in self._columns.fields.items()
            if cells[place].strip() != cell_text(now[each], each, {}).strip()
        }
        values = self._values(number, cells, places)
        if values is None:
            return
        by_key = {each.key: value for each, value in now.items()}
        values = {key: value for key, value in values.items() if not _same(value, by_key[key])}
        if not values:
            self._outcome.same += 1
            return
        self._change_to(number, cells, row, values)

    def _change_to(self, number: int, cells: tuple[str, ...], row: Row, values: Mapping[str, Any]) -> None:
        closed = [each for each in self._columns.fields.values() if each not in self._settable[Verb.CHANGE]]
        if not row.checks[0] or any(each.key in values for each in closed):
            self._fault(number, "", self._lists.t(NOT_YOURS))
        elif row.version != self._number(cells)[1]:
            self._fault(number, "", self._lists.t(CHANGED))
        else:
            scope = self._lists.rights.scope(self._thing.key, Verb.CHANGE)

            def update() -> int:
                self._writer.update(self._thing.key, row.id, values, scope, row.version)
                return row.id

            self._outcome.changed += self._kept(number, update) is not None

    def _values(
        self, number: int, cells: tuple[str, ...], places: Mapping[int, Field]
    ) -> dict[str, Any] | None:
        """What the cells mean, by field key; None if one of them means nothing."""
        values: dict[str, Any] = {}
        fine = True
        for place, each in places.items():
            try:
                values[each.key] = self._value(cells[place], each)
            except Refused as refused:
                fine = False
                self._fault(number, each.name, self._lists.t(refused.message, **refused.values))
        return values if fine else None

    def _value(self, text: str, each: Field) -> Any:
        value = self._meanings.value(text, each)
        if value is None and each.required and each.default is None and each.value.kind is not Kind.TRUTH:
            raise Refused("{field} is required", field=each.name)
        return value

    def _kept(self, number: int, write: Callable[[], int]) -> int | None:
        """What writing gave; None if it was refused."""
        try:
            return write()
        except Conflict:
            self._fault(number, "", self._lists.t(CHANGED))
        except Invalid as invalid:
            name = self._thing.field(invalid.field).name
            self._fault(number, name, self._lists.t(invalid.message, **invalid.values))
        except StoreError as error:
            self._fault(number, "", self._lists.t(error.message, **error.values))
        return None

    def _fault(self, number: int, column: str, sentence: str) -> None:
        self._outcome.faults.append(Fault(number, column, sentence))

    def _has_default(self, key: str) -> bool:
        return self._thing.field(key).default is not None

    # Rows that are there ---------------------------------------------------

    def _number(self, cells: tuple[str, ...]) -> tuple[int, int]:
        """A row's number and version as the file has them; zeros for a new one."""
        if self._columns.numbers is None:
            return 0, 0
        number, _, version = cells[self._columns.numbers].strip().partition(" v")
        plain = number.isascii() and number.isdigit() and version.isascii() and version.isdigit()
        return (int(number), int(version)) if plain and len(number) < 18 and len(version) < 18 else (0, 0)

    def _read_present(self) -> dict[int, Row]:
        """The rows of the file that are there and in sight, with whether they may be changed."""
        numbers = [number for _, cells in self._sheet.rows if (number := self._number(cells)[0])]
        if not self._lists.rights.may(self._thing.key, Verb.SEE):
            return {}
        columns = tuple(FieldPath((each.key,), each.value) for each in self._columns.fields.values())
        scope = self._lists.rights.scope(self._thing.key, Verb.CHANGE)
        found: dict[int, Row] = {}
        for start in range(0, len(numbers), AT_ONCE):
            chosen = Match(ROW_ID, tuple(numbers[start : start + AT_ONCE]))
            rows = self._lists.reader.rows(
                Query(self._thing.key, columns, filters=(chosen,), checks=(scope,))
            )
            found |= {row.id: row for row in rows}
        return found


def _same(one: Any, other: Any) -> bool:
    """No is as good as nothing for a yes/no; any other value is itself alone."""
    one, other = (None if each is False else each for each in (one, other))
    return bool(one == other)
