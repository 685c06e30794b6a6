"""Cuts lines at marks that stand outside brackets and quotes, and quotes names that would be misread."""

import re

_KEYWORD = re.compile(r"\b(on|for|when|of)\b", re.I)


def cut(text: str, mark: str) -> tuple[str, str, str]:
    """The text before and after the first such mark, as `str.partition` gives it."""
    depth, quoted = 0, False
    for index, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif not quoted and depth == 0 and text.startswith(mark, index):
            return text[:index].strip(), mark, text[index + len(mark) :].strip()
        elif not quoted:
            depth += (character == "(") - (character == ")")
    return text.strip(), "", ""


def pieces(text: str, mark: str) -> list[str]:
    """The non-empty parts between such marks."""
    found = []
    rest = text
    while rest.strip():
        part, _, rest = cut(rest, mark)
        if part:
            found.append(part)
    return found


def in_quotes(name: str) -> str:
    """A name as a line says it: in quotes where a word of it means something to the language."""
    return f'"{name}"' if is_misread(name) else name


def is_misread(name: str) -> bool:
    return _KEYWORD.search(name) is not None
