"""Rows with what may be done to each: asked for in the same question as their values."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, Protocol

from appling.atoms import step_atom
from appling.atoms.base import Button, RowView
from appling.blueprint.model.app import Action, App, Column, Thing, Verb
from appling.blueprint.model.expression import Expression, Kind, Path
from appling.runtime import addresses
from appling.runtime.access import Rights
from appling.runtime.rows.cells import FileNames, Printer, printer
from appling.runtime.rows.invitations import invitations
from appling.runtime.rows.marks import Marks
from appling.store.queries import Row
from appling.store.scope import Scope

LONGEST_TITLE = 120
FileNaming = Callable[[Collection[str]], FileNames]
"""The names that files were uploaded with, by their tokens."""


class Known(Protocol):
    """What is known of files, and of people's pictures."""

    @property
    def files(self) -> FileNaming: ...

    @property
    def faces(self) -> Callable[[Collection[int]], Mapping[int, str]]: ...


def brief(title: str) -> str:
    """A title as headings, buttons and choices hold it: they repeat it, and it may be a whole letter."""
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rstrip()}…"


class RowViews:
    """Knows which expressions and checks a question needs, and makes views of the rows that come."""

    def __init__(
        self,
        app: App,
        rights: Rights,
        thing: Thing,
        columns: tuple[Column, ...],
        group: tuple[Column, ...],
        known: Known,
    ) -> None:
        self.thing = thing
        self._files = known.files
        self._faces = known.faces
        title, picture = _title(thing, rights), _picture(thing, rights)
        extra = [column for column in (title, picture) if column is not None]
        every = (*columns, *group, *extra)
        self.expressions: tuple[Expression, ...] = tuple(column.value for column in every)
        self._printers = [printer(column, thing.key, app) for column in every]
        self._columns, self._groups = len(columns), len(group)
        self.styles = tuple(each.style for each in self._printers[: len(columns)])
        self._file_places = tuple(
            place
            for place, each in enumerate(self._printers[: len(columns)])
            if each.field.value.kind is Kind.FILE
        )
        self._people_places = tuple(
            place
            for place, each in enumerate(self._printers[: len(columns)])
            if each.field.value.kind is Kind.PERSON
        )
        self._title = self._printers[every.index(title)] if title else None
        self._title_at = len(columns) + len(group) if title else None
        self._picture_at = len(every) - 1 if picture else None
        self._marks = Marks(app, rights, thing)
        self._marks_at = len(self.expressions)
        self.expressions += self._marks.expressions
        self._actions = [
            action for action in app.actions if action.thing == thing.key and rights.may_try(action)
        ]
        self._checks = _Checks()
        self._change = self._checks.need(rights.scope(thing.key, Verb.CHANGE))
        self._remove = self._checks.need(rights.scope(thing.key, Verb.REMOVE))
        self._needs = [self._checks.need(*_conditions(action, rights)) for action in self._actions]
        invited = invitations(app, rights, thing)
        self._invited = [(action, self._checks.need(*scopes)) for action, scopes in invited]
        self.checks = tuple(self._checks.scopes)

    def rows(self, rows: Iterable[Row]) -> tuple[RowView, ...]:
        rows = tuple(rows)
        places = self._file_places
        tokens = [row.values[place] for row in rows for place in places if row.values[place]]
        files = self._files(tokens) if places else {}
        people = [row.values[place] for row in rows for place in self._people_places if row.values[place]]
        faces = self._faces(people) if people else {}
        return tuple(self._view(row, files, faces) for row in rows)

    def _view(self, row: Row, files: Mapping[str, str], faces: Mapping[int, str]) -> RowView:
        first, last = self._columns, self._columns + self._groups
        printed = zip(self._printers[:first], row.values[:first], strict=True)
        cells = tuple([each.cell(value, files, faces) for each, value in printed])
        groups = _headings(self._printers[first:last], row.values[first:last])
        picture = None if self._picture_at is None else row.values[self._picture_at]
        holds = row.checks
        return RowView(
            row.id,
            addresses.row(self.thing.key, row.id),
            self._row_title(row),
            cells,
            tuple(self._buttons(row)),
            addresses.edit(self.thing.key, row.id) if self._change.holds(holds) else None,
            addresses.remove(self.thing.key, row.id) if self._remove.holds(holds) else None,
            row.sample,
            f"/files/{picture}" if picture else None,
            groups[0] if groups else None,
            row.version,
            self._marks.of(row.id, row.values[self._marks_at :]),
            groups=groups,
        )

    def _buttons(self, row: Row) -> Iterator[Button]:
        for action, needed in zip(self._actions, self._needs, strict=True):
            if needed.holds(row.checks):
                yield _button(action, row.id)
        for action, needed in self._invited:
            if needed.holds(row.checks):
                entrance = addresses.entrance(addresses.row(self.thing.key, row.id))
                yield Button(action.name, entrance, enters=True)

    def _row_title(self, row: Row) -> str:
        text = (
            self._title.text(row.values[self._title_at]) if self._title and self._title_at is not None else ""
        )
        return brief(text) or f"{self.thing.name} {row.id}"


