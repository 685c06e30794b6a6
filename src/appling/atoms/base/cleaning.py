"""What people type, made safe to keep: one Unicode form, and nothing invisible that could do harm."""

import unicodedata

from appling.atoms.base.refused import Refused
from appling.blueprint.model.app import Field

_SPACE = {0x09: " ", 0x0A: " ", 0x0D: " ", 0x2028: " ", 0x2029: " "}
_LINES = {0x2028: "\n", 0x2029: "\n"}


def clean_text(typed: str, field: Field) -> str:
    """Lines of text, with spaces at the ends taken off."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").translate(_LINES)
    if any(_harmful(character) for character in lines):
        raise Refused("{field} has a character that can't be kept", field=field.name)
    return unicodedata.normalize("NFC", lines).strip()


def clean_line(typed: str, field: Field) -> str:
    """The same in one line."""
    return clean_text(typed.replace("\r\n", "\n").translate(_SPACE), field)


def _harmful(character: str) -> bool:
    """Control characters (save tab and line feed), halves of characters, overrides of direction.

    And what no document may hold: the places of Unicode that never will be characters.
    """
    if ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef":
        return True
    category = unicodedata.category(character)
    if category in ("Cc", "Cs"):
        return character not in "\t\n"
    return "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"


def check_length(text: str, field: Field, longest: int) -> None:
    """Refuse what is shorter than the field's `min` or longer than its `max`, in characters."""
    maximum = min(longest, int(field.maximum)) if field.maximum is not None else longest
    if len(text) > maximum:
        raise Refused("{field} can have at most {maximum} characters", field=field.name, maximum=maximum)
    if field.minimum is not None and len(text) < field.minimum:
        minimum = int(field.minimum)
        raise Refused("{field} must have at least {minimum} characters", field=field.name, minimum=minimum)


def text_schema(field: Field, longest: int) -> dict[str, object]:
    """JSON Schema of a text of at most `longest` characters, with the field's own limits."""
    limits: dict[str, object] = {"type": "string", "maxLength": longest}
    if field.maximum is not None:
        limits["maxLength"] = min(longest, int(field.maximum))
    if field.minimum is not None:
        limits["minLength"] = max(0, int(field.minimum))
    return limits
