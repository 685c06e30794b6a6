"""A trait's text as nodes of a tree: in the app's language, with the names of its thing, at its place."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import TypeVar, cast

from appling.blueprint.model.vocabulary import TraitSignature
from appling.blueprint.names import key_of
from appling.blueprint.syntax import parse
from appling.blueprint.syntax.tree import Blueprint, Name, TypeNode
from appling.diagnostics import Span

HOST, MADE, LINK, AMOUNT = "HOST", "MADE", "LINK", "AMOUNT"
_LONGEST_HEAD = 28
_Node = TypeVar("_Node")


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of a trait's nodes: `host` as its thing is called, the others as nobody wrote them."""

    host: Name
    made: Name
    link: Name
    words: Mapping[str, str]
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
    own = {words.get(each, each).casefold() for each in _fields(signature.text)}
    link_key = key if key not in {key_of(each) for each in _fields(signature.text)} else f"{key}_row"
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
    return _placed(_read(signature.text), names, span)


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
    if isinstance(node, Span):
        return cast("_Node", span)
    if isinstance(node, tuple):
        return cast("_Node", tuple(_placed(item, names, span) for item in node))
    if is_dataclass(node) and not isinstance(node, type):
        found = {each.name: _placed(getattr(node, each.name), names, span) for each in fields(node)}
        return cast("_Node", type(node)(**found))
    return node
