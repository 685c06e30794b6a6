"""What an action asks for is of a type that people can give, says no more than that, and goes somewhere."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import line_below, rewritten
from appling.blueprint.checks.types import MOST_CHOICES
from appling.blueprint.model.expression import Kind
from appling.blueprint.resolve.cost import children
from appling.blueprint.resolve.faults import quoted
from appling.blueprint.resolve.symbols import FieldSymbol
from appling.blueprint.resolve.things import has_flag
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import (
    ActionBlock,
    AssignmentNode,
    ExpressionNode,
    FieldLine,
    PathNode,
    StepLine,
    TypeNode,
)
from appling.diagnostics import Diagnostic, Edit, Fix, Span

HINT = "An action asks like a field is declared: reason: long text, required."


def check(context: Context) -> Iterator[Diagnostic]:
    for action in context.blueprint.actions:
        asked = context.symbols.inputs(action)
        for field in asked.fields.values() if asked is not None else ():
            found = _wrong(context, action, field)
            if found is not None:
                yield found
            elif action.steps and field.declared is not None:
                yield from _unused(context, action, field)


def _wrong(context: Context, action: ActionBlock, field: FieldSymbol) -> Diagnostic | None:
    """The first thing that a field may say of itself, and nothing that is asked for."""
    line = field.line
    drop = context.drop(line.span)
    if line.type is None:
        return _fault(field, "this is worked out, nobody is asked", drop)
    if field.by_itself:
        return _fault(field, f"{line.type.name.text} counts by itself", drop)
    if line.roles:
        new = replace(line, roles=())
        return _fault(field, "whoever presses the button is asked", _as(line, new, "Ask everybody"))
    if line.when is not None:
        return _fault(field, "it is always asked for", _as(line, replace(line, when=None), "Ask always"))
    if line.was is not None:
        return _fault(field, "nothing is kept that had a name before", _as(line, replace(line, was=None)))
    if has_flag(line, "unique"):
        flags = tuple(flag for flag in line.flags if name_key(flag.name.text) != "unique")
        return _fault(field, "what is asked for is no row", _as(line, replace(line, flags=flags)))
    is_file = field.declared is not None and field.declared.kind is Kind.FILE
    if is_file and len(list(_kept(action, field))) != 1:
        return _fault(field, "a file is kept in one field: set it, or add it with a row", drop)
    return None


def _as(line: FieldLine, new: FieldLine, title: str = "Leave it out") -> Fix:
    return rewritten(line, new, title, drops=True)


def _fault(field: FieldSymbol, label: str, fix: Fix) -> Diagnostic:
    title = "This can't be asked for so"
    return Diagnostic("wrong-input", title, label, field.line.span, hint=HINT, fix=fix)


def _kept(action: ActionBlock, field: FieldSymbol) -> Iterator[AssignmentNode]:
    """Where it is put as it is."""
    for step in action.steps:
        for item in step.assignments:
            if is_whole(item.value, field):
                yield item


def is_whole(node: ExpressionNode, field: FieldSymbol) -> bool:
    """Whether it is just what was typed."""
    return (
        isinstance(node, PathNode)
        and len(node.names) == 1
        and name_key(node.names[0].text) == name_key(field.name)
    )


def _unused(context: Context, action: ActionBlock, field: FieldSymbol) -> Iterator[Diagnostic]:
    if any(uses(step, field) for step in action.steps):
        return
    yield Diagnostic(
        "unused-input",
        "What is asked for goes nowhere",
        f"no step does anything with {field.name}",
        field.line.span,
        hint=f"Say what is done with it, such as: set {field.name} = {field.name}.",
        fix=_set(context, action, field) or context.drop(field.line.span),
    )


def _set(context: Context, action: ActionBlock, field: FieldSymbol) -> Fix | None:
    """The row has a field of that name: it is what is meant."""
    thing = context.symbols.thing(action.thing.text) if action.thing is not None else None
    own = thing.field(field.name) if thing is not None else None
    if own is None or own.line.formula is not None or own.by_itself:
        return None
    name = quoted(own.name)
    line = line_below(context.source, action.steps[-1].span, f"set {name} = {name}")
    same = own.declared == field.declared and fits(field, own)
    fix = None if same else retyped(field, own)
    return Fix(f"Set {own.name}", (*(fix.edits if fix is not None else ()), line))


def uses(step: StepLine, field: FieldSymbol) -> bool:
    """Whether the step does anything with what was typed."""
    texts = step.text.parts if step.text is not None else ()
    nodes: list[ExpressionNode] = [item.value for item in step.assignments]
    nodes += [part for part in texts if not isinstance(part, str)]
    nodes += [step.target] if step.target is not None and step.text is not None else []
    return any(_names(node, field) for node in nodes)


def _names(node: ExpressionNode, field: FieldSymbol) -> bool:
    if isinstance(node, PathNode):
        return name_key(node.names[0].text) == name_key(field.name)
    return any(_names(child, field) for child in children(node))


def retyped(asked: FieldSymbol, field: FieldSymbol) -> Fix | None:
    """Ask for what the field takes that it goes into; what may be chosen, the field then can be."""
    if field.line.type is None:
        return None
    if asked.choices and field.choices:
        return _more_choices(asked, field)
    kind = TypeNode(field.line.type.name, field.line.type.arguments, asked.line.span)
    new = replace(asked.line, type=kind, default=None)
    return rewritten(asked.line, new, f"Ask for what {field.name} takes")


def _more_choices(asked: FieldSymbol, field: FieldSymbol) -> Fix | None:
    new = [choice.text for choice in asked.choices if field.choice(choice.text) is None]
    if len(field.choices) + len(new) > MOST_CHOICES:
        return None
    last = field.choices[-1].span
    place = Span(last.end, last.end, last.line, last.column)
    return Fix("Add them to the choices", (Edit(place, "".join(f", {quoted(each)}" for each in new)),))


def fits(asked: FieldSymbol, field: FieldSymbol) -> bool:
    """Whether what is chosen is one of the field's own choices."""
    known = {choice.text for choice in field.choices}
    return not known or (bool(asked.choices) and {choice.text for choice in asked.choices} <= known)
