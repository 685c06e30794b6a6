"""Taking the steps of actions and triggers, one after the other, inside the writer's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select

from appling.atoms import field_atom, step_atom
from appling.atoms.base.step import Said
from appling.blueprint.model.app import Action, Constraint, Field, Receiver, Step, Thing, Verb, own_row
from appling.blueprint.model.expression import Expression, Kind, Path
from appling.blueprint.model.reading import parts_of
from appling.store.errors import Denied, NotNow, NotThere
from appling.store.scope import Scope, see_all
from appling.store.sql.frames import Frame
from appling.store.sql.paths import given_name
from appling.store.sql.saying import PLAIN, joined, sent_fields, shown, values_in
from appling.store.sql.tables import stored
from appling.store.writing import constraints
from appling.store.writing.inputs import understood
from appling.store.writing.writer import Rights, Writer

MOST_DRAWN = 1_000


def take(
    writer: Writer, action: Action, row: int | None, rights: Rights | None, typed: Mapping[str, Any]
) -> None:
    """Take an action, on the row as it is now. Raises NotNow when its condition does not hold."""
    if not _holds(writer, action, row):
        raise NotNow(action.name)
    given = understood(writer, action, row, typed)
    Acting(writer, action.thing, row, rights, action.name, action.inputs, given).do(action.steps)


def _holds(writer: Writer, action: Action, row: int | None) -> bool:
    """The condition is judged with the app's own authority."""
    if action.when is None:
        return True
    if action.thing is None:
        return bool(writer.read.evaluate([action.when])[0])
    return row is not None and writer.lies_in(row, Scope(action.thing, action.when))


