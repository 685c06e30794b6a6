"""Collects the names that a blueprint declares before it is read in full."""

import itertools
from collections.abc import Sequence

from appling.blueprint.syntax.fields import was_place
from appling.blueprint.syntax.names import Names
from appling.blueprint.syntax.outline import Section, mark, may
from appling.blueprint.syntax.tokens import Token
from appling.blueprint.syntax.words import CHOICE_TYPES


def declared_names(sections: Sequence[Section]) -> Names:
    names = Names()
    for section in sections:
        if section.kind == "thing":
            _thing(section, names)
        elif section.kind == "app":
            _roles(section, names)
    return names


def _thing(section: Section, names: Names) -> None:
    tokens = section.header.tokens[1:]
    while tokens and tokens[0].is_symbol(":"):
        tokens = tokens[1:]
    while tokens and tokens[-1].is_symbol(":", ","):
        tokens = tokens[:-1]
    name = tokens[: was_place(tokens, len(tokens))]
    names.things.add(name)
    names.values.add(name)
    for line in section.members:
        place = mark(line.tokens)
        if place and may(line.tokens) is None:
            names.values.add(line.tokens[: was_place(line.tokens, place)])
            if line.tokens[place].is_symbol(":"):
                _choices(line.tokens[place + 1 :], names)


def _choices(tokens: Sequence[Token], names: Names) -> None:
    """The values of `choice(a, b)`: what stands between commas or slashes."""
    if not any(token.is_word(*CHOICE_TYPES, "one") for token in tokens[:1]):
        return
    begin = 1
    for index in range(1, len(tokens) + 1):
        if index == len(tokens) or tokens[index].is_symbol(",", "(", ")", "/", "|", ":", "="):
            names.values.add(tokens[begin:index])
            begin = index + 1
    slashed = [index for index, token in enumerate(tokens) if token.is_symbol(",", "(", ")")]
    for first, last in itertools.pairwise(slashed):
        names.values.add(tokens[first + 1 : last])


def _roles(section: Section, names: Names) -> None:
    for line in section.members:
        place = mark(line.tokens)
        if place is None or not line.tokens[0].is_word("people", "roles", "users"):
            continue
        begin = place + 1
        for index in range(begin, len(line.tokens) + 1):
            if index == len(line.tokens) or line.tokens[index].is_symbol(","):
                names.roles.add(line.tokens[begin:index])
                begin = index + 1
