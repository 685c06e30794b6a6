"""The last stage: what people can do at the press of a button."""

from appling.builder.draft.declared import Declared
from appling.builder.draft.effects import effects
from appling.builder.grammar.gbnf import WORDS, literal


def actions_grammar(declared: Declared) -> str | None:
    """Lines such as `action Order.status = paid: Mark Paid`, each effect at most once; None if none is."""
    lines = [f'({literal(f"action {effect.said}: ")} title "\\n")?' for effect in effects(declared)]
    return f"root ::= {' '.join(lines)}{WORDS}" if lines else None
