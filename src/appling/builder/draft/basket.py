"""A basket where people shop: they choose lines of their own open order, which a button sends off."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from appling.blueprint.model.app import VISITOR
from appling.blueprint.model.expression import Kind
from appling.builder.briefs.words import fold
from appling.builder.draft.asked import is_asked
from appling.builder.draft.compose import kind_of_page, meant
from appling.builder.draft.cut import in_quotes
from appling.builder.draft.declared import Declared, DeclaredField, DeclaredThing
from appling.builder.draft.effects import Effect
from appling.builder.draft.fields import full_field
from appling.builder.draft.implied import STATE
from appling.builder.draft.rights import Hands
from appling.builder.draft.wished import LINE, press_of

MOST_OFFERED = 3
_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_ASKED = re.compile(
    r"\b(cart|basket|checkout)\b|\be-?commerce\b|\b(online|web) ?(shop|store)\b"
    r"|\bshopping (mall|site|website|platform)\b|购物车|电商|商城|网店",
    re.I,
)
_BASKET = re.compile(r"\b(cart|basket|checkout)s?( (item|line|page)s?)?$|^(购物车|结算)(明细|商品|页面?)?$")
_LINES = re.compile(r"\b(order|purchase) (line|item|detail)s?$|^订单(明细|商品|项)$")
_PRESSES = ("Order", "下单")
_OF_LINES = re.compile(
    r"^(quantity|qty|price|amount|total|total (price|amount)|sum|items?|products?)$"
    r"|^(数量|单价|价格|金额|总额|合计|总价|商品)$"
)
_BEGUN = re.compile(r"^(new|cart|open|pending|created|placed|ordered|draft)$|^(新|待|已下单|购物车)")
_WHERETO = re.compile(r"address|recipient|payment|delivery|地址|收货|收件|支付方式")
_TYPED = ("text", "long text", "email", "phone", "choice", "time")


def shops(brief: str) -> bool:
    """Whether people put together what they buy."""
    return _ASKED.search(brief) is not None


def without_baskets(things: list[str], brief: str) -> list[str]:
    """The planned things without baskets and lines of orders, which follow by rule; never none."""
    if not shops(brief):
        return things
    kept = [name for name in things if not (_BASKET.search(fold(name)) or _LINES.search(fold(name)))]
    return kept or things


@dataclass(frozen=True, slots=True)
class Basket:
    """`order` has lines, each of one of the things `offered`; `words` is how it speaks."""

    order: DeclaredThing
    line: DeclaredThing
    offered: tuple[DeclaredThing, ...]
    buyer: str
    hands: Hands
    manager: str
    words: Mapping[str, str]

    def things(self) -> dict[str, str]:
        """The blocks of the two things, by name."""
        words, mine, of = self.words, self._mine, self._of
        may = [f"{role} may see, change" for role in self.hands.handlers if role != self.manager]
        may += [f"{self.manager} may do all"] if self.manager else []
        order = [
            *(full_field(field, required=False, own=self.order.name) for field in self.order.fields),
            f"{words['total']} = sum({self.line.name}.{words['amount']})",
            f"one per {mine} where {self._is_open}",
            f"{self.buyer} may see own",
        ]
        line = [
            *map(self._of_line, self.line.fields),
            f"{words['amount']} = {words['quantity']} * {words['price']}",
            f"{self.buyer} may see own, remove where {mine} = me and {of}.{self._is_open}",
        ]
        return {
            thing.name: _block(f"thing {thing.name}", [*lines, *may])
            for thing, lines in ((self.order, order), (self.line, line))
        }

    def actions(self) -> list[str]:
        """What puts a thing into the basket, takes more or less of it, and sends all of it off."""
        more, less = self._count("more", "+"), self._count("less", "-", f"{self.words['quantity']} > 1")
        return [*map(self._put, self.offered), more, less, self._send()]

    def later(self, effect: Effect) -> Effect | None:
        """The effect on orders that were sent off; none for sending one off, which has its button."""
        if effect.thing != self.order.name:
            return effect
        if effect.brings == self.words["sent"]:
            return None
        when = f"{self._state} != {self.words['open']}"
        return replace(effect, when=f"{effect.when} and {when}" if effect.when else when)

    def page(self) -> str:
        """What lies in the basket, what it comes to, and what was ordered before."""
        words, of = self.words, self.order.name
        mine, is_open = f"{self._mine} = me", self._is_open
        lines = f"{self.line.name} where {mine} and {self._of}.{is_open}"
        shown = [each.name for each in self.line.fields if each.target != of and each.type != "person"]
        columns = ", ".join([*shown, words["amount"]])
        inside = f'table "{words["inside"]}" of {lines} show {columns}'
        to_pay = f'detail "{words["to_pay"]}" of {of} where {mine} and {is_open} show {words["total"]}'
        before = f'table "{words["before"]}" of {of} where {mine} and not ({is_open})'
        return _block(f"page {words['page']} for {self.buyer}", [inside, to_pay, before])

    def without_its_pages(self, names: list[str]) -> list[str]:
        """The planned pages but those where people would write down an order by hand."""
        return [name for name in names if not (_BASKET.search(fold(name)) or self._is_written_on(name))]

    def _is_written_on(self, page: str) -> bool:
        return kind_of_page(page) in ("mine", "form") and bool(meant(page, (self.order, self.line)))

    def _of_line(self, field: DeclaredField) -> str:
        if field.name == self.words["quantity"]:
            return f"{field.name}: number, required, min 1 = 1"
        return full_field(field, required=field.target is not None and not field.either)

    def _put(self, thing: DeclaredThing) -> str:
        several = len(self.offered) > 1
        name = self.words["put_one"].format(thing=thing.name) if several else self.words["put"]
        link = next(field for field in self.line.fields if field.target == thing.name)
        price = thing.of(Kind.MONEY)[0].name
        step = f"add {self.line.name} with {link.name} = this, {self.words['price']} = {price}"
        return _block(f"action {in_quotes(name)} on {thing.name} for {self.buyer}", [step])

    def _count(self, word: str, sign: str, when: str = "") -> str:
        quantity, is_open = self.words["quantity"], f"{self._of}.{self._is_open}"
        head = f"action {self.words[word]} on {self.line.name} for {self.buyer}"
        when = f"{is_open} and {when}" if when else is_open
        return _block(f"{head} when {when}", [f"set {quantity} = {quantity} {sign} 1"])

    def _send(self) -> str:
        """The order's own fields are asked for as it is sent, and its day is that day."""
        typed = (each for each in self.order.fields if each.default is None and each.type in _TYPED)
        asked = [each for each in typed if is_asked(each, self.order.name, self.order)]
        dated = [each for each in self.order.fields if each.default in ("today", "now")]
        given = [f"{self._state} = {self.words['sent']}", *(f"{each.name} = {each.name}" for each in asked)]
        given += [f"{each.name} = {each.default}" for each in dated]
        head = f"action {self.words['send']} on {self.order.name} for {self.buyer}"
        lines = [*(full_field(each, required=_is_a_must(each)) for each in asked), f"set {', '.join(given)}"]
        return _block(f"{head} when {self._is_open} and {self.words['total']} > 0", lines)

    @property
    def _state(self) -> str:
        return next(field.name for field in self.order.fields if self.words["open"] in field.choices)

    @property
    def _is_open(self) -> str:
        return f"{self._state} = {self.words['open']}"

    @property
    def _mine(self) -> str:
        return next(field.name for field in self.order.fields if field.default == "me")

    @property
    def _of(self) -> str:
        return next(field.name for field in self.line.fields if field.target == self.order.name)


