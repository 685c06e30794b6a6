"""What a page ends with."""

from appling.atoms.base.telling import TellingPart


class Footer(TellingPart):
    """What a page ends with: columns of words and links.

    A line with words is a column with its heading; lines with only a link stand together. Without any,
    it says the app's name and leads to its pages.
    """

    name = "footer"
    aliases = (
        "page footer",
        "site footer",
        "footer section",
        "footer links",
        "bottom section",
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
          footer
            "Bakery": "Mill Lane 4\\nby the bridge"
            "Open": "Tuesday to Sunday\\n7 to 13"
            "Our bread" to Bread
            "The mill" to "https://example.org"
        """,
        """
        app 山间民宿
          about: 山里的八间客房。
          visitor may see

        thing 客房
          名称: text, required

        page 首页
          list of 客房
          footer
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
          list of Bread
          footer of Bread
        """,
    )
