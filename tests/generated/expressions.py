"""Expressions of a wanted kind, as text, over whatever fields there are at the place."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.generated.drawing import Hand
from tests.generated.model import AppPlan, FieldPlan, ThingPlan
from tests.generated.names import is_simple, quoted

from appling.blueprint.model.expression import Kind

NUMERIC = (Kind.NUMBER, Kind.MONEY)
DATED = (Kind.DATE, Kind.MOMENT)
COMPARED = (*NUMERIC, *DATED, Kind.TEXT, Kind.TIME)
WRITTEN = (*COMPARED, Kind.TRUTH, Kind.PERSON, Kind.LINK)
SHOWN = (*WRITTEN, Kind.FILE, Kind.SEVERAL)
TEXTS = (
    "",
    "a",
    "Open",
    "ÄÖÜ straße",
    "图书",
    "50% _x_",
    "it's",
    'say "hi"',
    "🚲",
    "line\\nbreak",
    "\\\\",
    "7",
)
NUMBERS = ("0", "1", "2", "3", "7", "10", "0.5", "2.25", "100", "999999999999", "0.000001", "123456.789")
UNITS = ("day", "week", "month", "year", "hour", "minute")
DEEP = 3


@dataclass(frozen=True)
class Place:
    """`head`: how the row itself is called there: `this`, or within an aggregate its thing's name.

    `rows`: aggregates run over the rows of the part itself. `about`: the thing on whose rows' page a part
    stands, where `this` is such a row.
    """

    app: AppPlan
    thing: ThingPlan | None
    head: str = "this"
    this: str = ""
    rows: bool = False
    aggregates: int = 2
    hops: int = 2
    about: ThingPlan | None = None


class Expressions:
    """Makes them up for one example."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self._makers: dict[Kind, Callable[[Place, int], str]] = {
            Kind.NUMBER: self._number,
            Kind.MONEY: self._money,
            Kind.TEXT: self._text,
            Kind.DATE: self._date,
            Kind.MOMENT: self._moment,
            Kind.TRUTH: self._truth,
            Kind.PERSON: lambda place, _: self.path(place, Kind.PERSON) or "me",
            Kind.TIME: lambda place, _: self.path(place, Kind.TIME) or "empty",
            Kind.LINK: lambda place, _: self.path(place, Kind.LINK) or "empty",
            Kind.FILE: lambda place, _: self.path(place, Kind.FILE) or "empty",
            Kind.SEVERAL: lambda place, _: self.path(place, Kind.SEVERAL) or "empty",
        }

    def of(self, kind: Kind, place: Place, depth: int = DEEP) -> str:
        return self._makers[kind](place, depth)

    def any(self, place: Place, kinds: tuple[Kind, ...] = SHOWN) -> str:
        """Something with a value, of any of these kinds; there may be none of a drawn kind."""
        made = self.of(self.hand.one(kinds), place, 2)
        return self.of(Kind.NUMBER, place, 1) if made in ("empty", "me") else made

    def value_for(self, field: FieldPlan, place: Place) -> str:
        """Something that the field takes."""
        if field.kind is Kind.SEVERAL:
            return " and ".join(self._among(field) for _ in range(self.hand.number(1, 2)))
        if field.choices:
            return self._choice(field)
        if field.kind is Kind.LINK and field.target == place.this and place.head == "this":
            return self.hand.one(("this", "empty"))
        if field.kind is Kind.LINK:
            return self._linked(field.target, place) or "empty"
        if field.kind is Kind.TIME and self.hand.chance(50):
            return quoted("09:30")
        return self.of(field.kind, place, 2)

    # Paths -------------------------------------------------------------------

    def name(self, field: FieldPlan, place: Place) -> str:
        """The field of the place's own row."""
        plain = is_simple(field.name) and not self.hand.chance(10)
        return field.name if plain else f"{place.head}.{quoted(field.name)}"

    def path(self, place: Place, *kinds: Kind) -> str | None:
        """A field of these kinds, at times of a row that is linked to."""
        steps = self._steps(place.app, place.thing, kinds, place.hops) if place.thing is not None else []
        if not steps:
            return None
        return ".".join([self.name(steps[0], place), *(self._further(step) for step in steps[1:])])

    def _further(self, field: FieldPlan) -> str:
        return field.name if is_simple(field.name) and self.hand.chance(80) else quoted(field.name)

    def _steps(self, app: AppPlan, thing: ThingPlan, kinds: tuple[Kind, ...], hops: int) -> list[FieldPlan]:
        """The fields that a path goes through; none if there is no such path."""
        found = thing.of_kind(*kinds)
        links = [each for each in thing.of_kind(Kind.LINK) if each.target in app.things]
        if hops and links and (not found or self.hand.chance(30)):
            link = self.hand.one(links)
            beyond = self._steps(app, app.things[link.target], kinds, hops - 1)
            if beyond:
                return [link, *beyond]
        return [self.hand.one(found)] if found else []

    def _linked(self, target: str, place: Place) -> str | None:
        if place.thing is None:
            return None
        found = [each for each in place.thing.of_kind(Kind.LINK) if each.target == target]
        return self.name(self.hand.one(found), place) if found else None

    def _choice(self, field: FieldPlan) -> str:
        choice = self.hand.one(field.choices)
        return choice if is_simple(choice) and self.hand.chance(70) else quoted(choice)

    def _among(self, field: FieldPlan) -> str:
        """One of the values of a field that holds several."""
        return (
            self._choice(field) if field.choices else quoted(self.hand.one(("a", "Open", "图书", "it's, so")))
        )

    def _choosable(self, place: Place) -> list[FieldPlan]:
        fields = place.thing.fields if place.thing is not None else []
        return [each for each in fields if each.choices and each.kind is Kind.TEXT]

    def _holding(self, place: Place) -> str | None:
        """Whether a field that holds several values has one of some, a text, or how many it has."""
        found = place.thing.of_kind(Kind.SEVERAL) if place.thing is not None else []
        if not found:
            return None
        field = self.hand.one(found)
        name = self.name(field, place)
        match self.hand.number(0, 3):
            case 0:
                return f"{name} in ({self._among(field)}, {self._among(field)})"
            case 1:
                return f"{name} contains {self._text(place, 1)}" if not field.choices else f"{name} is empty"
            case 2:
                return f"length({name}) > 1"
        return f"{name} contains {self._among(field)}"

    # By kind -----------------------------------------------------------------

    def _number(self, place: Place, depth: int) -> str:
        path = self.path(place, Kind.NUMBER) if self.hand.chance(60) else None
        if depth <= 0 or self.hand.chance(25):
            return path or self.hand.one(NUMBERS)
        deeper = depth - 1
        match self.hand.number(0, 8):
            case 0:
                operator = self.hand.one(("+", "-", "*", "/"))
                return f"({self._number(place, deeper)} {operator} {self._number(place, deeper)})"
            case 1:
                return f"{self._number(place, deeper)} {self.hand.one('+-')} {self._number(place, 0)}"
            case 2:
                return f"-({self._number(place, deeper)})"
            case 3:
                kind = self.hand.one(DATED)
                return f"{self.hand.one(('year', 'month', 'week', 'day'))}({self.of(kind, place, deeper)})"
            case 4:
                return f"length({self._text(place, deeper)})"
            case 5:
                digits = f", {self.hand.number(0, 6)}" if self.hand.chance(50) else ""
                return f"round({self._number(place, deeper)}{digits})"
            case 6:
                return self._apart(place, deeper)
            case 7:
                money = self.path(place, Kind.MONEY)
                return f"({money} / {self._money(place, deeper)})" if money else self._number(place, 0)
        return self.aggregate(place, Kind.NUMBER) or self._number(place, 0)

    def _apart(self, place: Place, depth: int) -> str:
        """What lies between two dates, moments or times of day."""
        clock, other_clock = self.path(place, Kind.TIME), self.path(place, Kind.TIME)
        if clock and other_clock and self.hand.chance(40):
            return f"duration({clock} - {other_clock})"
        one, other = self.hand.one(DATED), self.hand.one(DATED)
        return f"({self.of(one, place, depth)} - {self.of(other, place, depth)})"

    def _money(self, place: Place, depth: int) -> str:
        path = self.path(place, Kind.MONEY)
        if depth <= 0 or path is None or self.hand.chance(40):
            return path or self._number(place, 0)
        match self.hand.number(0, 4):
            case 0:
                return f"({path} {self.hand.one('*/')} {self._number(place, depth - 1)})"
            case 1:
                return f"({self._money(place, depth - 1)} {self.hand.one('+-')} {path})"
            case 2:
                return f"-{path}"
            case 3:
                return f"round({path}, {self.hand.number(0, 6)})"
        return self.aggregate(place, Kind.MONEY) or path

    def _text(self, place: Place, depth: int) -> str:
        path = self.path(place, Kind.TEXT) if self.hand.chance(60) else None
        if depth <= 0 or self.hand.chance(40):
            return path or quoted(self.hand.one(TEXTS)).replace("\\\\n", "\\n")
        if self.hand.chance(50):
            other = self.of(
                self.hand.one((*COMPARED, Kind.TRUTH, Kind.PERSON, Kind.SEVERAL)), place, depth - 1
            )
            other = '"!"' if other == "empty" else other
            return f"({self._text(place, depth - 1)} + {other})"
        return f"{self.hand.one(('lower', 'upper'))}({self._text(place, depth - 1)})"

    def _date(self, place: Place, depth: int) -> str:
        return self._time_line(place, depth, Kind.DATE, "today", UNITS[:4])

    def _moment(self, place: Place, depth: int) -> str:
        return self._time_line(place, depth, Kind.MOMENT, "now", UNITS)

    def _time_line(self, place: Place, depth: int, kind: Kind, here: str, units: tuple[str, ...]) -> str:
        path = self.path(place, kind) if self.hand.chance(70) else None
        base = path or here
        if depth <= 0 or self.hand.chance(40):
            return base
        if self.hand.chance(20):
            return self.aggregate(place, kind) or base
        amount, unit = self.hand.one((0, 1, 2, 14, 31, 400, 99999)), self.hand.one(units)
        span = f"{amount} {unit}" if amount == 1 else f"{amount} {unit}s"
        return f"({base} {self.hand.one('+-')} {span})"

    def _truth(self, place: Place, depth: int) -> str:
        path = self.path(place, Kind.TRUTH) if self.hand.chance(50) else None
        if path and self.hand.chance(30):
            return path if self.hand.chance(60) else f"not {path}"
        if depth <= 0:
            return path or self.hand.one(("yes", "no"))
        deeper = depth - 1
        match self.hand.number(0, 8):
            case 0:
                operator = self.hand.one(("and", "or"))
                return f"({self._truth(place, deeper)} {operator} {self._truth(place, deeper)})"
            case 1:
                return f"{self._truth(place, 0)} {self.hand.one(('and', 'or'))} {self._truth(place, 0)}"
            case 2:
                return f"not ({self._truth(place, deeper)})"
            case 3:
                return self._emptiness(place)
            case 4:
                return f"{self._text(place, deeper)} contains {self._text(place, 0)}"
            case 5:
                return self._membership(place)
            case 6:
                return self._same(place)
        return self._compared(place, deeper)

    def _compared(self, place: Place, depth: int) -> str:
        kind = self.hand.one(COMPARED)
        if kind is Kind.TIME and self.path(place, Kind.TIME) is None:
            kind = Kind.NUMBER
        operator = self.hand.one(("=", "!=", "<", "<=", ">", ">="))
        other = kind
        if kind in NUMERIC or kind in DATED:
            other = self.hand.one(NUMERIC if kind in NUMERIC else DATED)
        return f"{self.of(kind, place, depth)} {operator} {self.of(other, place, depth)}"

    def _emptiness(self, place: Place) -> str:
        found = self.path(place, *SHOWN)
        return f"{found} is {'not ' if self.hand.chance(40) else ''}empty" if found else "today is empty"

    def _membership(self, place: Place) -> str:
        holding = self._holding(place)
        if holding and self.hand.chance(60):
            return holding
        choosable = self._choosable(place)
        if choosable and self.hand.chance(60):
            field = self.hand.one(choosable)
            options = ", ".join(self._choice(field) for _ in range(self.hand.number(1, 3)))
            return f"{self.name(field, place)} in ({options})"
        options = ", ".join(self._number(place, 1) for _ in range(self.hand.number(1, 3)))
        return f"{self._number(place, 1)} in ({options})"

    def _same(self, place: Place) -> str:
        """A choice, a person, a link or a yes/no beside another."""
        hung = self._on_the_row(place) if place.about is not None else None
        if hung and self.hand.chance(60):
            return hung
        choosable = self._choosable(place)
        operator = self.hand.one(("=", "!="))
        if choosable and self.hand.chance(60):
            field = self.hand.one(choosable)
            return f"{self.name(field, place)} {operator} {self._choice(field)}"
        person = self.path(place, Kind.PERSON)
        if person and self.hand.chance(60):
            return f"{person} {operator} me"
        truth = self.path(place, Kind.TRUTH)
        return f"{truth} {operator} {self.hand.one(('yes', 'no'))}" if truth else self._emptiness(place)

    def _on_the_row(self, place: Place) -> str | None:
        """What hangs on the row whose page it is, or has a value as it has."""
        assert place.about is not None
        assert place.thing is not None
        links = [each for each in place.thing.of_kind(Kind.LINK) if each.target == place.about.name]
        if links and self.hand.chance(70):
            return f"{self.name(self.hand.one(links), place)} = this"
        kind = self.hand.one((Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.PERSON))
        mine = self.path(replace(place, thing=place.about, head="this", about=None), kind)
        other = self.path(place, kind)
        if not mine or not other:
            return None
        return f"{other} {self.hand.one(('=', '!='))} {mine if mine.startswith('this.') else f'this.{mine}'}"

    # Aggregates --------------------------------------------------------------

    def aggregate(self, place: Place, kind: Kind) -> str | None:
        """Over the rows that link here or, in a chart, over the part's own; None if there are none."""
        if place.rows and place.thing is not None:
            return self._over(place.thing, place, kind, "")
        children = place.app.children(place.thing) if place.thing is not None else []
        sayable = [each for each in children if is_simple(each.name)]
        if not sayable or place.aggregates <= 0:
            return None
        child = self.hand.one(sayable)
        return self._over(child, place, kind, child.name)

    def _over(self, child: ThingPlan, place: Place, kind: Kind, name: str) -> str | None:
        inner = replace(
            place, thing=child, head=quoted(child.name), rows=False, aggregates=place.aggregates - 1, hops=1
        )
        where = f" where {self._truth(inner, 1)}" if self.hand.chance(35) else ""
        fields = [each for each in child.of_kind(kind) if name == "" or is_simple(each.name)]
        if kind is Kind.NUMBER and (not fields or self.hand.chance(40)):
            return f"count({name}{where})".replace("( where", "(where")
        if not fields:
            return None
        chosen = self.hand.one(fields)
        of = f"{name}.{chosen.name}" if name else self.name(chosen, inner)
        functions = ("min", "max") if kind in DATED else ("sum", "avg", "min", "max")
        return f"{self.hand.one(functions)}({of}{where})"
