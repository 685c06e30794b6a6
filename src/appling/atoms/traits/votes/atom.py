"""Votes for and against a row."""

from typing import ClassVar

from appling.atoms.base import TraitAtom
from appling.atoms.base.trait import Words


class Votes(TraitAtom):
    """One vote for or against each row, by everybody who is signed in; `score` is how far it is ahead.

    A vote can be turned round or taken back. Lists can be sorted by `score`.
    """

    name = "votes"
    aliases = ("vote", "voting", "upvotes", "upvote", "downvotes", "投票", "顶踩")
    noun = "vote"
    text = """
        thing HOST
          score = count(MADE where direction = up) - count(MADE where direction = down)

        thing MADE
          LINK: HOST, required
          direction: choice(up, down), required
          person: person = me
          one per LINK, person
    """
    words: ClassVar[Words] = {
        "zh": {
            "vote": "投票",
            "score": "得票",
            "direction": "意见",
            "up": "赞成",
            "down": "反对",
            "person": "投票人",
        }
    }
    toggles = True
    state = "direction"
    good = (
        """
        app Idea Box
          about: What we could do better, the best first.
          people: colleague, lead
          colleague may see, add, change own
          lead may do all

        thing Idea
          title: text, required
          why: long text
          from: person = me
          has votes

        page Ideas
          list of Idea sort score desc
        """,
        """
        app 提案
          about: 小区提案投票
          people: 业主
          业主 may see, add

        thing 提案
          题目: text, required
          has 投票
        """,
    )
    bad = (
        """
        # unknown-trait-setting
        app Idea Box
          people: colleague
          colleague may see

        thing Idea
          title: text
          has votes with speed = 3
        """,
    )
