"""What speaks for something, point by point."""

from appling.atoms.base.telling import TellingPart


class Features(TellingPart):
    """What speaks for something, point by point: a few words each, and a sentence that says more.

    Without lines of its own it shows where the app's pages lead. Of a thing, its rows are the points.
    """

    name = "features"
    aliases = (
        "feature",
        "feature list",
        "feature grid",
        "features section",
        "benefits",
        "advantages",
        "services",
        "highlights",
        "selling points",
        "reasons",
        "values",
        "strengths",
        "offerings",
        "capabilities",
        "about section",
        "about us",
    )
    clauses = frozenset({"where", "sort", "show", "limit"})
    good = (
        """
        app Four O'Clock Bakery
          about: Bread baked at four in the morning and sold until it is gone.
          visitor may see

        thing Bread
          name: text, required

        page Home
          features "Why people come back"
            "Stone oven": "Each loaf bakes forty minutes on hot stone."
            "Three flours": "Rye, spelt and wheat from the mill down the road." to "https://example.org"
            "Warm until noon": "We bake twice, at four and at nine." to Bread
          cards of Bread
        """,
        """
        app 木工坊
          visitor may see

        thing 课程
          名称: text, required
          说明: long text

        page 首页
          features "为什么来这里" of 课程 sort 名称
        """,
    )
    bad = (
        """
        # clause-not-taken
        app Bakery

        thing Bread
          name: text

        page Home
          features of Bread by name
        """,
    )
