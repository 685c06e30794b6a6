"""What a thing has besides fields: traits that there are, said once, that somebody can take part in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import line_below, rewritten
from appling.blueprint.model.expression import Kind
from appling.blueprint.model.vocabulary import TraitSignature
from appling.blueprint.resolve.faults import quoted, replacement
from appling.blueprint.resolve.symbols import FieldSymbol, ThingSymbol
from appling.blueprint.resolve.things import rules_for
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import Name, PartSetting, TraitLine
from appling.diagnostics import Diagnostic, Edit, Fix, Severity
from appling.diagnostics.near import near

UNUSABLE = "trait-unusable"


def check(context: Context) -> Iterator[Diagnostic]:
    for thing in context.symbols.things.values():
        seen: set[str] = set()
        for line in thing.block.traits:
            for name in line.traits:
                yield from _trait(context, thing, line, name, seen)
            yield from _settings(context, line)


def _trait(
    context: Context, thing: ThingSymbol, line: TraitLine, name: Name, seen: set[str]
) -> Iterator[Diagnostic]:
    signature = context.words.trait(name.text)
    if signature is None:
        yield _unknown(context, thing, line, name)
        return
    if signature.name in seen:
        yield _twice(context, line, name)
        return
    seen.add(signature.name)
    made = {(each.host, each.trait): each for each in context.expansion.made}
    if signature.measured and (line.of is None or thing.field(line.of.text) is None):
        yield _unmeasured(context, thing, line, name)
    elif (thing.name, signature.name) not in made:
        yield _in_the_way(context, thing, signature, name) or _taken(context, thing, line, name)
    elif not _has_people(context, thing):
        yield _alone(thing, name)
    if signature.kept and (thing.name, signature.name) in made:
        for taken in made[thing.name, signature.name].taken:
            yield _by_itself(context, thing.fields[name_key(taken)], name)


def _unknown(context: Context, thing: ThingSymbol, line: TraitLine, name: Name) -> Diagnostic:
    known = list(context.words.vocabulary.traits)
    close = near(name.text, list(context.words.traits))
    better = context.words.trait(close[0]) if close else None
    return Diagnostic(
        "unknown-trait",
        "There is no such trait",
        "not known",
        name.span,
        hint=f"There are: {', '.join(known)}. What else a thing has is a field, or a thing that links to it.",
        fix=_as_field(context, thing, line, name)
        or (replacement(name.span, better.name) if better is not None else _without(context, line, name)),
    )


def _as_field(context: Context, thing: ThingSymbol, line: TraitLine, name: Name) -> Fix | None:
    """`has views`: what works by itself is a field, and needs no more than its type."""
    type_ = context.words.field(name.text)
    if type_ is None or not (type_.tallied or type_.drawn) or thing.field(name.text) is not None:
        return None
    said = f"{quoted(name.text)}: {type_.name}"
    title = f"Make it a field of the type {type_.name}"
    others = tuple(other for other in line.traits if other is not name)
    if not others:
        return Fix(title, (Edit(line.span, said),))
    rest = rewritten(line, replace(line, traits=others), title)
    return replace(rest, edits=(*rest.edits, line_below(context.source, line.span, said)))


def _twice(context: Context, line: TraitLine, name: Name) -> Diagnostic:
    return Diagnostic(
        "duplicate-trait",
        "A thing has a trait once",
        "said before",
        name.span,
        severity=Severity.WARNING,
        fix=replace(_without(context, line, name), drops=False),
    )


def _taken(context: Context, thing: ThingSymbol, line: TraitLine, name: Name) -> Diagnostic:
    return Diagnostic(
        "trait-clash",
        "What the trait would add is there already",
        f"{thing.name} has a thing of that name beside it",
        name.span,
        hint="Leave the trait out, or give your own thing another name.",
        fix=replace(_without(context, line, name, "Keep the declared thing"), drops=False),
    )


def _in_the_way(
    context: Context, thing: ThingSymbol, signature: TraitSignature, name: Name
) -> Diagnostic | None:
    """A field that the trait works out by itself."""
    found = {(each.host, each.trait): each.field for each in context.expansion.hindered}
    field = thing.field(found.get((thing.name, signature.name), ""))
    if field is None:
        return None
    return Diagnostic(
        "trait-clash",
        "What the trait would add is there already",
        f"{thing.name} has a field {field.name}, which {signature.name} works out",
        name.span,
        hint="Leave the field out: the trait brings it, and it holds what was decided.",
        fix=replace(context.drop(field.line.span), title="Leave the field to the trait"),
    )


def _alone(thing: ThingSymbol, name: Name) -> Diagnostic:
    return Diagnostic(
        "trait-alone",
        "Nobody but the owner can take part",
        f"no role may see {thing.name}",
        name.span,
        hint="Declare roles with “people: member”, and let them see it: “member may see”.",
        severity=Severity.WARNING,
    )


def _has_people(context: Context, thing: ThingSymbol) -> bool:
    """Whether anybody who signs in may see rows of the thing."""
    rules = rules_for(thing, context.symbols)
    sees = any(verb.verb.text in ("see", "all") for rule in rules for verb in rule.verbs)
    return bool(context.symbols.roles) and sees


def _unmeasured(context: Context, thing: ThingSymbol, line: TraitLine, name: Name) -> Diagnostic:
    """It is of no field that there is: of the thing's sum of money, most likely."""
    sums = _sums(context, thing)
    near_by = (
        near(line.of.text, [field.name for field in thing.fields.values()]) if line.of is not None else []
    )
    best = next((each for each in (*near_by, *sums)), None)
    fix = _without(context, line, name)
    if best is not None:
        said = tuple(item for item in line.settings if name_key(item.key.text) not in _OF_WORDS)
        new = replace(line, of=Name(best, name.span), settings=said)
        fix = rewritten(line, new, f"Let it be of {best}")
    return Diagnostic(
        "missing-amount",
        "What is paid is not said",
        f"of which field of {thing.name}?",
        (line.of or name).span,
        hint=f"Write: has {name.text} of {best or 'total'}.",
        fix=fix,
    )


