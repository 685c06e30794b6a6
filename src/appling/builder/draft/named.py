"""The pages that a brief lists by name: `pages, including the store, the bank and a ranking page`."""

import re

from appling.blueprint.names import singular
from appling.builder.briefs.words import fold

LONGEST = 3
"""Words of a name; what is longer tells what a page is for."""
FEWEST = 3
"""Names in a list of pages; two things may be anything."""
_LIST = re.compile(
    r"\b(?:sections|modules|pages|menu|tabs)\b[^.;:()]{0,24}?"
    r"(?:\bincluding\b|\binclude\b|\bsuch as\b|\blike\b|:|\()([^.;:)]+)",
    re.I,
)
_LIST_CHINESE = re.compile(r"(?:页面|模块|栏目|板块|菜单)(?:有|包括|包含|如|：|:|（)([^。；：）]+)")
_BETWEEN = re.compile(r"\s*[,/]\s*(?:and\s+)?|\s+and\s+")
_BETWEEN_CHINESE = re.compile(r"[、，,/]|以及|和|及")
_BEFORE = re.compile(r"^(?:(?:features? such as|an?|the|their|my|our)\s+)+", re.I)
_BEHIND = re.compile(
    r"(?:\s+(?:pages?|sections?|modules?|functions?|features?|tabs?)|\s*(?:页面?|模块|功能|等))+$", re.I
)
_NO_NAME = re.compile(
    r"\d|^(other|others|more|etc|so on|various|different|some|\w+ing\b.|pages?$|modules?$)|^(其他|更多)", re.I
)


def named_pages(brief: str) -> list[str]:
    """Their names, in the order in which they come."""
    found: dict[str, str] = {}
    for pattern, between in ((_LIST, _BETWEEN), (_LIST_CHINESE, _BETWEEN_CHINESE)):
        for listed in pattern.finditer(brief):
            items = between.split(listed[1].strip())
            for name in filter(None, map(_name, items)) if len(items) >= FEWEST else ():
                found.setdefault(fold(name), name)
    return list(found.values())


def _name(item: str) -> str:
    """What a listed item calls a page; nothing for half a sentence."""
    name = _BEHIND.sub("", _BEFORE.sub("", item.strip())).strip()
    if _NO_NAME.search(name) or not 1 < len(name) <= 24 or len(name.split()) > LONGEST:
        return ""
    return " ".join(word if word.isupper() else word.capitalize() for word in name.split())


def without_those_planned(names: list[str], pages: list[str]) -> list[str]:
    """Those that no planned page is called like: neither `Ranking` nor `Rank` beside the other."""
    planned = " | ".join(fold(page) for page in pages)
    doing = {f"{fold(page)}ing" for page in pages}
    forms = ({fold(name), fold(singular(name))} for name in names)
    return [
        name
        for name, said in zip(names, forms, strict=True)
        if not said & doing and not any(form in planned for form in said)
    ]
