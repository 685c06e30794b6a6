"""What a press of a button can do to a row: all that a draft's actions are made of.

An effect is written before its name (`action Order.status = paid: Mark Paid`), so the name fits it, and each
can be taken once, so a model can't go round in circles.
"""

import re
from dataclasses import dataclass, replace

from appling.blueprint.model.expression import Kind
from appling.builder.briefs.words import fold
from appling.builder.draft.declared import Declared, DeclaredField, DeclaredThing
from appling.builder.draft.fields import needed
from appling.builder.draft.implied import STATE

MOST_OFFERED = 7
MOST_VALUES = 4
MOST_WANTED = 3
_COUNTED = re.compile(r"^(likes?|votes?|upvotes|claps|hearts|点赞数?|赞|票数)$")
"""Numbers that go up at the press of a button."""
_PARTICIPLE = re.compile(r"= (?:\w+ )?([a-z]{3,}?)i?ed$")
_FREE = re.compile(
    r"^(available|free|open|vacant|for (sale|rent)|in stock)$"
    r"|^(空闲|可用|可预[订约]|可借|可租|开放|在售|有货)$"
)
_ENDING = re.compile(r"^(resolve|settle|close|solve|fix|end|finish|clear)\b")
"""Names of what ends a state, which models also give to what brings it: `Resolve Dispute` for `disputed`."""
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")


@dataclass(frozen=True, slots=True)
class Effect:
    """`said` as the short form says it; `step` and `when` in the full language; `added`: what it adds."""

    thing: str
    said: str
    step: str
    when: str | None = None
    added: str | None = None


def effects(declared: Declared) -> tuple[Effect, ...]:
    """What can be done, in the order of the things."""
    found = [effect for thing in declared.things for effect in _of(thing, declared)]
    return tuple(found[:MOST_OFFERED])


def wanted(found: tuple[Effect, ...], brief: str) -> tuple[Effect, ...]:
    """Those that a brief names: `renew` is what brings a state `renewed`."""
    return tuple(effect for effect in found if (stem := _stem(effect)) and _says(brief, stem))[:MOST_WANTED]


def taken_up(effect: Effect, press: str, declared: Declared, *, wished: bool) -> Effect:
    """What is free can be booked, and is then `booked`, if the thing has such a state.

    `wished`: the press is one that takes a row up, and no comment or favourite. What is taken for some days
    only, such as a room, stays free for others.
    """
    thing, added = declared.thing(effect.thing), declared.thing(effect.added)
    state = next((each for each in thing.fields if _is_state(each)), None) if thing is not None else None
    if state is None or state.default is None:
        return effect
    brought = next((value for value in state.choices if _brings(press, value)), None)
    if added is not None and any(each.default is None for each in added.of(Kind.DATE, Kind.MOMENT)):
        brought = None
    if brought is None and not (wished and _FREE.search(fold(state.default))):
        return effect
    step = f"{effect.step}\n  set {state.name} = {brought}" if brought else effect.step
    return replace(effect, step=step, when=f"{state.name} = {state.default}")


def fitting_name(name: str, effect: Effect, things: tuple[str, ...]) -> str:
    """The name of an action, or one that says what it does where the name says something else.

    `things`: those of the draft. What adds a Prediction doesn't say `Generate Report`, if there are reports.
    """
    said = fold(name)
    own = [fold(each) for each in (effect.added, effect.thing) if each is not None]
    others = [each for each in things if fold(each) in said and not any(fold(each) in one for one in own)]
    astray = bool(others) and not (effect.added and fold(effect.added) in said)
    if astray and effect.added:
        return re.sub(re.escape(max(others, key=len)), effect.added, name, flags=re.I)
    if not astray and not _contradicts(said, effect):
        return name
    value = effect.said.partition("= ")[2]
    return f"Mark {value.capitalize()}" if name.isascii() else f"标记为{value}"


def _contradicts(said: str, effect: Effect) -> bool:
    stem = _stem(effect)
    return bool(stem and _ENDING.search(said) and stem in said and not said.startswith(stem))


def _brings(press: str, state: str) -> bool:
    """`Book` brings `booked`."""
    found = _PARTICIPLE.search(f"= {fold(state)}")
    return state == f"已{press}" or bool(found and fold(press).startswith(_DOUBLED.sub(r"\1", found[1])))


def _is_state(field: DeclaredField) -> bool:
    return bool(field.choices and STATE.search(fold(field.name)))


def _says(brief: str, stem: str) -> bool:
    """`cancel` as well as `cancelling`, of which `cancelled` comes."""
    verb = re.escape(stem[:-1]) + f"{re.escape(stem[-1])}{{1,2}}"
    return re.search(rf"\b{verb}(e|s|es|y|ing|ment|al|ation)?\b", brief, re.I) is not None


def _stem(effect: Effect) -> str:
    """What the verb for a state begins with."""
    found = _PARTICIPLE.search(effect.said)
    return _DOUBLED.sub(r"\1", found[1]) if found else ""


def _of(thing: DeclaredThing, declared: Declared) -> list[Effect]:
    found = []
    for field in thing.fields:
        if _is_state(field):
            found += [_reached(thing, field, value) for value in field.choices if value != field.default]
        elif field.kind is Kind.TRUTH:
            found.append(_turned(thing, field))
        elif field.kind is Kind.NUMBER and _COUNTED.match(fold(field.name)):
            step = f"set {field.name} = {field.name} + 1"
            found.append(Effect(thing.name, f"{thing.name}.{field.name} + 1", step))
    return found[:MOST_VALUES] + _additions(thing, declared)


def _reached(thing: DeclaredThing, field: DeclaredField, value: str) -> Effect:
    said = f"{field.name} = {value}"
    return Effect(thing.name, f"{thing.name}.{said}", f"set {said}", f"{field.name} != {value}")


def _turned(thing: DeclaredThing, field: DeclaredField) -> Effect:
    on = field.default == "no"
    said = f"{field.name} = {'yes' if on else 'no'}"
    return Effect(thing.name, f"{thing.name}.{said}", f"set {said}", f"{'not ' if on else ''}{field.name}")


def _additions(thing: DeclaredThing, declared: Declared) -> list[Effect]:
    """Rows that link to it and need nothing that only a person can give: a favourite, a vote, a loan.

    A link that a row can be without is given where the two have it in common, and else left open.
    """
    found = []
    shared = {field.target: field.name for field in thing.of(Kind.LINK)}
    for child in declared.children(thing):
        link = next(field for field in child.fields if field.target == thing.name)
        must = needed(child.fields, child.name)
        others = [each for each in child.of(Kind.LINK) if each is not link]
        typed = any(each.name in must and each.kind is not Kind.LINK for each in child.fields)
        if typed or any(each.target not in shared and each.name in must for each in others):
            continue
        others = [each for each in others if each.target in shared]
        given = [f"{link.name} = this", *(f"{field.name} = {shared[field.target]}" for field in others)]
        step = f"add {child.name} with {', '.join(given)}"
        found.append(Effect(thing.name, f"{thing.name} + {child.name}", step, added=child.name))
    return found