class Acting:
    """What steps may do (a `StepContext`), seen from the row of an action or a trigger."""

    def __init__(
        self,
        writer: Writer,
        thing: str | None,
        row: int | None,
        rights: Rights | None,
        cause: str,
        inputs: tuple[Field, ...] = (),
        given: Mapping[str, Any] | None = None,
    ) -> None:
        self._writer = writer
        self._of = thing
        self._row = row
        self._rights = rights
        self._cause = cause
        self._inputs = inputs
        self._given = {given_name(key): value for key, value in (given or {}).items()}

    def do(self, steps: Iterable[Step]) -> None:
        for step in steps:
            step_atom(step.kind).run(step, self)

    def assign(self, path: tuple[str, ...], value: Expression) -> None:
        thing, row = self._target(path[:-1])
        if row is None:
            return
        values = {path[-1]: self._values([value])[0]}
        if self._rights is None:
            self._writer.change(thing, row, values)
        else:
            self._writer.update(thing, row, values, self._right(thing, Verb.CHANGE))

    def create(self, thing: str, values: Mapping[str, Expression]) -> int:
        found = dict(zip(values, self._values(list(values.values())), strict=True))
        found |= self._own_rows(self._writer.app.thing(thing), found)
        if self._rights is None:
            return self._writer.add(thing, found)
        return self._writer.insert(thing, found, self._right(thing, Verb.ADD))

    def draw(
        self, thing: str, count: Expression, where: Expression | None, values: Mapping[str, Expression]
    ) -> None:
        """Raises NotNow for whoever asks for it when nothing is left to be drawn."""
        most = self._values([count])[0]
        found = self._drawn(thing, where, min(max(int(most or 0), 0), MOST_DRAWN), set(values))
        if not found and self._writer.taken == self._cause:
            raise NotNow(self._cause)
        given = dict(zip(values, self._values(list(values.values())), strict=True))
        for row in found:
            if self._rights is None:
                self._writer.change(thing, row, given)
            else:
                self._writer.update(thing, row, given, self._right(thing, Verb.CHANGE))

    def _drawn(self, thing: str, where: Expression | None, count: int, given: set[str]) -> list[int]:
        """Rows by lot, each as likely as the others: of those that hang on the action's row, if they do."""
        compiler = self._writer.statements.compiler
        table = compiler.schema.tables[thing]
        sight = see_all(self._writer.app) if self._rights is None else self._writer.viewer.sight
        frame = compiler.frame(thing, table, sight)
        holds = [] if where is None else [compiler.condition(where, frame)]
        if self._rights is not None:
            may = (sight[thing], self._right(thing, Verb.CHANGE))
            holds += [compiler.within(scope, compiler.frame(thing, table)) for scope in may]
        links = [field.key for field in stored(self._writer.app.thing(thing)) if field.thing == self._of]
        free = [key for key in links if key not in given and not _reads(where, key)]
        if self._row is not None and free:
            holds.append(table.c[free[0]] == self._row)
        ids = select(table.c["_id"]).where(*holds).order_by(func.random()).limit(count)
        return [int(row[0]) for row in self._writer.run(ids, {})]

    def delete(self) -> None:
        if self._of is None or self._row is None:
            return
        if self._rights is None:
            self._writer.remove(self._of, self._row)
        else:
            self._writer.delete(self._of, self._row, self._right(self._of, Verb.REMOVE))
        self._row = None

    # Reaching out ----------------------------------------------------------

    def notify(self, who: Receiver, text: Said) -> None:
        self._writer.outbox.notice(self._people(who), self._said(text), *self._about())

    def email(self, who: Receiver, text: Said) -> None:
        """People without an address find a notice instead."""
        said, outbox = self._said(text), self._writer.outbox
        if who.kind == "address":
            (address,) = self._values([who.value] if who.value is not None else [])
            for each in [str(address)] if address else []:
                outbox.email(each, said, self._cause)
            return
        for person, address in outbox.addresses(self._people(who)).items():
            if address:
                outbox.email(address, said, self._cause)
            else:
                outbox.notice([person], said, *self._about())

    def post(self, address: str) -> None:
        content: dict[str, Any] = {"event": self._cause, "thing": self._of, "id": self._row}
        if self._of is not None and self._row is not None:
            fields = sent_fields(self._writer.app.thing(self._of))
            values = self._values([Path((field.key,), field.value) for field in fields])
            content["row"] = {
                field.key: None if value is None else field_atom(field.type).to_json(value)
                for field, value in zip(fields, values, strict=True)
            }
        self._writer.outbox.post(address, content, self._cause)

    def ask(self, text: Said, into: str) -> None:
        """The words and values are kept apart, so that a model can be told which are which."""
        if self._of is None or self._row is None:
            return
        thing = self._thing()
        field = thing.field(into)
        if self._rights is not None and not self._may_change(thing, self._row):
            raise Denied
        parts, app = values_in(text), self._writer.app
        found = self._values([Path((into,), field.value), *parts], as_text=frozenset(PLAIN))
        told = (
            shown(part, value, self._of, app, self._inputs)
            for part, value in zip(parts, found[1:], strict=True)
        )
        content = {
            "asked": [part if isinstance(part, str) else [next(told)] for part in text],
            "before": None if found[0] is None else field_atom(field.type).to_json(found[0]),
            "after": self._writer.happening.chain,
            "by": self._writer.viewer.me,
        }
        self._writer.outbox.ask(f"{thing.key}/{self._row}/{into}", content, self._cause)

    def _about(self) -> tuple[str | None, int | None]:
        """The row that a notice leads to: of what a trait has hung on a row, that row."""
        if self._of is None or self._row is None:
            return None, None
        trait = self._thing().trait
        return (self._of, self._row) if trait is None else self._target((trait.link,))

    def _may_change(self, thing: Thing, row: int) -> bool:
        return self._writer.lies_in(row, self._right(thing.key, Verb.CHANGE))

    def _people(self, who: Receiver) -> list[int]:
        outbox = self._writer.outbox
        if who.kind == "owner":
            return outbox.owners()
        if who.role is not None:
            return outbox.of_role(who.role)
        (person,) = self._values([who.value] if who.value is not None else [])
        return list(outbox.addresses([int(person)])) if person is not None else []

    def _said(self, text: Said) -> str:
        """With the app's own authority: whoever wrote the blueprint tells it to those who are told."""
        parts = values_in(text)
        values = self._values(parts, as_text=frozenset(PLAIN))
        return joined(text, values, self._of, self._writer.app, self._inputs)

    def _own_rows(self, thing: Thing, given: Mapping[str, object]) -> dict[str, int]:
        """Where a required link is not given, the one row that is mine: my open order takes the new line."""
        found = {}
        for field in stored(thing):
            needed = field.required and field.thing is not None and field.default is None
            target = self._writer.app.thing(field.thing) if needed and field.thing is not None else None
            mine = own_row(target) if target is not None and field.key not in given else None
            if target is not None and mine is not None and self._writer.viewer.me is not None:
                found[field.key] = self._own_row(target, mine)
        return found

    def _own_row(self, thing: Thing, mine: Constraint) -> int:
        compiler = self._writer.statements.compiler
        found = self._writer.run(constraints.mine(compiler, thing, mine), {})
        return int(found[0][0]) if found else self.create(thing.key, {})

    def _right(self, thing: str, verb: Verb) -> Scope:
        scope = None if self._rights is None else self._rights.get((thing, verb))
        if scope is None:
            raise Denied
        return scope

    def _target(self, links: tuple[str, ...]) -> tuple[str, int | None]:
        """The thing and id of the row that the links lead to; no id if one of them is empty."""
        thing = self._thing()
        if not links:
            return thing.key, self._row
        type_ = thing.field(links[0]).value
        for link in links[1:]:
            type_ = self._writer.app.thing(type_.thing or "").field(link).value
        if type_.kind is not Kind.LINK or type_.thing is None:
            raise NotThere
        return type_.thing, self._values([Path(links, type_)])[0]

    def _thing(self) -> Thing:
        if self._of is None:
            raise NotThere
        return self._writer.app.thing(self._of)

    def _values(self, expressions: Sequence[Expression], as_text: frozenset[Kind] = frozenset()) -> list[Any]:
        """The values of expressions seen from the row; those of some kinds as texts."""
        if not expressions:
            return []
        compiler = self._writer.statements.compiler

        def value(each: Expression, frame: Frame) -> ColumnElement[Any]:
            make = compiler.text if each.type.kind in as_text else compiler.value
            return make(each, frame)

        sight = see_all(self._writer.app) if self._rights is None else self._writer.viewer.sight
        if self._of is None or self._row is None:
            frame = compiler.rowless(sight)
            found = self._writer.run(select(*(value(each, frame) for each in expressions)), self._given)
        else:
            table = compiler.schema.tables[self._of]
            frame = compiler.frame(self._of, table, sight)
            values = (value(each, frame) for each in expressions)
            found = self._writer.run(select(*values).where(table.c["_id"] == self._row), self._given)
        return list(found[0]) if found else [None] * len(expressions)


def _reads(where: Expression | None, field: str) -> bool:
    """Whether a condition speaks of a field of the row."""
    if where is None:
        return False
    return (isinstance(where, Path) and where.steps[0] == field) or any(
        _reads(part, field) for part in parts_of(where)
    )
