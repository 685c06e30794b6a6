"""Writing rows: each change is checked, bounded by a scope, and part of one transaction."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select
from sqlalchemy.exc import IntegrityError

from appling.blueprint.model.app import Action, Constraint, Field, Thing, Verb
from appling.blueprint.model.expression import Kind
from appling.store import system
from appling.store.errors import Conflict, Denied, InUse, Invalid, NotThere, Taken, TakenTogether
from appling.store.files import keep_sent
from appling.store.history.attic import loosen_attic
from appling.store.outgoing.outbox import Outbox
from appling.store.reader import Reader, run
from appling.store.scope import Scope, Viewer
from appling.store.sql.selects import Statements
from appling.store.sql.sqlite import LARGEST, limit_time, taken_columns
from appling.store.sql.statements import Make, delete_row, fill_column, insert_row, update_row
from appling.store.sql.tables import links_to, stored
from appling.store.writing import constraints, drawing, numbering, social, tallies
from appling.store.writing.checks import checked
from appling.store.writing.conditions import settle
from appling.store.writing.happening import Happening

NOT_SENT = "{field} must be a file that you have sent just now"

Values = Mapping[str, Any]
Rights = Mapping[tuple[str, Verb], Scope]


class Writer:
    """One transaction: all of its changes are kept, or none. Not to be shared between threads.

    `read` sees what has been written so far.
    """

    def __init__(self, connection: Connection, statements: Statements, viewer: Viewer) -> None:
        self.viewer = viewer
        self.read = Reader(connection, statements, viewer)
        self.connection = connection
        self.statements = statements
        self.app = statements.compiler.app
        self.outbox = Outbox(connection, statements, viewer)
        self.happening = Happening(self)
        self.taken = ""
        """The name of the first action that was taken."""

    def insert(self, thing: str, values: Values, scope: Scope) -> int:
        """Add a row and return its id; fields that are not given get their defaults.

        The new row must lie in `scope`, whose hidden fields cannot be given.
        What triggers make of it need not.
        """
        self._refuse_hidden(thing, values, scope)
        self._refuse_unseen(thing, values)
        return self.add(thing, values, scope=scope)

    def update(self, thing: str, row: int, values: Values, scope: Scope, version: int | None = None) -> None:
        """Change a row that is in sight and in `scope`, and must still be in `scope` afterwards,
        before any triggers.

        `version` is the one that the change was made from. Raises Conflict if it is not the latest.
        """
        self._refuse_hidden(thing, values, scope)
        self._touch(thing, row, scope)
        self._refuse_unseen(thing, values, row)
        self.change(thing, row, values, version, by_hand=True, scope=scope)

    def delete(self, thing: str, row: int, scope: Scope, version: int | None = None) -> None:
        """Remove a row that is in sight and in `scope`. Raises InUse if a required link points to it."""
        self._touch(thing, row, scope)
        self.remove(thing, row, version)

    def act(
        self,
        action: Action,
        row: int | None,
        scope: Scope | None = None,
        rights: Rights | None = None,
        typed: Values | None = None,
    ) -> None:
        """Take an action, on a row in sight and in `scope` if it has a thing; `typed`: what it asks for.

        `rights`: what the viewer may do by hand, which every step then obeys; None gives the steps
        the app's own authority. Raises NotNow when the action's condition does not hold.
        """
        from appling.store.writing.actions import take

        if action.thing is not None and row is not None:
            self._touch(action.thing, row, scope or Scope(action.thing))
        elif action.thing is not None:
            raise NotThere
        self.taken = self.taken or action.name
        take(self, action, row, rights, typed or {})

    def keep_sent(self, thing: str, tokens: Values) -> None:
        """The files, by field, that were sent before their row are now this row's. Raises Invalid."""
        for key, token in tokens.items():
            if not keep_sent(self.connection, token, thing, key, self.viewer.me):
                raise Invalid(key, NOT_SENT, field=self.app.thing(thing).field(key).name)

    # With the app's own authority ------------------------------------------

    def add(self, thing: str, values: Values, *, sample: bool = False, scope: Scope | None = None) -> int:
        """Add a row, whoever looks: the values are checked, of the rights only that it lies in `scope`."""
        kind = self.app.thing(thing)
        complete = {field.key: None for field in stored(kind)} | self._defaults(kind, values) | dict(values)
        complete |= self._numbers(kind, complete) | self._filled(kind, complete)
        kept = checked(kind, complete)
        self._require_targets(kind, kept)
        drawing.require_free(self, kind, kept)
        given = {f"_v_{key}": value for key, value in kept.items()}
        given |= {"_made_up": sample, "_adder": self.viewer.me, "_now": self.viewer.now}
        statement = self._kept(("insert", thing), lambda schema: insert_row(schema, kind))
        with self.happening.paying(kind, kept[kind.trait.link] if kind.trait is not None else None):
            row = int(self._write(kind, statement, given).inserted_primary_key[0])
            settle(self, kind, row, sample=sample)
            self._require_constraints(kind, row)
            self._require(row, scope)
        if not sample:
            self.happening.added(thing, row)
            social.tell(self, kind, row, kept)
        return row

    def change(
        self,
        thing: str,
        row: int,
        values: Values,
        version: int | None = None,
        *,
        by_hand: bool = False,
        scope: Scope | None = None,
    ) -> None:
        """Change a row, whoever looks. A sample that was changed by hand is no sample any more."""
        kind = self.app.thing(thing)
        kept = checked(kind, dict(values) | self._filled(kind, values))
        self._require_targets(kind, kept)
        drawing.require_free(self, kind, kept)
        given = {f"_v_{key}": value for key, value in kept.items()}
        given |= {"_row": row, "_seen": version, "_now": self.viewer.now}
        keys = tuple(sorted(kept))
        statement = self._kept(
            ("update", thing, keys, by_hand), lambda schema: update_row(schema, kind, keys, by_hand)
        )
        with (
            social.changing(self, kind, row, keys if by_hand else ()),
            self.happening.paying(kind, self._hanging_on(kind, row)),
            self.happening.changing(thing, row),
        ):
            if self._write(kind, statement, given).rowcount == 0:
                raise Conflict
            settle(self, kind, row)
            self._require_constraints(kind, row, keys)
            self._require(row, scope)

    def remove(self, thing: str, row: int, version: int | None = None) -> None:
        """Remove a row, whoever looks."""
        kind = self.app.thing(thing)
        self._take_along(kind, row)
        self.happening.removing(thing, row)
        table = self.statements.compiler.schema.tables[thing]
        numbering.keep_in_mind(self.connection, kind, table, row, self.viewer.today)
        self._refuse_needed(kind, row)
        self._loosen(kind, row)
        statement = self._kept(("delete", thing), lambda schema: delete_row(schema, kind))
        try:
            gone = self._write(kind, statement, {"_row": row, "_seen": version}).rowcount
        except IntegrityError:
            loosen_attic(self.connection, self.statements.compiler.schema, thing, row)
            gone = self._write(kind, statement, {"_row": row, "_seen": version}).rowcount
        if not gone:
            raise Conflict

    def fill(self, added: Mapping[str, Sequence[str]]) -> None:
        """Give new fields, by thing, their defaults in all rows there are."""
        for thing, keys in added.items():
            kind = self.app.thing(thing)
            others = {field.key: None for field in kind.fields if field.key not in keys}
            for key, value in self._defaults(kind, others).items():
                kept = checked(kind, {key: value})
                statement = fill_column(self.statements.compiler.schema, kind.field(key), thing)
                self.connection.execute(statement, {f"_v_{key}": kept[key]})

            for field in kind.fields:
                if field.counted and field.key in keys:
                    self._number_all(kind, field)

    def fill_by_itself(self) -> None:
        """Give fields that are never empty what they lack, in all rows there are."""
        for thing in self.app.things:
            drawing.fill(self, thing)
            tallies.fill(self.connection, self.statements.compiler.schema.tables[thing.key], thing)

    def take_time(self, seconds: float) -> None:
        """Let this transaction run for longer than others, from now on."""
        limit_time(self.connection, seconds)

    def lies_in(self, row: int, scope: Scope, me: int | None = None) -> bool:
        """Whether a row is there and in a scope, of the viewer's or of somebody else's eyes."""
        if not 0 < row <= LARGEST:
            return False
        statement = self._kept(scope, lambda _schema: self._lying_in(scope))
        return bool(self.run(statement, {"row": row}, me))

    def kept_value(self, thing: str, row: int, field: str) -> Any:
        """What a row has in a field, as the table keeps it."""
        table = self.statements.compiler.schema.tables[thing]
        found = self.run(select(table.c[field]).where(table.c["_id"] == row), {})
        return found[0][0] if found else None

    def run(self, statement: Select[Any], values: dict[str, Any], me: int | None = None) -> Any:
        given = {
            "me": self.viewer.me if me is None else me,
            "today": self.viewer.today,
            "now": self.viewer.now,
        }
        return run(self.connection, statement, values | given)

    def _kept(self, key: Hashable, make: Make) -> Any:
        schema = self.statements.compiler.schema
        return self.statements.kept(("write", key), lambda: make(schema))

    # Checks ----------------------------------------------------------------

    def _touch(self, thing: str, row: int, scope: Scope) -> None:
        if not self.lies_in(row, self.viewer.sight[thing]):
            raise NotThere
        self._require(row, scope)

    def _require(self, row: int, scope: Scope | None) -> None:
        if scope is not None and scope.condition is not None and not self.lies_in(row, scope):
            raise Denied

    def _lying_in(self, scope: Scope) -> Select[Any]:
        table = self.statements.compiler.schema.tables[scope.thing]
        frame = self.statements.compiler.frame(scope.thing, table)
        holds = self.statements.compiler.within(scope, frame)
        return select(table.c["_id"]).where(table.c["_id"] == bindparam("row"), holds)

    def _refuse_hidden(self, thing: str, values: Values, scope: Scope) -> None:
        """No one sets what they may not, nor what no one can (formulas, the store's own columns)."""
        open_ = {field.key for field in stored(self.app.thing(thing))} - scope.hidden
        if scope.thing != thing or not open_.issuperset(values):
            raise Denied

    def _refuse_unseen(self, thing: str, values: Values, row: int | None = None) -> None:
        """A link to a row that the viewer may not see is refused like one to no row at all."""
        for field in self.app.thing(thing).fields:
            value = values.get(field.key)
            if field.value.kind is Kind.FILE and value is not None:
                self.refuse_foreign_file(thing, field, str(value), row)
            elif field.value.kind is Kind.LINK and isinstance(value, int):
                self.refuse_unseen(field, value)

    def refuse_unseen(self, field: Field, value: Any) -> None:
        """A field or input takes a row that the viewer may see, or a person that there is."""
        target = field.value.thing
        if field.value.kind is Kind.LINK and target is not None:
            there = self.lies_in(value, self.viewer.sight[target])
        else:
            there = field.value.kind is not Kind.PERSON or self._is_target(field, value)
        if not there:
            raise Invalid(field.key, "{field} must be one of the list", field=field.name)

    def refuse_foreign_file(self, thing: str, field: Field, token: str, row: int | None = None) -> None:
        """A row takes a file that the viewer uploaded for it, or that it holds already."""
        table, files = self.statements.compiler.schema.tables[thing], system.files
        holders = [
            each[0] for each in self.run(select(table.c["_id"]).where(table.c[field.key] == token), {})
        ]
        if row is not None and holders == [row]:
            return
        uploaded = select(files.c.person).where(
            files.c.token == token, files.c.thing == thing, files.c.field == field.key
        )
        found = self.run(uploaded, {})
        if holders or not found or found[0][0] != self.viewer.me:
            raise Invalid(field.key, "{field} must be an uploaded file", field=field.name)

    def _require_targets(self, thing: Thing, values: Values) -> None:
        for key, value in values.items():
            field = thing.field(key)
            if value is None or field.value.kind not in (Kind.LINK, Kind.PERSON):
                continue
            if not self._is_target(field, value):
                raise Invalid(key, "{field} must be one of the list", field=field.name)

    def _is_target(self, field: Field, row: int) -> bool:
        if field.value.kind is Kind.LINK:
            return self.lies_in(row, Scope(field.value.thing or ""))
        people = system.people
        return bool(self.run(select(people.c["_id"]).where(people.c["_id"] == row), {}))

    def _refuse_needed(self, thing: Thing, row: int) -> None:
        for child, field in links_to(self.app, thing):
            if field.required:
                table = self.statements.compiler.schema.tables[child.key]
                needing = select(table.c["_id"]).where(table.c[field.key] == row)
                if child.key == thing.key:
                    needing = needing.where(table.c["_id"] != row)
                if self.run(needing.limit(1), {}):
                    raise InUse(child.plural)

    def _hanging_on(self, thing: Thing, row: int) -> int | None:
        """The row that one hangs on whose trait is of something."""
        if thing.trait is None or thing.trait.of is None:
            return None
        table = self.statements.compiler.schema.tables[thing.key]
        found = self.run(select(table.c[thing.trait.link]).where(table.c["_id"] == row), {})
        return found[0][0] if found else None

    def _take_along(self, thing: Thing, row: int) -> None:
        """Remove what traits have hung on a row that is about to go."""
        for child in self.app.things:
            if child.trait is not None and child.field(child.trait.link).thing == thing.key:
                table = self.statements.compiler.schema.tables[child.key]
                hanging = select(table.c["_id"]).where(table.c[child.trait.link] == row)
                for each in self.run(hanging, {}):
                    self.remove(child.key, each[0])

    def _loosen(self, thing: Thing, row: int) -> None:
        """Empty the links to a row that is about to go."""
        for child, field in links_to(self.app, thing):
            table = self.statements.compiler.schema.tables[child.key]
            column = table.c[field.key]
            self.connection.execute(table.update().where(column == row).values({column: None}))

    def _defaults(self, thing: Thing, values: Values) -> dict[str, Any]:
        fields = [
            field
            for field in stored(thing)
            if field.default is not None and not field.counted and field.key not in values
        ]
        found = self.read.evaluate([field.default for field in fields if field.default is not None])
        return {field.key: value for field, value in zip(fields, found, strict=True)}

    def _numbers(self, thing: Thing, values: Values) -> dict[str, str]:
        """The next numbers, of fields that count and were not given one."""
        table = self.statements.compiler.schema.tables[thing.key]
        counted = [field for field in thing.fields if field.counted and values[field.key] is None]
        today = self.viewer.today
        return {each.key: numbering.next_number(self.connection, table, each, today) for each in counted}

    def _filled(self, thing: Thing, values: Values) -> dict[str, Any]:
        """What is never empty: codes that are drawn, and what counts by itself."""
        return drawing.missing(self, thing, values) | tallies.missing(thing, values)

    def _number_all(self, thing: Thing, field: Field) -> None:
        """Number the rows that have none, in the order in which they were added."""
        table = self.statements.compiler.schema.tables[thing.key]
        column = table.c[field.key]
        bare = select(table.c["_id"]).where(column.is_(None)).order_by(table.c["_id"])
        for row in self.connection.execute(bare).scalars().all():
            number = numbering.next_number(self.connection, table, field, self.viewer.today)
            self.connection.execute(table.update().where(table.c["_id"] == row).values({column: number}))

    def _write(self, thing: Thing, statement: Any, values: dict[str, Any]) -> Any:
        try:
            return self.connection.execute(statement, values)
        except IntegrityError as error:
            columns = taken_columns(error)
            if not columns:
                raise
            names = ", ".join(thing.field(column).name for column in columns)
            raise (Taken if len(columns) == 1 else TakenTogether)(columns[-1], names) from error

    def _require_constraints(self, thing: Thing, row: int, keys: Collection[str] | None = None) -> None:
        """That no other row stands in the way of one that was written, in these fields or all."""
        for constraint in thing.constraints:
            if constraints.concerns(constraint, keys):
                self._require_alone(thing, row, constraint)

    def _require_alone(self, thing: Thing, row: int, constraint: Constraint) -> None:
        statement = self._kept(
            ("breach", thing.key, constraint),
            lambda _schema: constraints.breach(self.statements.compiler, thing, constraint),
        )
        for turned, clash in self.run(statement, {"row": row}):
            if turned or clash:
                raise constraints.refusal(thing, constraint, turned=bool(turned))
