"""Sample texts: one line, or a paragraph."""

from collections.abc import Callable, Mapping
from functools import cache
from zlib import crc32

from appling.atoms.base import Sample
from appling.atoms.samples import people
from appling.atoms.samples.words import Stock, kind, kind_class, meaning, pick, stock
from appling.blueprint.model.app import Field

_LONGEST = 500


def line(field: Field, sample: Sample) -> str:
    """One line that fits what the field's and the thing's names say."""
    about = meaning("texts", field.name)
    make = _MAKERS.get(about or "")
    words = stock(sample.language)
    if make is not None:
        text = make(sample)
    elif about in (None, "title"):
        text = _title(field, sample, about is not None)
    elif words is None:
        text = _foreign_line(about or "", sample)
    else:
        text = pick(words.lines[about or "phrase"], sample, field.key)
    return _fit(text, field)


def _title(field: Field, sample: Sample, named: bool) -> str:
    """What a row is called: by the kind of thing that the field names, else by the row's own."""
    own = named or sample.thing.title == field.key
    of = kind(field.name) or (kind(sample.thing.name) if own else None)
    words = stock(sample.language)
    if of == "person":
        return people.full_name(sample)
    if of == "order":
        return code(sample)
    if of in ("city", "country"):
        return _MAKERS[of](sample)
    if words is None:
        return f"{sample.thing.name} {people.city(sample)}" if own else _foreign_line("", sample)
    if of is not None:
        return pick(words.titles[of], sample, field.key)
    if not own:
        return pick(words.lines["phrase"], sample, field.key)
    return _named_after(field, sample, words)


def _named_after(field: Field, sample: Sample, words: Stock) -> str:
    """One of what the thing's name means as a value, such as a city or a skill; else something called so."""
    name = sample.thing.name
    about = meaning("texts", name) or ""
    if about in _MAKERS:
        return _MAKERS[about](sample)
    between = "" if sample.language.startswith("zh") else " "
    items = words.lines.get(about) or [f"{word}{between}{name}" for word in words.before]
    return pick(items, sample, field.key)


def some_tags(field: Field, sample: Sample) -> tuple[str, ...]:
    """A few words that fit what the field is called, some of them in several rows."""
    words = stock(sample.language)
    if words is None:
        return (_foreign_line("", sample).split()[0].strip(".,"),)
    items = words.lines.get(meaning("texts", field.name) or "topic", words.lines["topic"])[:6]
    most = 3 if field.maximum is None else int(field.maximum)
    count = max(1, int(field.minimum or 1), min(most, 1 + sample.index % 3))
    start = crc32(f"{sample.seed} {sample.thing.key} {field.key}".encode()) + sample.index * 2
    return tuple(dict.fromkeys(items[(start + step) % len(items)] for step in range(count)))


def paragraph(field: Field, sample: Sample) -> str:
    """A few lines that fit what the field's and the thing's names say."""
    about, words = meaning("texts", field.name), stock(sample.language)
    if about == "address":
        return _fit(people.address_lines(sample), field, 20_000)
    if words is None:
        return _fit(_foreign_text(sample), field, 20_000)
    of = kind(sample.thing.name)
    key = {"bio": "person", "ingredient": "ingredients"}.get(about or "", about or "")
    if key in words.paragraphs:
        items = words.paragraphs[key]
    elif about in words.lines and about != "description":
        items = words.lines[about or ""]
    elif of == "comment":
        items = words.paragraphs["comment"]
    else:
        items = words.paragraphs.get(kind_class(of) or "", words.lines["description"])
    start = crc32(f"{sample.seed} {sample.thing.key} {field.key}".encode())
    return _fit(items[(start + sample.index) % len(items)], field, 20_000)


def code(sample: Sample) -> str:
    """A code of letters and digits that counts up."""
    letters = "".join(c for c in sample.thing.key.upper() if c.isalpha())[:2] or "A"
    start = crc32(f"{sample.seed} {sample.thing.key}".encode()) % 800 + 101
    return f"{letters}-{start * 10 + sample.index * 3}"


def _account(sample: Sample) -> str:
    return "".join(str(sample.random.randrange(10)) for _ in range(12))


def _company(sample: Sample) -> str:
    words = stock(sample.language)
    return pick(words.titles["company"], sample, "company") if words else people.parts(sample)[1]


_MAKERS: Mapping[str, Callable[[Sample], str]] = {
    "person": people.full_name,
    "first_name": lambda sample: people.parts(sample)[0],
    "last_name": lambda sample: people.parts(sample)[1],
    "company": _company,
    "city": people.city,
    "other_city": people.other_city,
    "country": people.country,
    "address": people.address,
    "postcode": people.postcode,
    "code": code,
    "account": _account,
}


@cache
def _foreign_sentences(language: str) -> tuple[str, ...]:
    from mimesis import Text
    from mimesis.locales import Locale

    maker = Text(Locale(people.known_locale(language)), seed=5)
    return tuple(maker.sentence() for _ in range(40))


def _foreign_text(sample: Sample) -> str:
    return f"{_foreign_line('', sample)} {_foreign_line('', sample)}"


def _foreign_line(about: str, sample: Sample) -> str:
    from mimesis import Person, Text
    from mimesis.locales import Locale

    locale = Locale(people.known_locale(sample.language))
    if about == "colour":
        return Text(locale, seed=sample.random.random()).color()
    if about == "position":
        return Person(locale, seed=sample.random.random()).occupation()
    return sample.random.choice(_foreign_sentences(sample.language))


def _fit(text: str, field: Field, longest: int = _LONGEST) -> str:
    """The text within the field's limits of length."""
    maximum = min(longest, int(field.maximum)) if field.maximum is not None else longest
    while field.minimum is not None and len(text) < field.minimum <= maximum:
        text = f"{text} {text}"
    return text if len(text) <= maximum else text[:maximum].rstrip()
