"""What a person types into a field: the value in the shape that it takes, or something sensible."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from bench.webgen import words
from bench.webgen.looking import Field

FILES = Path(__file__).parent / "files"
SHAPES = {"tel": r"\d{3}", "url": "https?://", "email": "@"}
"""What stands in everything that such a field takes: a name is not typed where a telephone number is asked for."""
LATE = "end|return|until|expiry|expire|check out|checkout|due|deadline|to"
PASSWORD = "Long enough 42!x"


def sensible(field: Field) -> str:
    """What a person would put into a field that the task says nothing about."""
    label = field.text
    if field.type in ("number", "range"):
        low = float(field.min) if re.fullmatch(r"-?\d+(\.\d+)?", field.min) else 1
        return f"{max(low, 3 if not field.max else min(3, float(field.max or 3))):g}"
    if field.type == "email" or words.means(label, "email|e-mail|mail address"):
        return "reader@example.org"
    if field.type == "tel" or words.means(label, "phone|telephone|mobile"):
        return "+44 20 7946 0958"
    if field.type == "url" or words.means(label, "url|website|web address"):
        return "https://example.org/"
    if field.type == "password":
        return PASSWORD
    if field.type in ("date", "datetime-local", "time", "month", "color"):
        return ""
    card = {
        "card number|credit card": "4242424242424242",
        "cvv|cvc|security code": "123",
        "expiry|expiration": "12/30",
    }
    found = next((text for wanted, text in card.items() if words.means(label, wanted)), None)
    return found or ("Example text for this field." if field.tag == "textarea" else "Example")


def field_for(form: list[Field], wanted: str) -> Field | None:
    wanted = wanted.rstrip("!")
    radio = [each for each in form if each.type == "radio"]
    plain = [each for each in form if each.type != "radio"]
    return words.best(plain, lambda each: each.label, wanted) or words.best(
        [*plain, *radio], lambda each: f"{each.group} {each.name}", wanted
    )


def waits(field: Field, groups: set[str]) -> bool:
    """Whether a field still waits for a value."""
    if field.type == "checkbox":
        return field.required or words.means(field.label, "agree|accept|terms|consent")
    if field.type == "radio":
        return field.name not in groups
    if field.type == "file":
        return field.required
    if field.type == "select":
        return not field.value
    return not field.value


def option_of(field: Field, value: str) -> str | list[str] | None:
    usable = [each for each in field.options if each["value"] and not each["disabled"]]
    if not usable:
        return None
    found = words.best(usable, lambda each: each["text"], value) if value else None
    found = found or next(
        (each for each in usable if value and value.casefold() in each["text"].casefold()), None
    )
    return (found or usable[0])["value"]


def around(field: Field, values: Iterable[str]) -> str:
    """The first day among the values, for another date of the same form; a week later where something ends."""
    found = next((day[0] for value in values if (day := re.search(r"\d{4}-\d\d-\d\d", value))), "")
    if not found or field.type != "date" or not words.means(field.text, LATE):
        return found
    return str(date.fromisoformat(found) + timedelta(days=7))


def typed(field: Field, value: str, *, meant: bool = False) -> str:
    """A value in the shape that the field takes; just as it is where it is `meant` for this very field."""
    late = words.means(field.text, LATE)
    day = re.search(r"\d{4}-\d\d-\d\d", value)
    when = day[0] if day else str(date.today() + timedelta(days=37 if late else 30))
    if words.means(field.text, "birth|born|birthday") and not day:
        when = "1990-05-17"
    if field.type == "date":
        return when
    if field.type == "datetime-local":
        return f"{when}T{'12:30' if late else '10:30'}"
    if field.type == "time":
        return value if re.fullmatch(r"\d\d:\d\d", value) else "12:30" if late else "10:30"
    if field.type == "month":
        return when[:7]
    if not meant and not re.search(SHAPES.get(field.type, ""), value):
        return sensible(field)
    if field.type == "color":
        return value if re.fullmatch(r"#[0-9a-f]{6}", value) else "#336699"
    if field.type == "number":
        found = words.numbers(value)
        return f"{found[0]:g}" if found else "3"
    return value or "Example"


def file_for(field: Field, value: str) -> Path:
    kind = "audio" if words.means(f"{field.text} {value}", "audio|sound|music|song|ringtone|mp3") else "image"
    if (
        not words.means(f"{field.text} {value}", "image|photo|picture|logo|avatar|cover|portrait")
        and kind == "image"
    ):
        kind = (
            "text"
            if words.means(f"{field.text} {value}", "document|file|resource|evidence|attachment|text")
            else kind
        )
    return FILES / {"audio": "sound.wav", "image": "picture.png", "text": "notes.txt"}[kind]
