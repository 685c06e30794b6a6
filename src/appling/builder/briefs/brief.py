"""What a person wrote, made ready to be read by a model."""

import re

from appling.builder.errors import LONGEST_BRIEF, EmptyBrief, LongBrief

ANSWERED = "\n\nAnswered before:\n"
"""What stands between a brief and the answers to questions about it."""
LONGEST_READ = 6_000
"""Weighed characters, about 2,000 tokens: a character outside the Latin script counts as three."""
_SENTENCE_END = re.compile(r"(?<=[.!?。！？;；\n])\s*")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def read_brief(brief: str) -> str:
    """The brief without what can't be seen, shortened sensibly. Raises EmptyBrief or LongBrief."""
    text = _UNSEEN.sub("", brief).strip()
    if not text:
        raise EmptyBrief
    if len(text) > LONGEST_BRIEF:
        raise LongBrief(len(text))
    text = text.replace("<|", "< |")
    return text if _weight(text) <= LONGEST_READ else _shortened(text)


def asked_for(brief: str) -> str:
    """The brief alone, without answers."""
    return brief.partition(ANSWERED)[0]


def _weight(text: str) -> int:
    return sum(1 if ord(character) < 0x250 else 3 for character in text)


def _shortened(text: str) -> str:
    """Whole sentences from the beginning, where it says what it is, and from the end, where wishes stand."""
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if sentence]
    head = _fill(sentences, LONGEST_READ * 2 // 3)
    tail = _fill(sentences[len(head) :][::-1], LONGEST_READ // 3)[::-1]
    kept = " ".join([*head, "…", *tail]) if head or tail else ""
    return kept or text[: LONGEST_READ // 3]


def _fill(sentences: list[str], room: int) -> list[str]:
    taken: list[str] = []
    for sentence in sentences:
        room -= _weight(sentence)
        if room < 0:
            break
        taken.append(sentence)
    return taken
