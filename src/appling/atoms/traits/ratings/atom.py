"""Stars and words that people give a row."""

from collections.abc import Mapping
from typing import ClassVar

from appling.atoms.base import Rows, RowsAnswer, TraitAtom
from appling.atoms.base.columns import NEWEST_FIRST, field_column, made_when
from appling.atoms.base.talk import said
from appling.atoms.base.trait import ANONYMOUS, Words
from appling.blueprint.model.app import App, Thing

FEWEST, MOST_STARS = 1, 5
"""What a person can give; a row that came by a file may hold any number."""
MOST = 100


class Ratings(TraitAtom):
    """One to five stars and a few words, once from everybody who is signed in; lists show the average.

    On the row's page stand all reviews, newest first, and a form for those who gave none yet. `rating` is
    the average, `reviews` how many there are: both can be sorted by.
    """

    name = "ratings"
    aliases = ("rating", "reviews", "review", "stars", "feedback", "评分", "评价", "点评")
    noun = "review"
    text = """
        thing HOST
          rating = avg(MADE.stars)
          reviews = count(MADE)

        thing MADE
          LINK: HOST, required
          stars: rating, required
          text: long text, max 4000
          author: person = me
          one per LINK, author
    """
    words: ClassVar[Words] = {
        "zh": {
            "review": "评价",
            "rating": "评分",
            "reviews": "评价数",
            "stars": "星级",
            "text": "评语",
            "author": "作者",
        }
    }
    settings = (ANONYMOUS,)
    good = (
        """
        app Lunch Nearby
          about: Where to eat at noon, and how it was.
          people: eater, editor
          visitor may see
          editor may do all

        thing Place
          name: text, required
          kitchen: text
          photo: image
          has ratings, bookmarks

        page Places
          cards of Place sort rating desc
        """,
        """
        app 读书会
          about: 大家读过的书和评价
          people: 书友
          书友 may see, add

        thing 书
          书名: text, required
          has 评价, 评论
        """,
    )
    bad = (
        """
        # trait-clash
        app Lunch Nearby
          people: eater
          eater may see

        thing Place
          name: text
          has reviews

        thing Place Review
          place: Place
          words: text
        """,
    )

    def need(self, thing: Thing, app: App) -> Rows:
        stars, text, author = (field_column(thing.field(key)) for key in ("stars", "text", "author"))
        return Rows(
            thing.key, (stars, text, author, made_when()), sort=NEWEST_FIRST, limit=MOST, controls=False
        )

    def view(self, thing: Thing, app: App, data: RowsAnswer) -> Mapping[str, object]:
        reviews = said(data.rows)
        values = [each.cells["stars"].value for each in reviews]
        stars = [min(max(int(value), FEWEST), MOST_STARS) for value in values if value is not None]
        return {
            "reviews": reviews,
            "given": stars,
            "counted": [(n, stars.count(n)) for n in range(MOST_STARS, FEWEST - 1, -1)],
        }
