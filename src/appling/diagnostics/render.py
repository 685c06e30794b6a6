"""A diagnostic as a person at a terminal reads it: the line it is about, with marks below."""

import unicodedata

from appling.diagnostics.diagnostic import Diagnostic
from appling.diagnostics.span import Span

_TAB = "  "
_WIDEST = 100
_CUT = "…"


def render(diagnostic: Diagnostic, source: str, name: str = "") -> str:
    """Title, place, the source's line with the faulty part marked, what is known, and what to do.

    `name` says where the source comes from, such as a file's name.
    """
    lines = [f"{diagnostic.severity}[{diagnostic.code}]: {visible(diagnostic.title)}"]
    if diagnostic.span is not None:
        lines += _excerpt(diagnostic.span, diagnostic.label, source, name)
    elif diagnostic.label:
        lines.append(f"  {visible(diagnostic.label)}")
    if diagnostic.text:
        lines += [f"  {visible(line)}" for line in diagnostic.text.splitlines()]
    if diagnostic.hint:
        lines.append(f"  hint: {visible(diagnostic.hint)}")
    if diagnostic.fix is not None:
        lines.append(f"  fix: {visible(diagnostic.fix.title)}")
    return "\n".join(lines) + "\n"


def visible(text: str) -> str:
    """The text with a stand-in for each character that could steer a terminal or can't be seen."""
    return "".join("\ufffd" if unicodedata.category(mark) in _HIDDEN else mark for mark in text)


_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(_width(mark) for mark in text)


def _width(mark: str) -> int:
    if unicodedata.combining(mark) or unicodedata.category(mark) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(mark) in "WF" else 1


def _excerpt(span: Span, label: str, source: str, name: str) -> list[str]:
    begin = max(source.rfind("\n", 0, span.start), source.rfind("\r", 0, span.start)) + 1
    breaks = (source.find(mark, span.start) for mark in "\r\n")
    end = min((found for found in breaks if found >= 0), default=len(source))
    before = _shown(source[begin : span.start])
    marked = _shown(source[span.start : min(span.end, end)])
    after = _shown(source[min(span.end, end) : end])
    before, marked, after = _fitted(before, marked, after)
    gutter = " " * len(str(span.line))
    place = f"{name}:{span.line}:{span.column}" if name else f"line {span.line}, column {span.column}"
    marks = " " * width(before) + "^" * max(1, width(marked))
    return [
        f"{gutter}--> {visible(place)}",
        f"{gutter} |",
        f"{span.line} | {before}{marked}{after}".rstrip(),
        f"{gutter} | {marks} {visible(label)}".rstrip(),
    ]


def _shown(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _fitted(before: str, marked: str, after: str) -> tuple[str, str, str]:
    """The three parts of a line, cut to what fits on a terminal, the middle one last."""
    if width(before + marked + after) <= _WIDEST:
        return before, marked, after
    if width(before) > _WIDEST // 2:
        before = _CUT + before[-_WIDEST // 4 :]
    if width(marked) > _WIDEST // 2:
        marked, after = marked[: _WIDEST // 4] + _CUT, ""
    room = _WIDEST - width(before + marked)
    if width(after) > room:
        after = after[: max(0, room // 2)] + _CUT
    return before, marked, after
