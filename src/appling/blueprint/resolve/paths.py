"""Names in expressions: fields, links followed, and the words that stand for a value."""

from appling.blueprint.model.expression import (
    Expression,
    Given,
    Kind,
    Literal,
    Me,
    Now,
    Path,
    This,
    Today,
    ValueType,
)
from appling.blueprint.names import plural
from appling.blueprint.resolve import faults
from appling.blueprint.resolve.faults import Fault, quoted, replacement
from appling.blueprint.resolve.formulas import Formulas
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol, Symbols, ThingSymbol
from appling.blueprint.resolve.typing import EMPTY, TRUTH
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import Name, PathNode
from appling.diagnostics import Edit, Fix

LONGEST_PATH = 5
_CONSTANTS: dict[str, Expression] = {
    "yes": Literal(True, TRUTH),
    "true": Literal(True, TRUTH),
    "no": Literal(False, TRUTH),
    "false": Literal(False, TRUTH),
    "empty": Literal(None, EMPTY),
    "none": Literal(None, EMPTY),
    "null": Literal(None, EMPTY),
    "today": Today(),
    "now": Now(),
    "me": Me(),
}
_ME = frozenset({"current user", "user", "current person", "myself", "i"})


def constant(node: PathNode) -> Expression | None:
    """What a word such as `today` stands for."""
    return _CONSTANTS.get(name_key(node.names[0].text)) if len(node.names) == 1 else None


def resolve_path(node: PathNode, scope: Scope, symbols: Symbols, formulas: Formulas) -> Expression:
    """The meaning of a name or path. Raises Fault."""
    first = name_key(node.names[0].text)
    names = node.names
    if scope.input(first) is not None:
        return _given(node, scope, symbols, formulas)
    prefixed = scope.prefix and len(names) > 1 and symbols.thing(first) is scope.thing
    if scope.thing is not None and prefixed and scope.thing.field(names[1].text) is not None:
        return _follow(node, names[1:], scope.thing, symbols, formulas)
    if scope.thing is not None and scope.thing.field(first) is not None:
        return _follow(node, names, scope.thing, symbols, formulas)
    if (found := constant(node)) is not None:
        return found
    if first == "this":
        return _this(node, scope, symbols, formulas)
    if first == "me" and len(names) > 1:
        title = "Write “me”"
        raise faults.mismatch(node.span, "me is a person as a whole", fix=replacement(node.span, "me", title))
    if scope.thing is not None and len(names) > 1 and symbols.thing(first) is scope.thing:
        if scope.prefix:
            return _follow(node, names[1:], scope.thing, symbols, formulas)
        raise _prefixed(node, scope.thing)
    raise _unknown(node, scope, symbols)


def _given(node: PathNode, scope: Scope, symbols: Symbols, formulas: Formulas) -> Expression:
    """What was typed, or a value of the row that it links to."""
    asked = scope.input(node.names[0].text)
    assert asked is not None  # noqa: S101 - asked before
    if asked.declared is None:
        raise Unknown(node.names[0])
    if len(node.names) == 1:
        return Given(asked.key, asked.declared, asked.target)
    target = symbols.target(asked)
    if target is None:
        raise _not_a_link(node, node.names, 1)
    found = _follow(node, node.names[1:], target, symbols, formulas)
    return Given(asked.key, found.type, asked.target, found.steps)


def field_of(node: object, scope: Scope, symbols: Symbols) -> FieldSymbol | None:
    """The field that a path ends at, if it is one; no matter whether the path is right otherwise."""
    if not isinstance(node, PathNode):
        return None
    asked = scope.input(node.names[0].text)
    if asked is not None:
        return asked if len(node.names) == 1 else _end(node.names[1:], symbols.target(asked), symbols)
    if scope.thing is None:
        return None
    names, thing = node.names, scope.thing
    if thing.field(names[0].text) is None and len(names) > 1:
        head = name_key(names[0].text)
        if head == "this" and scope.about is not None:
            names, thing = names[1:], scope.about
        elif head == "this" or symbols.thing(head) is scope.thing:
            names = names[1:]
    return _end(names, thing, symbols)


def _end(names: tuple[Name, ...], thing: ThingSymbol | None, symbols: Symbols) -> FieldSymbol | None:
    field = None
    for name in names:
        field = thing.field(name.text) if thing is not None else None
        thing = symbols.reached(field) if field is not None else None
    return field


