"""Rows that a person keeps for later."""

from typing import ClassVar

from appling.atoms.base import TraitAtom
from appling.atoms.base.trait import Words


class Bookmarks(TraitAtom):
    """Those who are signed in keep rows for later; a page “Saved” shows each person what they kept.

    Nobody else sees, or can count, what somebody saved.
    """

    name = "bookmarks"
    aliases = (
        "bookmark",
        "favourites",
        "favorites",
        "favourite",
        "favorite",
        "wishlist",
        "saves",
        "收藏",
        "书签",
    )
    noun = "bookmark"
    text = """
        thing MADE
          LINK: HOST, required
          person: person = me
          one per LINK, person

        page Saved
          cards of HOST where count(MADE where person = me) > 0
    """
    words: ClassVar[Words] = {"zh": {"bookmark": "收藏", "person": "收藏人", "Saved": "我的收藏"}}
    own = True
    fixed = True
    toggles = True
    good = (
        """
        app Flat Hunt
          about: Flats to let in our quarter.
          people: seeker, agent
          visitor may see
          agent may do all

        thing Flat
          address: text, required
          rent: money
          photo: image
          has bookmarks

        page Flats
          cards of Flat sort rent
        """,
        """
        app 课程目录
          about: 选课前先收藏
          people: 学生
          学生 may see

        thing 课程
          名称: text, required
          老师: text
          has 收藏
        """,
    )
    bad = (
        """
        # trait-clash
        app Flat Hunt
          people: seeker
          seeker may see

        thing Flat
          address: text
          has favourites

        thing Flat Bookmark
          words: text
        """,
    )
