"""Parts that keep rows of their own: the thing that they bring along must have its name to itself."""

from collections.abc import Iterator

from appling.blueprint.checks.context import Context
from appling.diagnostics import Diagnostic


def check(context: Context) -> Iterator[Diagnostic]:
    taken = {each.part: each.thing for each in context.expansion.kept if each.taken}
    for page in context.blueprint.pages:
        for part in page.parts:
            signature = context.words.part(part.kind.text)
            if signature is not None and signature.name in taken:
                name = taken[signature.name].text
                yield Diagnostic(
                    "part-clash",
                    "What the part would bring along is there already",
                    f"it keeps its rows as {name}, and so does the blueprint",
                    part.kind.span,
                    hint=f"Give your own {name} another name, or leave the part out.",
                    fix=context.drop(part.span, "Leave the part out"),
                )
