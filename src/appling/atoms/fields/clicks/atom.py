"""How often a short link was followed."""

from __future__ import annotations

from appling.atoms.base.tally import TallyField


class ClicksField(TallyField):
    """How often the short link of a row was followed. It counts by itself; nobody types it.

    Its thing needs a field of the type `short link`. A person counts once a day for each link, and nobody can
    tell who it was: only the number is kept. For all else it is like `views`.
    """

    name = "clicks"
    aliases = (
        "click count",
        "clicks count",
        "click counter",
        "link clicks",
        "click throughs",
        "clickthroughs",
        "scans",
        "scan count",
        "点击量",
        "点击次数",
        "点击数",
    )
    tally = "clicks"
