"""Which characters mean what outside quoted texts."""

import re
import unicodedata
from functools import lru_cache

_WIDE_FORMS = "（）［］｛｝：，；＝＜＞！＋－＊／．＆｜＃"
SYMBOLS = {wide: unicodedata.normalize("NFKC", wide) for wide in _WIDE_FORMS} | {
    "、": ",",
    "。": ".",
    "，": ",",
    "【": "(",
    "】": ")",
    "[": "(",
    "]": ")",
    "{": "(",
    "}": ")",
    "［": "(",
    "］": ")",
    "｛": "(",
    "｝": ")",
    ";": ",",
    "；": ",",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "×": "*",
    "÷": "/",
    "−": "-",
}
"""Marks read as another one: of Chinese keyboards, brackets of any shape, signs of mathematics."""

PLAIN_SYMBOLS = ":,()=<>!+-*/.&|"
LONG_SYMBOLS = ("<=", ">=", "=<", "!=", "<>", "==", "&&", "||")

QUOTES = {
    '"': '"',
    "“": '”"',
    "”": '”"',
    "„": '“”"',
    "＂": "＂",
    "「": "」",
    "『": "』",
    "«": "»",
    "'": "'’",
    "‘": "’'",
}
"""Opening quotes and what may close each."""

# Controls, halves of surrogate pairs, marks that turn the direction of writing, and joiners of no width:
# nobody can see them, and databases and browsers stumble over some. U+200C and U+200D belong to scripts.
INVISIBLE = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e"
INVISIBLE += "\u2060-\u206f\ufeff\ufff9-\uffff\ufdd0-\ufdef\ud800-\udfff"
_INVISIBLE_RUN = re.compile(f"[{INVISIBLE}]+")

_DELIMITERS = re.escape(PLAIN_SYMBOLS + "".join(SYMBOLS) + '"“”„＂「」『』«»`')
SPACE = re.compile(f"[\\s`{INVISIBLE}]+")
WORD = re.compile(f"[^\\s{_DELIMITERS}]+")
NUMBER = re.compile(r"\d+(?:[.．]\d+)?(?!\w)")


def clean(text: str) -> str:
    """The text without characters nobody can see."""
    return _INVISIBLE_RUN.sub("", text)


def invisible_runs(text: str) -> list[tuple[int, int]]:
    """Where characters lie that nobody can see."""
    return [match.span() for match in _INVISIBLE_RUN.finditer(text)]


@lru_cache(maxsize=2048)
def name_key(text: str) -> str:
    """What makes two names the same: not case, width of letters, `_`, `-` or the number of spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(folded.replace("_", " ").replace("-", " ").split())
