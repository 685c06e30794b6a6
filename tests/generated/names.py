"""Names as people write them: in any script, of several words, with marks, and such that are keywords."""

import re
from collections.abc import Collection

from tests.generated.drawing import Hand

from appling.blueprint.syntax.characters import name_key

PLAIN = (
    "Bike", "loan", "Café", "Großer Baum", "due date", "First Aid Kit", "x", "A1", "e-mail list", "two_parts",
    "Ærø", "łódź", "straße", "İstanbul", "ΩMEGA",
)  # fmt: skip
SCRIPTS = (
    "图书", "借阅 记录", "書籍の棚", "자전거", "Велосипед", "книга учёта", "مكتبة", "كتاب جديد", "ספר חדש",
    "हिन्दी नाम", "ชื่อไทย", "ελληνικά", "Հայերեն", "🚲", "日本 📚", "ﬁn", "Ａｂｃ",
)  # fmt: skip
KEYWORDS = (
    "Order", "order by", "by", "where", "my", "own", "all", "this", "me", "today", "count", "sum", "set",
    "add", "remove", "for", "with", "limit", "show", "sort", "desc", "person", "text", "date", "choice",
    "yes", "no", "empty", "and so on", "not done", "is new", "in stock", "app", "thing", "page", "action",
    "may", "see", "visitor", "owner", "every day", "was", "data", "api", "do", "files", "id", "name", "role",
    "groups", "search", "page size", "row", "value", "select", "table", "index", "from", "on", "when", "per",
    "Address", "Addresses", "News", "Series", "days", "1st", "2 weeks", "openapi_json", "static",
)  # fmt: skip
MARKED = (
    "Tom's", 'the "best"', "a, b", "x = y", "C++", "R&D", "50%", "a/b", "(old)", "# 1", "what?", "a.b",
    "q: a", "back\\slash", "<b>bold</b>", "{{ 7*7 }}", "'; DROP TABLE x; --", "$1", "a|b", "%s", "-", "`t`",
    "…", "–", "“curly”", "「角」", "a\u00a0b", "100 %", "*star*", "[x]", "~", "@home",
)  # fmt: skip
_SIMPLE = re.compile(r"[^\W_][\w -]*")


def fresh(hand: Hand, taken: set[str]) -> str:
    """A name whose like is not among `taken`, where it is put."""
    pool = PLAIN
    if hand.chance(55):
        pool = hand.one((SCRIPTS, KEYWORDS, SCRIPTS, KEYWORDS, MARKED))
    name = hand.one(pool)
    if hand.chance(15):
        name = f"{name} {hand.one(PLAIN)}"
    plain, number = name, 2
    while _known(name, taken):
        name, number = f"{plain} {number}", number + 1
    taken.add(name_key(name))
    return name


def _known(name: str, taken: Collection[str]) -> bool:
    return name_key(name) in taken or not name_key(name)


def quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def is_simple(name: str) -> bool:
    """Whether it can be said without quotes wherever a name can stand."""
    words = name_key(name).split()
    return _SIMPLE.fullmatch(name) is not None and not words[0][0].isdigit() and _WORDS.isdisjoint(words)


def said(name: str, hand: Hand) -> str:
    """The name where nothing but a name can stand: quoted if it must be, and at times when it need not be."""
    return name if is_simple(name) and not hand.chance(10) else quoted(name)


_WORDS = {word for name in KEYWORDS for word in name_key(name).split()} | {
    "or", "not", "is", "in", "contains", "equals", "includes", "between", "true", "false", "null", "none",
    "of", "new", "a", "an", "the", "required", "unique", "min", "max", "default", "asc", "if", "only", "to",
}  # fmt: skip
