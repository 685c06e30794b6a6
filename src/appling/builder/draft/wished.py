"""Things that a brief asks for in passing, and that models forget: an order where something is bought."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from appling.blueprint.model.app import VISITOR
from appling.blueprint.names import singular
from appling.builder.briefs.traits import MESSAGE, MESSAGES
from appling.builder.briefs.words import fold

STEM = 4
"""So many letters of a word say what it is about, whatever its ending."""
_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class _Wish:
    """`asked` finds it in the brief, `has` among the things; each `press` is what a button for it says."""

    asked: re.Pattern[str]
    has: re.Pattern[str]
    thing: str
    chinese: str
    by_people: bool = False
    by_anybody: bool = False
    press: str = ""
    press_chinese: str = ""

    def press_for(self, thing: str) -> str:
        """Nothing where the thing is not what is wished: an order may stand for a booking."""
        if not self.has.search(fold(thing).split()[-1]):
            return ""
        return self.press if thing.isascii() else self.press_chinese


_WISHES = tuple(
    _Wish(**each | {"asked": re.compile(each["asked"], re.I), "has": re.compile(each["has"], re.I)})
    for each in _DATA["wish"]
)
LINE = re.compile(r"\b(line|item|detail)s?$|明细$|条目$")
_RECORDS, _MANAGED, _OBJECTS = _DATA["records"], _DATA["managed"], _DATA["objects"]
_PAPERS = _DATA["papers"]
_NO_OBJECT = frozenset(_OBJECTS["never"].split())
_NO_RECORD = frozenset([*_RECORDS["never"].split(), *_RECORDS["never_chinese"].split()])
_KEPT = frozenset(_MANAGED["things"].split())


def with_wished(things: list[str], brief: str, language: str, most: int) -> list[str]:
    """The planned things and, up to `most`, what the brief wants beside them."""
    planned = list(things)
    for wish in _WISHES:
        if wish.asked.search(brief) and not any(map(wish.has.search, _whole(planned))):
            planned.append(wish.chinese if language == "zh" else wish.thing)
    for noun, name in _objects(brief):
        if not any(_is_in(noun, thing) for thing in planned) and not _is_granted(noun, planned):
            planned.append(name)
    for noun, name in _papers(brief):
        if not any(_is_in(noun, thing) for thing in planned):
            planned.append(name)
    planned += [name for noun, name in _managed(brief) if not any(_is_in(noun, thing) for thing in planned)]
    for noun, name in _records(brief):
        if not any(_is_kept(noun, thing) for thing in planned) and not _is_granted(noun, planned):
            planned.append(name)
    return list(dict.fromkeys(planned))[: max(most, len(things))]


def _whole(planned: list[str]) -> list[str]:
    """Folded, without what is a part of another: order lines are no orders."""
    return [name for name in map(fold, planned) if not LINE.search(name)]


def is_message(thing: str, brief: str) -> bool:
    """Whether it is what strangers write to who runs the site, and not what people write to each other."""
    return fold(thing) in ("message", "留言") and not MESSAGES.search(brief)


def adders_of(thing: str, people: tuple[str, ...], brief: str = "") -> tuple[str, ...]:
    """Who among the people may add such rows: strangers write messages, guests book, and not who manages."""
    wish = next((each for each in _WISHES if fold(thing) in (fold(each.thing), each.chinese)), None)
    to_each_other = MESSAGES.search(brief) and MESSAGE.search(fold(thing))
    if wish is not None and wish.by_anybody and VISITOR in people and not to_each_other:
        return (VISITOR,)
    doing = wish is not None and (wish.by_people or wish.by_anybody)
    return people[:-1] if doing and len(set(people) - {VISITOR}) > 1 else people


def press_of(thing: str, brief: str) -> str:
    """What the button says that adds such a row, where the brief asks for it: `Book` for a Booking.

    Orders may be anything, and come first among the wishes: what is said more closely counts.
    """
    asked = (wish.press_for(thing) for wish in reversed(_WISHES) if wish.asked.search(brief))
    return next(filter(None, asked), "")


def asked_at(thing: str, brief: str) -> int:
    """Where the brief asks for such rows; 0 where it does not."""
    found = (wish.asked.search(brief) for wish in _WISHES if wish.press_for(thing))
    return min((each.start() for each in found if each is not None), default=0)


def _managed(brief: str) -> Iterator[tuple[str, str]]:
    """Suppliers, where there is supplier management."""
    for found in re.finditer(_MANAGED["asked"], brief, re.I):
        noun = singular(found[1].lower())
        if noun in _KEPT:
            yield noun, noun.capitalize()
    for found in re.finditer(_MANAGED["chinese"], brief):
        yield found[1], found[1]


def _papers(brief: str) -> Iterator[tuple[str, str]]:
    """Vouchers and invoices, where they are generated."""
    for found in re.finditer(_PAPERS["asked"], brief, re.I):
        for noun in filter(None, (found[1], found[2])):
            one = singular(noun.lower())
            yield one, one.capitalize()
    for found in re.finditer(_PAPERS["chinese"], brief):
        yield found[1], found[1]


def _objects(brief: str) -> Iterator[tuple[str, str]]:
    """Programs, where people apply for them."""
    for found in re.finditer(_OBJECTS["asked"], brief, re.I):
        several = found[1].lower()
        noun = singular(several)
        if noun != several and several not in _NO_OBJECT:
            yield noun, noun.capitalize()


def _records(brief: str) -> Iterator[tuple[str, str]]:
    """What is looked back on: `game records`, `download history`."""
    for found in re.finditer(_RECORDS["asked"], brief, re.I):
        noun = singular(found[1].lower())
        if noun not in _NO_RECORD and not noun.endswith("al"):
            yield noun, f"{noun.capitalize()} Record"
    for found in re.finditer(_RECORDS["chinese"], brief):
        if found[1] not in _NO_RECORD:
            yield found[1], f"{found[1]}记录"


def _is_in(noun: str, thing: str) -> bool:
    """Whether a thing speaks of them: `order` as Order Line or Customer Order."""
    return noun in fold(thing).split() or (not noun.isascii() and noun in thing)


def _is_kept(noun: str, thing: str) -> bool:
    """Whether the rows of a thing are them: `leasing records` are leases, `game records` no game rooms."""
    last = fold(thing).split()[-1]
    return (
        last in ("record", "history", "log")
        or last[:STEM] == noun[:STEM]
        or (not noun.isascii() and noun in thing)
    )


def _is_granted(noun: str, planned: list[str]) -> bool:
    """Whether there is what another wish calls so: bookings may be orders."""
    wishes = [wish for wish in _WISHES if wish.asked.search(noun)]
    return any(wish.has.search(fold(thing)) for wish in wishes for thing in planned)
