"""What models are told: guides made from the vocabulary, and examples."""

from appling.builder.prompts.full import full_prompt, repair_prompt
from appling.builder.prompts.short import short_prompt

__all__ = ["full_prompt", "repair_prompt", "short_prompt"]
