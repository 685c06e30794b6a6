"""QR codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from appling.atoms.base import Need, PartAtom, Rows
from appling.atoms.base.short import address_columns, address_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from appling.blueprint.model.app import App, Part

MOST = 24
LONGEST = 1000


class Qr(PartAtom):
    """A QR code of a text or an address, or one for each row, to be scanned or printed.

    `qr "https://example.org"` is a code of just that. Over a thing, each row has a code of what `show` names,
    or else of its short link, or of what the row is called: labels for equipment, tickets, tables. Of a short
    link, the whole address is scanned. They are drawn here, by no service.
    """

    name = "qr"
    aliases = ("qr code", "qrcode", "qr codes", "barcode", "qr generator", "qr label", "qr labels")
    thing = "optional"
    clauses = frozenset({"where", "sort", "show", "limit"})
    good = (
        """
        app Tool Library
          about: Labels for all tools.
          people: keeper

        thing Tool
          name: text, required
          code: text, unique
          visitor may see
          keeper may do all

        page Labels for keeper
          qr "Labels to print" of Tool sort name show code
        page Find Us
          qr "https://example.org/tools"
        """,
        """
        app 签到
          about: 扫码签到

        thing 桌子
          编号: text, required
          visitor may see

        page 二维码
          qr of 桌子
        """,
    )
    bad = (
        """
        # unknown-thing
        app Tool Library

        thing Tool
          name: text

        page Labels
          qr of Machine
        """,
    )

    def need(self, part: Part, app: App) -> Need | None:
        if part.thing is None:
            return None
        thing = app.thing(part.thing)
        columns = part.show or address_columns(thing)
        return Rows(thing.key, columns, part.where, part.sort, part.limit or MOST, controls=False)

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        codes = ((part.title or app.name, "", None),) if data is None else tuple(_codes(data))
        return {"codes": codes, "drawn": _drawn}


def _codes(data: Any) -> Iterator[tuple[str, str, str | None]]:
    """What each says, the path that stands for it if it is an address of this app, and its row's page."""
    for row in data.rows:
        said = " ".join(cell.text for cell in row.cells if cell.text) or row.title
        path = address_of(row) if len(row.cells) == 1 else row.href
        yield (row.title, path, row.href) if path != row.href else (said, "", row.href)


def _drawn(text: str) -> Markup | None:
    """The code as a drawing, dark on light so that every reader can tell; None for what is too long."""
    import segno

    if not 0 < len(text) <= LONGEST:
        return None
    drawing = segno.make_qr(text, error="m").svg_inline(
        scale=8, border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr-drawing", lineclass=None
    )
    return Markup(drawing)  # noqa: S704 - squares only: the text is not in it
