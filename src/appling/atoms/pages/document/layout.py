"""What stands where on a sheet of paper: letterhead, addressee, facts, text, tables with totals, foot."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from appling.atoms.base.answers import Sheet, SheetLine, SheetTable

LONGEST_CODE = 1000


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document's middle; `lines` are facts, or the totals of a table."""

    kind: str
    text: str = ""
    lines: tuple[SheetLine, ...] = ()
    table: SheetTable | None = None
    picture: str | None = None
    code: Markup | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    title: str
    senders: tuple[str, ...]
    addressees: tuple[str, ...]
    facts: tuple[SheetLine, ...]
    blocks: tuple[Block, ...]
    signatures: tuple[str, ...]
    feet: tuple[str, ...]


def layout(sheet: Sheet) -> Layout:
    """The lines at their places; those of the middle in their order."""
    middle = [line for line in sheet.lines if line.word in ("", "table", "code")]
    leading = 0
    while leading < len(middle) and _is_fact(middle[leading]):
        leading += 1
    return Layout(
        sheet.title,
        _said("from", sheet),
        _said("to", sheet),
        tuple(middle[:leading]),
        tuple(_blocks(middle[leading:])),
        _said("signature", sheet),
        _said("footer", sheet),
    )


def _said(word: str, sheet: Sheet) -> tuple[str, ...]:
    return tuple(line.text for line in sheet.lines if line.word == word)


def _is_fact(line: SheetLine) -> bool:
    return not line.word and bool(line.label) and line.picture is None


def _blocks(lines: list[SheetLine]) -> list[Block]:
    """Facts below a table are its totals; others stand together."""
    made: list[Block] = []
    for line in lines:
        before = made[-1] if made else None
        if not _is_fact(line):
            made.append(_block(line))
        elif before is not None and before.kind in ("facts", "table"):
            made[-1] = replace(before, lines=(*before.lines, line))
        else:
            made.append(Block("facts", lines=(line,)))
    return made


def _block(line: SheetLine) -> Block:
    if line.table is not None:
        return Block("table", table=line.table)
    if line.picture is not None:
        return Block("picture", line.text, picture=line.picture)
    if line.word == "code":
        return Block("code", line.text, code=_drawn(line.text))
    return Block("text", line.text)


def _drawn(text: str) -> Markup | None:
    """A QR code; None for what is too long to be one."""
    import segno

    if not 0 < len(text) <= LONGEST_CODE:
        return None
    made = segno.make_qr(text, error="m")
    drawing = made.svg_inline(scale=8, border=2, dark="#000", light="#fff", omitsize=True, lineclass=None)
    return Markup(drawing)  # noqa: S704 - squares only: the text is not in it
