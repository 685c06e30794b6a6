"""Pages of rows are of a thing that exists, and only on them a part speaks of “this”."""

from collections.abc import Iterator
from dataclasses import replace

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.edits import header_of, header_rewritten
from appling.blueprint.checks.missing_things import unknown_thing
from appling.blueprint.resolve.cost import children
from appling.blueprint.resolve.symbols import ThingSymbol
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import ExpressionNode, Name, PageBlock, PathNode
from appling.diagnostics import Diagnostic

_BESIDES = ("", " page", " detail", " details", " profile", " overview", " view", " record", " 详情")


def check(context: Context) -> Iterator[Diagnostic]:
    for page in context.blueprint.pages:
        if page.thing is not None and context.symbols.thing(page.thing.text) is None:
            yield unknown_thing(context, page.thing, context.drop(page.span, "Remove this page"))
        elif page.thing is None and (this := _this(page)) is not None:
            thing = _meant(context, page.name.text)
            if thing is not None:
                yield _of_no_row(page, this, thing)


def _this(page: PageBlock) -> Name | None:
    """Where a part of the page speaks of “this”."""
    nodes = (node for part in page.parts for node in (part.where, *part.by, *part.show))
    return next((found for node in nodes if node is not None and (found := _said_in(node))), None)


def _said_in(node: ExpressionNode) -> Name | None:
    if isinstance(node, PathNode):
        return node.names[0] if name_key(node.names[0].text) == "this" else None
    return next((found for child in children(node) if (found := _said_in(child))), None)


def _of_no_row(page: PageBlock, this: Name, thing: ThingSymbol) -> Diagnostic:
    header = replace(header_of(page), thing=replace(page.name, text=thing.name))
    return Diagnostic(
        "page-of-no-row",
        "A page is not that of a row",
        "there is no row that “this” could mean here",
        this.span,
        hint=f"The page that each row has says of which thing: page of {thing.name}.",
        fix=header_rewritten(page, header, f"Make it the page of each {thing.name}"),
    )


def _meant(context: Context, name: str) -> ThingSymbol | None:
    """The thing whose rows a page is called after: `Customer`, `Customer Details`, `Report of Customer`."""
    word = name_key(name)
    for key, thing in context.symbols.things.items():
        if word.endswith(f" of {key}") or any(word == f"{key}{each}" for each in _BESIDES):
            return thing
    return None
