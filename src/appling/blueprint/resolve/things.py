"""Things, their fields and who may do what with their rows."""

from collections.abc import Iterable

from appling.blueprint.formatter.expressions import Printer
from appling.blueprint.model.app import (
    VISITOR,
    Choice,
    Condition,
    Constraint,
    Field,
    Grant,
    Thing,
    Trait,
    Verb,
)
from appling.blueprint.model.expression import Expression, Kind, Me, Path, ValueType
from appling.blueprint.model.lasting import DURATION
from appling.blueprint.model.vocabulary import FieldSignature
from appling.blueprint.resolve.expressions import Expressions
from appling.blueprint.resolve.faults import Fault
from appling.blueprint.resolve.labels import Labels
from appling.blueprint.resolve.scope import Scope
from appling.blueprint.resolve.symbols import FieldSymbol, Symbols, ThingSymbol
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import ConstraintLine, FieldLine, FlagNode, Name, RuleLine, VerbNode

LINK = "link"
ALL = "all"
"""Stands for the four verbs."""
NAMES = frozenset(("name", "title", "名称", "名字", "标题"))
"""What a field is called that says what its row is called, even where it is a choice."""


class Things:
    """Makes the things of an App from symbols without faults."""

    def __init__(self, symbols: Symbols, expressions: Expressions, labels: Labels) -> None:
        self._symbols = symbols
        self._expressions = expressions
        self._labels = labels

    def made(self) -> tuple[Thing, ...]:
        return tuple(self._thing(thing) for thing in self._symbols.things.values())

    def fields(self, thing: ThingSymbol, row: Scope) -> tuple[Field, ...]:
        """The fields of a thing; `row`: what their defaults may speak of."""
        return tuple(self._field(field, row) for field in thing.fields.values())

    def _thing(self, thing: ThingSymbol) -> Thing:
        fields = self.fields(thing, Scope(None))
        return Thing(
            name=thing.name,
            key=thing.key,
            fields=fields,
            grants=self._grants(thing),
            plural=self._labels.plural(thing.name),
            title=title_of(fields),
            owner=next((field.key for field in fields if _is_owner(field)), None),
            was=_old_name(thing.block.was),
            constraints=self._constraints(thing),
            trait=self._trait(thing),
            kept_by=thing.block.kept_by or None,
        )

    def _trait(self, thing: ThingSymbol) -> Trait | None:
        made_by = thing.block.made_by
        link = thing.field(made_by.link) if made_by is not None else None
        if made_by is None or link is None:
            return None
        by = (self._symbols.role_key(name.text) for name in made_by.by)
        host = self._symbols.target(link)
        of = host.field(made_by.of) if host is not None and made_by.of else None
        turns = tuple(key for key in by if key is not None)
        return Trait(made_by.trait, link.key, turns, of.key if of is not None else None)

    def _constraints(self, thing: ThingSymbol) -> tuple[Constraint, ...]:
        found = (self._constraint(line, thing) for line in thing.block.constraints)
        return tuple(dict.fromkeys(found))

    def _constraint(self, line: ConstraintLine, thing: ThingSymbol) -> Constraint:
        where = self._expressions.truth(line.where, Scope(thing)) if line.where is not None else None
        days, times = line.lasting[:-2], line.lasting[-2:]
        return Constraint(keys_of((*line.per, *days), thing), keys_of(times, thing), where)

    def _field(self, field: FieldSymbol, row: Scope) -> Field:
        line = field.line
        formula = self._formula(field)
        shown = self._shown_as(field, formula)
        filled = field.by_itself or field.drawn
        return Field(
            name=field.name,
            key=field.key,
            type=shown.name if shown is not None else LINK,
            value=formula.type if formula is not None else field.declared or ValueType(Kind.TEXT),
            choices=self._choices(field, formula),
            thing=field.target,
            required=has_flag(line, "required") and line.when is None and not filled,
            unique=has_flag(line, "unique") or field.counted or field.drawn,
            minimum=bound(line, "min"),
            maximum=bound(line, "max"),
            suggested=suggested(line),
            default=self._default(field, row),
            formula=formula,
            only=roles_of(line.roles, self._symbols),
            was=_old_name(line.was),
            counted=field.counted,
            trait=line.trait or None,
            when=self._condition(field),
            needed=has_flag(line, "required") and line.when is not None,
        )

    def _condition(self, field: FieldSymbol) -> Condition | None:
        node = field.line.when
        if node is None:
            return None
        holds = self._expressions.truth(node, Scope(self._symbols.thing_keys[field.thing]))
        return Condition(holds, Printer().expression(node))

    def _formula(self, field: FieldSymbol) -> Expression | None:
        if field.line.formula is None:
            return None
        found = self._expressions.formulas.meaning(field)
        assert not isinstance(found, Fault)  # noqa: S101 - checked before
        return found

    def _shown_as(self, field: FieldSymbol, formula: Expression | None) -> FieldSignature | None:
        """The field type that shows it; a formula is shown as the field it copies, or by its kind."""
        if formula is None:
            return field.atom
        copied = self._copied(field, formula)
        if copied is not None and copied.atom is not None:
            return copied.atom
        if self._expressions.lengths.is_one(field):
            return self._symbols.words.field(DURATION)
        return self._symbols.words.of_kind(formula.type.kind)

    def _choices(self, field: FieldSymbol, formula: Expression | None) -> tuple[Choice, ...]:
        source = self._copied(field, formula) if formula is not None else field
        return tuple(Choice(choice.text) for choice in source.choices) if source is not None else ()

    def _copied(self, field: FieldSymbol, formula: Expression) -> FieldSymbol | None:
        if not isinstance(formula, Path):
            return None
        current: ThingSymbol | None = self._symbols.thing_keys[field.thing]
        found = None
        for step in formula.steps:
            found = current.by_key(step) if current is not None else None
            current = self._symbols.target(found) if found is not None else None
        return found

    def _default(self, field: FieldSymbol, row: Scope) -> Expression | None:
        if field.line.default is None:
            return None
        return self._expressions.value_for(field, field.line.default, row)

    def _grants(self, thing: ThingSymbol) -> tuple[Grant, ...]:
        rules = rules_for(thing, self._symbols)
        grants = [grant for rule in rules for grant in self._rule(rule, thing)]
        return tuple(dict.fromkeys(grants))

    def _rule(self, rule: RuleLine, thing: ThingSymbol) -> Iterable[Grant]:
        where = self._expressions.truth(rule.where, Scope(thing)) if rule.where is not None else None
        for role in rule.roles:
            key = self._symbols.role_key(role.text)
            if key is None:
                continue
            for verb in rule.verbs:
                for each in verbs_of(verb):
                    yield Grant(key, each, verb.own, where)


