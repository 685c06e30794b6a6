"""Who may do what with the rows that hang on another: never more than with that row itself."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from appling.blueprint.model.app import OWNER, VISITOR, Verb
from appling.blueprint.model.expression import Kind
from appling.blueprint.resolve.symbols import FieldSymbol, Symbols, ThingSymbol
from appling.blueprint.resolve.things import rules_for, verbs_of
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.shape import shape
from appling.blueprint.syntax.tree import BinaryNode, ExpressionNode, Name, PathNode, RuleLine, VerbNode
from appling.blueprint.traits.carrying import NotSayable, carried
from appling.diagnostics import Span

_WRITING = (Verb.ADD, Verb.CHANGE, Verb.REMOVE)
_LASTING = (Verb.CHANGE, Verb.REMOVE)


@dataclass(frozen=True, slots=True)
class Hanging:
    """Rows that link to those of `thing`: `own` are only for the person who made them.

    `limit`: the roles that they are kept for; none means all who may see the row. `fixed`: once made, they
    can't be changed. `carry`: conditions are said through the link; else nobody but the writer is let in.
    `seen`: they are only seen; who makes them is said elsewhere.
    `kept`: people only see them, and only their own, unless they may change every row of the thing.
    """

    thing: ThingSymbol
    link: Name
    limit: frozenset[str]
    own: bool
    fixed: bool
    span: Span
    carry: bool = True
    seen: bool = False

    @property
    def verbs(self) -> list[Verb]:
        """What those who take part do with their own."""
        if self.seen:
            return []
        return [Verb.ADD, Verb.REMOVE] if self.fixed else list(_WRITING)

    kept: bool = False


def hanging_rules(hanging: Hanging, symbols: Symbols) -> tuple[RuleLine, ...]:
    """Rules for the rows that hang on those of a thing, made from the thing's own; at least one."""
    made = [rule for each in rules_for(hanging.thing, symbols) for rule in _Rules(hanging, symbols).of(each)]
    owner = RuleLine((Name(OWNER, hanging.span),), (_verb("all", hanging.span),), None, hanging.span)
    return _merged(made) or (owner,)


def _merged(rules: list[RuleLine]) -> tuple[RuleLine, ...]:
    """One rule for all the roles that may do the same."""
    found: dict[object, RuleLine] = {}
    for rule in rules:
        key = (shape(rule.verbs), shape(rule.where))
        known = found.get(key, rule)
        roles = {name_key(role.text): role for role in (*known.roles, *rule.roles)}
        found[key] = replace(known, roles=tuple(roles.values()))
    return tuple(found.values())


def people_of(hanging: Hanging, symbols: Symbols) -> tuple[Name, ...]:
    """The declared roles that take part."""
    made = [rule for rule in hanging_rules(hanging, symbols) if any(verb.own for verb in rule.verbs)]
    return tuple(dict.fromkeys(role for rule in made for role in rule.roles))


def sees_all_where_seen(hanging: Hanging, symbols: Symbols) -> bool:
    """Whether everybody who sees a row of the thing also sees all that hangs on it, and so may count it."""
    if hanging.own:
        return False
    seeing = [rule for rule in rules_for(hanging.thing, symbols) if _verbs(rule, Verb.SEE)]
    rules = _Rules(hanging, symbols)
    return all(rules.condition(rule, own=own) is not _UNSAID for rule in seeing for own in _owns(rule))


class _Unsaid:
    """There is a condition, and it can't be said."""


_UNSAID = _Unsaid()
Condition = ExpressionNode | None | _Unsaid


