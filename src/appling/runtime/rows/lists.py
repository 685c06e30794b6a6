"""Rows as pages show them: with headings, buttons, and the controls that the viewer may use."""

from dataclasses import dataclass, replace
from itertools import islice
from math import ceil
from typing import Any

from starlette.datastructures import QueryParams

from appling.atoms import field_atom
from appling.atoms.base import Controls, Filter, Head, Option, Rows, RowsAnswer
from appling.atoms.base.columns import count_of, field_column, is_amount, measure
from appling.atoms.base.several import join_values, split_values
from appling.blueprint.model.app import App, Column, Field, SortKey, Thing, Verb
from appling.blueprint.model.expression import Kind, Path, ValueType
from appling.blueprint.model.reading import expression_reads
from appling.runtime import addresses
from appling.runtime.access import Rights, is_searched
from appling.runtime.identity.faces import Faces
from appling.runtime.rows.cells import printer
from appling.runtime.rows.facets import has_values, persons_of, values_of
from appling.runtime.rows.layouts import Wish, names, offered
from appling.runtime.rows.listing import CHOSEN, PAGE_SIZE, RANGES, Asked, is_offered, parameter, read_asked
from appling.runtime.rows.row_views import FileNaming, RowViews, brief
from appling.runtime.translate import Translator
from appling.store.errors import NotThere
from appling.store.queries import Grouping, Match, Query
from appling.store.reader import Reader

