"""Rows whose news people want."""

from typing import ClassVar

from appling.atoms.base import TraitAtom
from appling.atoms.base.trait import Words


class Follows(TraitAtom):
    """Those who are signed in follow rows: a shop, a club, a topic; a page “Following” shows theirs.

    Everybody who sees the row sees how many follow it. `followed` says whether the one who looks does. Of a
    profile (`one per person`), people follow one another: `list of Post where author.followed`.
    """

    name = "follows"
    aliases = ("follow", "followers", "follower", "following", "subscribers", "subscriptions", "关注", "订阅")
    noun = "follower"
    text = """
        thing HOST
          followers = count(MADE)
          followed = count(MADE where person = me) > 0

        thing MADE
          LINK: HOST, required
          person: person = me
          one per LINK, person

        page Following
          cards of HOST where count(MADE where person = me) > 0
    """
    words: ClassVar[Words] = {
        "zh": {
            "follower": "关注",
            "followers": "关注数",
            "followed": "已关注",
            "person": "关注人",
            "Following": "我的关注",
        }
    }
    fixed = True
    toggles = True
    good = (
        """
        app Band Room
          about: Bands of the town and who listens to them.
          people: listener, band
          visitor may see
          band may add, change own

        thing Band
          name: text, required
          style: text
          speaks for it: person = me
          has follows

        page Bands
          cards of Band sort followers desc
        """,
        """
        app Wanderers
          about: Who walks where; the walks of those one follows come first.
          people: walker
          walker may see, add own, change own, remove own

        thing Profile
          name: text, required
          photo: image
          person: person = me
          one per person
          has follows

        thing Walk
          title: text, required
          day: date = today
          leader: person = me

        page Walks
          list "Of people you follow" of Walk where leader.followed sort day desc
          list "All" of Walk sort day desc
        """,
        """
        app 店铺
          about: 关注喜欢的店
          people: 顾客
          顾客 may see

        thing 店
          店名: text, required
          has 关注
        """,
    )
    bad = (
        """
        # unknown-trait
        app Band Room
          people: listener
          listener may see

        thing Band
          name: text
          has folllower lists
        """,
    )
