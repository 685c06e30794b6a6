"""Sample texts: one line, or a paragraph."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from zlib import crc32

from appling.atoms.base import Sample
from appling.atoms.samples import elsewhere, people
from appling.atoms.samples.senses import field_kind, kind_of, other_meaning
from appling.atoms.samples.words import Stock, about_kind, meaning, pick, plain, stock
from appling.blueprint.model.app import Field

_LONGEST = 500
_APART = 37
_NAMES = frozenset({"name", "names"})
_TITLES = _NAMES | {"title", "headline", "heading", "名称", "标题", "题目", "名字"}
_WHERE = frozenset({"place", "location", "where", "地点", "位置"})
_IN_TOWNS = frozenset({"person", "company", "job", "place", "room", "product"})
"""Kinds of which a place is a town, and no room."""


def line(field: Field, sample: Sample) -> str | None:
    """One line that fits what the field's and the thing's names say; None where no words are at hand."""
    words, about = stock(sample.language), _about(field, sample)
    make = _MAKERS.get(about or "")
    if about == "person":
        text: str | None = people.full_name(_another(field, sample))
    elif make is not None:
        text = make(sample)
    elif about in (None, "title"):
        text = _title(field, sample, about is not None)
    elif words is None:
        text = elsewhere.line(about or "", field, sample)
    else:
        text = pick(words.lines[about or "phrase"], sample, field.key)
    return text and _fit(text, field)


def _another(field: Field, sample: Sample) -> Sample:
    """Whoever a row names besides is somebody else than whom it named before."""
    fields = sample.thing.fields
    texts = (each.name for each in fields[: fields.index(field)] if each.type == "text")
    before = sum(meaning("texts", name) in ("title", "person") for name in texts)
    return replace(sample, index=sample.index + before * _APART)


def _about(field: Field, sample: Sample) -> str | None:
    """What a line is about, in this thing: people and firms are in towns, meetings in rooms."""
    about, name = meaning("texts", field.name), plain(field.name)
    if other_meaning(field, sample):
        return None
    if about == "title":
        return _title_of_somebody(field, sample)
    of = kind_of(sample)
    if about == "place" and name in _WHERE and of in _IN_TOWNS:
        return "city"
    if about == "summary" and about_kind(of, "class") not in ("writing", "occasion", "work"):
        return "slogan"
    return about


def _title_of_somebody(field: Field, sample: Sample) -> str:
    """A title as such, or the name of who made the row; of a person the profession, or what they teach."""
    name = plain(field.name)
    if name in _NAMES and _is_signed(sample):
        return "person"
    if kind_of(sample) != "person" or sample.thing.title == field.key:
        return "title"
    return "person" if "name" in name.split() else "subject" if name == "subject" else "position"


def _is_signed(sample: Sample) -> bool:
    """Whether a row is called by who made it: a booking, or a message with an address to answer to."""
    of = kind_of(sample)
    if about_kind(of, "name") == "person":
        return True
    reached = any(field.type in ("email", "phone") for field in sample.thing.fields)
    return reached and about_kind(of, "class") in ("work", "writing", "occasion")


def _title(field: Field, sample: Sample, named: bool) -> str | None:
    """What a row is called: by the kind of thing that the field names, else by the row's own."""
    words = stock(sample.language)
    own, mine = named or sample.thing.title == field.key, kind_of(sample)
    of = other_meaning(field, sample) or _kind_of_title(field, sample, mine if own else None)
    if of == "person":
        return people.full_name(sample)
    if of == "order" or about_kind(of, "titles") == "code":
        return code(sample)
    if of in ("city", "country"):
        return _MAKERS[of](sample)
    if words is None:
        return elsewhere.title(sample) if own else elsewhere.line("", field, sample)
    if of is not None:
        return pick(words.titles[about_kind(of, "titles") or of], sample, field.key)
    if not own:
        return pick(words.lines["phrase"], sample, field.key)
    return _named_after(field, sample, words)


def _kind_of_title(field: Field, sample: Sample, mine: str | None) -> str | None:
    """A field that only says that it is the title says less than the thing does."""
    if plain(field.name) in _TITLES:
        return mine
    return field_kind(field, sample) or mine


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
        return (elsewhere.tag(field, sample).replace(",", " "),)
    items = words.lines.get(meaning("texts", field.name) or "topic", words.lines["topic"])[:6]
    most = 3 if field.maximum is None else int(field.maximum)
    count = max(1, int(field.minimum or 1), min(most, 1 + sample.index % 3))
    start = crc32(f"{sample.seed} {sample.thing.key} {field.key}".encode()) + sample.index * 2
    return tuple(dict.fromkeys(items[(start + step) % len(items)] for step in range(count)))


def paragraph(field: Field, sample: Sample) -> str | None:
    """A few lines that fit what the field's and the thing's names say; None where no words are at hand."""
    about, words = meaning("texts", field.name), stock(sample.language)
    if about == "address":
        return _fit(people.address_lines(sample), field, 20_000)
    if words is None:
        text = elsewhere.paragraph(field, sample)
        return text and _fit(text, field, 20_000)
    items = _paragraphs(about, kind_of(sample), words)
    start = crc32(f"{sample.seed} {sample.thing.key} {field.key}".encode())
    return _fit(items[(start + sample.index) % len(items)], field, 20_000)


def _paragraphs(about: str | None, of: str | None, words: Stock) -> Sequence[str]:
    """Those of what the field is about, else those that suit the kind of thing."""
    steps = "cooking" if of == "recipe" else "steps"
    key = {"bio": "person", "ingredient": "ingredients", "steps": steps}.get(about or "", about or "")
    if key in words.paragraphs:
        return words.paragraphs[key]
    if about in words.lines and about not in ("description", "summary"):
        return words.lines[about or ""]
    if of == "comment":
        return words.paragraphs["comment"]
    return words.paragraphs.get(about_kind(of, "class") or "", words.lines["description"])


def code(sample: Sample) -> str:
    """A code of letters and digits that counts up."""
    letters = "".join(c for c in sample.thing.key.upper() if c.isalpha())[:2] or "A"
    start = crc32(f"{sample.seed} {sample.thing.key}".encode()) % 800 + 101
    return f"{letters}-{start * 10 + sample.index * 3}"


def _account(sample: Sample) -> str:
    return "".join(str(sample.random.randrange(10)) for _ in range(12))


def _team(sample: Sample) -> str:
    words = stock(sample.language)
    return pick(words.titles["team"], sample, "team") if words else elsewhere.title(sample)


def _company(sample: Sample) -> str:
    words = stock(sample.language)
    return pick(words.titles["company"], sample, "company") if words else people.parts(sample)[1]


_MAKERS: Mapping[str, Callable[[Sample], str]] = {
    "person": people.full_name,
    "first_name": lambda sample: people.parts(sample)[0],
    "last_name": lambda sample: people.parts(sample)[1],
    "company": _company,
    "team": _team,
    "city": people.city,
    "other_city": people.other_city,
    "country": people.country,
    "address": people.address,
    "postcode": people.postcode,
    "code": code,
    "account": _account,
}


def _fit(text: str, field: Field, longest: int = _LONGEST) -> str:
    """The text within the field's limits of length."""
    maximum = min(longest, int(field.maximum)) if field.maximum is not None else longest
    while field.minimum is not None and len(text) < field.minimum <= maximum:
        text = f"{text} {text}"
    return text if len(text) <= maximum else text[:maximum].rstrip()
