"""Reading rows, never more than the viewer may see."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.exc import OperationalError

from appling.blueprint.model.app import Thing
from appling.blueprint.model.expression import Expression
from appling.store.errors import NotThere, TooCostly
from appling.store.history.of_rows import Past, past_of
from appling.store.queries import Choice, Group, Grouping, Match, Page, Query, Row
from appling.store.scope import ROW_ID, Scope, Viewer
from appling.store.sql import working_out
from appling.store.sql.selects import Prepared, Statements, parameters, people_options, search_words
from appling.store.sql.sqlite import LARGEST, was_too_much

MOST_GROUPS = 5000
FIXED = 3
"""Id, version and sample mark stand before a row's checks and values."""


class Reader:
    """One consistent look at an app's rows, through a viewer's eyes.

    Not to be shared between threads.
    """

    def __init__(self, connection: Connection, statements: Statements, viewer: Viewer) -> None:
        self.viewer = viewer
        self._connection = connection
        self._statements = statements
        self._given = {"me": viewer.me, "today": viewer.today, "now": viewer.now, "about": viewer.about}

    def rows(self, query: Query) -> list[Row]:
        prepared = self._statements.rows(query, self.viewer.sight)
        values = parameters(query) | self._given
        if query.limit is not None:
            values |= {"limit": max(0, query.limit), "offset": max(0, min(query.offset, LARGEST))}
        return _rows(prepared, self._run(prepared.statement, values))

    def count(self, query: Query) -> int:
        prepared = self._statements.rows(query, self.viewer.sight)
        return int(self._run(prepared.count, parameters(query) | self._given)[0][0])

    def page(self, query: Query) -> Page:
        """The rows, and how many there are without the limit."""
        rows = self.rows(query)
        if query.limit is None or (len(rows) < query.limit and (rows or query.offset == 0)):
            return Page(rows, query.offset + len(rows) if query.limit is not None else len(rows))
        return Page(rows, self.count(query))

    def row(
        self, thing: str, row: int, columns: tuple[Expression, ...] = (), checks: tuple[Scope, ...] = ()
    ) -> Row:
        """One row. Raises NotThere."""
        if not 0 < row <= LARGEST:
            raise NotThere
        found = self.rows(Query(thing, columns, filters=(Match(ROW_ID, (row,)),), checks=checks))
        if not found:
            raise NotThere
        return found[0]

    def groups(self, query: Grouping) -> list[Group]:
        prepared = self._statements.groups(query, self.viewer.sight)
        limit = MOST_GROUPS if query.limit is None else max(0, min(query.limit, MOST_GROUPS))
        found = self._run(prepared.statement, parameters(query) | self._given | {"limit": limit})
        keys = len(query.by)
        groups = []
        for row in found:
            values = tuple(reading.take(row) for reading in prepared.readings)
            groups.append(Group(values[:keys], values[keys:]))
        return groups

    def options(self, scope: Scope, search: str = "", limit: int = 50) -> list[Choice]:
        """Rows that may be linked to: those in sight and in `scope`, by their titles."""
        words = search_words(search)
        prepared = self._statements.options(scope, self.viewer.sight, len(words))
        values = self._given | {"limit": limit} | {f"word{index}": word for index, word in enumerate(words)}
        found = (prepared.readings[0].take(row) for row in self._run(prepared.statement, values))
        return [Choice(int(each), each.label) for each in found]

    def people(self, search: str = "", limit: int = 50) -> list[Choice]:
        """Active people by name, for person fields; whom they are offered to is for the caller to say."""
        values = {"word": search[:200].strip(), "limit": limit}
        return [Choice(row[0], row[1]) for row in self._run(people_options(), values)]

    def past(self, thing: Thing, rows: Collection[int] | None, limit: int) -> tuple[Past, ...]:
        """What happened to these rows, or with None to all; whom that is told is for the caller to say."""
        return past_of(self._connection, thing, rows, limit)

    def evaluate(self, expressions: Sequence[Expression]) -> list[Any]:
        """The values of expressions that are about no row, such as defaults."""
        if not expressions:
            return []
        wanted = tuple(expressions)
        compiler = self._statements.compiler
        statement = self._statements.kept(
            ("values", wanted), lambda: select(*(compiler.value(each, compiler.rowless()) for each in wanted))
        )
        return list(self._run(statement, self._given)[0])

    def worked_out(
        self, thing: Thing, values: Mapping[str, Any], columns: tuple[Expression, ...]
    ) -> list[Any]:
        """What the columns of a row with these values would be worth. Raises Invalid."""
        if not columns:
            return []
        prepared = working_out.worked_out(self._statements, thing, columns, self.viewer.sight)
        row = self._run(prepared.statement, working_out.given(thing, values) | self._given)[0]
        return [reading.take(row) for reading in prepared.readings]

    def _run(self, statement: Select[Any], values: Mapping[str, object]) -> Sequence[Any]:
        return run(self._connection, statement, values)


def run(connection: Connection, statement: Select[Any], values: Mapping[str, object]) -> Sequence[Any]:
    """The rows of a statement. Raises TooCostly when they take too long to find."""
    try:
        return connection.execute(statement, values).all()
    except RecursionError as error:
        raise TooCostly from error
    except OperationalError as error:
        if was_too_much(error):
            raise TooCostly from error
        raise


def _rows(prepared: Prepared, found: Sequence[Any]) -> list[Row]:
    first = FIXED + prepared.checks
    takes = [reading.take for reading in prepared.readings]
    plain = all(reading.label is None and reading.convert is None for reading in prepared.readings)
    if plain and not prepared.checks:
        return [Row(row[0], row[1], row[2], tuple(row[first:])) for row in found]
    return [
        Row(
            row[0],
            row[1],
            row[2],
            tuple([take(row) for take in takes]),
            tuple([bool(check) for check in row[FIXED:first]]),
        )
        for row in found
    ]