def basket_of(
    declared: Declared,
    hands: Mapping[str, Hands],
    people: tuple[str, ...],
    brief: str,
    language: str,
    strangers: tuple[str, ...] = (),
) -> Basket | None:
    """The basket of a draft in which something with a price is ordered; none where there is no such thing.

    `strangers`: roles that people take by themselves, who handle nobody's orders.
    """
    roles = [role for role in people if role != VISITOR]
    order = next((each for each in declared.things if _is_order(each, brief)), None)
    if not shops(brief) or order is None or not roles:
        return None
    offered = tuple(each for each in declared.things if _is_offered(each, hands, brief))[:MOST_OFFERED]
    if not offered:
        return None
    words = _WORDS["zh" if language == "zh" else "en"]
    of_order = hands.get(order.name, Hands())
    of_order = replace(of_order, handlers=tuple(role for role in of_order.handlers if role not in strangers))
    buyer = next((role for role in of_order.by if role in roles), roles[0])
    mine = DeclaredField(buyer, "person", Kind.PERSON, default="me")
    begun = _begun(order, offered, mine, words)
    lines = next(
        (each.name for each in declared.children(order) if LINE.search(fold(each.name))), words["line"]
    )
    line = DeclaredThing(lines, _line(begun, offered, mine, words))
    manager = roles[-1] if len(roles) > 1 else ""
    return Basket(begun, line, offered, buyer, of_order, manager, words)