def _this(node: PathNode, scope: Scope, symbols: Symbols, formulas: Formulas) -> Expression:
    if scope.about is not None:
        return _about(node, scope.about, symbols, formulas)
    thing = scope.this or scope.thing
    if len(node.names) > 1 and thing is not None and thing is scope.thing:
        return _follow(node, node.names[1:], thing, symbols, formulas)
    if scope.this is None or scope.thing is not scope.this or len(node.names) > 1:
        hint = "On the page of each row of a thing, such as “page of Customer”, it is that row."
        raise faults.misplaced(node.span, "there is no row that “this” could mean here", hint)
    return This(ValueType(Kind.LINK, scope.this.key))


def _about(node: PathNode, thing: ThingSymbol, symbols: Symbols, formulas: Formulas) -> Expression:
    """The row whose page it is, or a value of it."""
    if len(node.names) == 1:
        return This(ValueType(Kind.LINK, thing.key))
    found = _follow(node, node.names[1:], thing, symbols, formulas)
    return This(found.type, found.steps, thing.key)


def _follow(
    node: PathNode, names: tuple[Name, ...], thing: ThingSymbol, symbols: Symbols, formulas: Formulas
) -> Path:
    if len(names) > LONGEST_PATH:
        raise faults.mismatch(node.span, f"a path has {LONGEST_PATH} names at most")
    steps: list[str] = []
    current: ThingSymbol | None = thing
    value: ValueType | None = None
    for position, name in enumerate(names):
        if current is None:
            raise _not_a_link(node, names, position)
        field = current.field(name.text)
        if field is None:
            raise _unknown_field(name, current)
        steps.append(field.key)
        value = formulas.value(field)
        if value is None:
            raise Unknown(name)
        current = symbols.reached(field)
    assert value is not None  # noqa: S101 - a path has at least one name
    return Path(tuple(steps), value)


class Unknown(Fault):
    """A name whose type is unknown, because its own line is faulty: that is said there."""

    def __init__(self, name: Name) -> None:
        label = f"“{name.text}” has no type, because its own line is faulty"
        super().__init__(faults.mismatch(name.span, label).diagnostic)


def _not_a_link(node: PathNode, names: tuple[Name, ...], position: int) -> Fault:
    before = names[position - 1]
    cut = Edit(before.span.to(node.span), before.text)
    return faults.mismatch(
        names[position].span,
        f"{before.text} links to no thing that could have a {names[position].text}",
        fix=Fix(f"Write “{before.text}” alone", (cut,)),
    )


def _unknown_field(name: Name, thing: ThingSymbol) -> Fault:
    return faults.unknown_name(
        name, f"field of {thing.name}", [field.name for field in thing.fields.values()]
    )


def _prefixed(node: PathNode, thing: ThingSymbol) -> Fault:
    rest = ".".join(quoted(name.text) for name in node.names[1:])
    return faults.misplaced(
        node.names[0].span, f"{thing.name} is meant anyway", fix=replacement(node.span, rest)
    )


def _unknown(node: PathNode, scope: Scope, symbols: Symbols) -> Fault:
    name = node.names[0]
    word = name_key(name.text)
    thing = scope.thing
    asked = [field.name for field in scope.inputs.fields.values()] if scope.inputs is not None else []
    if thing is None and asked:
        raise faults.unknown_name(name, "value that is asked for", asked)
    if thing is None:
        if word in _ME:
            return faults.unknown_name(name, "value", (), replacement(node.span, "me"))
        return faults.misplaced(name.span, "only fixed values can stand here, no fields")
    other = symbols.thing(word)
    if other is not None and len(node.names) > 1 and (link := thing.links_to(other.key)) is not None:
        return faults.unknown_name(
            name, f"field of {thing.name}", (), replacement(name.span, quoted(link.name))
        )
    if word in _ME:
        return faults.unknown_name(name, f"field of {thing.name}", (), replacement(node.span, "me"))
    known = [*asked, *(field.name for field in thing.fields.values())]
    match = next((item for item in known if name_key(plural(item)) == word), None)
    fix = replacement(name.span, quoted(match)) if match else None
    return faults.unknown_name(name, f"field of {thing.name}", known, fix)
