"""What a front page tells beside its lists: a hero, and the parts that the brief asks for by name."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from appling.blueprint.model.expression import Kind
from appling.builder.briefs.words import fold
from appling.builder.draft.declared import DeclaredThing

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_SITE = re.compile(_DATA["site"], re.I)
ABOVE = ("announcement",)
OPENING = ("carousel",)
MOST_PARTS = 6
_LIMITS = {"carousel": 5, "gallery": 9, "testimonials": 6, "team": 8}


@dataclass(frozen=True, slots=True)
class _Telling:
    """A kind of part: when a brief asks for it, and what it can be of."""

    name: str
    asked: re.Pattern[str]
    thing: re.Pattern[str]
    page: re.Pattern[str]
    needs: str | None
    bare: bool

    def takes(self, thing: DeclaredThing) -> bool:
        """Whether the thing is of the kind that the part shows."""
        return self.thing.search(fold(thing.name)) is not None and self.has_what_it_needs(thing)

    def best(self, things: Sequence[DeclaredThing]) -> DeclaredThing | None:
        """The first of that kind; for pictures also another that has some."""
        pictured = self.needs == "image"
        near = (thing for thing in things if pictured and self.has_what_it_needs(thing))
        return next((thing for thing in things if self.takes(thing)), next(near, None))

    def has_what_it_needs(self, thing: DeclaredThing) -> bool:
        if self.needs == "date":
            return bool(thing.of(Kind.DATE, Kind.MOMENT))
        types = {"file": ("file", "url")}.get(self.needs or "", (self.needs,))
        return self.needs is None or any(field.type in types for field in thing.fields)


TELLING = tuple(
    _Telling(
        each["name"],
        re.compile(each["asked"], re.I),
        re.compile(each["thing"], re.I),
        re.compile(each["page"], re.I),
        each.get("needs"),
        each.get("bare", False),
    )
    for each in _DATA["part"]
)


def is_site(brief: str) -> bool:
    """Whether the brief asks for something to be looked at."""
    return _SITE.search(brief) is not None


def asked_parts(brief: str) -> tuple[str, ...]:
    """The telling parts that a brief names."""
    return tuple(each.name for each in TELLING if each.asked.search(brief))


def page_part(page: str, things: Sequence[DeclaredThing]) -> str | None:
    """The part that a page is of by its name, over a thing of that name, or for pictures one with some."""
    for each in TELLING:
        if not each.page.search(fold(page)):
            continue
        thing = each.best(things)
        if thing is not None:
            return f"{each.name} of {thing.name}"
    return None


@dataclass(frozen=True)
class FrontPage:
    """The front page of one draft; `things` are those that its visitors may see, `asks` what they may add."""

    brief: str
    about: str
    things: tuple[DeclaredThing, ...]
    added: tuple[DeclaredThing, ...] = ()

    def lines(self, lists: list[tuple[DeclaredThing, str]]) -> list[str]:
        """All parts, the given lists of things among them."""
        told = self._told
        shown = {
            line.partition(" of ")[2].split(" limit ")[0] for name, line in told.items() if name == "gallery"
        }
        body = [line for thing, line in lists if thing.name not in shown]
        above = [told[name] for name in ABOVE if name in told]
        opening = [told[name] for name in OPENING if name in told]
        rest = [line for name, line in told.items() if name not in (*ABOVE, *OPENING)]
        early = [line for line in rest if line.startswith(("features", "steps"))]
        late = [line for line in rest if line not in early]
        foot = ["footer"] if is_site(self.brief) else []
        return [*above, *self._hero(), *opening, *early, *body, *late, *foot]

    def _hero(self) -> list[str]:
        if not is_site(self.brief):
            return [f'text "{self.about.replace(chr(34), chr(39))}"'] if self.about else []
        if "carousel" in self._told:
            return ["hero with picture = none"]
        pictured = next((thing for thing in self.things if _has_picture(thing)), None)
        return [f"hero of {pictured.name}" if pictured is not None else "hero"]

    @cached_property
    def _told(self) -> dict[str, str]:
        """The parts that are asked for and that there is something for, with their lines."""
        return dict(list(self._found())[:MOST_PARTS])

    def _found(self) -> Iterator[tuple[str, str]]:
        for each in TELLING:
            if not each.asked.search(self.brief):
                continue
            fitting = self.added if each.name == "contact" else self.things
            thing = each.best(fitting)
            if thing is not None:
                limit = f" limit {_LIMITS[each.name]}" if each.name in _LIMITS else ""
                yield each.name, f"{each.name} of {thing.name}{limit}"
            elif each.bare and is_site(self.brief):
                yield each.name, each.name


def _has_picture(thing: DeclaredThing) -> bool:
    return any(field.type == "image" for field in thing.fields)
