"""Writes the words of an app's telling parts, once the app is live: what nobody wrote, the model does."""

from appling.builder.telling.step import words_lacking, write_words, write_words_quietly

__all__ = ["words_lacking", "write_words", "write_words_quietly"]
