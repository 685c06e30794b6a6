"""The language: text to tree to App, and back. Pure: it opens no file and prints nothing."""

from appling.blueprint.checker import Checked, check
from appling.blueprint.formatter import format_source
from appling.blueprint.mend import Mended, mend
from appling.blueprint.syntax import Parsed, parse

__all__ = [
    "Checked",
    "Mended",
    "Parsed",
    "check",
    "format_source",
    "mend",
    "parse",
]
