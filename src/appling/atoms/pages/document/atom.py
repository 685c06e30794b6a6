"""Documents made from rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appling.atoms.base import PartAtom
from appling.atoms.base.locales import locale
from appling.atoms.base.needs import Documents
from appling.atoms.pages.document.layout import layout
from appling.atoms.pages.document.usual import usual_lines, usual_title
from appling.blueprint.model.vocabulary import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appling.blueprint.model.app import App, Part

MOST = 24
CUSTOMARY = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "PR", "GT", "CR", "PA", "DO", "SV", "NI"})
"""Where paper is of the size Letter."""


class Document(PartAtom):
    """A document of each row, to print or to keep as PDF: an invoice, a letter, a certificate, a ticket.

    It stands behind a button on the row's page, at an address of its own, for those who may see the row;
    `where` says which rows have one. The part itself lists them, and with `limit 1` shows the first.

    The lines below say what is on it, and may hold values of the row: `"Dear {client},"`. A line with a
    label, `"Due": "{due}"`, is a fact; right below a table it is a total. `from "…"` is the letterhead, `to
    "…"` the addressee, `signature "…"` a line to sign on, `footer "…"` the foot of each page, `code "…"` a QR
    code, `"{photo}"` a picture. `table of Invoice Line show work, amount` are the rows that link to this one,
    or to what it is about itself. A line whose values are all empty is left out, and `when` says for which
    rows it is there. Without lines, the document says all that the row does.
    """

    name = "document"
    aliases = ("certificate", "diploma", "printable", "printout")
    thing = "required"
    clauses = frozenset({"where", "sort", "limit"})
    prints = True
    settings = (
        Setting(
            "kind",
            "What it looks like; a certificate lies across, a label is small.",
            options=("letter", "certificate", "label"),
            aliases=(
                ("diploma", "certificate"),
                ("award", "certificate"),
                ("ticket", "label"),
                ("badge", "label"),
            ),
        ),
        Setting("paper", "Its size, else the usual one.", options=("A4", "letter", "A5", "A6")),
    )
    good = (
        """
        app Studio North
          about: What we did for whom, and what it costs.
          look: ivory, dark slate blue
          people: client, studio

        thing Invoice
          number: counter = "INV-{year}-0001"
          client: person = me
          address: long text
          issued: date = today
          due: date = today + 14 days
          discount: money
          paid: yes/no
          total = sum(Invoice Line.amount)
          client may see own
          studio may do all

        thing Invoice Line
          invoice: Invoice, required
          work: text, required
          hours: number, min 0 = 1
          rate: money = 80
          amount = hours * rate
          client may see where invoice.client = me
          studio may do all

        page Invoices
          table of Invoice
        page Print
          document "Invoice {number}" of Invoice where total > 0 sort number desc with paper = A4
            from "Studio North\\nMill Lane 4, Bristol"
            to "{client}\\n{address}"
            "Date": "{issued}"
            "Due": "{due}"
            "Thank you for your trust. This is what we did for you:"
            table of Invoice Line show work, hours, rate, amount
            "Discount": "{discount}"
            "Total": "{total}"
            "Paid, thank you." when paid
            "Please pay {total} until {due}." when not paid
            footer "Studio North, Mill Lane 4, Bristol\\nBank: Example Bank, 12 34 56"
        """,
        """
        app 结业证书
          about: 课程与学员
          people: 学员, 老师

        thing 学员
          姓名: text, required
          课程: text, required
          成绩: number
          结业日期: date = today
          老师 may do all
          学员 may see

        page 证书
          document "结业证书" of 学员 where 成绩 >= 60 with kind = certificate
            "兹证明"
            "{姓名}"
            "完成了课程《{课程}》，成绩合格。"
            "日期": "{结业日期}"
            signature "任课老师"
        """,
        """
        app Village Hall
          about: Tickets for our evenings.
          people: guest, host

        thing Ticket
          number: counter = "T-0001"
          evening: text, required
          day: date
          seat: text
          guest: person = me
          guest may see own, add
          host may do all

        page Tickets
          document "{evening}" of Ticket sort day with kind = label
            "Day": "{day}"
            "Seat": "{seat}"
            code "{number}"
        """,
    )
    bad = (
        """
        # not-linked
        app Studio
        thing Invoice
          number: counter
        thing Note
          text: text
        page Print
          document "Invoice {number}" of Invoice
            table of Note
        """,
        """
        # unknown-name
        app Studio
        thing Invoice
          number: counter
        page Print
          document "Invoice {number}" of Invoice
            "Dear {client},"
        """,
    )

    def need(self, part: Part, app: App) -> Documents:
        thing = app.thing(part.thing or "")
        return Documents(
            thing.key,
            part,
            part.says or usual_title(thing),
            part.lines or usual_lines(thing, app),
            part.where,
            part.sort,
            part.limit or MOST,
            part.limit == 1,
        )

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        settings = dict(part.settings)
        kind = settings.get("kind", "letter")
        usual = "letter" if locale(app.language).territory in CUSTOMARY else "A4"
        return {
            "kind": kind,
            "paper": settings.get("paper") or ("A6" if kind == "label" else usual),
            "layout": layout(data.sheet) if data is not None and data.sheet is not None else None,
        }
