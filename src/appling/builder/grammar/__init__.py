"""Grammars that hold a model to the language, made from the vocabulary and from what a draft has declared."""