def with_basket(declared: Declared, basket: Basket) -> Declared:
    """The things with the order as it is begun, without its lines: those are on the basket's page alone."""
    rest = [each for each in declared.things if each.name != basket.line.name]
    things = (basket.order if each.name == basket.order.name else each for each in rest)
    return replace(declared, things=tuple(things))


def _is_a_must(field: DeclaredField) -> bool:
    """Whether nothing can be sent or paid without it."""
    return field.type == "choice" or _WHERETO.search(fold(field.name)) is not None


def _is_order(thing: DeclaredThing, brief: str) -> bool:
    return (
        bool(thing.fields) and not LINE.search(fold(thing.name)) and press_of(thing.name, brief) in _PRESSES
    )


def _is_offered(thing: DeclaredThing, hands: Mapping[str, Hands], brief: str) -> bool:
    """Whether it has a price and is for all to see, and is not what people have ordered."""
    own = any(field.default in ("me", "today", "now") for field in thing.fields)
    private = hands.get(thing.name, Hands()).private
    done = press_of(thing.name, brief) or LINE.search(fold(thing.name))
    return bool(thing.of(Kind.MONEY)) and not (own or private or done)


def _begun(
    order: DeclaredThing, offered: tuple[DeclaredThing, ...], mine: DeclaredField, words: Mapping[str, str]
) -> DeclaredThing:
    """The order without what its lines say, begun as a basket."""
    targets = {each.name for each in offered}
    state = next((each for each in order.fields if each.choices and STATE.search(fold(each.name))), None)
    kept = [
        each
        for each in order.fields
        if each is not state
        and each.target not in targets
        and each.kind is not Kind.MONEY
        and fold(each.name) not in (fold(mine.name), fold(words["total"]))
        and each.default != "me"
        and not _OF_LINES.search(fold(each.name))
    ]
    later = [each for each in (state.choices if state else ()) if not _BEGUN.search(fold(each))]
    name = state.name if state else words["state"]
    states = (words["open"], words["sent"], *later)
    begun = DeclaredField(name, "choice", Kind.TEXT, states, default=states[0])
    return replace(order, fields=(mine, *kept, begun))


def _line(
    order: DeclaredThing, offered: tuple[DeclaredThing, ...], mine: DeclaredField, words: Mapping[str, str]
) -> tuple[DeclaredField, ...]:
    several = len(offered) > 1
    of_what = (
        DeclaredField(each.name.lower(), each.name, Kind.LINK, target=each.name, either=several)
        for each in offered
    )
    return (
        DeclaredField(order.name.lower(), order.name, Kind.LINK, target=order.name),
        *of_what,
        DeclaredField(words["quantity"], "number", Kind.NUMBER),
        DeclaredField(words["price"], "money", Kind.MONEY),
        mine,
    )


def _block(head: str, lines: list[str]) -> str:
    return "\n".join([head, *(f"  {line}" for line in lines)])
