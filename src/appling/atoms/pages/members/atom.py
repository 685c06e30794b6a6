"""Who is in the app."""

from appling.atoms.base import Need, PartAtom
from appling.atoms.base.needs import Members as MembersNeed
from appling.blueprint.model.app import App, Part


class Members(PartAtom):
    """A directory: everybody who has an account, by name, each with their profile; no addresses.

    It is for those who are signed in, whatever the page says; `for` makes it narrower.
    """

    name = "members"
    aliases = ("member list", "directory", "member directory", "people list", "who is here")
    thing = "none"
    clauses = frozenset()
    good = (
        """
        app Allotments
          about: Who gardens here, and what there is to share.
          people: gardener, chair
          gardener may see, add own
          chair may do all

        thing Surplus
          what: text, required
          from: person = me

        page Surplus
          list of Surplus
        page Gardeners for gardener, chair
          members "Who gardens here"
        """,
        """
        app 校友录
          people: 校友
          校友 may see, add

        thing 活动
          名称: text, required

        page 活动
          list of 活动
        page 通讯录
          members
        """,
    )
    bad = (
        """
        # needless-thing
        app Allotments
          people: gardener

        thing Surplus
          what: text

        page Gardeners
          members of Surplus
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        return MembersNeed()
