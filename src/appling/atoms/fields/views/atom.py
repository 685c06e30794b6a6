"""How often a row was looked at."""

from __future__ import annotations

from appling.atoms.base.tally import TallyField


class ViewsField(TallyField):
    """How often the page of a row was opened. It counts by itself; nobody types it.

    A person counts once a day for each row, whether signed in or not, and nobody can tell who it was: only
    the number is kept. It is counted by the page itself, once it is really seen, so programs that fetch pages
    do not count. It can be shown, sorted by, used in conditions and charts like any number. Counting is no
    step of history, makes no form out of date and sets off nothing. Only the owner of the app may bring
    numbers along, with rows from a file.
    """

    name = "views"
    aliases = (
        "view count",
        "views count",
        "view counter",
        "page views",
        "pageviews",
        "visits",
        "visit count",
        "visit counter",
        "hits",
        "hit count",
        "hit counter",
        "浏览量",
        "浏览次数",
        "浏览数",
        "访问量",
    )
    tally = "views"
