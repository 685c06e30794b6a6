"""Fills pages that a draft only names: what is on a page follows from its name and from the things.

A small model writes pages at great length and not well; their names it plans well.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from appling.blueprint.model.app import VISITOR
from appling.blueprint.model.expression import Kind
from appling.blueprint.names import plural, singular
from appling.builder.briefs.traits import CHAT
from appling.builder.briefs.words import fold
from appling.builder.draft.adders import is_browsed
from appling.builder.draft.declared import Declared, DeclaredField, DeclaredThing
from appling.builder.draft.front import FrontPage, page_part
from appling.builder.draft.implied import STATE
from appling.builder.draft.rights import Hands
from appling.builder.draft.talk import is_chat, talk_of
from appling.builder.draft.wished import press_of

MOST_FIGURES = 3
MOST_CHARTS = 4
HOME_LISTS = 2
MOST_SEARCHED = 3
MOST_PAGES = 9
MOST_OF_A_SHELF = 2
"""Fields of what others are sorted by: a name, and what it means."""
ALL = ("All ", "全部")
_KINDS = tuple(
    (each["name"], re.compile(each["words"]))
    for each in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["kind"]
)
_MESSAGE = re.compile(r"message|inquir|enquir|contact|feedback|留言|咨询|反馈|消息")
_DRAWN = re.compile(r"statistic|analy[sz]|visuali[sz]|\bcharts?\b|\bgraphs?\b|统计|分析|图表|可视化", re.I)
"""What a brief says where looking at figures is what the app is for."""
_SCORES = re.compile(r"score|point|rating|vote|like|\bwin|rank|分|票|积分|排名")
_HISTORY = re.compile(r"\b(history|records|logs?|past)$|(历史|记录)$")
"""What a page is called on which people look back, whatever it is that they did."""
_ASKS = re.compile(r"\A.*\n  (form|chat|messages|contact) of ")
_SHOWS = re.compile(r"\Apage (?!.* for ).*\n  (cards|table|list|gallery|board|calendar) of ")
_FOR_SOME = re.compile(r"\Apage .* for .*$", re.M)
_FOOT = "\n  footer"
_NUMBERS = (Kind.NUMBER, Kind.MONEY)
_DATES = (Kind.DATE, Kind.MOMENT)


def kind_of_page(name: str) -> str:
    """What a page of this name is for; `listing` when the name says nothing but what is on it."""
    return next((kind for kind, words in _KINDS if words.search(fold(name))), "listing")


def meant(page: str, things: tuple[DeclaredThing, ...]) -> list[DeclaredThing]:
    """The things that a page's name speaks of: the longest names first, none within another."""
    said = f" {fold(page)} "
    found = []
    for thing in sorted(things, key=lambda thing: -len(thing.name)):
        for form in {fold(thing.name), fold(plural(thing.name)), fold(singular(thing.name))}:
            if (f" {form} " if form.isascii() else form) in said:
                said = said.replace(form, " ")
                found.append(thing)
                break
    return found


