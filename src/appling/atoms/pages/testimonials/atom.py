"""What people say."""

from appling.atoms.base.telling import TellingPart


class Testimonials(TellingPart):
    """What people say: who said it, and the words.

    Of a thing, each row is a quote: its long text, a rating if there is one, and the row's title below.
    """

    name = "testimonials"
    aliases = (
        "testimonial",
        "quotes",
        "quote",
        "customer reviews",
        "customer voices",
        "reviews section",
        "what people say",
        "success stories",
        "endorsements",
    )
    clauses = frozenset({"where", "sort", "show", "limit"})
    collection = True
    most = 6
    good = (
        """
        app Four O'Clock Bakery
          about: Bread baked at four in the morning and sold until it is gone.
          visitor may see

        thing Bread
          name: text, required

        page Home
          testimonials "What the street says"
            "The house at number nine": "We set our clocks by the smell."
            "A regular": "The rye keeps for a week, if it lasts that long."
        """,
        """
        app 民宿
          visitor may see

        thing 评价
          客人: text, required
          内容: long text
          评分: rating

        page 首页
          testimonials "住过的人说" of 评价 limit 3
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
          testimonials of Bread by name
        """,
    )