NEWEST_FIRST = (SortKey(Path(("_id",), ValueType(Kind.NUMBER)), descending=True),)
MOST_FILTERS = 6
MOST_FILTER_OPTIONS = 100
MOST_PEOPLE = 1000
MOST_STARS = 5
MOST_GIVEN = 60
"""Words that others have given, offered to be given again."""
INPUT_TYPES = {Kind.DATE: "date", Kind.MOMENT: "date", Kind.NUMBER: "number", Kind.MONEY: "number"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list stands: its page's path, the query there, and how the names of its inputs begin."""

    path: str
    query: QueryParams
    prefix: str = ""


class Lists:
    """Answers needs for rows, through one look at the database."""

    def __init__(self, app: App, rights: Rights, reader: Reader, t: Translator, files: FileNaming) -> None:
        self.app = app
        self.rights = rights
        self.reader = reader
        self.t = t
        self.files = files
        self.faces = Faces(app, rights, reader)

    def rows(self, need: Rows, place: Place, also: tuple[Match, ...] = ()) -> RowsAnswer:
        """The rows of a list, of which `also` says more than the need."""
        thing = self.app.thing(need.thing)
        wish = self._wish(need, thing, place)
        columns = self.visible(need.columns, thing.key) if wish is None else wish.shown
        fields = self.rights.seen(thing)
        asked = read_asked(place.query, place.prefix, fields, self.app.language) if need.controls else Asked()
        size = need.limit if need.limit is not None else PAGE_SIZE if wish is None else wish.size
        view = RowViews(self.app, self.rights, thing, columns, self.visible(need.group, thing.key), self)
        query = Query(
            thing.key,
            view.expressions,
            () if need.where is None else (need.where,),
            (*also, *asked.filters),
            asked.search,
            ((asked.sort,) if asked.sort else ()) + (need.sort or NEWEST_FIRST),
            size,
            (asked.page - 1) * size,
            view.checks,
        )
        found = self.reader.page(query)
        if not found.rows and found.total:
            asked = replace(asked, page=ceil(found.total / size))
            found = self.reader.page(replace(query, offset=(asked.page - 1) * size))
        shown = tuple(column.field for column in columns if column.field)
        controls = (
            self.controls(thing, fields, asked, place, found.total, size, shown) if need.controls else None
        )
        add = addresses.new(thing.key) if self.rights.may(thing.key, Verb.ADD) else None
        more = addresses.listing(thing.key) if not need.controls and found.total > len(found.rows) else None
        heads = [
            self._head(column, thing, asked, place, style)
            if need.controls
            else Head(column.label, style=style)
            for column, style in zip(columns, view.styles, strict=True)
        ]
        rows, narrow = view.rows(found.rows), need.where is not None
        settable = frozenset(
            field.key
            for field in self.rights.settable(thing, Verb.CHANGE)
            if field.value.kind is not Kind.FILE and self.rights.may(thing.key, Verb.CHANGE)
        )
        return RowsAnswer(
            thing,
            tuple(heads),
            rows,
            found.total,
            controls,
            add,
            more,
            narrow,
            settable,
            layout=None if wish is None else wish.layout(self.t),
            totals=self._totals(thing, columns, query) if need.totals and found.total else (),
        )

    def _wish(self, need: Rows, thing: Thing, place: Place) -> Wish | None:
        """Which columns the viewer wants, where that may be chosen."""
        if not need.choose or not need.controls:
            return None
        usual = self.visible(need.columns, thing.key)
        return Wish(self.visible(offered(usual, thing), thing.key), len(usual), place.query, place.prefix)

    def _totals(self, thing: Thing, columns: tuple[Column, ...], query: Query) -> tuple[str, ...]:
        """The sums of the columns that are amounts, over all rows of the question."""
        summed = [is_amount(column) for column in columns]
        measures = tuple(
            measure(column, thing) for column, is_summed in zip(columns, summed, strict=True) if is_summed
        )
        if not measures:
            return ()
        grouping = Grouping(
            thing.key, (), tuple(each.value for each in measures), query.where, query.filters, query.search
        )
        found = self.reader.groups(grouping)
        values = iter(found[0].values if found else (None,) * len(measures))
        return tuple(
            printer(column, thing.key, self.app).text(next(values)) if is_summed else ""
            for column, is_summed in zip(columns, summed, strict=True)
        )

    def visible(self, columns: tuple[Column, ...], thing: str) -> tuple[Column, ...]:
        """The columns that have anything to show to this viewer."""
        return tuple(column for column in columns if self.is_visible(column, thing))

    def is_visible(self, column: Column, thing: str) -> bool:
        return all(
            self.rights.may(owner, Verb.SEE) and field.key not in self.rights.scope(owner, Verb.SEE).hidden
            for owner, field in expression_reads(column.value, thing, self.app)
        )

    # Controls --------------------------------------------------------------

    def controls(
        self,
        thing: Thing,
        fields: tuple[Field, ...],
        asked: Asked,
        place: Place,
        total: int,
        size: int,
        shown: tuple[str, ...] = (),
    ) -> Controls:
        """Search, filters (first by what is `shown`), sort and paging of `total` rows, `size` on a page."""
        prefix, pages = place.prefix, max(1, ceil(total / size))
        filters = self._filters(thing, fields, asked, prefix, shown)
        kept = tuple(pair for pair in place.query.multi_items() if pair[0] in names(prefix))
        own = {f"{prefix}search", f"{prefix}sort", f"{prefix}page", *names(prefix)}
        for field in fields:
            name = parameter(prefix, field)
            own |= {name, f"{name}.from", f"{name}.to", f"{name}.all"}
        others = tuple(pair for pair in place.query.multi_items() if pair[0] not in own)
        mine = [
            pair
            for pair in place.query.multi_items()
            if pair[0] in own - {f"{prefix}page", *names(prefix)} and pair[1]
        ]

        def page_url(page: int) -> str:
            return addresses.with_query(place.path, (*others, *mine, *kept, (f"{prefix}page", str(page))))

        searchable = any(is_searched(field) for field in fields)
        return Controls(
            prefix,
            place.path,
            asked.search if searchable else None,
            filters,
            self._sorts(fields, asked),
            asked.page,
            pages,
            page_url(asked.page - 1) if asked.page > 1 else None,
            page_url(asked.page + 1) if asked.page < pages else None,
            addresses.with_query(place.path, (*others, *kept)) if mine else None,
            others,
        )

    def _filters(
        self, thing: Thing, fields: tuple[Field, ...], asked: Asked, prefix: str, shown: tuple[str, ...]
    ) -> tuple[Filter, ...]:
        """What the list shows comes first, then choices before ranges and texts; as many as fit."""
        found = [field for field in fields if is_offered(field) or has_values(field, thing)]
        ranged = [field.key for field in found if not (field.choices or field.value.kind in CHOSEN)]
        found.sort(key=lambda field: (field.key not in shown, field.key not in shown and field.key in ranged))
        made = (self._filter(thing, field, asked, parameter(prefix, field)) for field in found)
        return tuple(islice((each for each in made if each.kind == "range" or each.options), MOST_FILTERS))

    def _filter(self, thing: Thing, field: Field, asked: Asked, name: str) -> Filter:
        if field.type == "rating":
            return self._stars(field, asked, f"{name}.from")
        if field.value.kind in RANGES and not field.choices:
            low, high = asked.was(f"{name}.from"), asked.was(f"{name}.to")
            return Filter(field.name, name, "range", (), low, high, INPUT_TYPES[field.value.kind])
        chosen = asked.was(name)
        if field.value.kind is Kind.SEVERAL:
            return self._several(field, asked, name)
        if has_values(field, thing):
            pairs = [(value, brief(value)) for value in values_of(field, thing, self.reader)]
        elif field.value.kind is Kind.PERSON:
            people = persons_of(field, thing, self.reader) if self.rights.signed_in else []
            pairs = [(str(int(each)), brief(each.label)) for each in people]
        else:
            pairs = self.options(field, MOST_FILTER_OPTIONS)
        options = tuple(Option(value, label, value == chosen) for value, label in pairs)
        return Filter(field.name, name, "choice", options)

    def _several(self, field: Field, asked: Asked, name: str) -> Filter:
        """Some of what there is to choose from, any of them or all."""
        chosen = frozenset(each.casefold() for each in split_values(asked.was(name)))
        pairs = self.options(field, MOST_FILTER_OPTIONS)
        options = tuple(Option(value, label, label.casefold() in chosen) for value, label in pairs)
        return Filter(field.name, name, "several", options, every=asked.was(f"{name}.all") == "yes")

    def _stars(self, field: Field, asked: Asked, name: str) -> Filter:
        """How many stars at least."""
        most = MOST_STARS if field.maximum is None else int(field.maximum)
        chosen = asked.was(name)
        options = (
            Option(str(count), self.t("{count} stars and more", count=count), str(count) == chosen)
            for count in range(most, 1, -1)
        )
        return Filter(field.name, name, "choice", tuple(options))

    def options(self, field: Field, most: int) -> list[tuple[str, str]]:
        """What may be chosen in a field, as values and labels."""
        if field.value.kind is Kind.SEVERAL:
            known = [choice.name for choice in field.choices] or self._given(field)
            return [(join_values((each,)), each) for each in known[:most]]
        if field.choices:
            return [(choice.name, choice.name) for choice in field.choices]
        if field.value.kind is Kind.TRUTH:
            return [("yes", self.t("Yes")), ("no", self.t("No"))]
        if field.value.kind is Kind.PERSON:
            return [(str(each.id), brief(each.label)) for each in self.people(MOST_PEOPLE)]
        if field.thing is not None and self.rights.may(field.thing, Verb.SEE):
            scope = self.rights.scope(field.thing, Verb.SEE)
            return [(str(each.id), brief(each.label)) for each in self.reader.options(scope, limit=most)]
        return []

    def _given(self, field: Field) -> list[str]:
        """The values that the rows in sight have, the most frequent first."""
        thing = next((each for each in self.app.things if field in each.fields), None)
        column = None if thing is None else field_column(field)
        if thing is None or column is None or not self.rights.may(thing.key, Verb.SEE):
            return []
        if not self.is_visible(column, thing.key):
            return []
        found = self.reader.groups(
            Grouping(thing.key, (column.value,), (count_of(thing).value,), limit=MOST_GIVEN, largest=True)
        )
        return [group.keys[0][0] for group in found if group.keys[0]]

    def label(self, thing: str, number: int) -> str:
        """What a row is called, or nothing if this viewer may not see it."""
        views = RowViews(self.app, self.rights, self.app.thing(thing), (), (), self)
        try:
            row = self.reader.row(thing, number, views.expressions, views.checks)
        except NotThere:
            return ""
        return views.rows([row])[0].title

    def find(self, field: Field, title: str) -> int | None:
        """The only row of a link's target that this viewer sees and that is called so."""
        if field.thing is None or not self.rights.may(field.thing, Verb.SEE):
            return None
        scope = self.rights.scope(field.thing, Verb.SEE)
        options = self.reader.options(scope, search=title.removesuffix("…"), limit=MOST_FILTER_OPTIONS)
        found = [each.id for each in options if brief(each.label).casefold() == brief(title).casefold()]
        return found[0] if len(found) == 1 else None

    def adding_to(self, answer: RowsAnswer, field: Field, number: int) -> RowsAnswer:
        """The same list, whose new rows link to a certain row."""
        if answer.add is None:
            return answer
        return replace(answer, add=addresses.with_query(answer.add, ((field.key, str(number)),)))

    def people(self, most: int) -> list[Any]:
        """The people of the app, for those who are signed in to it."""
        return list(self.reader.people(limit=most)) if self.rights.signed_in else []

    def _sorts(self, fields: tuple[Field, ...], asked: Asked) -> tuple[Option, ...]:
        options = []
        for field in fields:
            if field_atom(field.type).sortable and not field_atom(field.type).wide:
                for value, label in (
                    (field.key, "{field}, ascending"),
                    (f"-{field.key}", "{field}, descending"),
                ):
                    options.append(Option(value, self.t(label, field=field.name), value == asked.sort_name))
        return tuple(options)

    def _head(self, column: Column, thing: Thing, asked: Asked, place: Place, style: str) -> Head:
        if column.field is None:
            return Head(column.label, style=style)
        field = thing.field(column.field)
        if not field_atom(field.type).sortable:
            return Head(column.label, field, style=style)
        name = f"{place.prefix}sort"
        ascending = asked.sort_name == field.key
        dropped = (name, f"{place.prefix}page")
        kept = [pair for pair in place.query.multi_items() if pair[0] not in dropped and pair[1]]
        value = f"-{field.key}" if ascending else field.key
        direction = "ascending" if ascending else "descending" if asked.sort_name == f"-{field.key}" else None
        url = addresses.with_query(place.path, [*kept, (name, value)])
        return Head(column.label, field, url, direction, style)
