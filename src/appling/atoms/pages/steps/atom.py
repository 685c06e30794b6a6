"""How something goes, step by step."""

from appling.atoms.base.telling import TellingPart


class Steps(TellingPart):
    """How something goes, step by step: numbered lines, each with what is done there.

    Of a thing, its rows in their order are the steps.
    """

    name = "steps"
    aliases = (
        "step list",
        "how it works",
        "how to",
        "process",
        "procedure",
        "instructions",
        "workflow steps",
        "numbered list",
        "guide",
    )
    clauses = frozenset({"where", "sort", "show", "limit"})
    collection = False
    good = (
        """
        app Four O'Clock Bakery
          about: Bread baked at four in the morning and sold until it is gone.
          visitor may see

        thing Bread
          name: text, required

        page Home
          steps "How to order"
            "Choose": "Look at what is baked that day." to Bread
            "Reserve": "Tell us your name and when you come."
            "Collect": "It waits for you until noon."
        """,
        """
        app 陶艺课
          visitor may see

        thing 步骤
          名称: text, required
          说明: long text

        page 怎么上课
          steps "三步做好一只杯子" of 步骤
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
          steps of Bread by name
        """,
    )
