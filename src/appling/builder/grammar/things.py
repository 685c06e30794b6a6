"""The second stage: the fields of each thing that the first one named."""

from appling.blueprint.model.app import VISITOR
from appling.blueprint.model.vocabulary import Vocabulary
from appling.builder.draft.wished import adders_of
from appling.builder.grammar.gbnf import WORDS, literal, row, words

MOST_FIELDS = 9
MOST_CHOICES = 6


def things_grammar(
    names: tuple[str, ...], people: tuple[str, ...], vocabulary: Vocabulary, brief: str = ""
) -> str:
    """For each thing in turn through whose hands it goes, and its fields, of types that there are.

    What people do themselves is added by them, not by who manages.
    """
    plain = [
        name for name, field in vocabulary.fields.items() if field.arguments == "none" and not field.several
    ]
    roles = [role for role in people if role != VISITOR]
    lines = " ".join(
        f"{literal(f'{name} by ')} {row(words(adders_of(name, people, brief)), ', ', 1, 2)} line"
        for name in names
    )
    rules = [
        f"root ::= {lines}",
        'line ::= (", private" (" for " handlers)?)? ": " fields',
        f"handlers ::= {row(words(roles), ', ', 1, 2)}",
        f'fields ::= {row("field", ", ", 1, MOST_FIELDS)} "\\n"',
        'field ::= name (": " type)?',
        f"type ::= {words([*plain, *names])} | truth | choice",
        'truth ::= "yes/no = yes"',
        f'choice ::= "choice(" {row("label", ", ", 2, MOST_CHOICES)} ")"',
    ]
    return "\n".join(rules) + WORDS
