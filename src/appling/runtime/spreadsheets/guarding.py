"""Texts that a spreadsheet would take for a formula: marked on the way out, unmarked on the way in."""

import re

MARK = "'"
_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_MARKED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """With a mark before what could be a formula; a text that has such a mark gets another one."""
    return MARK + text if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _MARKED.match(text) else text
