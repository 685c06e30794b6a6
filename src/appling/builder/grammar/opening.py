"""The first stage of a draft: what the app is called, who uses it, and which things it keeps."""

import re

from appling.blueprint.model.app import VISITOR
from appling.builder.grammar.gbnf import WORDS, row

MOST_ROLES = 3
MOST_THINGS = 6
MOST_PAGES = 6


LONG = 55
"""Words of a brief that speaks of more than a model plans by itself."""
_WORD = re.compile(r"[^\W\d_\u4e00-\u9fff]+|[\u4e00-\u9fff]{2}")


def opening_grammar(brief: str = "") -> str:
    """`app …`, `about …`, `people …`, `things …`, `pages …`. Colours are read from the brief by rule.

    A long brief gets four things at least.
    """
    least = 4 if len(_WORD.findall(brief)) >= LONG else 2
    lines = ['"app " label "\\n"', '"about " sentence "\\n"']
    lines += [f'"people " ("{VISITOR}, ")? roles "\\n"', '"things " things "\\n"', '"pages " pages "\\n"']
    rules = [
        f"root ::= {' '.join(lines)}",
        f"roles ::= {row('role', ', ', 1, MOST_ROLES)}",
        'role ::= letter{1,14} (" " letter{1,14})?',
        f"things ::= {row('thing', ', ', least, MOST_THINGS)}",
        f"pages ::= {row('name', ', ', 2, MOST_PAGES)}",
        'thing ::= initial letter{0,17} (" " word)?',
    ]
    return "\n".join(rules) + WORDS
