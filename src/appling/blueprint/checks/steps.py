"""Every step of an action or a trigger sets, adds, removes or says what it can."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from appling.blueprint.checks.actions import missing_thing
from appling.blueprint.checks.asking import AskingCheck
from appling.blueprint.checks.built_in import is_built_in_action
from appling.blueprint.checks.context import Context
from appling.blueprint.checks.drawing import check_draw
from appling.blueprint.checks.edits import line_below, rewritten
from appling.blueprint.checks.guesses import type_of_expression, type_of_value
from appling.blueprint.checks.inputs import fits, retyped
from appling.blueprint.checks.missing_things import unknown_thing
from appling.blueprint.checks.sending import SendingCheck
from appling.blueprint.checks.triggers import without_thing
from appling.blueprint.checks.used_values import used_values
from appling.blueprint.model.expression import Expression, Given, Kind, Literal, ValueType
from appling.blueprint.model.vocabulary import OUTWARD, StepSignature
from appling.blueprint.resolve.actions import added_thing, fields_of, set_names
from appling.blueprint.resolve.faults import Fault, mismatch, quoted, replacement, unknown_name
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol, ThingSymbol
from appling.blueprint.resolve.things import has_flag
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.constraints import ONE
from appling.blueprint.syntax.tree import AssignmentNode, Name, PathNode, StepLine
from appling.diagnostics import Diagnostic, Fix, Span
from appling.diagnostics.near import near

_LONGEST_SET = 2


def check(context: Context) -> Iterator[Diagnostic]:
    for action in context.blueprint.actions:
        known = action.thing is None or context.symbols.thing(action.thing.text) is not None
        if known and not is_built_in_action(context, action):
            thing = context.symbols.thing(action.thing.text) if action.thing is not None else None
            missing = partial(missing_thing, context, action)
            for line in action.steps:
                yield from _Step(context, line, thing, missing, asked=context.symbols.inputs(action)).check()
    for block in context.blueprint.triggers:
        said = block.occasion
        thing = context.symbols.thing(said.thing.text) if said.thing is not None else None
        if said.thing is None or thing is not None:
            missing = partial(without_thing, context, block)
            for line in block.steps:
                yield from _Step(context, line, thing, missing, going=said.event == "removed").check()


class _Step:
    def __init__(
        self,
        context: Context,
        line: StepLine,
        thing: ThingSymbol | None,
        missing: Callable[[], Diagnostic],
        *,
        going: bool = False,
        asked: ThingSymbol | None = None,
    ) -> None:
        self.context = context
        self.missing = missing
        self.going = going
        self.line = line
        self.thing = thing
        self.scope = Scope(thing, this=thing, inputs=asked)
        self.drop = context.drop(line.span, "Remove this step")

    def check(self) -> Iterator[Diagnostic]:
        signature = self.context.words.step(self.line.kind.text)
        if signature is None:
            yield self._unknown()
        elif signature.form in ("create", "draw"):
            yield from self._create(signature)
        elif signature.form in OUTWARD:
            yield from SendingCheck(self.context, self.line, signature, self.scope, self.drop).check()
        elif self.thing is None:
            yield self.missing()
        elif self.going and self._about_the_row(signature):
            yield self._wrong(self.line.span, "the row is about to go", self.drop)
        elif signature.form == "ask":
            yield from AskingCheck(self.context, self.line, signature, self.scope, self.drop).check()
        elif signature.form == "delete":
            yield from self._delete(self.thing, signature)
        else:
            yield from self._assign(self.thing)

    def _unknown(self) -> Diagnostic:
        known = list(self.context.words.vocabulary.steps)
        close = near(self.line.kind.text, known)
        return Diagnostic(
            "unknown-step",
            "There is no such step",
            "not known",
            self.line.kind.span,
            hint=f"There are: {', '.join(known)}.",
            fix=replacement(self.line.kind.span, close[0]) if close else self.drop,
        )

    def _about_the_row(self, signature: StepSignature) -> bool:
        own = any(len(set_names(item.path)) == 1 for item in self.line.assignments)
        return signature.form in ("delete", "ask") or own

    # set ---------------------------------------------------------------------

    def _assign(self, thing: ThingSymbol) -> Iterator[Diagnostic]:
        if not self.line.assignments:
            yield self._wrong(self.line.span, "what is set? Write: set, a field, = and a value", self.drop)
        for item in self.line.assignments:
            yield from self._item(item, set_names(item.path), thing, _LONGEST_SET)

    def _item(
        self, item: AssignmentNode, names: tuple[Name, ...], thing: ThingSymbol, longest: int
    ) -> Iterator[Diagnostic]:
        path = fields_of(names, thing, self.context.symbols)
        if path is None:
            yield from self.context.said(self._no_path(item, names, thing), self._without(item))
            return
        field = path[-1]
        if len(path) > longest:
            label = "only a field of the row" + (", or of a row that it links to" if longest > 1 else "")
            yield self._wrong(item.path.span, label, self._without(item))
        elif field.by_itself:
            yield self._wrong(item.span, f"{field.name} counts by itself", self._without(item))
        elif field.line.formula is not None:
            yield self._formula(item, field)
        else:
            yield from self._value(item, field)

    def _value(self, item: AssignmentNode, field: FieldSymbol) -> Iterator[Diagnostic]:
        try:
            scope = replace(self.scope, draws=True)
            value = self.context.expressions.value_for(field, item.value, scope)
            self._fitting(item, field, value)
        except Fault as fault:
            yield from self.context.said(self._asked_otherwise(fault, item, field), self._without(item))
            return
        if _needs_a_value(field) and _is_nothing(value):
            yield self._emptied(item, field)

    def _input(self, item: AssignmentNode) -> FieldSymbol | None:
        """What is asked for, if it is set to just that."""
        node = item.value
        if not isinstance(node, PathNode) or len(node.names) > 1:
            return None
        return self.scope.input(node.names[0].text)

    def _fitting(self, item: AssignmentNode, field: FieldSymbol, value: Expression) -> None:
        """What is chosen must be a choice of the field. Raises Fault."""
        asked = self._input(item) if isinstance(value, Given) else None
        if asked is not None and not fits(asked, field):
            raise mismatch(item.value.span, f"what is asked for may be no choice of {field.name}")

    def _asked_otherwise(self, fault: Fault, item: AssignmentNode, field: FieldSymbol) -> Fault:
        """Where just what was typed does not fit, something else is asked for."""
        asked = self._input(item)
        fix = retyped(asked, field) if asked is not None and asked.declared is not None else None
        return Fault(replace(fault.diagnostic, fix=fix)) if fix is not None else fault

    def _emptied(self, item: AssignmentNode, field: FieldSymbol) -> Diagnostic:
        """Who empties a field wants it to be empty at times."""
        return Diagnostic(
            "empty-required",
            "A required field can't be empty",
            f"{field.name} is required",
            item.span,
            hint=f"Give it a value, or leave “required” out where {field.name} is declared.",
            fix=_let_be_empty(field),
        )

    def _formula(self, item: AssignmentNode, field: FieldSymbol) -> Diagnostic:
        """A formula that only ever is set wanted to be a field."""
        return Diagnostic(
            "set-formula",
            "A formula can't be set",
            f"{field.name} is computed",
            item.path.span,
            hint="Set the fields that it is computed from.",
            fix=self._without(item),
        )

    def _no_path(self, item: AssignmentNode, names: tuple[Name, ...], thing: ThingSymbol) -> Fault:
        position = next(
            index
            for index in range(len(names))
            if fields_of(names[: index + 1], thing, self.context.symbols) is None
        )
        before = fields_of(names[:position], thing, self.context.symbols)
        current = self.context.symbols.target(before[-1]) if before else thing
        name = names[position]
        if current is None:
            return unknown_name(name, "field that could be set", (), self._without(item))
        known = [field.name for field in current.fields.values()]
        close = near(name.text, known)
        fix = replacement(name.span, quoted(close[0])) if close else None
        if not close and position == len(names) - 1:
            fix = self._new_field(item, name, current)
        return unknown_name(name, f"field of {current.name}", known, fix)

    def _new_field(self, item: AssignmentNode, name: Name, thing: ThingSymbol) -> Fix | None:
        """The field was forgotten: what it is set to tells its type."""
        places = thing.block.fields
        place = places[-1].span if places else thing.block.name.span
        kind = self._type(name, item)
        if kind.startswith("choice("):
            values = used_values(self.context.blueprint, name.text)
            kind = f"choice({', '.join(quoted(value) for value in values)})" if values else "text"
        line = line_below(self.context.source, place, f"{quoted(name.text)}: {kind}")
        return Fix(f"Give {thing.name} a field {name.text}", (line,))

    def _type(self, name: Name, item: AssignmentNode) -> str:
        words = self.context.words
        try:
            found = self.context.expressions.value(item.value, self.scope)
        except Fault:
            return type_of_value(name.text, item.value, words)
        if found.type.kind is Kind.LINK:
            return quoted(self.context.symbols.thing_keys[found.type.thing or ""].name)
        if found.type.kind in (Kind.EMPTY, Kind.TEXT, Kind.NUMBER):
            return type_of_value(name.text, item.value, words)
        return type_of_expression(found, words)

    # add ---------------------------------------------------------------------

    def _create(self, signature: StepSignature) -> Iterator[Diagnostic]:
        target = self.line.target
        if target is None and signature.form == "draw":
            yield self._wrong(self.line.span, "what is drawn? Write: draw 3 of, and a thing", self.drop)
            return
        if target is None:
            yield self._wrong(
                self.line.span, "what is added? Write: add, a thing, with and its fields", self.drop
            )
            return
        thing = added_thing(self.line, self.context.symbols)
        if thing is None:
            yield unknown_thing(self.context, target.names[0], self.drop)
            return
        for item in self.line.assignments:
            yield from self._item(item, item.path.names, thing, 1)
        if signature.form == "draw":
            yield from check_draw(self.context, self.line, thing, self.scope, self.drop)
        else:
            yield from self._required(thing)

    def _required(self, thing: ThingSymbol) -> Iterator[Diagnostic]:
        given = {name_key(item.path.names[0].text) for item in self.line.assignments}
        for word, field in thing.fields.items():
            if not _needs_a_value(field) or word in given or self._has_default(field):
                continue
            if self._leads_to_own_row(field):
                continue
            yield Diagnostic(
                "missing-required",
                "A required field is missing",
                f"{field.name} of {thing.name} is required",
                self.line.span,
                hint=f"Write: {field.name} = and a value.",
                fix=self._given(field, thing),
            )

    def _leads_to_own_row(self, field: FieldSymbol) -> bool:
        """Whether it links to a thing of which everybody has one row: `one per buyer where open`."""
        target = self.context.symbols.target(field)
        lines = target.block.constraints if target is not None else ()
        alone = (line.per[0].text for line in lines if line.kind == ONE and len(line.per) == 1)
        return target is not None and any(_is_owner(target.field(name)) for name in alone)

    def _has_default(self, field: FieldSymbol) -> bool:
        """Whether a row gets something there by itself; what is wrong with a default is said elsewhere."""
        if field.line.default is None:
            return False
        try:
            return not _is_nothing(self.context.expressions.value_for(field, field.line.default, Scope(None)))
        except Fault:
            return True

    def _given(self, field: FieldSymbol, thing: ThingSymbol) -> Fix:
        """A value that is at hand for a required field; else the field is no longer required."""
        value = self._at_hand(field)
        if value is not None:
            word = PathNode((Name(value, self.line.span),), self.line.span)
            path = PathNode((Name(field.name, self.line.span),), self.line.span)
            item = AssignmentNode(path, word, self.line.span)
            new = replace(self.line, assignments=(*self.line.assignments, item))
            return rewritten(self.line, new, f"Give {field.name} = {value}")
        return _let_be_empty(field)

    def _at_hand(self, field: FieldSymbol) -> str | None:
        declared = field.declared
        if declared is None:
            return None
        asked = self.scope.input(field.name)
        if asked is not None and asked.declared == declared and fits(asked, field):
            return asked.name
        if self.thing is not None:
            if declared == ValueType(Kind.LINK, self.thing.key):
                return "this"
            same = self.thing.field(field.name)
            if same is not None and self.context.expressions.formulas.value(same) == declared:
                return same.name
        words = {Kind.PERSON: "me", Kind.DATE: "today", Kind.MOMENT: "now"}
        return words.get(declared.kind)

    # remove ------------------------------------------------------------------

    def _delete(self, thing: ThingSymbol, signature: StepSignature) -> Iterator[Diagnostic]:
        target = self.line.target
        words = {"this", name_key(thing.name), "row", "it", ""}
        if target is None or (len(target.names) == 1 and name_key(target.names[0].text) in words):
            if target is None or name_key(target.names[0].text) != "this":
                new = replace(self.line, target=PathNode((Name("this", self.line.span),), self.line.span))
                yield self._wrong(
                    self.line.span, "what is removed?", rewritten(self.line, new, "Remove this")
                )
            return
        yield self._wrong(target.span, f"{signature.name} can only remove this row", self.drop)

    # -------------------------------------------------------------------------

    def _wrong(self, span: Span, label: str, fix: Fix) -> Diagnostic:
        return Diagnostic("wrong-step", "A step can't be taken so", label, span, fix=fix)

    def _without(self, item: AssignmentNode) -> Fix:
        others = tuple(other for other in self.line.assignments if other is not item)
        if not others and self.line.target is None:
            return self.drop
        return rewritten(self.line, replace(self.line, assignments=others), "Leave it out", drops=True)


def _needs_a_value(field: FieldSymbol) -> bool:
    """Whether a row must have something there; yes/no is no by itself, a formula is computed."""
    truth = field.declared is not None and field.declared.kind is Kind.TRUTH
    set_by_itself = field.line.formula is not None or field.by_itself
    return has_flag(field.line, "required") and not set_by_itself and not truth


def _is_nothing(value: Expression) -> bool:
    """A constant that a row keeps as empty."""
    return isinstance(value, Literal) and value.value in (None, "")


def _let_be_empty(field: FieldSymbol) -> Fix:
    flags = tuple(flag for flag in field.line.flags if name_key(flag.name.text) != "required")
    return rewritten(field.line, replace(field.line, flags=flags), f"Let {field.name} be empty")


def _is_owner(field: FieldSymbol | None) -> bool:
    """Whether it is a person field that begins with who adds the row."""
    if field is None or field.declared is None or field.declared.kind is not Kind.PERSON:
        return False
    default = field.line.default
    return isinstance(default, PathNode) and name_key(default.names[0].text) == "me"
