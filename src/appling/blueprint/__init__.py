"""The language: text to tree to App, and back. Pure: it opens no file and prints nothing."""

from appling.blueprint.formatter import format_source
from appling.blueprint.syntax import Parsed, parse

__all__ = ["Parsed", "format_source", "parse"]
