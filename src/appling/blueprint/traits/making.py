"""A trait's text as nodes of a tree: in the app's language, with the names of its thing, at its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import TypeVar, cast

from appling.blueprint.model.vocabulary import TraitSignature
from appling.blueprint.names import key_of
from appling.blueprint.syntax import parse
from appling.blueprint.syntax.tree import Blueprint, Name, TemplateNode, TypeNode
from appling.diagnostics import Span

HOST, MADE, LINK, AMOUNT = "HOST", "MADE", "LINK", "AMOUNT"
ASKER, ROLE, PEOPLE = "ASKER", "ROLE", "PEOPLE"
_LONGEST_HEAD = 28
_Node = TypeVar("_Node")


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of a trait's nodes: `host` as its thing is called, the others as nobody wrote them."""

    host: Name
    made: Name
    link: Name
    words: Mapping[str, str]
    by: tuple[Name, ...] = ()
    amount: Name | None = None

    def of(self, name: Name, span: Span) -> Name:
        """The name in place of one of the text."""
        special = {HOST: self.host, MADE: self.made, LINK: self.link, AMOUNT: self.amount}.get(name.text)
        if special is not None:
            return replace(special, span=span)
        return Name(self.words.get(name.text, name.text), span, key_of(name.text))


def naming(signature: TraitSignature, host: Name, key: str, language: str) -> Naming:
    """`key`: the host's. English puts a space between the names and begins the new one as the host's."""
    words = signature.words.get(language.split("-")[0], {})
    noun = words.get(signature.noun, signature.noun)
    if noun.isascii():
        noun = f" {noun.title() if host.text[:1].isupper() else noun}"
    made_key = f"{key[:_LONGEST_HEAD].rstrip('_')}_{key_of(signature.noun)}"
    link = host.text[:1].lower() + host.text[1:]
    made = _fields(written(signature, 1))
    own = {words.get(each, each).casefold() for each in made}
    link_key = key if key not in {key_of(each) for each in made} else f"{key}_row"
    link = f"{link} row" if link.casefold() in own else link
    span = host.span
    return Naming(
        Name(host.text, span),
        Name(host.text + noun, span, made_key),
        Name(link, span, link_key),
        words,
    )


def nodes(signature: TraitSignature, names: Naming, span: Span) -> Blueprint:
    """The text's tree, all of it at one place."""
    return _placed(_read(written(signature, len(names.by))), names, span)


def placed(text: str, names: Naming, span: Span) -> Blueprint:
    """The tree of a text without a host, all of it at one place."""
    return _placed(_read(text), names, span)


def in_turn(names: Naming, asker: str, by: tuple[Name, ...]) -> Naming:
    """The same names, with those of the roles whose turn it is, one after the other."""
    roles = {f"{ROLE}{turn}": role.text for turn, role in enumerate(by, 1)}
    return replace(names, words={ASKER: asker, **names.words, **roles}, by=by)


def written(signature: TraitSignature, turns: int) -> str:
    """The text of a trait: what it says of a role, said of each."""
    if not signature.turns:
        return signature.text
    return "\n\n".join(_repeated(part, turns) for part in signature.text.strip("\n").split("\n\n"))


def _repeated(part: str, turns: int) -> str:
    """A block whose first line speaks of a turn is there for each, else each such line."""
    lines = [part] if _speaks_of_turns(part.split("\n")[0]) else part.split("\n")
    joint = "\n\n" if len(lines) == 1 else "\n"
    said = [_in_turn(line, turn) for line in lines for turn in _turns_of(line, turns)]
    return joint.join(said).replace("TURNS", str(turns))


def _speaks_of_turns(line: str) -> bool:
    return re.search(rf"\b({ROLE}|TURN|BEFORE)\b", line) is not None


def _turns_of(line: str, turns: int) -> range:
    return range(1, turns + 1) if _speaks_of_turns(line) else range(1, 2)


def _in_turn(line: str, turn: int) -> str:
    for word, said in ((ROLE, f"{ROLE}{turn}"), ("TURN", str(turn)), ("BEFORE", str(turn - 1))):
        line = re.sub(rf"\b{word}\b", said, line)
    return line


@lru_cache(maxsize=256)
def _read(text: str) -> Blueprint:
    parsed = parse(text)
    assert not parsed.diagnostics, parsed.diagnostics  # noqa: S101 - the text of an atom, which tests read
    return parsed.blueprint


def _fields(text: str) -> set[str]:
    return {
        line.name.text
        for thing in _read(text).things
        if thing.name.text == MADE
        for line in thing.fields
        if line.name.text != LINK
    }


def _placed(node: _Node, names: Naming, span: Span) -> _Node:
    """The same node at another place, with other names."""
    if isinstance(node, Name):
        return cast("_Node", names.of(node, span))
    if isinstance(node, TypeNode) and node.name.text not in (HOST, MADE):
        arguments = _placed(node.arguments, names, span)
        return cast("_Node", TypeNode(replace(node.name, span=span), arguments, span))
    if isinstance(node, TemplateNode):
        parts = tuple(
            names.words.get(part, part) if isinstance(part, str) else _placed(part, names, span)
            for part in node.parts
        )
        return cast("_Node", TemplateNode(parts, span))
    if isinstance(node, Span):
        return cast("_Node", span)
    if isinstance(node, tuple):
        return cast("_Node", tuple(_placed(item, names, span) for item in node))
    if is_dataclass(node) and not isinstance(node, type):
        found = {each.name: _placed(getattr(node, each.name), names, span) for each in fields(node)}
        return cast("_Node", type(node)(**found))
    return node
