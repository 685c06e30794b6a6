"""The colours that a brief asks for, read by rule: models need not copy them."""

import re

from appling.blueprint.resolve.colours import hex_of
from appling.builder.briefs.words import word_list

_WORD = re.compile(r"#[0-9a-fA-F]{3,8}\b|[A-Za-z]+(?:-[A-Za-z]+)?")
_STOPS = word_list(
    """
    a all and any apply as at background backgrounds be body buttons by canvas cards choose color colors
    colour colours component components configure container containers control controls default define
    elements establish for global have implement in interactive interface is it layout layouts main make
    of on or outer overall page pages panels parts pick primary secondary select set shade shall should
    site style styles the theme then this to ui use used using visible visuals website widgets with your
    accents accent items text blocks pieces assign declare style styling tone toned tones hue
    """
)
_BACKGROUND = re.compile(r"background|backdrop|canvas|背景|底色", re.I)
_COMPONENTS = re.compile(
    r"component|button|element|control|widget|accent|ui (piece|block)|visuals|组件|按钮|控件|主色|元素",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?。！？\n])\s*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_CHINESE_ENDS = "色蓝绿红黄白黑灰紫橙粉棕褐金银青"
_CHINESE_STOPS = frozenset("用为是成设置控主以和与采的背景组件按钮面页底做要配选")
_LONGEST = 3
_LONG = 130
"""A sentence of so many characters says more than colours."""
_LONGEST_CHINESE = 5


def colours_of(brief: str) -> tuple[str, ...]:
    """Background and components, as named in the brief; nothing where it doesn't speak of them."""
    return next(filter(None, map(_colours_in, _SENTENCE.split(brief))), ())


def without_colours(brief: str) -> str:
    """The brief without the sentence that names colours, unless it says nothing else."""
    sentences = _SENTENCE.split(brief)
    kept = [sentence for sentence in sentences if not (len(sentence) < _LONG and _colours_in(sentence))]
    return " ".join(kept).strip() or brief


def _colours_in(sentence: str) -> tuple[str, ...]:
    if not (_BACKGROUND.search(sentence) or _COMPONENTS.search(sentence)):
        return ()
    found = [*_english(sentence), *_chinese(sentence)]
    return _in_order(sentence, found) if found else ()


def _in_order(sentence: str, found: list[tuple[int, str]]) -> tuple[str, ...]:
    """Background first, also where the sentence speaks of the components first."""
    background, components = _BACKGROUND.search(sentence), _COMPONENTS.search(sentence)
    names = [name for _, name in sorted(found)][:2]
    if len(names) == 2:
        swapped = background and components and components.start() < background.start()
        return (names[1], names[0]) if swapped else (names[0], names[1])
    place = found[0][0]
    nearer = background and (
        not components or abs(background.start() - place) < abs(components.start() - place)
    )
    return (names[0],) if nearer else ("white", names[0])


def _english(sentence: str) -> list[tuple[int, str]]:
    """Runs of words that name a colour, the longest first in each place."""
    words = [(match.start(), match[0]) for match in _WORD.finditer(sentence)]
    found, at = [], 0
    while at < len(words):
        length = next(
            (n for n in range(_LONGEST, 0, -1) if _is_colour([w for _, w in words[at : at + n]])), 0
        )
        if length:
            found.append((words[at][0], " ".join(word for _, word in words[at : at + length]).lower()))
        at += length or 1
    return found


def _is_colour(words: list[str]) -> bool:
    return not any(word.lower() in _STOPS for word in words) and hex_of(" ".join(words)) is not None


def _chinese(sentence: str) -> list[tuple[int, str]]:
    found = []
    for run in _CHINESE.finditer(sentence):
        text, at = run[0], 0
        while at < len(text):
            length = next(
                (n for n in range(_LONGEST_CHINESE, 1, -1) if _is_chinese_colour(text[at : at + n])), 0
            )
            if length:
                found.append((run.start() + at, text[at : at + length]))
            at += length or 1
    return found


def _is_chinese_colour(text: str) -> bool:
    return text[-1] in _CHINESE_ENDS and not _CHINESE_STOPS & set(text) and hex_of(text) is not None
