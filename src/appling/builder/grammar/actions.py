"""The last stage: what people can do at the press of a button."""

from appling.builder.draft.declared import Declared
from appling.builder.draft.effects import effects, wanted
from appling.builder.grammar.gbnf import WORDS, literal


def actions_grammar(declared: Declared, brief: str = "") -> str | None:
    """Lines such as `action Order.status = paid: Mark Paid`, each effect at most once; None if none is.

    What the brief names must be there, whatever else is.
    """
    found = effects(declared)
    must = wanted(found, brief)
    lines = [
        f'({literal(f"action {effect.said}: ")} title "\\n"){"" if effect in must else "?"}'
        for effect in found
    ]
    return f"root ::= {' '.join(lines)}{WORDS}" if lines else None
