"""Drafts a blueprint: in stages and in the short form with a model that takes a grammar, else in one go."""

import re
from dataclasses import replace

from appling.blueprint import parse
from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.names import language_of
from appling.builder.asking import Asking
from appling.builder.briefs.colours import without_colours
from appling.builder.draft.expand import expand, read_draft
from appling.builder.draft.steer import steer
from appling.builder.errors import NothingBuilt
from appling.builder.grammar.opening import opening_grammar
from appling.builder.grammar.things import things_grammar
from appling.builder.library import Example
from appling.builder.prompts import full_prompt, short_prompt

OPENING_TOKENS, THINGS_TOKENS = 150, 320
WHOLE_TOKENS = 3_000
_FENCE = re.compile(r"```[a-z]*\n(.*?)(?:```|\Z)", re.S)


def draft(brief: str, asking: Asking, vocabulary: Vocabulary, own: tuple[Example, ...] = ()) -> str:
    """What the model makes of the brief, as a blueprint in the full language, not yet checked.

    `own`: apps of the home that it may be shown.

    Raises NothingBuilt where there is not a single thing in it.
    """
    if asking.model.takes_grammar:
        return expand(draft_in_stages(brief, asking, vocabulary, own), vocabulary, brief)
    source = unfenced(asking.ask(full_prompt(brief, vocabulary, own=own), most=WHOLE_TOKENS))
    if not parse(source).blueprint.things:
        raise NothingBuilt(asking.model.name)
    return source


def draft_in_stages(brief: str, asking: Asking, vocabulary: Vocabulary, own: tuple[Example, ...] = ()) -> str:
    """A draft in the short form. The second stage may name only what the first has declared."""
    prompt = short_prompt(without_colours(brief), vocabulary, own)
    opening = asking.ask(prompt, grammar=opening_grammar(without_colours(brief)), most=OPENING_TOKENS)
    text = steer(opening, brief, language_of([brief]))
    draft = read_draft(text)
    if not draft.fields:
        raise NothingBuilt(asking.model.name)
    if asking.seconds_left <= 0 or asking.tokens_left <= 0:
        return text
    rules = things_grammar(tuple(draft.fields), draft.people, vocabulary, brief)
    reply = asking.ask(replace(prompt, begun=text), grammar=rules, most=THINGS_TOKENS, written=text)
    return text + (reply if reply.endswith("\n") else f"{reply}\n")


def unfenced(reply: str) -> str:
    """The text within a code fence, if the model put it into one."""
    found = _FENCE.search(reply)
    return (found[1] if found else reply).strip() + "\n"
