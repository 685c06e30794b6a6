"""Types that mean several values: `list of choice(a, b)`, `set of (a, b)`, `list of words`."""

import re

from appling.blueprint.checks.context import Context
from appling.blueprint.checks.guesses import type_for
from appling.blueprint.resolve.faults import replacement
from appling.blueprint.resolve.symbols import FieldSymbol
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import TypeNode
from appling.diagnostics import Fix

CHOICES, TAGS = "choices", "tags"
_MANY = r"(?:list|lists|array|set|collection|many|multiple|multi|several|any|some)(?: of)?(?: the)?"
_OF_CHOICES = re.compile(
    rf"{_MANY} (?:choice|choices|enum|option|options|select|one of|value|values)"
    r"|(?:choice|choices|enum|option|options|select) (?:list|array|set|multiple|many)"
)
_BARE = re.compile(_MANY)
_OF_WORDS = re.compile(
    rf"{_MANY} (?:texts?|strings?|words?|tags?|labels?|keywords?)"
    r"|(?:text|string|word)s? (?:list|array)|(?:text|string)\[\]"
)
_NAMED_SO = re.compile(
    r"(?:.* )?(?:(?:hash)?tags?|keywords?|labels?|topics?|skills?|interests?|hobbies|genres?|languages?)"
    r"|.*(?:标签|关键词|话题|技能|兴趣|爱好)"
)
_OF_ROWS = frozenset(
    {"name", "title", "item", "label", "value", "role", "type", "kind", "status", "product", "text"}
)
"""What the fields of a row are called, but hardly the values of a choice."""


def fix(context: Context, field: FieldSymbol, kind: TypeNode) -> Fix | None:
    """The type that holds them; None where rows of another thing are meant, or nothing of the kind."""
    word = name_key(kind.name.text)
    if CHOICES not in context.words.vocabulary.fields:
        return None
    if _OF_CHOICES.fullmatch(word) and kind.arguments:
        return of_choices(kind)
    if _BARE.fullmatch(word) and len(kind.arguments) > 1 and not _are_fields(context, kind):
        return of_choices(kind)
    of_words = _OF_WORDS.fullmatch(word) or _BARE.fullmatch(word)
    if of_words and not kind.arguments and _NAMED_SO.fullmatch(name_key(field.name)):
        return replacement(kind.span, TAGS, "Make it tags")
    return None


def of_choices(kind: TypeNode) -> Fix:
    return replacement(kind.name.span, CHOICES, "Make it choices")


def _are_fields(context: Context, kind: TypeNode) -> bool:
    names = [name_key(each.text) for each in kind.arguments]
    return any(
        name in _OF_ROWS or type_for(name, context.words) != "text" or context.symbols.thing(name)
        for name in names
    )
