"""What happened, or will, in its order."""

from appling.atoms.base.telling import TellingPart


class Timeline(TellingPart):
    """What happened, or will, in its order: when, and what.

    Of a thing, its rows by their first date; `sort` may say another order. Good for a history, a career, a
    programme of a day.
    """

    name = "timeline"
    aliases = (
        "milestones",
        "chronology",
        "career",
        "experience",
        "work experience",
        "education history",
        "programme",
        "itinerary",
        "event timeline",
        "journey",
        "time line",
    )
    clauses = frozenset({"where", "sort", "show", "limit"})
    collection = True
    most = 60
    by_date = True
    good = (
        """
        app Village Band
          visitor may see

        thing Concert
          name: text, required
          day: date

        page About
          timeline "How we came here"
            "1968": "Five neighbours and one trumpet."
            "1984": "The first tour, by bicycle."
            "Now": "Thirty players, every Thursday." to Concert
        """,
        """
        app 个人简历
          visitor may see

        thing 经历
          职位: text, required
          开始: date
          说明: long text

        page 关于我
          timeline "经历" of 经历 sort 开始 desc
        """,
    )
    bad = (
        """
        # clause-not-taken
        app Four O'Clock Bakery
          about: Bread baked at four in the morning and sold until it is gone.
          visitor may see

        thing Bread
          name: text, required

        page Home
          timeline of Bread by name
        """,
    )