def _old_name(was: Name | None) -> str | None:
    return None if was is None else was.key or was.text


def keys_of(names: tuple[Name, ...], thing: ThingSymbol) -> tuple[str, ...]:
    """The keys of the fields of these names; what is no field is left out."""
    return tuple(field.key for name in names if (field := thing.field(name.text)) is not None)


def rules_for(thing: ThingSymbol, symbols: Symbols) -> tuple[RuleLine, ...]:
    """The thing's own rules, or else those of the app."""
    if thing.block.rules or symbols.blueprint.app is None:
        return thing.block.rules
    return symbols.blueprint.app.rules


def verbs_of(node: VerbNode) -> tuple[Verb, ...]:
    """What a written verb stands for."""
    word = name_key(node.verb.text)
    return tuple(Verb) if word == ALL else (Verb(word),)


def roles_of(names: tuple[Name, ...], symbols: Symbols) -> frozenset[str] | None:
    """The keys of roles; None, for everyone, when there are none or the visitor is among them."""
    keys = frozenset(key for name in names if (key := symbols.role_key(name.text)) is not None)
    return None if not names or VISITOR in keys else keys


def has_flag(line: FieldLine, flag: str) -> bool:
    return any(name_key(item.name.text) == flag for item in line.flags)


def bound(line: FieldLine, flag: str) -> float | None:
    found = _flag(line, flag)
    return float(found.value.text) if found is not None and found.value is not None else None


def suggested(line: FieldLine) -> tuple[float, ...]:
    """The values that are offered."""
    found = _flag(line, "suggest")
    nodes = (found.value, *found.more) if found is not None else ()
    return tuple(float(node.text) for node in nodes if node is not None)


def _flag(line: FieldLine, flag: str) -> FlagNode | None:
    return next((item for item in line.flags if name_key(item.name.text) == flag), None)


def title_of(fields: tuple[Field, ...]) -> str | None:
    """The key of the field that a row is called by."""
    texts = [field for field in fields if field.value.kind is Kind.TEXT and field.only is None]
    plain = [field for field in texts if not field.choices and field.formula is None]
    ranked = (
        [field for field in plain if field.required and field.type == "text"],
        [field for field in texts if field.required and (field.unique or field.key in NAMES)],
        [field for field in plain if field.type == "text"],
        [field for field in plain if field.required],
        plain,
        texts,
        [field for field in fields if field.value.kind is Kind.LINK],
        [field for field in fields if field.value.kind in (Kind.DATE, Kind.MOMENT, Kind.NUMBER)],
    )
    return next((found[0].key for found in ranked if found), None)


def _is_owner(field: Field) -> bool:
    return field.value.kind is Kind.PERSON and isinstance(field.default, Me)
