"""Parts for what people do: book a time, work out a result. Only where the brief speaks of it."""

import re

from appling.blueprint.model.app import VISITOR
from appling.blueprint.resolve.faults import quoted
from appling.blueprint.syntax.tree import PageBlock, RuleLine, ThingBlock
from appling.builder.briefs.words import fold
from appling.builder.complete.edit import Addition
from appling.builder.complete.reading import Draft, links_of, of_type, own_person

_BOOK = re.compile(
    r"\bbook(ing|ings|s)?\b(?! club| review| ?store| ?shop| list| shelf)"
    r"|\bappointments?\b|\breserv\w+|time ?slots?"
    r"|预约|预订|预定|挂号",
    re.I,
)
_BOOKED = re.compile(
    r"\b(appointment|booking|reservation|slot|session|visit|consultation)s?\b|预约|预订|预定|挂号"
)
_CALCULATE = re.compile(
    r"calculat\w*|\bestimat\w*|\bconvert\w*|\bquot(e|es|ation)\b|work(s|ing)? out|simulat\w*"
    r"|计算|换算|估算|报价",
    re.I,
)
_TOOLS = (
    ("qr", re.compile(r"\bqr\b|二维码", re.I), ("QR Codes", "二维码")),
    ("countdown", re.compile(r"count ?down|倒计时", re.I), ("Countdown", "倒计时")),
    ("timer", re.compile(r"\btimer\b|stop ?watch|pomodoro|秒表|计时器|番茄钟", re.I), ("Timer", "计时器")),
)
_MINUTES = re.compile(r"\b([1-9][0-9]?)[- ]minutes?\b", re.I)
_NUMBERS = ("number", "money", "rating")
_RESOURCE = re.compile(
    r"\b(room|court|table|doctor|dentist|therapist|stylist|barber|chair|desk|bike|car|vehicle|tutor|teacher"
    r"|trainer|coach|seat|field|hall|studio|staff|employee|consultant|equipment|machine|venue|space)s?\b"
    r"|房|场地|场馆|医生|教练|老师|教师|座位|车|设备|技师|桌"
)


def slots(draft: Draft) -> list[Addition]:
    """Free times of what is booked, and that no time is booked twice."""
    if not _BOOK.search(draft.brief) or _has_part(draft, "slots"):
        return []
    for thing in draft.blueprint.things:
        if _BOOKED.search(fold(thing.name.text)) and not thing.constraints:
            return _slots_of(thing, draft)
    return []


def _slots_of(thing: ThingBlock, draft: Draft) -> list[Addition]:
    moments = [field.name.text for field in of_type(thing, "date and time", "datetime")]
    days = [field.name.text for field in of_type(thing, "date")]
    clocks = [field.name.text for field in of_type(thing, "time")]
    links = [field.name.text for field, other in links_of(thing, draft.blueprint) if _is_taken_up(other)]
    per = [quoted(name) for name in links[:1]]
    if len(moments) > 1:
        said = f"no overlap of {quoted(moments[0])}, {quoted(moments[1])}" + (f" per {per[0]}" if per else "")
    elif moments:
        said = f"one per {', '.join([quoted(moments[0]), *per])}"
    elif days and clocks:
        said = f"one per {', '.join([quoted(days[0]), quoted(clocks[0]), *per])}"
    else:
        return []
    name = "预约时间" if draft.chinese else "Book a Time"
    label = f"{thing.name.text}: {said}"
    shown = [f"slots of {quoted(thing.name.text)}", *_own(thing, (moments or days)[0], draft)]
    line = Addition(said, "Nothing is booked twice", label, thing)
    place = next((each for each in draft.blueprint.pages if _is_form_of(each, thing)), None)
    if place is not None:
        return [line, Addition("\n  ".join(shown), "Free times to book", thing.name.text, place)]
    page = "\n  ".join([f"page {name}{_for(thing, draft)}", *shown])
    return [line, Addition(page, "Free times to book", name)]


