"""How to reach somebody."""

import re
from collections.abc import Mapping
from typing import Any

from appling.atoms.base import Need, NewRow
from appling.atoms.base.telling import TellingPart
from appling.blueprint.model.app import App, Part

FEWEST_DIGITS = 6
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"\+?[\d\s()/.\-–]+")


class Contact(TellingPart):
    """How to reach somebody: address, telephone, mail, opening hours, a line each; telephone numbers and mail
    addresses can be tapped.

    Of a thing, with a form that adds a row: `contact of Message`, for those who may add one.
    """

    name = "contact"
    aliases = (
        "contact us",
        "contact details",
        "contact info",
        "contact information",
        "contact section",
        "address",
        "get in touch",
        "imprint",
    )
    clauses = frozenset()
    items = "needed"
    good = (
        """
        app Four O'Clock Bakery
          visitor may add
          visitor may see

        thing Message
          name: text, required
          email: email
          words: long text, required

        page Visit
          contact "Come and see us" of Message
            "Bakery": "Mill Lane 4, by the bridge"
            "Telephone": "+49 30 1234567"
            "Mail": "hello@bakery.example"
            "Open": "Tuesday to Sunday, 7 to 13"
        """,
        """
        app 诊所
          visitor may see

        thing 医生
          姓名: text, required

        page 联系
          contact "联系我们"
            "地址": "青石路 12 号"
            "电话": "021 5555 0000"
        """,
    )
    bad = (
        """
        # missing-items
        app Four O'Clock Bakery
          about: Bread baked at four in the morning and sold until it is gone.
          visitor may see

        thing Bread
          name: text, required

        page Visit
          contact "Come and see us"
        """,
    )

    def need(self, part: Part, app: App) -> Need | None:
        return NewRow(part.thing) if part.thing is not None else None

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {"reach": reach}


def reach(text: str) -> tuple[str, str]:
    """An icon, and the address that opens mail or telephone, if the text is one."""
    if _MAIL.fullmatch(text.strip()):
        return "mail", f"mailto:{text.strip()}"
    digits = re.sub(r"[^\d+]", "", text)
    if _PHONE.fullmatch(text.strip()) and len(digits) >= FEWEST_DIGITS:
        return "phone", f"tel:{digits}"
    return "", ""
