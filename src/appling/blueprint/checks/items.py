"""The items of every part: none where it takes none, links that lead somewhere."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import rewritten
from appling.blueprint.formatter.expressions import Care
from appling.blueprint.formatter.nodes import print_item
from appling.blueprint.model.vocabulary import PartSignature
from appling.blueprint.names import plural, singular
from appling.blueprint.resolve.faults import quoted, replacement
from appling.blueprint.resolve.links import Links
from appling.blueprint.syntax.tree import ItemLine, Name, PartLine
from appling.diagnostics import Diagnostic, Edit, Fix
from appling.diagnostics.near import near

_ARTICLES = ("page ", "the page ", "thing ", "the ", "page: ")
_ENDINGS = (" page", " list", " form")


def check(context: Context) -> Iterator[Diagnostic]:
    links = Links(context.symbols)
    for page in context.blueprint.pages:
        for part in page.parts:
            signature = context.words.part(part.kind.text)
            if signature is None:
                continue
            if part.items and signature.items == "none":
                yield _needless(context, part, signature)
            elif not part.items and signature.items == "needed" and part.thing is None:
                yield _missing(context, part, signature)
            else:
                yield from _unknown(context, part, links)


def _needless(context: Context, part: PartLine, signature: PartSignature) -> Diagnostic:
    """A text with lines below it is a list of points; other parts show rows, not lines."""
    telling = context.words.part("features") if signature.text else None
    fix = rewritten(part, replace(part, items=()), "Leave them out", drops=True)
    if telling is not None:
        fix = replacement(part.kind.span, telling.name, f"Make it {telling.name}")
    return Diagnostic(
        "needless-items",
        "This part has no items",
        f"a {signature.name} has no lines of its own",
        part.items[0].span,
        hint="Lines of text stand below parts that tell something, such as hero or features.",
        fix=fix,
    )


def _missing(context: Context, part: PartLine, signature: PartSignature) -> Diagnostic:
    return Diagnostic(
        "missing-items",
        "A part has nothing to show",
        "its lines are missing",
        part.kind.span,
        hint=f'Write below {signature.name}, indented: "A label": "and what is said of it".',
        fix=context.drop(part.span, "Remove this part"),
    )


def _unknown(context: Context, part: PartLine, links: Links) -> Iterator[Diagnostic]:
    for item in part.items:
        if item.link is not None and links.find(item.link.text) is None:
            yield _unknown_link(context, item, item.link, links)


def _unknown_link(context: Context, item: ItemLine, link: Name, links: Links) -> Diagnostic:
    known = [page.name.text for page in context.blueprint.pages]
    known += [thing.name for thing in context.symbols.things.values()]
    close = near(link.text, known)
    meant = _meant(link.text, links) or (close[0] if close else None)
    bare = print_item(replace(item, link=None), Care.CAREFUL)
    fix = Fix("Leave the link out", (Edit(item.span, bare),), drops=True)
    return Diagnostic(
        "unknown-link",
        "There is nothing to link to",
        "not a page, a thing or an address",
        link.span,
        hint=f"Did you mean “{meant}”?" if meant else 'Link to a page, a thing, or "https://…".',
        fix=replacement(link.span, quoted(meant)) if meant else fix,
    )


def _meant(text: str, links: Links) -> str | None:
    """The page or thing, said with an article or in the other number; or an address without its beginning."""
    bare = text
    for article in _ARTICLES:
        bare = bare[len(article) :] if bare.lower().startswith(article) else bare
    for ending in _ENDINGS:
        bare = bare[: -len(ending)] if bare.lower().endswith(ending) else bare
    found = (name for name in (bare, singular(bare), plural(bare)) if links.find(name) is not None)
    return next(found, None) or _address(text)


def _address(text: str) -> str | None:
    if text.count("@") == 1 and " " not in text and "." in text:
        return f"mailto:{text}"
    return f"https://{text}" if text.lower().startswith("www.") and " " not in text else None
