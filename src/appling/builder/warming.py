"""Reads ahead what every build begins with, so that the first one is as quick as the next."""

from appling.atoms import vocabulary
from appling.builder.prompts.short import fixed_prompts
from appling.models import LanguageModel


def warm_up(model: LanguageModel) -> None:
    """Load the model, and let it read each fixed beginning; with a kept state this takes a moment."""
    if not model.takes_grammar:
        return
    for prompt in fixed_prompts(vocabulary()):
        model.warm(prompt)
