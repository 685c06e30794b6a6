"""Reads ahead what every build begins with, so that the first one is as quick as the next."""

from appling.atoms import vocabulary
from appling.blueprint.model.vocabulary import Vocabulary
from appling.builder.asking import models_problems
from appling.builder.prompts.short import fixed_prompts, short_prompt
from appling.models import LanguageModel


def warm_up(model: LanguageModel) -> None:
    """Load the model, and let it read each fixed beginning; with a kept state this takes a moment."""
    if not model.takes_grammar:
        return
    for prompt in fixed_prompts(vocabulary()):
        model.warm(prompt)


def get_ready(model: LanguageModel, brief: str, vocabulary: Vocabulary) -> None:
    """Load the model, and let it read the beginning that this brief's draft has; long the first time only."""
    if not model.takes_grammar:
        return
    with models_problems():
        model.warm(short_prompt(brief, vocabulary))
