"""What no two rows may have together: fields that keep values, and times that begin and end."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import rewritten
from appling.blueprint.checks.own_row import is_of_row
from appling.blueprint.model.expression import Kind
from appling.blueprint.resolve.faults import Fault, replacement, unknown_name
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol, ThingSymbol
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.constraints import ONE
from appling.blueprint.syntax.tree import ConstraintLine, Name
from appling.diagnostics import Diagnostic, Fix, Span

TIMES: tuple[tuple[Kind, ...], ...] = (
    (Kind.MOMENT, Kind.MOMENT),
    (Kind.DATE, Kind.DATE),
    (Kind.DATE, Kind.TIME, Kind.TIME),
    (Kind.TIME, Kind.TIME),
)
"""What can last: from a start up to an end, or those of a day."""
_BEGINNINGS: tuple[tuple[Kind, ...], ...] = ((Kind.MOMENT,), (Kind.DATE, Kind.TIME), (Kind.DATE,))
"""What only begins: two at one time are two with the same values."""


def check(context: Context) -> Iterator[Diagnostic]:
    for thing in context.symbols.things.values():
        for line in thing.block.constraints:
            yield from _Line(context, thing, line).check()


class _Line:
    def __init__(self, context: Context, thing: ThingSymbol, line: ConstraintLine) -> None:
        self.context = context
        self.thing = thing
        self.line = line

    def check(self) -> Iterator[Diagnostic]:
        faults = [*self._names()]
        yield from faults
        if not faults and self.line.kind != ONE:
            yield from self._times()
        if self.line.where is not None:
            yield from self._where()

    def _names(self) -> Iterator[Diagnostic]:
        seen: set[str] = set()
        for name in (*self.line.lasting, *self.line.per):
            field = self.thing.field(name.text)
            if field is None:
                yield self._unknown(name)
            elif name_key(name.text) in seen:
                yield self._wrong("A field is named twice", "said before", name.span, self._without(name))
            elif (label := _incomparable(field)) is not None:
                yield self._wrong("This can't be compared", label, name.span, self._without(name))
            seen.add(name_key(name.text))

    def _unknown(self, name: Name) -> Diagnostic:
        """A field may be meant by the thing that it links to."""
        other = self.context.symbols.thing(name.text)
        link = self.thing.links_to(other.key) if other is not None else None
        fix = replacement(name.span, link.name) if link is not None else None
        known = [field.name for field in self.thing.fields.values()]
        found = unknown_name(name, f"field of {self.thing.name}", known, fix).diagnostic
        return found if found.fix is not None else replace(found, fix=self._without(name))

    def _times(self) -> Iterator[Diagnostic]:
        kinds = tuple(self._kind(name) for name in self.line.lasting)
        if kinds in TIMES:
            return
        label = "no start and end are named" if not kinds else "not a start and an end of one kind"
        span = self.line.lasting[0].span if self.line.lasting else self.line.span
        yield self._wrong("Nothing that could overlap", label, span, self._timed())

    def _timed(self) -> Fix:
        """The times that the thing has; where rows only begin, two must not begin together."""
        kept = [field for field in self.thing.fields.values() if field.line.formula is None]
        for kinds in TIMES:
            if (found := _of_kinds(kept, kinds)) and (kinds[0] is not Kind.TIME):
                return self._rewritten("Name start and end", lasting=_names(found, self.line.span))
        for kinds in _BEGINNINGS:
            if found := _of_kinds(kept, kinds):
                per = (*self.line.per, *_names(found, self.line.span))
                return self._rewritten("Let no two begin together", kind=ONE, lasting=(), per=per)
        return self.context.drop(self.line.span)

    def _kind(self, name: Name) -> Kind | None:
        field = self.thing.field(name.text)
        return field.declared.kind if field is not None and field.declared is not None else None

    def _where(self) -> Iterator[Diagnostic]:
        assert self.line.where is not None  # noqa: S101 - asked before
        without = self._rewritten("Leave the condition out", where=None, drops=True)
        try:
            found = self.context.expressions.truth(self.line.where, Scope(self.thing))
        except Fault as fault:
            yield from self.context.said(fault, without)
            return
        if not is_of_row(found, self.thing):
            label = "only fields of the row itself can be asked for here"
            yield self._wrong("This changes by itself", label, self.line.where.span, without)

    def _without(self, name: Name) -> Fix:
        lasting = tuple(each for each in self.line.lasting if each is not name)
        per = tuple(each for each in self.line.per if each is not name)
        if (self.line.kind == ONE and not per) or len(lasting) < len(self.line.lasting):
            return self.context.drop(self.line.span)
        return self._rewritten("Leave it out", per=per, drops=True)

    def _rewritten(self, title: str, *, drops: bool = False, **given: object) -> Fix:
        return rewritten(self.line, replace(self.line, **given), title, drops=drops)  # type: ignore[arg-type]

    def _wrong(self, title: str, label: str, span: Span, fix: Fix) -> Diagnostic:
        hint = "For example: one per person, recipe, or: no overlap of start, end per room."
        return Diagnostic("wrong-constraint", title, label, span, hint=hint, fix=fix)


def _of_kinds(fields: list[FieldSymbol], kinds: tuple[Kind, ...]) -> list[FieldSymbol]:
    """The first fields of these kinds, in this order; none where one is lacking."""
    left, found = list(fields), []
    for kind in kinds:
        field = next((each for each in left if each.declared and each.declared.kind is kind), None)
        if field is None:
            return []
        left.remove(field)
        found.append(field)
    return found


def _names(fields: list[FieldSymbol], place: Span) -> tuple[Name, ...]:
    return tuple(Name(field.name, place) for field in fields)


def _incomparable(field: FieldSymbol) -> str | None:
    """Why two rows can't be compared by a field, if they can't."""
    if field.line.formula is not None:
        return "a formula keeps no value"
    if field.atom is not None and field.atom.tallied:
        return "it counts by itself"
    kind = field.declared.kind if field.declared is not None else Kind.TEXT
    return {Kind.FILE: "a file is like no other", Kind.SEVERAL: "it holds several values"}.get(kind)
