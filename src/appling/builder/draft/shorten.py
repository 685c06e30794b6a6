"""From a blueprint in canonical form to the short form that models are shown."""

import re
from dataclasses import dataclass, field

from appling.blueprint.model.app import VISITOR
from appling.builder.draft.fields import short_field
from appling.builder.draft.rights import Hands, hands_of

_BLOCK = re.compile(r"^(app|thing|action|page) (.+)$")
_RULE = re.compile(r"^[^:=]+? may .+$")
_CONCERNED = re.compile(r"(\w+) may see where \1 = me$")
_SHOWN = ("about", "people")


@dataclass(slots=True)
class _Thing:
    fields: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    def read(self, line: str) -> None:
        if _RULE.match(line):
            self.rules.append(line)
        elif ":" in line.partition("=")[0]:
            self.fields.append(line)
        else:
            self.formulas.append(line)


@dataclass(slots=True)
class _Blueprint:
    name: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    rules: list[str] = field(default_factory=list)
    things: dict[str, _Thing] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)


def shorten(source: str) -> str:
    """A blueprint as a model drafts it: things on one line each, nothing that goes without saying.

    Raises ValueError for one that the short form can't say.
    """
    blueprint = _read(source)
    things = tuple(blueprint.things)
    roles = tuple(part.strip() for part in blueprint.settings.get("people", "").split(",") if part.strip())
    people = (VISITOR, *roles) if f"{VISITOR} may see" in blueprint.rules else roles
    settings = {**blueprint.settings, "people": ", ".join(people)}
    out = [f"app {blueprint.name}"]
    out += [f"{key} {settings[key]}" for key in _SHOWN if key in settings]
    out.append(f"things {', '.join(things)}")
    out.append(f"pages {', '.join(blueprint.pages)}")
    for name, thing in blueprint.things.items():
        out.append(f"{name} by {_hands(thing, people)}: {_fields(name, thing, things, roles)}")
    return "\n".join(out) + "\n"


def _read(source: str) -> _Blueprint:
    blueprint = _Blueprint()
    kind, thing = "", _Thing()
    for line in source.splitlines():
        text = line.strip()
        head = None if line.startswith(" ") else _BLOCK.match(line)
        if head:
            kind, thing = head[1], _Thing()
            if kind == "app":
                blueprint.name = head[2]
            elif kind == "thing":
                blueprint.things[head[2]] = thing
            elif kind == "page":
                blueprint.pages.append(head[2].split(" for ")[0])
        elif kind == "app" and text:
            key, colon, value = text.partition(":")
            if colon:
                blueprint.settings[key] = value.strip()
            else:
                blueprint.rules.append(text)
        elif kind == "thing" and text:
            thing.read(text)
    return blueprint


def _fields(own: str, thing: _Thing, things: tuple[str, ...], roles: tuple[str, ...]) -> str:
    shown, persons = [], 0
    for line in thing.fields:
        short, is_person = short_field(line, own, things, roles, persons)
        persons += is_person
        shown.append(short)
    return ", ".join(shown)


def _hands(thing: _Thing, people: tuple[str, ...]) -> Hands:
    """A thing without rules of its own is added by the last role. Whom a row concerns its fields say."""
    rules = [rule for rule in thing.rules if not _CONCERNED.match(rule)]
    return hands_of(rules, people) if rules else Hands(people[-1:])
