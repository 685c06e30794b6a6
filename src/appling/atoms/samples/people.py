"""Names of people who do not exist, and places, through mimesis."""

from dataclasses import replace
from functools import cache
from zlib import crc32

from appling.atoms.base import Sample

_COUNT = 240
_TOGETHER = ("zh", "ja", "ko")
"""Where the family name comes first and no space stands between."""


@cache
def known_locale(language: str) -> str:
    """The locale of mimesis for a BCP 47 tag, English where it has none."""
    from mimesis.locales import Locale

    tag = language.lower()
    known = {locale.value for locale in Locale}
    return next((name for name in (tag, tag.partition("-")[0]) if name in known), "en")


@cache
def _names(language: str) -> tuple[tuple[str, str], ...]:
    from mimesis import Person
    from mimesis.locales import Locale

    person = Person(Locale(known_locale(language)), seed=7)
    return tuple((person.first_name().strip(), person.last_name().strip()) for _ in range(_COUNT))


@cache
def _places(language: str) -> tuple[tuple[str, str, str, str], ...]:
    from mimesis import Address
    from mimesis.locales import Locale

    maker = Address(Locale(known_locale(language)), seed=11)
    made = ((maker.city(), maker.country(), maker.address(), maker.postal_code()) for _ in range(60))
    return tuple((city.strip(), country, address, postcode) for city, country, address, postcode in made)


def _place(sample: Sample) -> tuple[str, str, str, str]:
    places = _places(sample.language)
    return places[(crc32(f"{sample.seed} {sample.thing.key}".encode()) + sample.index * 7) % len(places)]


def parts(sample: Sample) -> tuple[str, str]:
    """First and last name of the row's person: the same for all fields of a row."""
    names = _names(sample.language)
    return names[(crc32(f"{sample.seed} {sample.thing.key}".encode()) + sample.index * 7) % len(names)]


def full_name(sample: Sample) -> str:
    """The whole name as it is written in the language."""
    first, last = parts(sample)
    return f"{last}{first}" if sample.language.partition("-")[0] in _TOGETHER else f"{first} {last}"


def city(sample: Sample) -> str:
    return _place(sample)[0]


def other_city(sample: Sample) -> str:
    """Where one gets to from the row's city."""
    return _place(replace(sample, index=sample.index + 1))[0]


def country(sample: Sample) -> str:
    return _place(sample)[1]


def address(sample: Sample) -> str:
    place, _, street, _ = _place(sample)
    return f"{place}{street}" if sample.language.partition("-")[0] in _TOGETHER else f"{street}, {place}"


def address_lines(sample: Sample) -> str:
    """As it stands on a letter."""
    place, _, street, code = _place(sample)
    if sample.language.partition("-")[0] in _TOGETHER:
        return f"{place}{street}\n{code}"
    return f"{street}\n{code} {place}"


def postcode(sample: Sample) -> str:
    return _place(sample)[3]
