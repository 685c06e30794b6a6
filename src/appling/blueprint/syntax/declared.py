"""Collects the names that a blueprint declares before it is read in full."""

from collections.abc import Sequence

from appling.blueprint.syntax.constraints import is_constraint
from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.fields import bare_values, separators, was_place
from appling.blueprint.syntax.inputs import declares, lead
from appling.blueprint.syntax.names import Names
from appling.blueprint.syntax.outline import Section, mark, may
from appling.blueprint.syntax.tokens import Token
from appling.blueprint.syntax.words import CHOICE_TYPES, PEOPLE_WORDS


def declared_names(sections: Sequence[Section]) -> Names:
    names = Names()
    for section in sections:
        if section.kind == "thing":
            _thing(section, names)
        elif section.kind == "app":
            _roles(section, names)
    for section in sections:
        if section.kind == "action":
            _inputs(section, names)
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
        if place and may(line.tokens) is None and not is_constraint(line.tokens):
            names.values.add(line.tokens[: was_place(line.tokens, place)])
            if line.tokens[place].is_symbol(":"):
                _choices(line.tokens[place + 1 :], names)


def _inputs(section: Section, names: Names) -> None:
    """What an action asks for; whether a line does so hangs on what things declare."""
    for line in section.members:
        place = mark(line.tokens)
        if place and declares(line.tokens, names):
            names.values.add(line.tokens[lead(line.tokens) : place])
            _choices(line.tokens[place + 1 :], names)


def _choices(tokens: Sequence[Token], names: Names) -> None:
    """The values of `choice(a, b)`, also without brackets."""
    if tokens and tokens[0].is_word("required", "unique"):
        tokens = tokens[1:]
    found = Cursor(tokens, names).phrase(CHOICE_TYPES, 2)
    if found is None:
        return
    begin = found[1]
    if begin < len(tokens) and tokens[begin].is_symbol("("):
        begin += 1
        end = _closing(tokens, begin)
    else:
        while begin < len(tokens) and (tokens[begin].is_symbol(":") or tokens[begin].is_word("of", "from")):
            begin += 1
        end = bare_values(tokens, begin)
    marks = separators(tokens[begin:end])
    for index in range(begin, end + 1):
        if index == end or tokens[index].is_symbol(*marks):
            names.values.add(tokens[begin:index])
            names.choices.add(tokens[begin:index])
            begin = index + 1


def _closing(tokens: Sequence[Token], start: int) -> int:
    depth = 1
    for index in range(start, len(tokens)):
        depth += tokens[index].is_symbol("(") - tokens[index].is_symbol(")")
        if depth == 0:
            return index
    return len(tokens)


def _roles(section: Section, names: Names) -> None:
    for line in section.members:
        place = mark(line.tokens)
        if place is None or not line.tokens[0].is_word(*PEOPLE_WORDS):
            continue
        begin = place + 1
        for index in range(begin, len(line.tokens) + 1):
            if index == len(line.tokens) or line.tokens[index].is_symbol(","):
                role = line.tokens[begin:index]
                names.roles.add(role[: was_place(role, len(role))])
                begin = index + 1