class _Rules:
    def __init__(self, hanging: Hanging, symbols: Symbols) -> None:
        self._hanging = hanging
        self._symbols = symbols

    def of(self, rule: RuleLine) -> Iterator[RuleLine]:
        changes_all = any(not node.own for node in _verbs(rule, Verb.CHANGE)) and rule.where is None
        if self._hanging.kept:
            yield from self._only_seen(rule, all_of_them=changes_all)
            return
        for own in _owns(rule):
            yield from self._seen(rule, self.condition(rule, own=own))
        if changes_all and not self._hanging.own and not self._hanging.seen:
            yield from self._moderated(rule)

    def _only_seen(self, rule: RuleLine, *, all_of_them: bool) -> Iterator[RuleLine]:
        """One's own, by those who may see the row; all, by those who may change every row."""
        if _owns(rule):
            yield from self._rule(self._signed_in(rule.roles), [Verb.SEE], None, own=True)
        if all_of_them:
            roles = tuple(role for role in self._among(rule.roles) if self._key(role) != VISITOR)
            yield from self._rule(roles, [Verb.SEE], None)

    def condition(self, rule: RuleLine, *, own: bool) -> Condition:
        """The rule's condition, said of what hangs on the row."""
        hanging, parts = self._hanging, []
        try:
            if rule.where is not None:
                parts.append(self._carried(rule.where))
            if own:
                parts.append(self._owned())
        except NotSayable:
            return _UNSAID
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else BinaryNode("and", parts[0], parts[1], hanging.span)

    def _carried(self, where: ExpressionNode) -> ExpressionNode:
        if not self._hanging.carry:
            raise NotSayable
        return carried(where, self._hanging.link, self._hanging.thing, self._symbols)

    def _owned(self) -> ExpressionNode:
        """That the row is mine, which only a field can tell of a row that is linked to."""
        hanging, span = self._hanging, self._hanging.span
        owner = owner_of(hanging.thing)
        if owner is None or not hanging.carry:
            raise NotSayable
        path = PathNode((hanging.link, Name(owner.name, span)), span)
        return BinaryNode("=", path, PathNode((Name("me", span),), span), span)

    def _seen(self, rule: RuleLine, condition: Condition) -> Iterator[RuleLine]:
        """Those who may see the row see this too, and those of them who are signed in write."""
        said = None if isinstance(condition, _Unsaid) else condition
        shared = not self._hanging.own and not isinstance(condition, _Unsaid)
        verbs = self._hanging.verbs
        if shared:
            yield from self._rule(self._among(rule.roles), [Verb.SEE], said)
        else:
            verbs = [Verb.SEE, *verbs]
        yield from self._rule(self._signed_in(rule.roles), verbs, said, own=True)

    def _moderated(self, rule: RuleLine) -> Iterator[RuleLine]:
        """Who may change every row may take away what others have hung on it."""
        roles = tuple(role for role in self._among(rule.roles) if self._key(role) != VISITOR)
        yield from self._rule(roles, [Verb.REMOVE], None)

    def _rule(
        self, roles: tuple[Name, ...], verbs: list[Verb], where: ExpressionNode | None, *, own: bool = False
    ) -> Iterator[RuleLine]:
        span = self._hanging.span
        if roles and verbs:
            nodes = tuple(VerbNode(Name(verb.value, span), own) for verb in verbs)
            yield RuleLine(roles, nodes, where, span)

    def _key(self, role: Name) -> str | None:
        return self._symbols.role_key(role.text)

    def _among(self, roles: tuple[Name, ...]) -> tuple[Name, ...]:
        """The roles of a rule that these rows are kept for; the visitor is everybody."""
        if not self._hanging.limit:
            return roles
        return tuple(role for role in self._signed_in(roles) if self._key(role) in self._hanging.limit)

    def _signed_in(self, roles: tuple[Name, ...]) -> tuple[Name, ...]:
        """Declared roles; everybody, of those who are signed in, is all of them."""
        span, limit = self._hanging.span, self._hanging.limit
        keys = {self._key(role) for role in roles}
        known = [role for role in self._symbols.roles.values() if VISITOR in keys or role.key in keys]
        return tuple(Name(role.name, span) for role in known if not limit or role.key in limit)


def narrowed(rules: tuple[RuleLine, ...], guard: ExpressionNode, span: Span) -> tuple[RuleLine, ...]:
    """The rules, in which people may change and remove their own rows only while `guard` holds."""
    return tuple(part for rule in rules for part in _narrowed(rule, guard, span))


def _narrowed(rule: RuleLine, guard: ExpressionNode, span: Span) -> Iterator[RuleLine]:
    verbs = [(verb, node.own) for node in rule.verbs for verb in verbs_of(node)]
    tied = [verb for verb, own in verbs if own and verb in _LASTING]
    if not tied:
        yield rule
        return
    free = tuple(VerbNode(Name(verb.value, span), own) for verb, own in verbs if verb not in tied or not own)
    if free:
        yield replace(rule, verbs=free)
    where = guard if rule.where is None else BinaryNode("and", rule.where, guard, span)
    yield RuleLine(
        rule.roles, tuple(VerbNode(Name(verb.value, span), True) for verb in tied), where, rule.span
    )


def _owns(rule: RuleLine) -> tuple[bool, ...]:
    """In which ways the rule lets people see: their own rows, all, or it does not."""
    return tuple(dict.fromkeys(node.own for node in _verbs(rule, Verb.SEE)))


def _verbs(rule: RuleLine, verb: Verb) -> list[VerbNode]:
    return [node for node in rule.verbs if verb in verbs_of(node)]


def _verb(word: str, span: Span) -> VerbNode:
    return VerbNode(Name(word, span), False)


def owner_of(thing: ThingSymbol) -> FieldSymbol | None:
    """The field that says whose a row is."""
    return next((field for field in thing.fields.values() if _is_owner(field)), None)


def _is_owner(field: FieldSymbol) -> bool:
    default = field.line.default
    of_me = isinstance(default, PathNode) and [name_key(name.text) for name in default.names] == ["me"]
    return of_me and field.declared is not None and field.declared.kind is Kind.PERSON
