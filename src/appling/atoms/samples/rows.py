"""Sample rows for all things of an app, each linked to rows that exist."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from appling.atoms.base import Sample
from appling.atoms.character import accent_of
from appling.atoms.registry import field_atom, trait_atom
from appling.atoms.samples.days import in_order
from appling.atoms.samples.senses import kind_of, told_by
from appling.atoms.samples.words import about_kind, kind, picture_subject
from appling.blueprint.model.app import App, Field, Thing, drawn_fields
from appling.blueprint.model.expression import Kind, Now, Today

Row = dict[str, Any]
_TRIES = 40
_DAYS = frozenset({Kind.DATE, Kind.MOMENT, Kind.TIME})


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A file for a sample row, made when it is asked for."""

    name: str
    media_type: str
    seed_text: str
    index: int
    subject: str = ""
    accent: str | None = None

    def data(self) -> bytes:
        """Its bytes: a picture, or a line of text."""
        if self.media_type == "image/png":
            from appling.atoms.samples.pictures import sample_picture

            return sample_picture(self.subject, self.seed_text, self.index, self.accent)
        return f"{self.seed_text} {self.index + 1}\n".encode()


def sample_rows(app: App, *, per_thing: int = 8, seed: int, today: date) -> dict[str, list[Row]]:
    """Rows by thing, those that are linked to before those that link: insert them in this order.

    A link's value is the index of a row in its target's list; a file's value is a SampleFile;
    people are left empty, and so are links that run in a circle through other things. A thing with
    half as many rows again is one that links to another.
    """
    made: dict[str, list[Row]] = {}
    for thing, open_links in _in_order(app.things):
        stuck = _is_kept(thing) or any(thing.field(key).required for key in open_links)
        links = {field.key for field in thing.fields if field.thing} - open_links
        count = per_thing * 3 // 2 if links else per_thing
        decided = thing.trait is not None and bool(thing.trait.by)
        none = stuck or decided
        rows = [] if none else list(_rows(app, thing, count, seed, today, made, open_links))
        made[thing.key] = _as_added(thing, rows)
    return made


def _is_kept(thing: Thing) -> bool:
    """Whether no rows are made up: money that nobody paid, what people compose for themselves."""
    return thing.kept_by is not None or (thing.trait is not None and trait_atom(thing.trait.name).kept)


def _as_added(thing: Thing, rows: list[Row]) -> list[Row]:
    """What is noted by itself when a row is added is later in later rows; their other days come along."""
    noted = next((field.key for field in thing.fields if isinstance(field.default, Now | Today)), None)
    if noted is None or any(noted not in row for row in rows):
        return rows
    days = [field.key for field in thing.fields if field.value.kind in _DAYS and not field.unique]
    ordered = sorted(rows, key=lambda row: row[noted])
    return [
        {**row, **{key: at[key] for key in days if key in at}} for row, at in zip(rows, ordered, strict=True)
    ]


def _in_order(things: Iterable[Thing]) -> Iterable[tuple[Thing, set[str]]]:
    """The things with the links that must stay empty because their targets come later."""
    waiting = {thing.key: thing for thing in things}
    while waiting:
        opens = {
            key: [field for field in thing.fields if field.thing in waiting and field.formula is None]
            for key, thing in waiting.items()
        }
        key = min(opens, key=lambda key: (any(field.required for field in opens[key]), len(opens[key])))
        yield waiting.pop(key), {field.key for field in opens[key]}


