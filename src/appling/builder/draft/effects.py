"""What a press of a button can do to a row: all that a draft's actions are made of."""

import re
from dataclasses import dataclass, replace

from appling.blueprint.model.expression import Kind
from appling.builder.briefs.words import fold
from appling.builder.draft.asked import is_asked
from appling.builder.draft.declared import Declared, DeclaredField, DeclaredThing
from appling.builder.draft.fields import full_field, needed
from appling.builder.draft.implied import STATE, is_state

_COUNTED = re.compile(r"^(likes?|votes?|upvotes|claps|hearts|点赞数?|赞|票数)$")
"""Numbers that go up at the press of a button."""
_FREE = re.compile(
    r"^(available|free|open|vacant|for (sale|rent)|in stock)$"
    r"|^(空闲|可用|可预[订约]|可借|可租|开放|在售|有货)$"
)
_ESSENTIAL = (Kind.DATE, Kind.TIME, Kind.MOMENT, Kind.MONEY)
_PARTICIPLE = re.compile(r"^(?:\w+ )?([a-z]{3,}?)i?ed$")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")


@dataclass(frozen=True, slots=True)
class Effect:
    """What is done to a row of `thing`; `step`, `when` and what it `asks`, a line each, in the full language.

    It adds a row of `added`, brings the state `brings`, sets the yes/no `turns`, or counts `counts` up.
    """

    thing: str
    step: str
    when: str | None = None
    added: str = ""
    brings: str = ""
    turns: str = ""
    counts: str = ""
    asks: tuple[str, ...] = ()

    @property
    def sets(self) -> str:
        """The field that it sets first, if any."""
        return self.step.removeprefix("set ").partition(" = ")[0] if self.step.startswith("set ") else ""


_IRREGULAR = {"paid": "pay", "sent": "send", "sold": "sell"}


def effects(declared: Declared) -> tuple[Effect, ...]:
    """What can be done, in the order of the things."""
    return tuple(effect for thing in declared.things for effect in _of(thing, declared))


def is_named(participle: str, brief: str) -> bool:
    """Whether a brief names what brings a state: `cancel` as well as `cancelling` bring `cancelled`."""
    stem = _IRREGULAR.get(fold(participle)) or _stem(participle)
    verb = re.escape(stem[:-1]) + f"{re.escape(stem[-1:])}{{1,2}}"
    return (
        bool(stem) and re.search(rf"\b{verb}(e|s|es|y|ing|ments?|als?|ations?)?\b", brief, re.I) is not None
    )


def taken_up(effect: Effect, press: str, declared: Declared) -> Effect:
    """What is free can be booked, and is then `booked`, if the thing has such a state.

    What is taken for some days only, such as a room, stays free for others.
    """
    thing, added = declared.thing(effect.thing), declared.thing(effect.added)
    state = next((each for each in thing.fields if _is_state(each)), None) if thing is not None else None
    if state is None or state.default is None:
        return effect
    brought = next((value for value in state.choices if _brings(press, value)), None)
    if added is not None and any(each.default is None for each in added.of(Kind.DATE, Kind.MOMENT)):
        brought = None
    if brought is None and not _FREE.search(fold(state.default)):
        return effect
    step = f"{effect.step}\n  set {state.name} = {brought}" if brought else effect.step
    return replace(effect, step=step, when=f"{state.name} = {state.default}")


def _brings(press: str, state: str) -> bool:
    """`Book` brings `booked`."""
    stem = _stem(state)
    return state == f"已{press}" or bool(stem and fold(press).startswith(stem))


def _stem(participle: str) -> str:
    """What the verb for a state begins with."""
    found = _PARTICIPLE.search(fold(participle))
    return _DOUBLED.sub(r"\1", found[1]) if found else ""


def _is_state(field: DeclaredField) -> bool:
    return is_state(field.name, field.choices)


def _of(thing: DeclaredThing, declared: Declared) -> list[Effect]:
    found = []
    for field in thing.fields:
        if _is_state(field):
            found += [_reached(thing, field, value) for value in field.choices if value != field.default]
        elif field.kind is Kind.TRUTH and field.default != "yes":
            found.append(Effect(thing.name, f"set {field.name} = yes", f"not {field.name}", turns=field.name))
        elif field.kind is Kind.NUMBER and _COUNTED.match(fold(field.name)):
            step = f"set {field.name} = {field.name} + 1"
            found.append(Effect(thing.name, step, counts=field.name))
    return found + _additions(thing, declared)


def _reached(thing: DeclaredThing, field: DeclaredField, value: str) -> Effect:
    return Effect(thing.name, f"set {field.name} = {value}", f"{field.name} != {value}", brings=value)


def _additions(thing: DeclaredThing, declared: Declared) -> list[Effect]:
    """Rows that link to it: a favourite, a vote, a loan; none of a status, which nobody books."""
    if STATE.search(fold(thing.name)):
        return []
    found = (_addition(thing, child) for child in declared.children(thing))
    return [effect for effect in found if effect is not None]


def _addition(thing: DeclaredThing, child: DeclaredThing) -> Effect | None:
    """A row of `child`, with what only who adds it can say; it is nothing without its day and its sum.

    A link that a row can be without is given where the two have it in common, and else left open.
    """
    link = next(field for field in child.fields if field.target == thing.name)
    shared = {field.target: field.name for field in thing.of(Kind.LINK)}
    must = needed(child.fields, child.name)
    asked = [each for each in child.fields if is_asked(each, child.name, thing) and not _is_state(each)]
    others = [each for each in child.of(Kind.LINK) if each is not link]
    open_ = [each for each in child.fields if each.name in must and each not in (link, *asked)]
    if any(each.target not in shared for each in open_):
        return None
    given = [f"{link.name} = this"]
    given += [f"{each.name} = {shared[each.target]}" for each in others if each.target in shared]
    given += [f"{each.name} = {each.name}" for each in asked]
    asks = (_asking(each, child.name, required=each.name in must) for each in asked)
    step = f"add {child.name} with {', '.join(given)}"
    return Effect(thing.name, step, added=child.name, asks=tuple(asks))


def _asking(field: DeclaredField, own: str, *, required: bool) -> str:
    """The field's line among those that are asked for: a day is chosen, and never today by accident."""
    if field.kind not in _ESSENTIAL:
        return full_field(field, required=required, own=own)
    return full_field(replace(field, default=None), required=True, own=own)
