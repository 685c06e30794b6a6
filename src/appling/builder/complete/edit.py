"""Adds lines and blocks to a blueprint's text."""

from dataclasses import dataclass

from appling.blueprint.syntax.tree import AppBlock, Block


@dataclass(frozen=True, slots=True)
class Addition:
    """`line` goes into `block`: an app's first, others' last. Without a block it is one of its own."""

    line: str
    title: str
    """What kind of thing was added; `label` says which."""
    label: str
    block: Block | None = None


def apply(source: str, additions: list[Addition]) -> str:
    """The text with all of them in it."""
    for addition in sorted(additions, key=lambda each: -(each.block.span.end if each.block else len(source))):
        if addition.block is None:
            source = f"{source.rstrip()}\n\n{addition.line}\n"
            continue
        at = source.find("\n", addition.block.span.start)
        end = addition.block.span.end
        cut = at if isinstance(addition.block, AppBlock) and 0 <= at < end else end
        source = f"{source[:cut]}\n  {addition.line}{source[cut:]}"
    return source
