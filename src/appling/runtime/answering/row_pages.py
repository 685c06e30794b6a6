"""What the page of a row shows besides its fields and what links to it: the parts of `page of Thing`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from appling.atoms import part_atom
from appling.atoms.base import NewRow, OneRow
from appling.blueprint.model.app import App, Page, Part, Thing
from appling.blueprint.model.expression import Binary, Expression, Kind, Path, This, ValueType
from appling.runtime.answering.parts import Hanging, render_part
from appling.runtime.look.arranging import Placed, natural
from appling.runtime.rows.lists import Lists
from appling.runtime.visit import Visit

TRUTH, NUMBER = ValueType(Kind.TRUTH), ValueType(Kind.NUMBER)


@dataclass(frozen=True, slots=True)
class RowParts:
    """Parts with their HTML. `tells`: one of them shows the row's fields. `lists`: what they list of the row.

    Each is the key of a thing and of its link to the row.
    """

    parts: tuple[tuple[Part, Markup, Placed, int], ...] = ()
    tells: bool = False
    lists: frozenset[tuple[str, str]] = frozenset()


def row_parts(thing: Thing, visit: Visit, lists: Lists) -> RowParts:
    """Those that are for this role."""
    page = visit.rights.row_page(thing.key)
    if page is None:
        return RowParts()
    seen = tuple(part for part in page.parts if visit.rights.is_visible(part))
    made = tuple(
        (part, _html(part, index, page, visit, lists), Placed("", natural(part)), index)
        for index, part in enumerate(seen)
    )
    tells = any(_tells(part, page, visit.app) for part in seen)
    return RowParts(made, tells, frozenset(_listed(seen)))


def _html(part: Part, index: int, page: Page, visit: Visit, lists: Lists) -> Markup:
    of_row = _of_row(part, page, visit.app)
    return render_part(of_row, index, visit, lists, "", _hanging(part, page, lists))


def _hanging(part: Part, page: Page, lists: Lists) -> Hanging | None:
    """How new rows of a part hang on the row: by the link that its condition names, or else by the first."""
    row = lists.reader.viewer.about
    if part.thing is None or row is None:
        return None
    thing = lists.app.thing(part.thing)
    new = isinstance(part_atom(part.kind).need(part, lists.app), NewRow)
    keys = [field.key for field in thing.fields] if new else [*_links(part.where)]
    links = (field for field in thing.fields if field.key in keys and field.thing == page.thing)
    link = next((field for field in links if field.formula is None), None)
    return None if link is None else Hanging(link, row)


def _of_row(part: Part, page: Page, app: App) -> Part:
    """A part that shows one row of the page's own thing, or its document, shows this one's."""
    own = Binary("=", Path(("_id",), NUMBER), This(NUMBER), TRUTH)
    if part.thing == page.thing and part_atom(part.kind).prints:
        return replace(
            part, where=own if part.where is None else Binary("and", own, part.where, TRUTH), limit=1
        )
    return replace(part, where=own) if _tells(part, page, app) else part


def _tells(part: Part, page: Page, app: App) -> bool:
    if part.thing != page.thing or part.where is not None:
        return False
    return isinstance(part_atom(part.kind).need(part, app), OneRow)


def _listed(parts: tuple[Part, ...]) -> Iterator[tuple[str, str]]:
    for part in parts:
        if part.thing is not None and part_atom(part.kind).collection:
            yield from ((part.thing, key) for key in _links(part.where))


def _links(where: Expression | None) -> Iterator[str]:
    """The fields that must be this row."""
    match where:
        case Binary(operator="and", left=left, right=right):
            yield from _links(left)
            yield from _links(right)
        case Binary(operator="=", left=Path(steps=(key,)), right=This(thing=None)):
            yield key
        case Binary(operator="=", left=This(thing=None), right=Path(steps=(key,))):
            yield key
