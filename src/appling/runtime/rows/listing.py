"""What a viewer asks of a list by the address: search, filters, sort and page. Nonsense is ignored."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from starlette.datastructures import QueryParams

from appling.atoms import field_atom
from appling.atoms.base import Refused
from appling.atoms.base.several import join_values
from appling.atoms.base.zone import first_of, last_of
from appling.blueprint.model.app import Field, SortKey
from appling.blueprint.model.expression import Kind, Path
from appling.store.queries import Match, Range

PAGE_SIZE = 25
MOST_PAGES = 1_000_000
RESERVED = frozenset({"search", "sort", "page", "limit", "by", "measure"})
RANGES = frozenset({Kind.NUMBER, Kind.MONEY, Kind.DATE, Kind.MOMENT})
CHOSEN = frozenset({Kind.TRUTH, Kind.LINK, Kind.PERSON, Kind.SEVERAL})
MOST_WORDS = 200
MOST_VALUES = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """`chosen` holds what was typed, by input name, for the inputs that were understood."""

    search: str = ""
    filters: tuple[Match | Range, ...] = ()
    sort: SortKey | None = None
    sort_name: str = ""
    page: int = 1
    chosen: Mapping[str, str] | None = None

    def was(self, name: str) -> str:
        return (self.chosen or {}).get(name, "")


def parameter(prefix: str, field: Field) -> str:
    """The name of a field's filter in an address."""
    return f"{prefix}{field.key}_" if field.key in RESERVED else prefix + field.key


def can_filter(field: Field) -> bool:
    """Whether an address may ask for certain values of a field."""
    return field.value.kind is not Kind.FILE


def is_offered(field: Field) -> bool:
    """Whether a list offers that itself."""
    known = bool(field.choices) or field.value.kind in CHOSEN | RANGES
    return known and field_atom(field.type).filterable


def read_asked(query: QueryParams, prefix: str, fields: Iterable[Field], language: str) -> Asked:
    """What the address asks of the list whose inputs begin with `prefix`."""
    filters: list[Match | Range] = []
    chosen: dict[str, str] = {}
    fields = tuple(fields)
    for field in fields:
        if can_filter(field):
            found = _read_filter(query, parameter(prefix, field), field, language)
            if found is not None:
                filters.append(found[0])
                chosen.update(found[1])
    sort_name = query.get(f"{prefix}sort", "")
    sort = _read_sort(sort_name, fields)
    page = query.get(f"{prefix}page", "1")
    return Asked(
        query.get(f"{prefix}search", "").strip()[:MOST_WORDS],
        tuple(filters),
        sort,
        sort_name if sort else "",
        min(int(page), MOST_PAGES)
        if page.isascii() and page.isdigit() and len(page) < 10 and int(page)
        else 1,
        chosen,
    )


def _read_sort(name: str, fields: tuple[Field, ...]) -> SortKey | None:
    key = name.removeprefix("-")
    for field in fields:
        if field.key == key and field_atom(field.type).sortable:
            return SortKey(Path((field.key,), field.value), descending=name.startswith("-"))
    return None


def _read_filter(
    query: QueryParams, name: str, field: Field, language: str
) -> tuple[Match | Range, dict[str, str]] | None:
    by = Path((field.key,), field.value)
    if field.value.kind is Kind.SEVERAL:
        return _read_several(query, name, field, language)
    typed = query.get(name, "")
    value = parse_typed(typed, field, language) if typed else None
    if value is not None:
        return Match(by, (value,)), {name: typed}
    if field.value.kind not in RANGES:
        return None
    low_name, high_name = f"{name}.from", f"{name}.to"
    low = _parse_end(query.get(low_name, ""), field, language, first_of)
    high = _parse_end(query.get(high_name, ""), field, language, last_of)
    if low is None and high is None:
        return None
    kept = {key: query[key] for key, end in ((low_name, low), (high_name, high)) if end is not None}
    return Range(by, low, high), kept


def _read_several(
    query: QueryParams, name: str, field: Field, language: str
) -> tuple[Match, dict[str, str]] | None:
    """Rows with any of the values that are asked for, or, with `name.all`, with all of them."""
    found = (parse_typed(typed, field, language) for typed in query.getlist(name)[:MOST_VALUES])
    values = tuple(dict.fromkeys(value for each in found if isinstance(each, tuple) for value in each))
    if not values:
        return None
    every = query.get(f"{name}.all", "") == "yes"
    chosen = {name: join_values(values)} | ({f"{name}.all": "yes"} if every else {})
    wanted = (values,) if every else tuple((value,) for value in values)
    return Match(Path((field.key,), field.value), wanted), chosen


def _parse_end(typed: str, field: Field, language: str, of_day: Callable[[date], datetime]) -> object:
    """The end of a range; a day stands for its first or its last moment."""
    if field.value.kind is Kind.MOMENT:
        try:
            return of_day(date.fromisoformat(typed))
        except ValueError:
            pass
    return parse_typed(typed, field, language) if typed else None


def parse_typed(typed: str, field: Field, language: str) -> object:
    """The value of what was typed, whatever the field's own limits; None if it is none."""
    free = replace(field, minimum=None, maximum=None, required=False)
    try:
        return field_atom(field.type).parse(typed, free, language)
    except Refused:
        return None
