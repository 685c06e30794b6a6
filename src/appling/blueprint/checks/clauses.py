"""The clauses of every part: ones that it takes, with expressions that mean something there."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from appling.blueprint.checks.built_in import is_built_in_page
from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import before, rewritten
from appling.blueprint.checks.measures import check_measure, is_plain, measure_fault
from appling.blueprint.model.expression import Expression, Kind
from appling.blueprint.model.vocabulary import PartSignature
from appling.blueprint.resolve.faults import WORDS, Fault, mismatch
from appling.blueprint.resolve.scope import Scope, on_page
from appling.blueprint.resolve.symbols import ThingSymbol
from appling.blueprint.syntax.tree import BinaryNode, ExpressionNode, Name, NumberNode, PartLine, PathNode
from appling.diagnostics import Diagnostic, Fix, Span

MOST_ROWS = 1000
_MOST_ITEMS = 20
_MOST_KEYS = 5
_MOST_GROUPINGS = 3
_SHOWN = frozenset(Kind) - {Kind.SPAN, Kind.EMPTY}
_GROUPED = _SHOWN - {Kind.FILE}
_SORTED = _GROUPED - {Kind.SEVERAL}


def check(context: Context) -> Iterator[Diagnostic]:
    for page in context.blueprint.pages:
        for part in page.parts:
            signature = context.words.part(part.kind.text)
            thing = context.symbols.thing(part.thing.text) if part.thing is not None else None
            if signature is None or is_built_in_page(context, page):
                continue
            if thing is None or signature.thing == "none":
                yield from _taken(part, signature)
            else:
                about = context.symbols.thing(page.thing.text) if page.thing is not None else None
                yield from clauses_of(context, part, signature, on_page(thing, about))


def clauses_of(
    context: Context, part: PartLine, signature: PartSignature, scope: Scope
) -> Iterator[Diagnostic]:
    """What is wrong with the clauses of a part over a thing."""
    yield from _taken(part, signature)
    yield from _Clauses(context, part, signature, scope).check()


def _taken(part: PartLine, signature: PartSignature) -> Iterator[Diagnostic]:
    for name, nodes in _written(part).items():
        if name in signature.clauses or not nodes:
            continue
        takes = ", ".join(sorted(signature.clauses)) or "none of them"
        yield Diagnostic(
            "clause-not-taken",
            "This part does not take that",
            f"{signature.name} takes no “{name}”",
            nodes[0].to(nodes[-1]),
            hint=f"It takes: {takes}.",
            fix=_without_clause(part, name),
        )


def _written(part: PartLine) -> dict[str, list[Span]]:
    return {
        "where": [part.where.span] if part.where is not None else [],
        "by": [node.span for node in part.by],
        "sort": [item.by.span for item in part.sort],
        "show": [node.span for node in part.show],
        "limit": [part.limit.span] if part.limit is not None else [],
    }


def _without_clause(part: PartLine, name: str) -> Fix:
    new = {
        "where": replace(part, where=None),
        "by": replace(part, by=()),
        "sort": replace(part, sort=()),
        "show": replace(part, show=()),
        "limit": replace(part, limit=None),
    }[name]
    return rewritten(part, new, f"Leave “{name}” out", drops=True)


class _Clauses:
    def __init__(self, context: Context, part: PartLine, signature: PartSignature, scope: Scope) -> None:
        assert scope.thing is not None  # noqa: S101 - what the part is of
        self.context = context
        self.part = part
        self.signature = signature
        self.thing: ThingSymbol = scope.thing
        self.scope = scope

    def check(self) -> Iterator[Diagnostic]:
        takes = self.signature.clauses
        if "where" in takes:
            yield from self._where()
        if "by" in takes:
            yield from self._by()
        if "sort" in takes:
            yield from self._sort()
        if "show" in takes:
            yield from self._show()
        if "limit" in takes:
            yield from self._limit()

    def _where(self) -> Iterator[Diagnostic]:
        if self.part.where is None:
            return
        try:
            self.context.expressions.truth(self.part.where, self.scope)
        except Fault as fault:
            yield from self.context.said(fault, self._weaker())

    def _weaker(self) -> Fix:
        """Leave out those of the conditions that mean nothing; a part shows only what may be seen anyway."""
        assert self.part.where is not None  # noqa: S101 - asked before
        kept = [node for node in _conjuncts(self.part.where) if self._means_something(node)]
        if not kept:
            return _without_clause(self.part, "where")
        where = kept[0]
        for node in kept[1:]:
            where = BinaryNode("and", where, node, where.span.to(node.span))
        return rewritten(self.part, replace(self.part, where=where), "Leave this condition out", drops=True)

    def _means_something(self, node: ExpressionNode) -> bool:
        try:
            self.context.expressions.truth(node, self.scope)
        except Fault:
            return False
        return True

    def _by(self) -> Iterator[Diagnostic]:
        def value(node: ExpressionNode) -> None:
            self._of_kind(self.context.expressions.value(node, self.scope), node, _GROUPED, "grouped by")

        for index, node in enumerate(self.part.by[:_MOST_GROUPINGS]):
            others = (*self.part.by[:index], *self.part.by[index + 1 :])
            yield from self._item(node, value, replace(self.part, by=others))
        for node in self.part.by[_MOST_GROUPINGS : _MOST_GROUPINGS + 1]:
            short = replace(self.part, by=self.part.by[:_MOST_GROUPINGS])
            yield from self._too_many(node, _MOST_GROUPINGS, short)
        if len(self.part.by) < self.signature.groupings and not self._shows_rows():
            yield self._missing_by()

    def _shows_rows(self) -> bool:
        """Whether it shows values of each row, as a chart of two numbers does."""
        return self.signature.single and not self.part.by and len(self.part.show) > 1

    def _sort(self) -> Iterator[Diagnostic]:
        def value(node: ExpressionNode) -> None:
            self._of_kind(self.context.expressions.value(node, self.scope), node, _SORTED, "sorted by")

        for index, item in enumerate(self.part.sort[:_MOST_KEYS]):
            others = (*self.part.sort[:index], *self.part.sort[index + 1 :])
            yield from self._item(item.by, value, replace(self.part, sort=others))
        for item in self.part.sort[_MOST_KEYS : _MOST_KEYS + 1]:
            short = replace(self.part, sort=self.part.sort[:_MOST_KEYS])
            yield from self._too_many(item.by, _MOST_KEYS, short)

    def _show(self) -> Iterator[Diagnostic]:
        def value(node: ExpressionNode) -> None:
            scope = replace(self.scope, rows=self.signature.measures)
            try:
                found = self.context.expressions.value(node, scope)
            except Fault as fault:
                raise measure_fault(self.context, fault, node, self.thing, self.signature) from None
            if self.signature.single and not self.part.by and is_plain(found):
                self._of_kind(found, node, _SHOWN, "shown")
            elif self.signature.measures:
                check_measure(node, found)
            else:
                self._of_kind(found, node, _SHOWN, "shown")

        for index, node in enumerate(self.part.show[:_MOST_ITEMS]):
            others = (*self.part.show[:index], *self.part.show[index + 1 :])
            yield from self._item(node, value, replace(self.part, show=others))
        for node in self.part.show[_MOST_ITEMS : _MOST_ITEMS + 1]:
            short = replace(self.part, show=self.part.show[:_MOST_ITEMS])
            yield from self._too_many(node, _MOST_ITEMS, short)

    def _item(
        self, node: ExpressionNode, value: Callable[[ExpressionNode], None], without: PartLine
    ) -> Iterator[Diagnostic]:
        try:
            value(node)
        except Fault as fault:
            drop = rewritten(self.part, without, "Leave it out", drops=True)
            yield from self.context.said(fault, drop)

    def _too_many(self, node: ExpressionNode, most: int, short: PartLine) -> Iterator[Diagnostic]:
        """Said once, of the first that is too much: there may be thousands."""
        drop = rewritten(self.part, short, "Leave the last ones out", drops=True)
        yield from self.context.said(mismatch(node.span, f"{most} at most"), drop)

    def _of_kind(self, found: Expression, node: ExpressionNode, kinds: frozenset[Kind], what: str) -> None:
        if found.type.kind not in kinds:
            raise mismatch(node.span, f"rows can't be {what} {WORDS[found.type.kind]}")

    def _missing_by(self) -> Diagnostic:
        fields = self._groupings()[: self.signature.groupings - len(self.part.by)]
        fix = self.context.drop(self.part.span, "Remove this part")
        if len(fields) + len(self.part.by) == self.signature.groupings:
            names = [Name(field, before(self.part.span)) for field in fields]
            more = tuple(PathNode((name,), name.span) for name in names)
            new = replace(self.part, by=(*self.part.by, *more))
            fix = rewritten(self.part, new, f"Group by {' and '.join(fields)}")
        both = self.signature.groupings > 1
        return Diagnostic(
            "missing-by",
            f"A {self.signature.name} does not say what it compares",
            "“by” and two fields are missing" if both else "“by” and a field are missing",
            self.part.kind.span,
            hint="Write: by, and a field such as a choice, a date or a link.",
            fix=fix,
        )

    def _groupings(self) -> list[str]:
        """The fields that rows may be grouped by, the likeliest first."""
        used = {path.names[0].text for path in self.part.by if isinstance(path, PathNode)}
        fields = [field for field in self.thing.fields.values() if field.name not in used]
        values = [(field, self.context.expressions.formulas.value(field)) for field in fields]
        ranked = [field for field in fields if field.choices]
        for kind in (Kind.LINK, Kind.DATE, Kind.MOMENT, Kind.TRUTH, Kind.PERSON, Kind.TEXT, Kind.NUMBER):
            ranked += [field for field, value in values if value is not None and value.kind is kind]
        return list(dict.fromkeys(field.name for field in ranked))

    def _limit(self) -> Iterator[Diagnostic]:
        limit = self.part.limit
        if limit is None or _whole(limit):
            return
        yield Diagnostic(
            "wrong-limit",
            "This is no number of rows",
            f"a whole number from 1 to {MOST_ROWS}",
            limit.span,
            fix=rewritten(self.part, replace(self.part, limit=None), "Show all", drops=True),
        )


def _conjuncts(node: ExpressionNode) -> Iterator[ExpressionNode]:
    """The conditions that all must hold."""
    if isinstance(node, BinaryNode) and node.operator == "and":
        yield from _conjuncts(node.left)
        yield from _conjuncts(node.right)
    else:
        yield node


def _whole(limit: NumberNode) -> bool:
    return limit.text.isdecimal() and len(limit.text) < 6 and 1 <= int(limit.text) <= MOST_ROWS
