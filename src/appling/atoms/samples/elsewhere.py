"""Sample texts in languages that have no stock of words here: few, plain, and never about something else."""

from collections.abc import Sequence

from appling.atoms.base import Sample
from appling.atoms.samples import people
from appling.atoms.samples.words import file
from appling.blueprint.model.app import Field


def title(sample: Sample) -> str:
    """What a row is called: its thing, and which of them it is."""
    return f"{sample.thing.name} {sample.index + 1}"


def line(about: str, field: Field, sample: Sample) -> str | None:
    """A line; without words of the language nothing, or the field's own name where it must have something."""
    from mimesis import Person, Text
    from mimesis.locales import Locale

    locale = Locale(people.known_locale(sample.language))
    if about == "colour":
        return Text(locale, seed=sample.random.random()).color()
    if about == "position":
        return Person(locale, seed=sample.random.random()).occupation()
    return _one_of("lines", field, sample)


def paragraph(field: Field, sample: Sample) -> str | None:
    """Some words of the language, or as for a line."""
    return _one_of("paragraphs", field, sample)


def tag(field: Field, sample: Sample) -> str:
    """A tag: every sample row has one."""
    return _one_of("lines", field, sample) or field.name


def _one_of(sort: str, field: Field, sample: Sample) -> str | None:
    known: Sequence[str] = file("elsewhere").get(sample.language.partition("-")[0].lower(), {}).get(sort, ())
    if known and not field.unique:
        return known[sample.index % len(known)]
    return f"{field.name} {sample.index + 1}" if field.required or field.unique else None
