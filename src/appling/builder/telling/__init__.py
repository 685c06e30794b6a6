"""Writes the words of an app's telling parts, once the app is live: what nobody wrote, the model does."""

from appling.builder.telling.step import write_words, write_words_quietly

__all__ = ["write_words", "write_words_quietly"]
