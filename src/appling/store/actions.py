"""Taking an action: its steps, one after the other, inside the writer's transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from appling.atoms import step_atom
from appling.blueprint.model.app import Action, Thing, Verb
from appling.blueprint.model.expression import Expression, Kind, Path
from appling.store.errors import Denied, NotNow, NotThere
from appling.store.scope import Scope, see_all
from appling.store.writer import Rights, Writer


class Acting:
    """What the steps of an action may do (a `StepContext`), seen from the action's row."""

    def __init__(self, writer: Writer, action: Action, row: int | None, rights: Rights | None) -> None:
        self._writer = writer
        self._action = action
        self._row = row
        self._rights = rights

    def run(self) -> None:
        self._require_condition()
        for step in self._action.steps:
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
        if self._rights is None:
            return self._writer.add(thing, found)
        return self._writer.insert(thing, found, self._right(thing, Verb.ADD))

    def delete(self) -> None:
        if self._action.thing is None or self._row is None:
            return
        if self._rights is None:
            self._writer.remove(self._action.thing, self._row)
        else:
            self._writer.delete(self._action.thing, self._row, self._right(self._action.thing, Verb.REMOVE))
        self._row = None

    def _right(self, thing: str, verb: Verb) -> Scope:
        scope = None if self._rights is None else self._rights.get((thing, verb))
        if scope is None:
            raise Denied
        return scope

    def _require_condition(self) -> None:
        """The condition is judged with the app's own authority, on the row as it is now."""
        if self._action.when is None:
            return
        if self._action.thing is None:
            holds = bool(self._writer.read.evaluate([self._action.when])[0])
        else:
            scope = Scope(self._action.thing, self._action.when)
            holds = self._row is not None and self._writer.lies_in(self._row, scope)
        if not holds:
            raise NotNow(self._action.name)

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
        if self._action.thing is None:
            raise NotThere
        return self._writer.app.thing(self._action.thing)

    def _values(self, expressions: Sequence[Expression]) -> list[Any]:
        """The values of expressions seen from the action's row."""
        if not expressions:
            return []
        compiler = self._writer.statements.compiler
        sight = see_all(self._writer.app) if self._rights is None else self._writer.viewer.sight
        if self._action.thing is None or self._row is None:
            frame = compiler.rowless(sight)
            found = self._writer.run(select(*(compiler.value(each, frame) for each in expressions)), {})
        else:
            table = compiler.schema.tables[self._action.thing]
            frame = compiler.frame(self._action.thing, table, sight)
            values = (compiler.value(each, frame) for each in expressions)
            found = self._writer.run(select(*values).where(table.c["_id"] == self._row), {})
        return list(found[0]) if found else [None] * len(expressions)
