"""What can stand in a report: the app's own figures, charts and tables, and simple ones of each thing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from appling.atoms.base.columns import NUMBER, count_of, field_column
from appling.atoms.base.several import join_values
from appling.atoms.fields.tags.atom import LONGEST
from appling.blueprint.model.app import App, Column, Field, Part, Thing
from appling.blueprint.model.expression import Aggregate, Call, Kind
from appling.runtime.access import Rights
from appling.runtime.templating import inline
from appling.runtime.translate import Translator

KEPT_BY, PARTS = "reports", "parts"
REPORTED = frozenset({"stat", "chart", "progress", "leaderboard", "pivot", "table", "list"})
NUMERIC, DAYS = (Kind.NUMBER, Kind.MONEY), (Kind.DATE, Kind.MOMENT)
GROUPED = (Kind.TRUTH, Kind.LINK, Kind.PERSON, Kind.SEVERAL)


@dataclass(frozen=True, slots=True)
class Offer:
    """`label` is what a report keeps of it, and what it is called there; `group` where it comes from."""

    label: str
    part: Part
    group: str
    own: bool = False
    """Whether it stands on a page of the app."""


def holds_parts(field: Field, app: App) -> bool:
    """Whether a field names the parts of a report."""
    return any(
        thing.kept_by == KEPT_BY and field.key == PARTS and field in thing.fields for thing in app.things
    )


def offers(app: App, rights: Rights, t: Translator) -> dict[str, Offer]:
    """By their labels in small letters, those of pages first; only what this role sees."""
    things = _about(app, rights)
    found: dict[str, Offer] = {}
    for offer in (*_of_pages(app, rights, things, t), *_simple(app, rights, things, t)):
        label = _free(offer, found)
        found[label.casefold()] = replace(offer, label=label)
    return found


def _free(offer: Offer, taken: dict[str, Offer]) -> str:
    """A label that no other one has, and that fits."""
    tries = [offer.label, f"{offer.label} ({offer.group})"]
    tries += [f"{offer.label} {number}" for number in range(2, len(taken) + 3)]
    return next(label for label in map(_short, tries) if label.casefold() not in taken)


def _short(label: str) -> str:
    """The end of it says more than the middle."""
    label = " ".join(label.split())
    half = LONGEST // 2
    return label if len(label) <= LONGEST else f"{label[: half - 1].rstrip()}…{label[-half:].lstrip()}"


def _about(app: App, rights: Rights) -> frozenset[str]:
    """The things that this role's reports are about."""
    every = frozenset(thing.key for thing in app.things if thing.kept_by is None)
    found: set[str] = set()
    for page in app.all_pages:
        for part in page.parts if rights.is_open(page) else ():
            if part.kind == KEPT_BY and rights.is_visible(part):
                found |= set(part.others) or every
    return frozenset(found or every)


@dataclass(frozen=True, slots=True)
class OfferGroup:
    """What a form offers together, as values of its inputs and as people read them."""

    name: str
    own: bool
    options: tuple[tuple[str, str, bool], ...]
    """Each with whether it is chosen."""


def offered(chosen: tuple[str, ...], found: dict[str, Offer], t: Translator) -> tuple[OfferGroup, ...]:
    """What is chosen in its order, then the rest by where it comes from."""
    taken = {each.casefold() for each in chosen}
    first = tuple((join_values((each,)), each, True) for each in chosen)
    groups: dict[tuple[str, bool], list[tuple[str, str, bool]]] = {}
    for key, offer in found.items():
        if key not in taken:
            option = (join_values((offer.label,)), offer.label, False)
            groups.setdefault((offer.group, offer.own), []).append(option)
    rest = (OfferGroup(name, own, tuple(options)) for (name, own), options in groups.items())
    return (*((OfferGroup(t("In this report"), True, first),) if first else ()), *rest)


# What stands on pages ----------------------------------------------------------


def _of_pages(app: App, rights: Rights, things: frozenset[str], t: Translator) -> Iterator[Offer]:
    for page in app.pages:
        for part in page.parts if rights.is_open(page) else ():
            if part.kind in REPORTED and part.thing in things and rights.is_visible(part):
                yield Offer(_label(part, app, t), part, page.name, own=True)


def _label(part: Part, app: App, t: Translator) -> str:
    """What it is called, or else what it shows."""
    thing = app.thing(part.thing or "")
    if part.title or not part.by:
        return part.title or ", ".join(_measured(part)) or thing.plural
    measure = ", ".join(_measured(part)) or thing.plural
    groups = ", ".join(column.label for column in part.by)
    return _by(measure, groups, app, t)


def _measured(part: Part) -> list[str]:
    return [column.label for column in part.show] if part.kind not in ("table", "list") else []


def _by(measure: str, group: str, app: App, t: Translator) -> str:
    return t("{measure} by {group}", measure=measure, group=inline(group, app.language))


# Simple ones -------------------------------------------------------------------


def _simple(app: App, rights: Rights, things: frozenset[str], t: Translator) -> Iterator[Offer]:
    """How many rows there are, and what their numbers add up to: in all, by month, and by what they have."""
    for thing in rights.lists():
        if thing.key in things and thing.trait is None:
            seen = rights.seen(thing)
            for measure, name in _measures(thing, seen, t):
                yield from _figures(thing, measure, name, seen, app, t)


def _measures(thing: Thing, seen: Iterable[Field], t: Translator) -> Iterator[tuple[Column, str]]:
    yield count_of(thing), t("Number of {things}", things=thing.plural)
    for field in seen:
        if field.value.kind in NUMERIC and not field.counted:
            function = "avg" if field.type == "rating" else "sum"
            words = "{things}: average of {field}" if function == "avg" else "{things}: sum of {field}"
            value = Aggregate(function, thing.key, None, field_column(field).value, None, field.value)
            yield Column(field.name, value, field.key), t(words, things=thing.plural, field=field.name)


def _figures(
    thing: Thing, measure: Column, name: str, seen: Iterable[Field], app: App, t: Translator
) -> Iterator[Offer]:
    def offer(kind: str, label: str, by: tuple[Column, ...] = ()) -> Offer:
        return Offer(label, Part(kind, _short(label), thing.key, by=by, show=(measure,)), thing.plural)

    yield offer("stat", name)
    for field in seen:
        column = field_column(field)
        if field.value.kind in DAYS:
            month = Column(field.name, Call("month", (column.value,), NUMBER), field.key)
            label = t("{measure} per month of {date}", measure=name, date=inline(field.name, app.language))
            yield offer("chart", label, (month,))
        elif field.choices or field.value.kind in GROUPED:
            yield offer("chart", _by(name, field.name, app, t), (column,))
