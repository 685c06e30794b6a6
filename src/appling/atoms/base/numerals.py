"""Numbers as people write them."""

import re
import unicodedata
from decimal import Decimal

from appling.atoms.base.locales import locale
from appling.atoms.base.refused import Refused
from appling.blueprint.model.app import Field

LONGEST = 40
DIGITS = 9
"""After the point; what is finer is rounded off."""
LARGEST = 10**15
"""Whole numbers up to here are exact in a database's floating point."""
LARGEST_SHOWN = 10**20
"""What a formula makes beyond it is shown in powers of ten: no format can hold all its digits."""
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?")
_LONE_COMMA = re.compile(r"[+-]?\d*,\d+")
_SIGNS = str.maketrans({"−": "-", "–": "-", "’": "'", "，": ",", "．": "."})


def read_number(typed: str, field: Field, language: str) -> Decimal:
    """The number meant by `1234.5`, `1,234.5`, `1.234,5`, `1 234,5` or `１２３４`. Raises Refused.

    A plain number with a point means the same in every language, since that is what browsers send
    and forms are filled with; a lone comma before three digits means what it does in the language.
    """
    text = _ascii(typed)
    if len(text) <= LONGEST:
        plain = text if _PLAIN.fullmatch(text) else _without_groups(text, language)
        if plain is not None:
            value = Decimal(plain)
            if abs(value) > LARGEST:
                raise Refused("{field} is too large", field=field.name)
            return round(value, DIGITS)
    raise Refused("{field} must be a number", field=field.name)


def _ascii(typed: str) -> str:
    digits = (str(unicodedata.decimal(c, c)) for c in typed.strip().translate(_SIGNS))
    return "".join(" " if c.isspace() else c for c in digits)


def _without_groups(text: str, language: str) -> str | None:
    comma = locale(language).number_symbols.get("latn", {}).get("decimal") == ","
    if comma and _LONE_COMMA.fullmatch(text):
        return text.replace(",", ".")
    for group, point in (",.", ".,", " ,", " .", "'."):
        g, p = re.escape(group), re.escape(point)
        if re.fullmatch(rf"[+-]?\d{{1,3}}(?:{g}\d{{2,3}})*{g}\d{{3}}(?:{p}\d+)?", text):
            return text.replace(group, "").replace(point, ".")
    return text.replace(",", ".") if _LONE_COMMA.fullmatch(text) else None


def check_limits(value: Decimal | float, field: Field) -> None:
    """Refuse what lies below the field's `min` or above its `max`."""
    if field.minimum is not None and value < field.minimum:
        raise Refused("{field} must be at least {limit}", field=field.name, limit=plain(field.minimum))
    if field.maximum is not None and value > field.maximum:
        raise Refused("{field} can be at most {limit}", field=field.name, limit=plain(field.maximum))


def number_schema(kind: str, field: Field) -> dict[str, object]:
    """JSON Schema of a number within the field's limits."""
    schema: dict[str, object] = {"type": kind}
    if field.minimum is not None:
        schema["minimum"] = whole(field.minimum)
    if field.maximum is not None:
        schema["maximum"] = whole(field.maximum)
    return schema


def whole(value: float) -> int | float:
    """The number as an int where nothing is lost by it."""
    return int(value) if float(value).is_integer() else float(value)


def plain(value: float | Decimal) -> str:
    """The number in digits and a point, without exponent or needless zeros: `read_number` takes it back."""
    text = format(value, f".{DIGITS}f") if isinstance(value, float) else format(Decimal(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
