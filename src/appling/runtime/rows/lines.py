"""What a row consists of: rows of another thing that only make sense within it, as an order's lines do."""

import re
from dataclasses import dataclass

from appling.blueprint.model.app import App, Field, Thing, Verb
from appling.blueprint.model.expression import Kind
from appling.runtime.access import Rights

MOST_LINES = 40
FEWEST_LINES = 3
MOST_FIELDS = 6
_PART = re.compile(
    r"\b(line|item|entry|row|position|detail|ingredient|step|part|question|option|answer|stop|leg|exercise)s?$"
    r"|明细|条目|项目?$|行$|配料|食材|步骤|题目?$|选项$"
)


@dataclass(frozen=True, slots=True)
class LineKind:
    """Rows of `thing`, whose `link` leads to the row that they are lines of."""

    thing: Thing
    link: Field
    fields: tuple[Field, ...]

    def name(self, number: str, field: Field) -> str:
        """What an input of such a row is called in a form."""
        return f"{self.thing.key}.{number}.{field.key}"


def lines_of(thing: Thing, rights: Rights) -> tuple[LineKind, ...]:
    """Those that this person may add along with a row of the thing."""
    if not rights.may(thing.key, Verb.SEE):
        return ()
    found = (_line_kind(child, thing, rights) for child in rights.app.things)
    return tuple(each for each in found if each is not None)


def _line_kind(child: Thing, thing: Thing, rights: Rights) -> LineKind | None:
    link = _main_link(child, rights.app)
    if link is None or link.thing != thing.key or not is_part(child, rights.app):
        return None
    settable = rights.settable(child, Verb.ADD) if rights.may(child.key, Verb.ADD) else ()
    fields = tuple(field for field in settable if field != link and field.value.kind is not Kind.FILE)
    needed = [field for field in child.fields if field.required and field.default is None and field != link]
    if link not in settable or len(fields) > MOST_FIELDS or not set(needed) <= set(fields) or not fields:
        return None
    return LineKind(child, link, fields)


def is_part(child: Thing, app: App) -> bool:
    """Whether its rows are nobody's own, are shown on no page by themselves, and are called like parts."""
    shown = any(part.thing == child.key for page in app.pages if not page.implied for part in page.parts)
    if child.owner is not None or child.trait is not None or shown:
        return False
    name, link = child.name.lower(), _main_link(child, app)
    whole = app.thing(link.thing).name.lower() if link is not None and link.thing else ""
    return bool(_PART.search(name)) or (bool(whole) and name.startswith(whole) and name != whole)


def _main_link(child: Thing, app: App) -> Field | None:
    """The link to what it is called after, or else the first that it can't do without, or the first."""
    links = [
        field
        for field in child.fields
        if field.value.kind is Kind.LINK and field.formula is None and field.thing != child.key
    ]
    name = child.name.lower()
    named = [field for field in links if name.startswith(app.thing(field.thing or "").name.lower())]
    needed = [field for field in links if field.required]
    return next(iter([*named, *needed, *links]), None)
