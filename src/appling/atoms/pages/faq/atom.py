"""Questions that come up, with their answers."""

from appling.atoms.base.telling import TellingPart


class Faq(TellingPart):
    """Questions that come up, with their answers, which open when they are asked for.

    Of a thing, each row is a question: its title, and its long text as the answer.
    """

    name = "faq"
    aliases = (
        "faqs",
        "questions",
        "questions and answers",
        "frequently asked questions",
        "accordion",
        "q&a",
        "q and a",
        "help section",
        "faq section",
    )
    clauses = frozenset({"where", "sort", "show", "limit"})
    collection = True
    most = 40
    good = (
        """
        app Four O'Clock Bakery
          about: Bread baked at four in the morning and sold until it is gone.
          visitor may see

        thing Bread
          name: text, required

        page Home
          faq "Good to know"
            "Is there bread on Mondays?": "No, the oven rests. Saturday's rye is still good then."
            "Can I reserve?": "Yes, until eight in the evening before." to "tel:+4930123456"
        """,
        """
        app 图书馆
          visitor may see

        thing 常见问题
          问题: text, required
          回答: long text

        page 帮助
          faq of 常见问题
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
          faq of Bread by name
        """,
    )
