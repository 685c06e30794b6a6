"""The second stage: the fields of each thing that the first one named."""

from appling.blueprint.model.vocabulary import Vocabulary
from appling.builder.grammar.gbnf import WORDS, literal, row, words

MOST_FIELDS = 8
MOST_CHOICES = 6


def things_grammar(names: tuple[str, ...], people: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """For each thing in turn through whose hands it goes, and its fields, of types that there are."""
    plain = [name for name, field in vocabulary.fields.items() if field.arguments == "none"]
    lines = " ".join(f"{literal(f'{name} by ')} line" for name in names)
    rules = [
        f"root ::= {lines}",
        'line ::= roles (" for " roles)? ": " fields',
        f"roles ::= {row(words(people), ', ', 1, 2)}",
        f'fields ::= {row("field", ", ", 2, MOST_FIELDS)} "\\n"',
        'field ::= name (": " type)?',
        f"type ::= {words([*plain, *names])} | truth | choice",
        'truth ::= "yes/no" (" = yes" | " = no")?',
        f'choice ::= "choice(" {row("label", ", ", 2, MOST_CHOICES)} ")"',
    ]
    return "\n".join(rules) + WORDS