def _own(thing: ThingBlock, when: str, draft: Draft) -> list[str]:
    """What somebody has booked, below the free times."""
    person = own_person(thing)
    if person is None:
        return []
    title = "我的预约" if draft.chinese else "Your bookings"
    rows = f"where {quoted(person.name.text)} = me sort {quoted(when)}"
    return [f'table "{title}" of {quoted(thing.name.text)} {rows}']


def calculators(draft: Draft) -> list[Addition]:
    """What formulas give, worked out while somebody types."""
    if not _CALCULATE.search(draft.brief) or _has_part(draft, "calculator"):
        return []
    for thing in draft.blueprint.things:
        formulas = [field for field in thing.fields if field.formula is not None]
        typed = [field for field in of_type(thing, *_NUMBERS) if not field.roles]
        inside = any(_works_out(draft, thing, field.name.text) for field in formulas)
        if formulas and typed and inside:
            name = "计算器" if draft.chinese else "Calculator"
            taken = {fold(page.name.text) for page in draft.blueprint.pages}
            if fold(name) not in taken:
                page = f"page {name}\n  calculator of {quoted(thing.name.text)}"
                return [Addition(page, "A calculator", thing.name.text)]
    return []


def tools(draft: Draft) -> list[Addition]:
    """QR codes, a countdown, a timer: each on a page of its own, where the brief names it."""
    found = []
    for kind, words, names in _TOOLS:
        if words.search(draft.brief) and not _has_part(draft, kind):
            line = _tool(kind, draft)
            name = names[draft.chinese]
            there = (page for page in draft.blueprint.pages if fold(page.name.text) == fold(name))
            place = next(there, None)
            if line is not None:
                written = f"page {name}\n  {line}" if place is None else line
                found.append(Addition(written, "A tool that was asked for", name, place))
    return found


def _tool(kind: str, draft: Draft) -> str | None:
    """The part's line; None where there is nothing that it could be about."""
    things = draft.blueprint.things
    if kind == "timer":
        minutes = _MINUTES.search(draft.brief)
        pomodoro = re.search("pomodoro|番茄", draft.brief, re.I)
        return f"timer with minutes = {minutes[1] if minutes else 25}" if minutes or pomodoro else "timer"
    if kind == "countdown":
        dated = next((thing for thing in things if of_type(thing, "date", "date and time")), None)
        return f"countdown of {quoted(dated.name.text)}" if dated is not None else None
    main = next((thing for thing in things if not list(links_of(thing, draft.blueprint))), None)
    return f"qr of {quoted(main.name.text)}" if main is not None else None


def _works_out(draft: Draft, thing: ThingBlock, name: str) -> bool:
    """Whether a formula is one of the row's own numbers, not of other rows."""
    field = next(each for each in thing.fields if each.name.text == name)
    span = field.span
    written = draft.blueprint.source[span.start : span.end].partition("=")[2]
    return re.search(r"[-+*/]", written) is not None and not re.search(r"\b(count|sum|avg)\(", written)


def _has_part(draft: Draft, kind: str) -> bool:
    return any(fold(part.kind.text) == kind for page in draft.blueprint.pages for part in page.parts)


def _is_taken_up(thing: ThingBlock) -> bool:
    return _RESOURCE.search(fold(thing.name.text)) is not None


def _is_form_of(page: PageBlock, thing: ThingBlock) -> bool:
    return any(
        fold(part.kind.text) == "form" and part.thing and fold(part.thing.text) == fold(thing.name.text)
        for part in page.parts
    )


def _for(thing: ThingBlock, draft: Draft) -> str:
    """Those who may add such rows."""
    app = draft.blueprint.app
    rules: tuple[RuleLine, ...] = thing.rules or (app.rules if app is not None else ())
    adding = [rule for rule in rules if any(verb.verb.text in ("add", "all") for verb in rule.verbs)]
    roles = dict.fromkeys(role.text for rule in adding for role in rule.roles)
    return f" for {', '.join(map(quoted, roles))}" if roles and VISITOR not in map(fold, roles) else ""
