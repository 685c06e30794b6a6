"""The program's own words in the app's language, from the gettext catalogues in `locale/`."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import read_po

from appling.diagnostics.phrase import told

FOLDER = Path(__file__).parent / "locale"
Translator = Callable[..., str]


@cache
def _catalogue(language: str) -> dict[str, str]:
    path = FOLDER / language / "LC_MESSAGES" / "appling.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        messages = read_po(file)
    return {
        message.id: message.string
        for message in messages
        if isinstance(message.id, str) and isinstance(message.string, str) and message.id and message.string
    }


@cache
def translator(language: str) -> Translator:
    """A function of an English sentence and the values of its placeholders, which may be phrases of ours."""
    catalogue = _catalogue(language) or _catalogue(language.partition("-")[0].partition("_")[0])

    def translate(sentence: str, /, **values: object) -> str:
        found = catalogue.get(sentence, sentence)
        texts = {name: told(value, translate) for name, value in values.items()}
        return found.format(**texts) if texts else found

    return translate


@cache
def direction(language: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`."""
    try:
        return Locale.parse(language, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"
