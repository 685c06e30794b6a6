"""What is said about something must say about what."""

import re

from appling.blueprint.syntax.tree import ThingBlock
from appling.builder.briefs.words import fold
from appling.builder.complete.edit import Addition
from appling.builder.complete.reading import Draft, has_field, links_of

_ABOUT = re.compile(
    r"^(.* )?(comment|review|rating|repl(y|ies)|like|favou?rite|vote|enrol?lment|registration|application|"
    r"booking|reservation|order item|order line|answer|bookmark|attendance|bid|signup|submission)s?$"
    r"|评论|评价|回复|点赞|收藏|投票$|报名|预约|订单明细|答案|申请"
)
_SAID = re.compile(r"comment|review|rating|repl|like|favou?rite|评论|评价|回复|点赞|收藏")


def links(draft: Draft) -> list[Addition]:
    """A link to the app's main thing for comments, bookings and the like that have none."""
    main = next((thing for thing in draft.blueprint.things if not _ABOUT.search(fold(thing.name.text))), None)
    found = []
    for thing in draft.blueprint.things:
        if main is None or thing is main or not _ABOUT.search(fold(thing.name.text)):
            continue
        if not list(links_of(thing, draft.blueprint)) and not has_field(thing, main.name.text):
            found.append(_link(thing, main))
    return found


def _link(thing: ThingBlock, main: ThingBlock) -> Addition:
    name = main.name.text
    return Addition(
        f"{name.lower() if name.isascii() else name}: {name}",
        "A link that was missing",
        f"{thing.name.text} → {name}",
        thing,
    )