def _by_itself(context: Context, field: FieldSymbol, name: Name) -> Diagnostic:
    """A field of the thing's own in place of what the trait works out: it could be set by hand."""
    return Diagnostic(
        "paid-by-itself",
        "A field says by hand what is worked out",
        f"{name.text} gives {field.name}, which nobody sets",
        field.line.span,
        hint="Leave this field out.",
        fix=replace(context.drop(field.line.span), drops=False),
    )


def _sums(context: Context, thing: ThingSymbol) -> list[str]:
    """Its sums of money, a total first and then what is computed."""
    found = []
    for field in thing.fields.values():
        kind = context.expressions.formulas.value(field)
        if kind is not None and kind.kind is Kind.MONEY and not field.line.trait:
            word = name_key(field.name)
            rank = next((place for place, each in enumerate(_TOTALS) if each in word), len(_TOTALS))
            found.append((rank, field.line.formula is None, field.name))
    return [name for _, _, name in sorted(found)]


_TOTALS = ("total", "总", "合计", "amount", "金额", "sum", "due", "price", "价", "fee", "费", "cost")
_OF_WORDS = frozenset({"amount", "of", "sum", "total", "price"})


def _settings(context: Context, line: TraitLine) -> Iterator[Diagnostic]:
    signatures = [found for name in line.traits if (found := context.words.trait(name.text)) is not None]
    known = {name_key(setting.key) for signature in signatures for setting in signature.settings}
    if line.of is not None and not any(each.measured for each in signatures):
        yield Diagnostic(
            "unknown-trait-setting",
            "The trait is of no field",
            "not known",
            line.of.span,
            fix=rewritten(line, replace(line, of=None), "Leave it out", drops=True),
        )
    for item in line.settings:
        if name_key(item.key.text) not in known and len(signatures) == len(line.traits):
            yield _unknown_setting(line, item, sorted(known))


def _unknown_setting(line: TraitLine, item: PartSetting, known: list[str]) -> Diagnostic:
    others = tuple(other for other in line.settings if other is not item)
    return Diagnostic(
        "unknown-trait-setting",
        "The trait has no such setting",
        "not known",
        item.key.span,
        hint=f"There are: {', '.join(known)}." if known else "",
        fix=rewritten(line, replace(line, settings=others), "Leave it out", drops=True),
    )


def _without(context: Context, line: TraitLine, name: Name, title: str = "Leave the trait out") -> Fix:
    others = tuple(other for other in line.traits if other is not name)
    if not others:
        return replace(context.drop(line.span), title=title)
    return rewritten(line, replace(line, traits=others), title, drops=True)


def about_written(context: Context, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What is said of what people wrote; an error in what a trait became is said of the trait, once."""
    places = {(each.place.start, each.place.end): each for each in context.expansion.made}
    said: list[Diagnostic] = []
    told: set[tuple[int, int]] = set()
    for item in found:
        place = (item.span.start, item.span.end) if item.span is not None else (-1, -1)
        if place not in places or item.code in _OWN:
            said.append(item)
        elif item.severity is Severity.ERROR and place not in told:
            told.add(place)
            said.append(_unusable(context, item))
    return tuple(said)


_OWN = frozenset(
    {
        "missing-amount",
        "paid-by-itself",
        "unknown-trait",
        "duplicate-trait",
        "trait-clash",
        "trait-alone",
        "unknown-trait-setting",
        "needless-turns",
        "turn-unseen",
        UNUSABLE,
    }
)


def _unusable(context: Context, item: Diagnostic) -> Diagnostic:
    assert item.span is not None  # noqa: S101 - the place of a trait
    line, name = next(
        (line, name)
        for thing in context.blueprint.things
        for line in thing.traits
        for name in line.traits
        if (name.span.start, name.span.end) == (item.span.start, item.span.end)
    )
    return Diagnostic(
        "trait-unusable",
        "The trait can't be used here",
        f"{item.title}: {item.label}",
        name.span,
        hint="Leave it out, or simplify the rules of the thing.",
        fix=_without(context, line, name),
    )