class _Needed:
    """Places among a row's checks that must all hold; None: never."""

    def __init__(self, places: tuple[int, ...] | None) -> None:
        self._places = places

    def holds(self, checks: tuple[bool, ...]) -> bool:
        return self._places is not None and all(checks[place] for place in self._places)


class _Checks:
    """The different scopes that a question checks each row against."""

    def __init__(self) -> None:
        self.scopes: list[Scope] = []

    def need(self, *scopes: Scope) -> _Needed:
        if any(scope.empty for scope in scopes):
            return _Needed(None)
        return _Needed(tuple(self._place(scope) for scope in scopes if scope.condition is not None))

    def _place(self, scope: Scope) -> int:
        bare = Scope(scope.thing, scope.condition)
        if bare not in self.scopes:
            self.scopes.append(bare)
        return self.scopes.index(bare)


def _conditions(action: Action, rights: Rights) -> tuple[Scope, ...]:
    """What must hold for a row's button to be offered, besides that the row is seen."""
    scopes = rights.action_scopes(action)[1:]
    return scopes if action.when is None else (*scopes, Scope(action.thing or "", action.when))


def _button(action: Action, row: int) -> Button:
    return Button(
        action.name,
        addresses.act(action, row),
        is_dangerous(action),
        bool(action.inputs),
        any(each.value.kind is Kind.FILE for each in action.inputs),
    )


@lru_cache(maxsize=2_000)
def is_dangerous(action: Action) -> bool:
    """Whether it removes something."""
    return any(step_atom(step.kind).form == "delete" for step in action.steps)


def _headings(printers: Sequence[Printer], values: Sequence[Any]) -> tuple[str, ...]:
    """The headings under which a row stands: under several, if one of the values is several."""
    if not printers:
        return ()
    each_one = (
        [(one,) for one in value] if value and printer.field.value.kind is Kind.SEVERAL else [value]
        for printer, value in zip(printers, values, strict=True)
    )
    return tuple(
        " · ".join(printer.text(value) or "–" for printer, value in zip(printers, each, strict=True))
        for each in product(*each_one)
    )


def _title(thing: Thing, rights: Rights) -> Column | None:
    field = next((field for field in rights.seen(thing) if field.key == thing.title), None)
    return None if field is None else Column(field.name, Path((field.key,), field.value), field.key)


def _picture(thing: Thing, rights: Rights) -> Column | None:
    field = next((field for field in rights.seen(thing) if field.type == "image"), None)
    return None if field is None else Column(field.name, Path((field.key,), field.value), field.key)


__all__ = ["FileNaming", "Printer", "RowViews", "brief", "is_dangerous"]
