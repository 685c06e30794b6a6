"""From text to tree."""

from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.parser import Parsed, parse

__all__ = ["Parsed", "name_key", "parse"]
