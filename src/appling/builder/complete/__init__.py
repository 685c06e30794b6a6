"""Completes a draft by rule: what a brief says or an app of its kind needs, without asking a model."""

from appling.builder.complete.rules import complete

__all__ = ["complete"]