@dataclass(frozen=True, slots=True)
class Composer:
    """The pages of one draft."""

    about: str
    people: tuple[str, ...]
    declared: Declared
    hands: dict[str, Hands]
    brief: str = ""

    @property
    def manager(self) -> str | None:
        """The role that manages, where there is another one beside it."""
        roles = self.declared.roles
        return roles[-1] if len(roles) > 1 else None

    def pages(self, names: list[str]) -> list[str]:
        """The blocks of the pages; a name that says nothing gets a thing that no other name speaks of."""
        taken = [thing for name in names for thing in self._meant(name)]
        spare = [thing for thing in self._public() if thing not in taken]
        at_home = any(kind_of_page(name) == "home" for name in names)
        blocks = [self._page(name, spare, at_home=at_home) for name in names]
        blocks = [*blocks, *self._of_the_rest("\n".join(blocks), {fold(name) for name in names})]
        blocks = self._with_forms_for_visitors(blocks, names)
        return blocks if at_home else _begun_with_rows(list(filter(None, blocks)))

    def _of_the_rest(self, written: str, names: set[str]) -> list[str]:
        """A page for each thing that no other page lists: its rows would be nowhere to be found."""
        room = max(0, MOST_PAGES - len(names))
        hidden = [each for each in self.declared.things if _tells(each) and not _is_listed(each, written)]
        return [self._page_of(thing, names) for thing in hidden[:room]]

    def _with_forms_for_visitors(self, blocks: list[str], names: list[str]) -> list[str]:
        """What visitors add and do not see has its form at home, where no other page of theirs has it."""
        home = next((at for at, name in enumerate(names) if kind_of_page(name) == "home"), None)
        open_ = "\n".join(block for block in blocks if not _FOR_SOME.search(block))
        hidden = [
            thing
            for thing in self.declared.things
            if VISITOR in self._hands(thing).by and self._hands(thing).private
            if not re.search(rf"^  (?:form|contact) of {re.escape(thing.name)}(?= |$)", open_, re.M)
        ]
        if home is None or not hidden:
            return blocks
        forms = "".join(f"\n  form of {thing.name}" for thing in hidden)
        block, foot, _ = blocks[home].partition(_FOOT)
        return [*blocks[:home], f"{block}{forms}{foot}", *blocks[home + 1 :]]

    def _page_of(self, thing: DeclaredThing, names: set[str]) -> str:
        hands, name = self._hands(thing), plural(thing.name)
        title = f"{ALL[not name.isascii()]}{name}" if fold(name) in names else name
        if not hands.private or not self.manager:
            return f"page {title}\n  {self._listing_of(thing)}"
        concerned = (*hands.by, *hands.handlers, self.manager)
        roles = [role for role in self.declared.roles if role in concerned]
        return f"page {title} for {', '.join(roles)}\n  {self._handled(thing)}"

    def _page(self, name: str, spare: list[DeclaredThing], *, at_home: bool) -> str:
        """A name that speaks of nothing shows what no page lists yet, or else what a home page shows."""
        kind = kind_of_page(name)
        things = self._meant(name) or self._done_on(name)
        if kind in ("listing", "about") and (told := self._telling(name, things)) is not None:
            return f"page {name}\n  {told}"
        if kind == "listing" and not things:
            if not spare and at_home:
                return ""
            kind, things = ("listing", [spare.pop(0)]) if spare else ("home", things)
        roles, parts = getattr(self, f"_{kind}")(things)
        head = f"page {name} for {', '.join(roles)}" if roles else f"page {name}"
        return "\n".join([head, *(f"  {part}" for part in dict.fromkeys(parts))]) if parts else ""

    # Kinds of pages: each gives its roles and parts -------------------------

    def _home(self, things: list[DeclaredThing]) -> tuple[list[str], list[str]]:
        shown = things or sorted(self._shown_first()[:HOME_LISTS], key=self._is_shelf)
        if VISITOR not in self.people:
            parts = [f"text {_quoted(self.about)}"] if self.about else []
            return [], parts + [self._listing_of(thing, limit=6) for thing in shown]
        open_ = tuple(thing for thing in self.declared.things if not self._hands(thing).private)
        added = tuple(thing for thing in self.declared.things if VISITOR in self._hands(thing).by)
        front = FrontPage(self.brief, self.about, open_, added)
        return [], front.lines([(thing, self._listing_of(thing, limit=6)) for thing in shown])

    def _about(self, things: list[DeclaredThing]) -> tuple[list[str], list[str]]:
        parts = [f"text {_quoted(self.about)}"] if self.about else []
        return [], parts + [self._listing_of(thing) for thing in things]

    def _search(self, things: list[DeclaredThing]) -> tuple[list[str], list[str]]:
        """What the brief says is searched, else what there is to look at; the filters are a form above."""
        open_ = [each for each in things or self._public() if not self._is_done(each)]
        searched = [each for each in open_ if is_browsed(each.name, self.brief)]
        shown = (searched or open_)[:MOST_SEARCHED]
        listed = [self._listing_of(thing) for thing in shown if talk_of(thing, self.brief) is None]
        return [], [f"{line} with filters = open" for line in listed]

    def _contact(self, things: list[DeclaredThing]) -> tuple[list[str], list[str]]:
        asked = [thing for thing in (things or self.declared.things) if _MESSAGE.search(fold(thing.name))]
        return ([], [f"form of {asked[0].name}"]) if asked else self._about(things)

    def _mine(self, things: list[DeclaredThing]) -> tuple[list[str], list[str]]:
        first = self.declared.roles[:1]
        own = [each for each in things or self.declared.things if self._adds(first, each)]
        taken = [child for thing in things for child in self.declared.children(thing)]
        parts = []
        for thing in (own or [each for each in taken if self._adds(first, each)])[:HOME_LISTS]:
            where = f" where {_owner(thing)} = me" if _owner(thing) else ""
            parts += [f"form of {thing.name}", f"table of {thing.name}{where}{_order(thing)}"]
        return (list(first), parts) if parts else self._listing(things)

    def _figures(self, things: list[DeclaredThing]) -> tuple[list[str], list[str]]:
        """Each sees what they may see counted: of what is private, their own."""
        roles, parts = self._office(things)
        return ([] if self._is_for_all else roles), parts

    def _office(self, things: list[DeclaredThing]) -> tuple[list[str], list[str]]:
        """Figures and charts: first of what happens (orders, bookings), then of what there is."""
        rest = [thing for thing in self.declared.things if thing not in things]
        drawn = [*things, *sorted(rest, key=lambda thing: not _happens(thing))]
        charts = [line for thing in drawn for line in _charts(thing)][:MOST_CHARTS]
        stats = [_stat(thing) for thing in drawn[:MOST_FIGURES]]
        return self._by_manager(), [*stats, *charts]

    @property
    def _is_for_all(self) -> bool:
        """Whether figures are what people come for, and not only what a site's manager looks at."""
        return VISITOR not in self.people or _DRAWN.search(self.brief) is not None

    def _ranking(self, things: list[DeclaredThing]) -> tuple[list[str], list[str]]:
        """Places by a number of the rows, or of what links to them."""
        for thing in things or self.declared.things:
            if (number := score(thing)) is not None:
                return [], [f"leaderboard of {thing.name} show {number.name}"]
            for child in self.declared.children(thing):
                link = next(field.name for field in child.fields if field.target == thing.name)
                summed = f" show sum({number.name})" if (number := score(child)) is not None else ""
                return [], [f"leaderboard of {child.name} by {link}{summed}"]
        return self._listing(things)

    def _popular(self, things: list[DeclaredThing]) -> tuple[list[str], list[str]]:
        for thing in things or self.declared.things:
            number = score(thing)
            if number is not None:
                return [], [f"table of {thing.name} sort {number.name} desc limit 20"]
        return self._listing(things)

    def _comparison(self, things: list[DeclaredThing]) -> tuple[list[str], list[str]]:
        """Of what people decide between: of what says the most in numbers."""
        among = things or sorted(self._public(), key=lambda thing: -len(thing.of(*_NUMBERS)))[:1]
        return [], [f"compare of {thing.name}" for thing in among[:1]]

    def _calendar(self, things: list[DeclaredThing]) -> tuple[list[str], list[str]]:
        for thing in things or self.declared.things:
            dates = thing.of(Kind.DATE)
            if dates:
                return [], [f"calendar of {thing.name} by {dates[0].name}"]
        return self._listing(things)

    def _handling(self, things: list[DeclaredThing]) -> tuple[list[str], list[str]]:
        private = [thing for thing in self.declared.things if self._hands(thing).private]
        shown = (things or private or list(self.declared.things))[:MOST_FIGURES]
        handlers = [role for thing in shown for role in self._hands(thing).handlers]
        roles = [role for role in self.declared.roles if role in (*handlers, self.manager)]
        return roles if self.manager else [], [self._handled(thing) for thing in shown]

    def _form(self, things: list[DeclaredThing]) -> tuple[list[str], list[str]]:
        things = things or [
            each for each in self.declared.things if self._adds(self.declared.roles[:1], each)
        ]
        if not things:
            return self._listing(things)
        by = self._hands(things[0]).by
        roles = [role for role in self.declared.roles if role in (*by, self.manager)]
        return [] if VISITOR in by or not self.manager else roles, [f"form of {things[0].name}"]

    def _listing(self, things: list[DeclaredThing]) -> tuple[list[str], list[str]]:
        shown = things or self._public()[:1]
        return [], [self._listing_of(thing) for thing in shown]

    def _telling(self, name: str, things: list[DeclaredThing]) -> str | None:
        """The part that tells what the page's name says, over a thing that all may look at."""
        shown = [thing for thing in things or self._public() if not self._hands(thing).private]
        return page_part(name, shown)

    # -------------------------------------------------------------------------

    def _meant(self, name: str) -> list[DeclaredThing]:
        return meant(name, self.declared.things)[:HOME_LISTS]

    def _done_on(self, name: str) -> list[DeclaredThing]:
        """`Book` is where bookings are made, `Chat` where people talk, `History` where they look back."""
        things = self.declared.things
        done = [each for each in things if fold(press_of(each.name, self.brief)) == fold(name)]
        done = [each for each in done if self._adds(self.declared.roles[:-1] or self.declared.roles, each)]
        done = done or [each for each in things if CHAT.search(name) and is_chat(each, self.brief)]
        if done or not _HISTORY.search(fold(name)):
            return done
        own = [each for each in things if _owner(each) and (each.of(*_DATES) or self._is_done(each))]
        own.sort(key=lambda each: not self._is_done(each))
        return (own or [each for each in things if _happens(each)])[:1]

    def _is_done(self, thing: DeclaredThing) -> bool:
        """Whether a button adds it, as `Book` adds a ticket, and not what goes with it."""
        return bool(press_of(thing.name, self.brief))

    def _shown_first(self) -> list[DeclaredThing]:
        """What is for all to look at; where that is nothing but categories, what people keep comes first."""
        public = self._public()
        if VISITOR in self.people or not all(map(self._is_shelf, public)):
            return public
        first = self.declared.roles[:1]
        kept = (each for each in self.declared.things if self._adds(first, each) and each not in public)
        return [*(each for each in kept if talk_of(each, self.brief) is None), *public]

    def _public(self) -> list[DeclaredThing]:
        """The things that are for all to look at, those with pictures or texts first."""
        told = [each for each in self.declared.things if talk_of(each, self.brief) is None]
        open_ = [thing for thing in told if not self._hands(thing).private]
        return sorted(open_ or told or self.declared.things, key=lambda thing: bool(thing.of(Kind.LINK)))

    def _hands(self, thing: DeclaredThing) -> Hands:
        return self.hands.get(thing.name, Hands())

    def _is_shelf(self, thing: DeclaredThing) -> bool:
        """Whether it only puts others in order, as a category does: they are what people come for."""
        written = all(field.type in ("text", "long text", "number") for field in thing.fields)
        return written and len(thing.fields) <= MOST_OF_A_SHELF and bool(self.declared.children(thing))

    def _by_manager(self) -> list[str]:
        return [self.manager] if self.manager else []

    def _adds(self, roles: tuple[str, ...], thing: DeclaredThing) -> bool:
        return bool(set(roles) & set(self._hands(thing).by)) or len(self.declared.roles) == 1

    def _handled(self, thing: DeclaredThing) -> str:
        if (talk := talk_of(thing, self.brief)) is not None:
            return talk
        state = _state(thing)
        return f"cards of {thing.name} by {state.name}" if state else f"table of {thing.name}{_order(thing)}"

    def _listing_of(self, thing: DeclaredThing, limit: int | None = None) -> str:
        """Cards for what has a picture, a list for what is read, a room for talk, else a table."""
        if (talk := talk_of(thing, self.brief)) is not None:
            return talk
        pictured = any(field.type == "image" for field in thing.fields)
        read = any(field.type == "long text" for field in thing.fields) and thing.of(*_DATES)
        kind = "cards" if pictured else "list" if read else "table"
        group = next(
            (field for field in thing.fields if field.choices and not STATE.search(fold(field.name))), None
        )
        by = f" by {group.name}" if group and kind == "cards" and limit is None else ""
        most = f" limit {limit}" if limit else ""
        return f"{kind} of {thing.name}{by}{_order(thing)}{most}"


