"""Lines as text that is read back the same."""

from dataclasses import replace

from appling.blueprint.formatter.expressions import Care
from appling.blueprint.formatter.nodes import print_header, print_item, print_line, print_member
from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.documents import document_line
from appling.blueprint.syntax.faults import Unreadable
from appling.blueprint.syntax.headers import Header
from appling.blueprint.syntax.items import item_line
from appling.blueprint.syntax.names import Names
from appling.blueprint.syntax.outline import OutlineReader, Section
from appling.blueprint.syntax.parser import Member, read_header, read_member
from appling.blueprint.syntax.shape import shape
from appling.blueprint.syntax.tree import (
    ActionBlock,
    AppBlock,
    Block,
    DocumentLine,
    ItemLine,
    PageBlock,
    PartLine,
    ThingBlock,
    TriggerBlock,
)

_KINDS: dict[type[Block], str] = {
    AppBlock: "app",
    ThingBlock: "thing",
    ActionBlock: "action",
    PageBlock: "page",
    TriggerBlock: "trigger",
}


def header_of(block: Block) -> tuple[str, Header]:
    """What the block's first line says."""
    kind = _KINDS[type(block)]
    match block:
        case AppBlock():
            return kind, Header(block.name)
        case ThingBlock():
            return kind, Header(block.name, was=block.was)
        case ActionBlock():
            return kind, Header(block.name, None, block.thing, block.roles, block.when)
        case PageBlock():
            return kind, Header(block.name, thing=block.thing, roles=block.roles)
        case TriggerBlock():
            return kind, Header(block.name, occasion=block.occasion)


def format_header(kind: str, header: Header, names: Names) -> str | None:
    """The header with as few quotes as are read back the same; None if that can't be."""
    for care in Care:
        text = print_header(kind, header, care)
        section = _section(text)
        if section is None or section.kind != kind or section.members:
            continue
        cursor = Cursor(section.header.tokens, names)
        try:
            again = read_header(kind, cursor)
        except Unreadable:
            continue
        if shape(again) == shape(header) and not cursor.slips:
            return text
    return None


def format_member(kind: str, member: Member, names: Names) -> str | None:
    """The line with as few quotes and brackets as are read back the same; None if that can't be.

    Of a part, the first line.
    """
    if isinstance(member, PartLine):
        member = replace(member, items=(), lines=())
    for care in Care:
        text = print_member(member, care)
        section = _section(f"{'action' if kind == 'trigger' else kind} X\n  {text}")
        if section is None or len(section.members) != 1:
            continue
        line = section.members[0]
        cursor = Cursor(line.tokens, names)
        try:
            again = read_member(kind, cursor, line.span)
        except Unreadable:
            continue
        if shape(again) == shape(member) and not cursor.slips and not line.faults:
            return text
    return None


def format_item(item: ItemLine | DocumentLine, names: Names) -> str | None:
    """The line below a part, as it is read back the same; None if that can't be."""
    document = isinstance(item, DocumentLine)
    for care in Care:
        text = print_line(item, care) if isinstance(item, DocumentLine) else print_item(item, care)
        section = _section(f"page X\n  {'document' if document else 'text'}\n    {text}")
        if section is None or not section.items:
            continue
        line = section.items[0][0]
        cursor = Cursor(line.tokens, names)
        try:
            again = document_line(cursor, line.span) if document else item_line(cursor, line.span)
        except Unreadable:
            continue
        if shape(again) == shape(item) and not cursor.slips and not line.faults:
            return text
    return None


def _section(text: str) -> Section | None:
    """The only section of a text without faults."""
    outline = OutlineReader(text).read()
    if len(outline.sections) != 1 or outline.diagnostics or outline.comments:
        return None
    return outline.sections[0]
