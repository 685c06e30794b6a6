"""Hearts that people give a row."""

from typing import ClassVar

from appling.atoms.base import TraitAtom
from appling.atoms.base.trait import Words


class Likes(TraitAtom):
    """A heart on every row, which those who are signed in fill or empty; beside it, how many did.

    Each person likes a row once. Lists can be sorted by `likes`, the most liked first.
    """

    name = "likes"
    aliases = ("like", "hearts", "heart", "thumbs up", "claps", "点赞", "喜欢", "赞")
    noun = "like"
    text = """
        thing HOST
          likes = count(MADE)

        thing MADE
          LINK: HOST, required
          person: person = me
          one per LINK, person
    """
    words: ClassVar[Words] = {"zh": {"like": "点赞", "likes": "点赞数", "person": "点赞人"}}
    fixed = True
    toggles = True
    good = (
        """
        app Street Photos
          about: Pictures of our town; the most liked hang in the hall.
          people: member
          visitor may see
          member may add, change own, remove own

        thing Picture
          title: text, required
          photo: image
          taken by: person = me
          has likes

        page Pictures
          cards of Picture sort likes desc
        """,
        """
        app 每日诗词
          about: 大家喜欢的诗
          people: 读者
          读者 may see

        thing 诗
          题目: text, required
          正文: long text
          has 点赞
        """,
    )
    bad = (
        """
        # unknown-trait
        app Street Photos
          people: member
          member may see

        thing Picture
          title: text
          has liks of member
        """,
    )
