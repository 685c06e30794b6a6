"""What people are asked to do."""

from appling.atoms.base.telling import TellingPart


class CallToAction(TellingPart):
    """What people are asked to do: a sentence in large letters, and up to two buttons.

    Lines with a link are the buttons. Without any, the button leads to the app's first other page.
    """

    name = "call to action"
    aliases = (
        "cta",
        "cta section",
        "action banner",
        "join section",
        "signup section",
        "subscribe section",
        "get started",
    )
    thing = "none"
    good = (
        """
        app Four O'Clock Bakery
          about: Bread baked at four in the morning and sold until it is gone.
          visitor may see

        thing Bread
          name: text, required

        page Home
          list of Bread
          call to action "Come by tomorrow morning"
            "We open at seven."
            "See the bread" to Bread
        """,
        """
        app 山间民宿
          visitor may see

        thing 客房
          名称: text, required

        page 首页
          call to action "下个周末，来山里住一晚"
            "看客房" to 客房
        """,
    )
    bad = (
        """
        # needless-thing
        app Four O'Clock Bakery
          about: Bread baked at four in the morning and sold until it is gone.
          visitor may see

        thing Bread
          name: text, required

        page Home
          call to action "Come by" of Bread
        """,
    )
