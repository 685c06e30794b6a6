"""Which documents a blueprint makes of rows, and where each is."""

from dataclasses import dataclass, replace

from appling.atoms import part_atom
from appling.blueprint.model.app import App, Page, Part
from appling.blueprint.model.expression import Binary, Expression, This
from appling.blueprint.model.reading import parts_of
from appling.blueprint.names import unique_keys
from appling.runtime import addresses


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of document of a thing's rows, by its key in addresses."""

    key: str
    label: str
    page: Page
    part: Part

    def href(self, row: int) -> str:
        return addresses.document(self.part.thing or "", row, self.key)


def papers(app: App, thing: str) -> tuple[Paper, ...]:
    """The documents that the blueprint makes of a thing's rows."""
    found = [(page, _anywhere(part)) for page in app.all_pages for part in page.parts if _prints(part, thing)]
    labels = [part.title or app.thing(thing).name for _, part in found]
    keys = unique_keys(labels)
    return tuple(
        Paper(key, label, page, part) for key, label, (page, part) in zip(keys, labels, found, strict=True)
    )


def is_of(paper: Paper, part: Part) -> bool:
    """Whether it is the document that a part makes, of whichever rows that shows."""
    other = paper.part
    return (other.title, other.says, other.lines, other.roles) == (
        part.title,
        part.says,
        part.lines,
        part.roles,
    )


def _anywhere(part: Part) -> Part:
    """The same away from the page of another row, which its condition may speak of."""
    return replace(part, where=_without_this(part.where))


def _without_this(where: Expression | None) -> Expression | None:
    if where is None or not _reads_this(where):
        return where
    if not isinstance(where, Binary) or where.operator != "and":
        return None
    left, right = _without_this(where.left), _without_this(where.right)
    return left if right is None else right if left is None else replace(where, left=left, right=right)


def _reads_this(expression: Expression) -> bool:
    return isinstance(expression, This) or any(map(_reads_this, parts_of(expression)))


def _prints(part: Part, thing: str) -> bool:
    return part.thing == thing and part_atom(part.kind).prints
