"""What each kind of part wants to be told, in which form: a heading, and lines of a label and a sentence.

The model is kept from figures and signs of money: prices, years and telephone numbers are not its to know.
"""

import re
from dataclasses import dataclass

_INVENTED = re.compile(r"[0-9０-９@€$£¥%<>{}\[\]]|https?:|www\.", re.IGNORECASE)
_COLON = re.compile(r"\s*[:：]\s*")
LONGEST_HEADING, LONGEST_LABEL, LONGEST_SENTENCE = 60, 40, 200
_FORBIDDEN = r'\n\r"\\0-9０-９@€$£¥%<>{}#*\[\]'
_PIECES = rf"""
heading ::= letter plain{{2,45}}
label ::= letter labelled{{1,28}}
sentence ::= letter plain{{8,130}}
letter ::= [^ :：.,;!?\-_'“”{_FORBIDDEN}]
plain ::= [^:：_{_FORBIDDEN}]
labelled ::= [^:：.,;_{_FORBIDDEN}]
"""


@dataclass(frozen=True, slots=True)
class Form:
    """`points`: how many lines of a label and a sentence; without any, a sentence alone.

    `beside_rows`: it wants words also where it shows rows.
    """

    asked: str
    points: int = 0
    heading: bool = True
    beside_rows: bool = False

    @property
    def grammar(self) -> str:
        lines = ['heading "\\n"'] if self.heading else []
        lines += ['label ": " sentence "\\n"'] * self.points or ['sentence "\\n"']
        return f"root ::= {' '.join(lines)}{_PIECES}"

    @property
    def most_tokens(self) -> int:
        return 40 + 45 * max(self.points, 1)

    def read(self, reply: str) -> tuple[str | None, tuple[tuple[str, str | None], ...]] | None:
        """The heading and the points of a reply; None where it does not say what was asked for."""
        lines = [line.strip(' -*•\t"') for line in reply.splitlines() if line.strip()]
        heading = lines.pop(0) if self.heading and lines else None
        points = _points(lines) if self.points else [(line, None) for line in lines[:1]]
        points = [each for each in points if _is_sound(*each)][: max(self.points, 1)]
        if len(points) < min(self.points, 2) or not points:
            return None
        sound = heading is not None and len(heading) <= LONGEST_HEADING and not _INVENTED.search(heading)
        return heading if sound else None, tuple(points)


def _points(lines: list[str]) -> list[tuple[str, str | None]]:
    """Lines with a colon, each label once."""
    found: dict[str, str] = {}
    for line in lines:
        label, colon, text = _cut(line)
        if colon and text:
            found.setdefault(label, text)
    return list(found.items())


def _cut(line: str) -> tuple[str, str, str]:
    place = _COLON.search(line)
    return (line, "", "") if place is None else (line[: place.start()], ":", line[place.end() :])


def _is_sound(label: str, text: str | None) -> bool:
    """Whether it is of a length that fits, and nothing in it looks like a made-up fact."""
    longest = LONGEST_SENTENCE if text is None else LONGEST_LABEL
    said = f"{label} {text or ''}"
    return 0 < len(label) <= longest and len(text or "") <= LONGEST_SENTENCE and not _INVENTED.search(said)


FORMS = {
    "hero": Form("a short headline, then one sentence that says what people find here", beside_rows=True),
    "features": Form("a heading, then three points that speak for it: a label, a colon, a sentence", 3),
    "steps": Form("a heading, then three steps of how it is used: a label, a colon, a sentence", 3),
    "faq": Form("three questions that come up, each with a short answer: question: answer", 3, heading=False),
    "call to action": Form("a short request to take part, then one sentence"),
}
"""What can be told without knowing more than the brief: no prices, quotes, people, dates or addresses."""
