"""From tree to text: one canonical form."""

from appling.blueprint.formatter.source import format_source

__all__ = ["format_source"]
