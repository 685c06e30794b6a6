"""What a model writes when it is asked for a change: edits that a grammar holds, or whole blocks."""

from appling.blueprint.changes import apply_change
from appling.blueprint.model.app import App
from appling.blueprint.model.vocabulary import Vocabulary
from appling.builder.asking import Asking
from appling.builder.changing.edits import carry_out
from appling.builder.changing.grammar import edits_grammar
from appling.builder.changing.prompts import blocks_prompt, edits_prompt
from appling.builder.changing.steer import steered
from appling.builder.drafting import unfenced

EDITS_TOKENS, BLOCKS_TOKENS = 160, 2_000


def edits(app: App, request: str, asking: Asking, vocabulary: Vocabulary) -> str:
    """What to do, line by line, as a model writes it that a grammar holds."""
    prompt, grammar = edits_prompt(app, request, vocabulary), edits_grammar(app, vocabulary)
    return steered(asking.ask(prompt, grammar=grammar, most=EDITS_TOKENS), request, app)


def edits_written(source: str, app: App, request: str, asking: Asking, vocabulary: Vocabulary) -> str:
    """The blueprint with the model's edits carried out."""
    return carry_out(source, edits(app, request, asking, vocabulary), vocabulary).source


def blocks_written(source: str, request: str, asking: Asking, vocabulary: Vocabulary) -> str:
    """The whole text with the blocks that a model wrote anew."""
    reply = asking.ask(blocks_prompt(source, request, vocabulary), most=BLOCKS_TOKENS)
    return apply_change(source, unfenced(reply), vocabulary).source
