"""Mends slips of small models in what they declare: a blog that is `paid`, an order of nothing or of all."""

import re
from dataclasses import replace

from appling.blueprint.model.expression import Kind
from appling.blueprint.names import plural
from appling.builder.briefs.words import fold
from appling.builder.draft.declared import Declared, DeclaredField, DeclaredThing
from appling.builder.draft.implied import STATE
from appling.builder.draft.lacking import EVENT
from appling.builder.draft.wished import LINE, asked_at, press_of

SETTLED = re.compile(r"^(paid|sent|shipped|delivered)$|^已?(付款|支付|发货|寄出|送达)$")
"""What models copy from an order's states."""
_BASKET = re.compile(r"\b(cart|basket)\b|购物车", re.I)
_BOOK = ("book", "预订")
ALIKE = 3
"""Things with so many fields of the same names are of one sort."""
_NEAR = 80
"""So many letters behind what is asked name what it is of: `purchase services`."""


def mended(declared: Declared, brief: str) -> Declared:
    """The things without states that only orders have; an order has a link to what it is of."""
    declared = _booked_at_once(declared, brief)
    things = [_without_states_of_orders(each, declared) for each in declared.things]
    declared = replace(declared, things=tuple(things))
    things = [_of_either(_of_something(each, declared, brief), declared) for each in things]
    return replace(declared, things=tuple(things))


def _without_states_of_orders(thing: DeclaredThing, declared: Declared) -> DeclaredThing:
    """What nobody orders is neither paid nor sent, though models copy that from the order beside it."""
    copied = [field for field in thing.fields if _is_settled(field) and _is_copied(field, declared)]
    if not copied or (_comes_to_be(thing) and not _is_beside_orders(thing, copied, declared)):
        return thing
    return replace(thing, fields=tuple(field for field in thing.fields if field not in copied))


def _is_settled(field: DeclaredField) -> bool:
    return bool(STATE.search(fold(field.name))) and any(SETTLED.search(fold(each)) for each in field.choices)


def _is_copied(field: DeclaredField, declared: Declared) -> bool:
    """Whether another thing has the same states, or they are all that an order goes through."""
    same = [each for thing in declared.things for each in thing.fields if each.choices == field.choices]
    return len(same) > 1 or sum(bool(SETTLED.search(fold(each))) for each in field.choices) > 1


def _is_beside_orders(thing: DeclaredThing, copied: list[DeclaredField], declared: Declared) -> bool:
    """Whether its states are those of what is ordered, while it is of nothing and has no price: a blog."""
    if _is_of_something(thing) or thing.of(Kind.MONEY):
        return False
    states = [field.choices for field in copied]
    return any(
        field.choices in states for each in declared.things if _is_of_something(each) for field in each.fields
    )


def _is_of_something(thing: DeclaredThing) -> bool:
    return bool(thing.of(Kind.LINK) or EVENT.search(fold(thing.name)))


def _comes_to_be(thing: DeclaredThing) -> bool:
    """Whether its rows are of somebody or of something else, as orders are."""
    by_itself = any(field.default in ("me", "today", "now") for field in thing.fields)
    return by_itself or _is_of_something(thing)


def _of_something(thing: DeclaredThing, declared: Declared, brief: str) -> DeclaredThing:
    """An order without a link gets one to what the brief says is ordered, or else to what has a price."""
    ordered = press_of(thing.name, brief) and _comes_to_be(thing)
    if not thing.fields or not ordered or thing.of(Kind.LINK) or _has_lines(thing, declared):
        return thing
    near = fold(brief[(at := asked_at(thing.name, brief)) : at + _NEAR])
    offered = [each for each in declared.things if each is not thing and not _comes_to_be(each)]
    target = max(offered, key=lambda each: _fits(each, near), default=None)
    if target is None or not _fits(target, near):
        return thing
    name = target.name.lower()
    if any(fold(field.name) == fold(name) for field in thing.fields):
        return thing
    link = DeclaredField(name, target.name, Kind.LINK, target=target.name)
    return replace(thing, fields=(link, *thing.fields))


def _has_lines(thing: DeclaredThing, declared: Declared) -> bool:
    """Whether what links to it says what it is of; an invoice does not."""
    return any(len(child.of(Kind.LINK)) > 1 for child in declared.children(thing))


def _of_either(thing: DeclaredThing, declared: Declared) -> DeclaredThing:
    """What is booked is a campsite or a sight, where both are described alike, and not both at once."""
    linked = [(link, declared.thing(link.target)) for link in thing.of(Kind.LINK)]
    alike = {
        link.name
        for link, target in linked
        for other, another in linked
        if link is not other and target and another and _are_alike(target, another)
    }
    fields = (replace(field, either=True) if field.name in alike else field for field in thing.fields)
    return replace(thing, fields=tuple(fields))


def _are_alike(thing: DeclaredThing, other: DeclaredThing) -> bool:
    if _comes_to_be(thing) or thing is other:
        return False
    shared = {fold(field.name) for field in thing.fields} & {fold(field.name) for field in other.fields}
    return len(shared) >= ALIKE


def _booked_at_once(declared: Declared, brief: str) -> Declared:
    """What is booked is in the booking itself: lines below it are for what is put into a basket."""
    if _BASKET.search(brief):
        return declared
    for order in declared.things:
        lines = [each for each in declared.children(order) if LINE.search(fold(each.name))]
        if len(lines) == 1 and fold(press_of(order.name, brief)) in _BOOK:
            there = {fold(field.name) for field in order.fields}
            moved = [
                each for each in lines[0].fields if each.target != order.name and fold(each.name) not in there
            ]
            booking = replace(order, fields=(*order.fields, *moved))
            things = [booking if each is order else each for each in declared.things if each is not lines[0]]
            return replace(declared, things=tuple(things))
    return declared


def _fits(thing: DeclaredThing, near: str) -> int:
    said = fold(thing.name) in near or fold(plural(thing.name)) in near
    return 2 * said + bool(thing.of(Kind.MONEY))
