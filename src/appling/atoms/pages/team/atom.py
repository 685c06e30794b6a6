"""The people behind it."""

from appling.atoms.base.telling import TellingPart


class Team(TellingPart):
    """The people behind it: a name, and what they do.

    Of a thing, each row is a person: its picture, its title, and the next values below.
    """

    name = "team"
    aliases = (
        "team section",
        "team members",
        "our team",
        "meet the team",
        "staff",
        "people section",
        "about the team",
        "speakers",
        "artists",
        "instructors",
    )
    clauses = frozenset({"where", "sort", "show", "limit"})
    collection = True
    most = 24
    good = (
        """
        app Wood Workshop
          visitor may see

        thing Course
          name: text, required

        page Home
          team "Who you meet here"
            "The joiner": "Teaches chairs and tables, on Mondays."
            "The turner": "Bowls, pegs and handles."
        """,
        """
        app 诊所
          visitor may see

        thing 医生
          姓名: text, required
          照片: image
          职务: text
          介绍: long text

        page 首页
          team "我们的医生" of 医生
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
          team of Bread by name
        """,
    )
