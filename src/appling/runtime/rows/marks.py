"""What traits show of a row wherever it stands: a heart to press, comments counted, stars."""

from collections.abc import Iterator, Sequence
from typing import Any

from appling.atoms import trait_atom
from appling.atoms.base import Figure, Mark, Press
from appling.blueprint.model.app import App, Column, Field, Thing, Verb
from appling.blueprint.model.expression import Aggregate, Binary, Expression, Kind, Me, Path, ValueType
from appling.runtime import addresses
from appling.runtime.access import Rights
from appling.runtime.rows.cells import Printer, printer
from appling.store.scope import ADDED_BY

NUMBER, TRUTH, PERSON = ValueType(Kind.NUMBER), ValueType(Kind.TRUTH), ValueType(Kind.PERSON)
ROW_ID = Path(("_id",), NUMBER)


class Marks:
    """Knows what to ask for beside a row's columns, and makes its marks of what comes."""

    def __init__(self, app: App, rights: Rights, thing: Thing) -> None:
        made = [each for each in app.things if _hangs_on(each, thing) and _marked(each)]
        self._kinds = [_Kind(app, rights, thing, each) for each in made if _told(each, rights)]
        self.expressions = tuple(expression for kind in self._kinds for expression in kind.expressions)

    def of(self, row: int, values: Sequence[Any]) -> tuple[Mark, ...]:
        """`values`: those of the expressions."""
        found, start = [], 0
        for kind in self._kinds:
            end = start + len(kind.expressions)
            found.append(kind.mark(row, values[start:end]))
            start = end
        return tuple(found)


class _Kind:
    """One trait of the thing."""

    def __init__(self, app: App, rights: Rights, host: Thing, made: Thing) -> None:
        assert made.trait is not None  # noqa: S101 - only such things are asked for
        self._host, self._made, self._trait = host, made, made.trait
        self._atom = trait_atom(made.trait.name)
        names = {role.key: role.name for role in app.roles}
        self._by = tuple(names.get(key) for key in made.trait.by)
        hidden = rights.scope(host.key, Verb.SEE).hidden
        fields = [each for each in host.fields if each.trait == self._atom.name and each.key not in hidden]
        columns = [Column(each.name, Path((each.key,), each.value), each.key) for each in fields]
        self._figures: list[tuple[Field, Printer]] = [
            (field, printer(column, host.key, app)) for field, column in zip(fields, columns, strict=True)
        ]
        hidden = rights.scope(made.key, Verb.SEE).hidden
        told = made.owner is not None and made.owner not in hidden
        self._person = Path((made.owner or "",), PERSON) if told else ADDED_BY
        self._adds = rights.signed_in and rights.may(made.key, Verb.ADD)
        self._presses = self._atom.toggles and self._adds
        self._sign_in = self._atom.toggles and bool(app.roles) and not rights.signed_in
        self.expressions: tuple[Expression, ...] = tuple(column.value for column in columns)
        if self._adds:
            self.expressions += tuple(self._mine())

    def _mine(self) -> Iterator[Expression]:
        """The viewer's own row, and what it says."""
        own = Binary("=", self._person, Me(), TRUTH)
        yield Aggregate("max", self._made.key, self._trait.link, ROW_ID, own, NUMBER)
        if self._atom.state:
            state = self._made.field(self._atom.state)
            said = Path((state.key,), state.value)
            yield Aggregate("max", self._made.key, self._trait.link, said, own, state.value)

    def mark(self, row: int, values: Sequence[Any]) -> Mark:
        figures = {
            field.key: Figure(field.name, value, each.text(value))
            for (field, each), value in zip(self._figures, values, strict=False)
        }
        own = values[len(figures) :]
        presses = self._pressing(row, own) if self._presses else ()
        mine = self._adds and own[0] is not None
        href = addresses.row(self._host.key, row)
        return Mark(self._atom.name, href, figures, presses, self._sign_in, mine, self._by)

    def _pressing(self, row: int, values: Sequence[Any]) -> tuple[Press, ...]:
        mine = int(values[0]) if values[0] is not None else None
        hangs = (self._trait.link, str(row))
        if not self._atom.state:
            return (self._press(mine, (hangs,), pressed=mine is not None),)
        choices = [choice.name for choice in self._made.field(self._atom.state).choices]
        return tuple(
            self._press(
                mine, (hangs, (self._atom.state, each)), pressed=mine is not None and values[1] == each
            )
            for each in choices
        )

    def _press(self, mine: int | None, given: tuple[tuple[str, str], ...], *, pressed: bool) -> Press:
        """Add one, turn it round, or take it back."""
        if mine is None:
            return Press(addresses.listing(self._made.key), given, pressed)
        if pressed:
            return Press(addresses.remove(self._made.key, mine), (), pressed)
        return Press(addresses.row(self._made.key, mine), given, pressed)


def _hangs_on(made: Thing, host: Thing) -> bool:
    return made.trait is not None and made.field(made.trait.link).thing == host.key


def _told(made: Thing, rights: Rights) -> bool:
    """Whether one may see what hangs on a row, or what it comes to, which is the row's own."""
    kept = made.trait is not None and trait_atom(made.trait.name).kept
    return kept or rights.may(made.key, Verb.SEE)


def _marked(made: Thing) -> bool:
    return made.trait is not None and trait_atom(made.trait.name).has_mark
