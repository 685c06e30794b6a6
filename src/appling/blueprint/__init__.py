"""The language: text to tree to App, and back. Pure: it opens no file and prints nothing."""

from appling.blueprint.checker import Checked, check
from appling.blueprint.formatter import format_source
from appling.blueprint.json_form import JsonRefused, from_json, json_schema, to_json
from appling.blueprint.mend import Mended, mend
from appling.blueprint.syntax import Parsed, parse

__all__ = [
    "Checked",
    "JsonRefused",
    "Mended",
    "Parsed",
    "check",
    "format_source",
    "from_json",
    "json_schema",
    "mend",
    "parse",
    "to_json",
]
