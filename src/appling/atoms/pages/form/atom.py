"""A form that adds a row."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Need, NewRow, PartAtom
from appling.blueprint.model.app import App, Part
from appling.blueprint.model.vocabulary import Setting


class Form(PartAtom):
    """A form in the page that adds a row.

    Best where adding is what the page is for: a request, a vote, a message, a booking. Every thing
    has a form of its own behind the list's button anyway; that needs no part. Whoever may not add
    does not see it. Rows that are parts of the new one, as the lines of an order, are added in the same
    form. `with steps = yes` shows a few fields at a time, as all forms of more than ten do unless it is
    `no`. `show` names what it asks for, where that is less than all: the rest begins as its default says,
    and what a row can't be without is always asked for. Its button says `Add …`, or the
    words of `with button = Pay now`. Of a thing that everybody has one of (`one per student`), such as a
    profile, it shows the viewer's own once that is there.
    """

    name = "form"
    aliases = (
        "add form",
        "input form",
        "entry form",
        "new",
        "add",
        "create",
        "submit",
        "contact form",
        "survey",
        "input",
        "booking form",
        "upload",
        "registration form",
        "composer",
        "editor",
        "submission",
        "wizard",
        "multi step form",
        "step form",
        "application form",
        "order form",
        "questionnaire",
    )
    thing = "required"
    clauses = frozenset({"show"})
    settings = (
        Setting("steps", "show a few fields at a time", "truth"),
        Setting("button", "what its button says", "text"),
    )
    good = (
        """
        app Kindergarten Absences
          about: Parents report when their child stays at home.
          people: parent, teacher

        thing Absence
          child: text, required
          day: date, required = today
          reason: choice(ill, holiday, other)
          parent may see own, add
          teacher may see

        page Report
          form "Report an absence" of Absence
          list "My reports" of Absence sort day desc
        """,
        """
        app 采购申请
          about: 一次填写一张申请单和它的明细
          people: 员工

        thing 申请单
          标题: text, required
          部门: text
          需要日期: date
          理由: long text
          员工 may see own, add

        thing 申请单明细
          申请单: 申请单, required
          物品: text, required
          数量: number, min 1 = 1
          员工 may see, add

        page 申请
          form of 申请单 with steps = yes
        """,
        """
        app Lost and Found
          about: What was found in the house waits here for its owner.
          people: guest, porter

        thing Find
          what: text, required
          where: text
          photo: image
          state: choice(waiting, fetched) = waiting
          shelf: text
          guest may see, add
          porter may do all

        page Report
          form "Report what you found" of Find show what, where, photo with button = Hand it in
          table of Find where state = waiting for porter
        """,
    )
    bad = (
        """
        # clause-not-taken
        app Kindergarten Absences

        thing Absence
          child: text

        page Report
          form of Absence sort child
        """,
    )

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        settings = dict(part.settings)
        return {"steps": settings.get("steps"), "button": settings.get("button")}

    def need(self, part: Part, app: App) -> Need:
        return NewRow(part.thing or "", tuple(each.field for each in part.show if each.field))
