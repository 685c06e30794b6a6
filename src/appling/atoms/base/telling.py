"""Parts that tell something: of the lines below them, or of rows."""

from typing import ClassVar

from appling.atoms.base.needs import Need, Rows
from appling.atoms.base.part import PartAtom
from appling.atoms.base.points import telling_columns
from appling.blueprint.model.app import App, Part, SortKey
from appling.blueprint.model.expression import Kind, Path
from appling.blueprint.model.vocabulary import Items
from appling.blueprint.model.vocabulary import Need as ThingNeed


class TellingPart(PartAtom):
    """Shows lines of text, or the rows of a thing as if they were such lines.

    `most` rows are shown where `limit` does not say how many; `by_date`: in the order of their first date.
    """

    thing: ClassVar[ThingNeed] = "optional"
    items: ClassVar[Items] = "some"
    most: ClassVar[int] = 12
    by_date: ClassVar[bool] = False

    def need(self, part: Part, app: App) -> Need | None:
        if part.thing is None:
            return None
        thing = app.thing(part.thing)
        dated = [field for field in thing.fields if field.value.kind in (Kind.DATE, Kind.MOMENT)]
        sort = part.sort
        if not sort and self.by_date and dated:
            sort = (SortKey(Path((dated[0].key,), dated[0].value)),)
        columns = telling_columns(part, thing)
        return Rows(thing.key, columns, part.where, sort, part.limit or self.most, controls=False)
