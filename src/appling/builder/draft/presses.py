"""The buttons on rows and what they say: by rule, from what can be done and what the brief wants done."""

import re
import tomllib
from collections.abc import Collection, Iterable
from pathlib import Path

from appling.builder.briefs.tongue import tongue_of
from appling.builder.briefs.words import fold
from appling.builder.draft.declared import Declared
from appling.builder.draft.effects import Effect, effects, is_named, taken_up
from appling.builder.draft.slips import SETTLED
from appling.builder.draft.wished import STEM, press_of

MOST_BRING, MOST_OF_A_THING = 8, 4
"""Buttons that bring a state, in all and on the rows of one thing."""
_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_STATES, _CHINESE, _COUNTED, _ADDS = (_DATA[each] for each in ("state", "chinese", "counted", "adds"))
_VERBS = frozenset(_STATES.values())
_NEVER = frozenset([*_DATA["never"]["english"].split(), *_DATA["never"]["longer"]])
_NEVER_CHINESE = re.compile(_DATA["never"]["chinese"])
_STEPS = frozenset(_DATA["yes"]["english"].split())
_STEPS_CHINESE = re.compile(_DATA["yes"]["chinese"])


def presses(
    declared: Declared,
    by_people: Collection[str],
    brief: str,
    language: str,
    by_strangers: Collection[str] = (),
) -> dict[str, Effect]:
    """What people do with a row, then what brings its states; no two are called the same.

    `by_people`: the things that not only who manages adds; `language`: of the names in the draft, as a tag.
    `by_strangers`: those that strangers add and may not change. Each of their states has a button, so that
    it is left to whom that is for.
    """
    known = effects(declared)
    offered: dict[tuple[str, str], tuple[str, Effect]] = {}
    wanted = [*_adding(known, declared, by_people, brief), *_bringing(known, brief, language)]
    steps = {(effect.thing, effect.sets) for _, effect in wanted}
    left = [each for each in known if each.thing in by_strangers and each.brings]
    wanted += _first_of_each([each for each in left if (each.thing, each.sets) not in steps], brief, language)
    for press, effect in wanted:
        offered.setdefault((fold(press), effect.thing), (press, effect))
    found: dict[str, Effect] = {}
    taken: set[str] = set()
    for press, effect in offered.values():
        name = press if fold(press) not in taken else _longer(press, effect.thing)
        if fold(name) not in taken:
            taken.add(fold(name))
            found[name] = effect
    return found


def _longer(press: str, thing: str) -> str:
    return f"{press} {thing}" if press.isascii() else f"{press}{thing}"


def _adding(
    known: Iterable[Effect], declared: Declared, by_people: Collection[str], brief: str
) -> list[tuple[str, Effect]]:
    """What adds a row, as the brief asks for it or as such rows are added.

    To book adds a booking before it adds a time.
    """
    found = []
    for effect in known:
        usual = _ADDS.get(fold(effect.added).split()[-1], "") if effect.added in by_people else ""
        if effect.added and (press := press_of(effect.added, brief) or usual):
            found.append((press, taken_up(effect, press, declared)))
    return sorted(found, key=lambda each: fold(each[0])[:STEM] not in fold(each[1].added))


def _bringing(known: Collection[Effect], brief: str, language: str) -> list[tuple[str, Effect]]:
    """What brings states, what the brief names first."""
    tongue = language if language != "en" else tongue_of(brief)
    found: list[tuple[str, Effect]] = []
    for effect in sorted(known, key=lambda effect: not is_named(effect.brings or effect.turns, brief)):
        if _is_copied(effect, known) and not is_named(effect.brings, brief):
            continue
        press = "" if effect.added else _press_for(effect, brief, tongue)
        if press and sum(other.thing == effect.thing for _, other in found) < MOST_OF_A_THING:
            found.append((press, effect))
    return found[:MOST_BRING]


def _first_of_each(known: Iterable[Effect], brief: str, language: str) -> list[tuple[str, Effect]]:
    """A button for the first state that each field is brought to."""
    firsts = {(effect.thing, effect.sets): effect for effect in reversed([*known])}
    return [(_marked(effect.brings, brief, language), effect) for effect in firsts.values()]


def _marked(state: str, brief: str, language: str) -> str:
    """What a button says in any case."""
    tongue = language if language != "en" else tongue_of(brief)
    return _for_state(state, brief, tongue) or (
        f"标记为{state}" if tongue == "zh" else f"Mark {state.title()}"
    )


def _is_copied(effect: Effect, known: Collection[Effect]) -> bool:
    """Whether it is one of several states of an order, which models write from habit: paid, sent, done."""
    settled = [each for each in known if each.thing == effect.thing and SETTLED.search(fold(each.brings))]
    return effect in settled and len(settled) > 1


def _press_for(effect: Effect, brief: str, language: str) -> str:
    """Nothing where no button is wanted."""
    if effect.brings:
        return _for_state(effect.brings, brief, language)
    if effect.turns:
        return _for_step(effect.turns, brief, language)
    return _for_count(effect.counts)


def _for_state(state: str, brief: str, language: str) -> str:
    """In a language without a list of verbs the button is called like the state."""
    said = fold(state)
    if (said in _NEVER or _NEVER_CHINESE.search(said)) and not is_named(said, brief):
        return ""
    if verb := _STATES.get(said) or _CHINESE.get(said):
        return str(verb)
    if language == "zh":
        return said.removeprefix("已") if said.startswith("已") and len(said) > 2 else f"标记为{state}"
    name = " ".join(word[:1].upper() + word[1:] for word in state.split())
    return f"Mark {name}" if language == "en" else name


def _for_step(name: str, brief: str, language: str) -> str:
    """A yes/no is a step if it is called like a verb or like what one brings."""
    said = fold(name)
    if said.capitalize() in _VERBS:
        return said.capitalize()
    listed = said in _STEPS or said in _STATES or _STEPS_CHINESE.search(said) is not None
    return _for_state(name, brief, language) if listed or is_named(said, brief) else ""


def _for_count(name: str) -> str:
    said = fold(name)
    if said.isascii():
        return str(_COUNTED[said.removesuffix("s")])
    return str(_COUNTED["chinese_vote" if "票" in said else "chinese_like"])
