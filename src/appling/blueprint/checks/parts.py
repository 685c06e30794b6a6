"""Every part is a known one, over a thing if it needs one."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.built_in import is_built_in_page, is_built_in_part
from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import removed, rewritten
from appling.blueprint.checks.missing_things import unknown_thing
from appling.blueprint.checks.page_rules import is_rule
from appling.blueprint.checks.pages import thing_named
from appling.blueprint.formatter.expressions import Care
from appling.blueprint.formatter.nodes import print_member
from appling.blueprint.model.vocabulary import PartSignature
from appling.blueprint.names import singular
from appling.blueprint.resolve.faults import replacement
from appling.blueprint.syntax.tree import Name, PageBlock, PartLine
from appling.diagnostics import Diagnostic, Edit, Fix
from appling.diagnostics.near import near


def check(context: Context) -> Iterator[Diagnostic]:
    for page in context.blueprint.pages:
        if is_built_in_page(context, page):
            continue
        for part in page.parts:
            if not is_rule(context, part):
                yield from _part(context, page, part)


def _part(context: Context, page: PageBlock, part: PartLine) -> Iterator[Diagnostic]:
    signature = context.words.part(part.kind.text)
    if is_built_in_part(context, part):
        yield _built_in(context, part)
    elif signature is None or _stands_for_a_field(context, page, part):
        yield _unknown(context, page, part)
    elif signature.thing == "none":
        yield from _no_thing(context, part, signature)
    elif part.thing is not None:
        yield from _things(context, part, signature)
    elif signature.thing == "required":
        yield _thing_missing(context, page, part)


def _built_in(context: Context, part: PartLine) -> Diagnostic:
    return Diagnostic(
        "built-in",
        "Every app has this already",
        "not needed",
        part.span,
        hint="Search, filters, signing in, navigation and the owner's list of people are always there.",
        fix=Fix("Leave it to the app", (removed(context.source, part.span),)),
    )


def _unknown(context: Context, page: PageBlock, part: PartLine) -> Diagnostic:
    known = list(context.words.vocabulary.parts)
    close = near(part.kind.text, known)
    return Diagnostic(
        "unknown-part",
        "There is no such part",
        "not known",
        part.kind.span,
        hint=f"There are: {', '.join(known)}.",
        fix=_usual(context, page, part, close),
    )


def _usual(context: Context, page: PageBlock, part: PartLine, close: list[str]) -> Fix:
    """The part that is meant: the last word that is one, the nearest, or the plainest over that thing."""
    if "table" not in context.words.vocabulary.parts:
        return context.drop(part.span, "Remove this part")
    words = part.kind.text.split()
    for word in (*reversed(words), *close):
        if ((signature := context.words.part(word)) is not None and len(words) > 1) or word in close:
            name = signature.name if signature is not None else word
            return replacement(part.kind.span, name, f"Make it a {name}")
    if part.thing is None and _is_field(context, page, part):
        return Fix("Its details show it anyway", (removed(context.source, part.span),))
    thing = part.thing.text if part.thing is not None else None
    named = None if thing is not None else thing_named(context, part.kind.text)
    if named is None and (thing is None or context.symbols.thing(thing) is None):
        return context.drop(part.span, "Remove this part")
    new = replace(part, kind=replace(part.kind, text="table"))
    if named is not None:
        new = replace(new, thing=Name(named.name, part.kind.span))
    return rewritten(part, new, "Make it a table")


def _is_field(context: Context, page: PageBlock, part: PartLine) -> bool:
    """Whether it is just the name of a field: a part for each."""
    thing = thing_named(context, page.name.text)
    things = [thing] if thing is not None else list(context.symbols.things.values())
    return any(item.field(part.kind.text) is not None for item in things)


def _stands_for_a_field(context: Context, page: PageBlock, part: PartLine) -> bool:
    """Whether a bare part (`photo`) is one of several lines that only name fields."""
    bare = [other for other in page.parts if other.thing is None and other.title is None]
    return (
        part in bare
        and _is_field(context, page, part)
        and any(
            context.words.part(other.kind.text) is None and _is_field(context, page, other) for other in bare
        )
    )


def _no_thing(context: Context, part: PartLine, signature: PartSignature) -> Iterator[Diagnostic]:
    if part.thing is not None:
        new = replace(part, thing=None)
        fix = rewritten(part, new, "Leave the thing out", drops=True)
        if signature.text and part.title is None:
            fix = context.drop(part.span, "Remove this part")
        yield Diagnostic("needless-thing", "This part shows no rows", "not needed", part.thing.span, fix=fix)
    elif signature.text and part.title is None:
        yield Diagnostic(
            "missing-text",
            "A text part says nothing",
            "a text is missing",
            part.span,
            hint=f'Write: {signature.name} "Welcome".',
            fix=Fix("Remove this part", (removed(context.source, part.span),)),
        )


def _things(context: Context, part: PartLine, signature: PartSignature) -> Iterator[Diagnostic]:
    """They are known, and only one where the part can't be over several."""
    assert part.thing is not None  # noqa: S101 - asked before
    named = (part.thing, *part.others)
    unknown = [name for name in named if context.symbols.thing(name.text) is None]
    if not unknown and (signature.several or len(named) == 1):
        return
    several = _several(context, part, signature)
    if several is None:
        yield unknown_thing(context, unknown[0], context.drop(part.span, "Remove this part"))
        return
    each = "Write commas between them." if signature.several else "Write a part for each."
    place = named[0].span.to(named[-1].span)
    yield Diagnostic(
        "several-things", "A part is over one thing", "several things", place, hint=each, fix=several
    )


def _several(context: Context, part: PartLine, signature: PartSignature) -> Fix | None:
    """A part for each of the things that are named, as in “Bike and Loan”; or one over all of them."""
    text = ",".join(name.text for name in (part.thing, *part.others) if name is not None)
    for joint in (" and ", "&", " or ", "、"):
        text = text.replace(joint, ",")
    names = [name.strip() for name in text.split(",") if name.strip()]
    things = [context.symbols.thing(name) or context.symbols.thing(singular(name)) for name in names]
    if len(names) < 2 or not any(things):
        return None
    known = [
        Name(name if thing is None else thing.name, part.span)
        for name, thing in zip(names, things, strict=True)
    ]
    if signature.several and len(names) == 1 + len(part.others):
        return None
    if signature.several:
        new = replace(part, thing=known[0], others=tuple(known[1:]))
        return Fix("Name them with commas", (Edit(part.span, print_member(new, Care.CAREFUL)),))
    lines = [print_member(replace(part, thing=name, others=()), Care.CAREFUL) for name in known]
    return Fix("Write a part for each", (Edit(part.span, "\n  ".join(lines)),))


def _thing_missing(context: Context, page: PageBlock, part: PartLine) -> Diagnostic:
    things = list(context.symbols.things.values())
    guess = None
    for text in (part.title.text if part.title is not None else "", page.name.text):
        guess = guess or thing_named(context, text)
    if guess is None and len(things) == 1:
        guess = things[0]
    fix = context.drop(part.span, "Remove this part")
    if guess is not None:
        new = replace(part, thing=Name(guess.name, part.kind.span))
        fix = rewritten(part, new, f"Say that it is of {guess.name}")
    return Diagnostic(
        "missing-thing",
        "A part does not say what it shows",
        "“of” and a thing are missing",
        part.kind.span,
        hint=f"Write: {part.kind.text} of {things[0].name}." if things else "Declare a thing first.",
        fix=fix,
    )
