"""The language: text to tree to App, and back. Pure: it opens no file and prints nothing."""

from appling.blueprint.syntax import Parsed, parse

__all__ = ["Parsed", "parse"]