def _begun_with_rows(blocks: list[str]) -> list[str]:
    """Where there is no home page, people first see what there is to see, and not a form or a talk."""
    if not blocks or not _ASKS.search(blocks[0]):
        return blocks
    front = next((block for block in blocks if _SHOWS.search(block)), blocks[0])
    return [front, *(block for block in blocks if block is not front)]


def _tells(thing: DeclaredThing) -> bool:
    """Whether its rows say something by themselves, unlike a vote or a place in a group."""
    return any(field.type in ("text", "long text") or field.kind in _NUMBERS for field in thing.fields)


def _is_listed(thing: DeclaredThing, written: str) -> bool:
    listing = rf"^  (?!stat |chart |form )[\w ]+ of {re.escape(thing.name)}(?= |$)"
    return re.search(listing, written, re.M) is not None


def score(thing: DeclaredThing) -> DeclaredField | None:
    """The number that its rows have places by: one whose name says so, else the last."""
    numbers = thing.of(*_NUMBERS)
    said = (field for field in numbers if _SCORES.search(fold(field.name)))
    return next(said, numbers[-1] if numbers else None)


def _owner(thing: DeclaredThing) -> str | None:
    return next((field.name for field in thing.fields if field.default == "me"), None)


def _state(thing: DeclaredThing) -> DeclaredField | None:
    return next((field for field in thing.fields if field.choices and STATE.search(fold(field.name))), None)


def _order(thing: DeclaredThing) -> str:
    """The newest first by when it was made, else the next first by its day."""
    for field in thing.of(*_DATES):
        return f" sort {field.name} desc" if field.default in ("today", "now") else f" sort {field.name}"
    return ""


def _happens(thing: DeclaredThing) -> bool:
    """Whether its rows are events in time, whose money can be added up."""
    return any(field.default in ("today", "now") for field in thing.fields)


def _sum(thing: DeclaredThing) -> str:
    money = thing.of(Kind.MONEY)
    return f" show sum({money[0].name})" if money and _happens(thing) else ""


def _charts(thing: DeclaredThing) -> list[str]:
    """By its first choice, and by month if its rows happen in time; else by what it belongs to."""
    by = [field.name for field in thing.fields if field.choices][:1]
    by += [f"month({field.name})" for field in thing.of(*_DATES) if _happens(thing)][:1]
    by = by or [field.name for field in thing.of(Kind.LINK)][:1]
    return [f"chart of {thing.name} by {each}{_sum(thing)}" for each in by]


def _stat(thing: DeclaredThing) -> str:
    return f"stat of {thing.name}{_sum(thing)}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'
