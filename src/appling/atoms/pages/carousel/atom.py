"""Pictures or words that come by one after the other."""

from appling.atoms.base.telling import TellingPart


class Carousel(TellingPart):
    """Pictures or words that come by one after the other, by themselves until somebody stops them.

    Of a thing, its rows with their pictures; otherwise the lines below it. It stands still for those who
    want less motion, while the pointer or the keyboard is on it, and for good once it is paused.
    """

    name = "carousel"
    aliases = (
        "slider",
        "slideshow",
        "slide show",
        "image slider",
        "image carousel",
        "banner carousel",
        "rotating banner",
        "banners",
        "carousels",
        "picture carousel",
        "swiper",
        "homepage carousel",
    )
    clauses = frozenset({"where", "sort", "show", "limit"})
    collection = False
    most = 8
    good = (
        """
        app Print Collection
          visitor may see

        thing Print
          title: text, required
          picture: image
          story: long text

        page Home
          carousel "New on the walls" of Print limit 5
        """,
        """
        app 山间民宿
          visitor may see

        thing 客房
          名称: text, required

        page 首页
          carousel
            "云海": "清晨五点半，云从山谷里升起来。" to 客房
            "茶园": "四月到六月，可以跟着采茶。"
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
          carousel of Bread by name
        """,
    )
