"""The few shapes that grammars in GBNF are put together from."""

from collections.abc import Iterable

LETTERS = "a-zA-Z0-9\\u00C0-\\u00D6\\u00D8-\\u1FFF\\u2C00-\\u2DFF\\u3040-\\uD7FF\\uF900-\\uFDFF"
"""Letters and digits of any script, without punctuation, symbols and emoji."""

WORDS = f"""
initial ::= [a-zA-Z\\u00C0-\\u00D6\\u00D8-\\u1FFF\\u2C00-\\u2DFF\\u3040-\\uD7FF\\uF900-\\uFDFF]
letter ::= [{LETTERS}]
word ::= letter{{1,18}}
name ::= initial letter{{0,17}} ([ -] word){{0,2}}
title ::= capital letter{{0,17}} (" " capital letter{{0,17}}){{0,2}}
capital ::= [A-Z\u00c0-\u00d6\u0400-\u042f\u0531-\u1fff\u3040-\ud7ff\uf900-\ufdff]
label ::= letter{{1,18}} ([ /-] word){{0,3}}
sentence ::= initial [^\\n"\\\\;#]{{3,110}}
number ::= [0-9]{{1,5}}
"""
"""What every stage may use: names, values of choices, sentences and numbers; all of bounded length.

A `title` has capitals, so that no keyword can get into it.
"""


def literal(text: str) -> str:
    """Exactly this text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def any_of(alternatives: Iterable[str]) -> str:
    """One of these, each an expression."""
    return f"({' | '.join(dict.fromkeys(alternatives))})"


def words(texts: Iterable[str]) -> str:
    """One of these texts."""
    return any_of(literal(text) for text in texts)


def row(item: str, separator: str, least: int, most: int) -> str:
    """From `least` (one or more) to `most` items between separators."""
    return f"{item} ({literal(separator)} {item}){{{least - 1},{most - 1}}}"
