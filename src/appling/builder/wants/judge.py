"""Finds each want in a blueprint, or says that it is not built, and why. By rule: it costs no model."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from appling.blueprint.model.app import App, Part
from appling.builder.wants.split import Want
from appling.builder.wants.terms import alike, is_chinese, terms
from appling.diagnostics import Diagnostic, Severity

_ = str
"""Marks a sentence for translation."""
ENOUGH = 0.5
"""More than this of a want's terms must be found in the app."""
ENOUGH_CHINESE = 0.3
"""Pairs of characters often span two words, so fewer of them are found."""
GROUPS = ("parts", "traits", "steps", "fields")
NOT_PLANNED = _("nothing in the app is called so")
Names = dict[str, frozenset[str]]
"""Names in an app, with the terms that each is found by."""
NO_COLOURS = _("the colours could not be read")
NEVER = {
    "voices": (
        _("no part carries voices or moving pictures of people who talk"),
        _("a service for calls beside the app, whose links the app can keep"),
    ),
    "learning": (
        _("no part learns from data or works on pictures and sounds"),
        _("a program of one's own that reads the app's API and writes there what it finds"),
    ),
    "games": (
        _("no part is a game or shows solid bodies"),
        _("a game made elsewhere, whose scores the app can keep over its API"),
    ),
    "services": (
        _("an app fetches nothing from other services; what is posted to its API it shows"),
        _("a program that fetches it and posts it to the app's API"),
    ),
    "files": (
        _("nothing here works on pictures, films or sounds"),
        _("a program of one's own that takes files from the app's API and brings them back"),
    ),
}
"""Why it can't be had by asking for it, and what would be needed."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A want, and where the app has it; `reason` says why it has not.

    `needed`: what would be needed besides, where asking for it again does not help.
    """

    want: str
    where: str = ""
    reason: str = ""
    needed: str = ""

    @property
    def met(self) -> bool:
        return not self.reason

    @property
    def can_be_added(self) -> bool:
        """Whether it is missing, and the language may be able to say it."""
        return bool(self.reason) and not self.needed

    def as_diagnostic(self) -> Diagnostic:
        """A want that was not met, for the record."""
        return Diagnostic("want-not-met", self.reason, self.want, severity=Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Capability:
    """What no name says: `asked` finds it in a want, `given` is what of an app gives it."""

    name: str
    asked: re.Pattern[str]
    given: Mapping[str, Any]


def judge(wants: tuple[Want, ...], app: App) -> tuple[Judged, ...]:
    """Each want with where it was found, in their order."""
    names, kinds = _names(app), _kinds(app)
    purpose = {app.name: alike(app.name), app.about: alike(app.about)}
    return tuple(
        _judged(want, app, (names,) if place else (names, purpose | names), kinds)
        for place, want in enumerate(wants)
    )


def _judged(want: Want, app: App, names: tuple[Names, ...], kinds: frozenset[str]) -> Judged:
    """`names`: where to look for it, one after the other."""
    if want.kind == "look":
        return Judged(want.text, where=want.text) if app.look.accent else Judged(want.text, reason=NO_COLOURS)
    asked = [each for each in _capabilities() if each.asked.search(want.text)]
    given = next((each.name for each in asked if _gives(each, app, kinds)), "")
    called = next(filter(None, (_called(want.text, each) for each in names)), "")
    refused = next((NEVER[each.given["never"]] for each in asked if "never" in each.given), None)
    if given and not refused:
        return Judged(want.text, where=called or given)
    if refused and not given:
        return Judged(want.text, reason=refused[0], needed=refused[1])
    if called and all(each.given.get("names") for each in asked):
        return Judged(want.text, where=called)
    return Judged(want.text, where=given) if given else Judged(want.text, reason=NOT_PLANNED)


def _called(text: str, names: Names) -> str:
    """The name that a want is best found under, if enough of it is found in the app at all."""
    about = terms(text)
    everywhere = frozenset().union(*names.values())
    found = {term for term in about if term in everywhere}
    if len(found) <= len(about) * (ENOUGH_CHINESE if is_chinese(text) else ENOUGH):
        return ""
    return max(names, key=lambda name: (len(names[name] & about), -len(name)))


def _gives(capability: Capability, app: App, kinds: frozenset[str]) -> bool:
    given = capability.given
    if given.get("always"):
        return True
    if given.get("people"):
        return bool(app.roles) or any(thing.owner for thing in app.things)
    wanted = {f"{group} {name}" for group in GROUPS for name in given.get(group, ())}
    return bool(wanted & kinds)


def _names(app: App) -> Names:
    """Everything that has a name in an app, and the terms that it is found by."""
    return {name: alike(name) for name in dict.fromkeys(_all_names(app)) if name}


def _all_names(app: App) -> Iterator[str]:
    for role in app.roles:
        yield role.name
    for thing in app.things:
        yield thing.name
        for field in thing.fields:
            yield field.name
            yield from (choice.name for choice in field.choices)
    for action in app.actions:
        yield action.name
        yield from (asked.name for asked in action.inputs)
    for page in app.all_pages:
        yield page.name
        for part in page.parts:
            yield from (part.kind, part.title or "", *(item.label for item in part.items))


def _kinds(app: App) -> frozenset[str]:
    """Which kinds of parts, traits, steps and fields an app is made of, as `group name`."""
    parts = {f"parts {part.kind}" for part in _parts(app)}
    fields = {f"fields {field.type}" for thing in app.things for field in thing.fields}
    traits = {f"traits {thing.trait.name}" for thing in app.things if thing.trait is not None}
    traits |= {f"traits {field.trait}" for thing in app.things for field in thing.fields}
    steps = {f"steps {step.kind}" for action in app.actions for step in action.steps}
    steps |= {f"steps {step.kind}" for trigger in app.triggers for step in trigger.steps}
    return frozenset(parts | fields | traits | steps)


def _parts(app: App) -> Iterator[Part]:
    for page in app.all_pages:
        yield from page.parts


@cache
def _capabilities() -> tuple[Capability, ...]:
    data = tomllib.loads(Path(__file__).with_name("capabilities.toml").read_text("utf-8"))
    return tuple(
        Capability(each["name"], re.compile(each["asked"], re.I), each) for each in data["capability"]
    )