def _rows(
    app: App, thing: Thing, count: int, seed: int, today: date, made: dict[str, list[Row]], empty: set[str]
) -> Iterable[Row]:
    random = Random(f"{seed} {thing.key}")  # noqa: S311 - no secret
    accent, drawn, about = accent_of(app), drawn_fields(app), told_by(app)
    taken: dict[str, set[object]] = {field.key: set() for field in thing.fields if field.unique}
    for index in range(count):
        row: Row = {}
        for field in thing.fields:
            if field.formula is not None or ((thing.key, field.key) in drawn and not field.required):
                continue
            if field.key in empty:
                _put_below(field, thing, index, row)
                continue
            sample = Sample(thing, index, app.language, random, today, seed, about)
            value = _value(field, sample, made, taken.get(field.key), _used(thing, field, row))
            if value is None and field.required and field.value.kind is not Kind.PERSON:
                return
            if value is not None:
                if isinstance(value, SampleFile):
                    value = replace(value, accent=accent)
                row[field.key] = value
                taken.get(field.key, set()).add(value)
        _put_dates_in_order(thing, row, random)
        yield row


def _put_below(field: Field, thing: Thing, index: int, row: Row) -> None:
    """A link to its own thing leads to an earlier row, but for the first two."""
    if field.thing == thing.key and index > 1:
        row[field.key] = (index - 2) // 3


def _used(thing: Thing, field: Field, row: Row) -> set[object]:
    """The rows of the field's target that the row's other links lead to: nobody plays against themselves."""
    others = (other for other in thing.fields if field.thing and other.thing == field.thing)
    return {row[other.key] for other in others if other.key in row}


def _value(
    field: Field, sample: Sample, made: dict[str, list[Row]], taken: set[object] | None, used: set[object]
) -> object:
    """A value for the field that no earlier row has, if it must be unique; None if there is none.

    Where another can be found it is none of those that are used in the same row.
    """
    count = sample.index
    for step in range(_TRIES if taken is not None or used else 1):
        at = replace(sample, index=count + step)
        value = _any_value(field, at, made)
        if value not in (taken or ()) and (value not in used or step + 1 == _TRIES):
            return value
    return None if taken is not None else value


def _any_value(field: Field, sample: Sample, made: dict[str, list[Row]]) -> object:
    if field.thing is not None:
        rows = len(made[field.thing])
        spread = sample.index if field.unique or sample.index < rows else sample.random.randrange(rows or 1)
        return spread if spread < rows else None
    if field.value.kind is Kind.FILE:
        return _file(field, sample)
    return field_atom(field.type).sample(field, sample)


def _file(field: Field, sample: Sample) -> SampleFile | None:
    text = f"{sample.thing.name} {field.name} {sample.seed}"
    if field.type == "image":
        name, subject = f"{sample.thing.key}-{sample.index + 1}.png", _shown(field, sample)
        return SampleFile(name, "image/png", text, sample.index, subject)
    if field.required:
        return SampleFile(f"{sample.thing.key}-{sample.index + 1}.txt", "text/plain", text, sample.index)
    return None


def _shown(field: Field, sample: Sample) -> str:
    """What a picture of a row shows: what the names say, else what such things look like."""
    names, of = f"{sample.thing.name} {field.name}", kind_of(sample)
    meant = about_kind(of, "picture") if of != kind(sample.thing.name) else None
    return meant or picture_subject(names) or about_kind(of, "picture") or ""


def _put_dates_in_order(thing: Thing, row: Row, random: Random) -> None:
    """Swap a start and an end that came out the wrong way round, and keep what has a time within its day."""
    dates = [field for field in thing.fields if isinstance(row.get(field.key), date | datetime | time)]
    for place, first in enumerate(dates):
        for second in dates:
            before, after = row[first.key], row[second.key]
            if type(before) is not type(after) or not in_order(
                first, second, follows=second in dates[place + 1 :]
            ):
                continue
            if before > after:
                before, after = after, before
            row[first.key], row[second.key] = before, _soon_after(before, after, random)


def _soon_after(before: Any, after: Any, random: Random) -> Any:
    """An end that does not lie farther from its start than such things last."""
    if isinstance(before, datetime):
        return before + timedelta(minutes=random.choice((30, 60, 60, 90, 120)))
    far = isinstance(before, date) and after - before > timedelta(days=14)
    return before + timedelta(days=random.randint(1, 14)) if far else after
