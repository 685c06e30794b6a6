"""What a thing has besides fields: traits that there are, said once, that somebody can take part in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import rewritten
from appling.blueprint.model.vocabulary import TraitSignature
from appling.blueprint.resolve.faults import replacement
from appling.blueprint.resolve.symbols import ThingSymbol
from appling.blueprint.resolve.things import rules_for
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import Name, PartSetting, TraitLine
from appling.diagnostics import Diagnostic, Fix, Severity
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
        yield _unknown(context, line, name)
        return
    if signature.name in seen:
        yield _twice(context, line, name)
        return
    seen.add(signature.name)
    made = {(each.host, each.trait): each for each in context.expansion.made}
    if (thing.name, signature.name) not in made:
        yield _in_the_way(context, thing, signature, name) or _taken(context, thing, line, name)
    elif not _has_people(context, thing):
        yield _alone(thing, name)


def _unknown(context: Context, line: TraitLine, name: Name) -> Diagnostic:
    known = list(context.words.vocabulary.traits)
    close = near(name.text, list(context.words.traits))
    better = context.words.trait(close[0]) if close else None
    return Diagnostic(
        "unknown-trait",
        "There is no such trait",
        "not known",
        name.span,
        hint=f"There are: {', '.join(known)}. What else a thing has is a field, or a thing that links to it.",
        fix=replacement(name.span, better.name) if better is not None else _without(context, line, name),
    )


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


def _settings(context: Context, line: TraitLine) -> Iterator[Diagnostic]:
    signatures = [found for name in line.traits if (found := context.words.trait(name.text)) is not None]
    known = {name_key(setting.key) for signature in signatures for setting in signature.settings}
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
