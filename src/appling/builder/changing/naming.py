"""Finds what people mean when they call things, fields, roles and pages by name in a sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from appling.blueprint.model.app import VISITOR, App, Field, Thing
from appling.blueprint.names import plural, singular
from appling.builder.briefs.words import fold
from appling.builder.draft.implied import STATE

_ARTICLES = re.compile(
    r"^(?:(?:the|a|an|all|any|each|every|of the|their|its|his|her|our)\s+|(?:所有的?|每个|全部)\s*)", re.I
)
_EVERYBODY = re.compile(
    r"^(?:visitors?|every(?:one|body)|any(?:one|body)|people|the public|guests?"
    r"|所有人|大家|任何人|访客|游客)$",
    re.I,
)
_SEPARATED = re.compile(r"\s*(?:,|、|和|与|及|\band\b|\bor\b)\s*", re.I)
_OF = (
    re.compile(r"(?P<field>.+?) (?:of|from|on|in|for) (?P<thing>.+)", re.I),
    re.compile(r"(?P<thing>.+?)(?:'s|s'|’s) (?P<field>.+)", re.I),
    re.compile(r"(?P<thing>.+?)的(?P<field>.+)"),
    re.compile(r"(?P<thing>\S+?) (?P<field>.+)"),
)
_T = TypeVar("_T")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Naming:
    """The names of one app."""

    app: App

    def thing(self, text: str) -> Thing | None:
        return _one(thing for thing in self.app.things if _same(_bare(text), thing.name))

    def role(self, text: str) -> str | None:
        """A role's name, or `visitor` for everybody."""
        found = _one(role.name for role in self.app.roles if _same(_bare(text), role.name))
        return found or (VISITOR if _EVERYBODY.match(_bare(text)) else None)

    def roles(self, text: str) -> list[str]:
        """Several roles; none unless each of them is known."""
        found = [self.role(part) for part in _SEPARATED.split(text) if part.strip()]
        return [role for role in found if role is not None] if all(found) else []

    def page(self, text: str) -> str | None:
        bare = re.sub(r"\s*(?:page|页面?)$", "", _bare(text), flags=re.I)
        return _one(page.name for page in self.app.pages if not page.implied and _same(bare, page.name))

    def field(self, text: str) -> tuple[Thing, Field] | None:
        """A field with its thing, by `the price of a tea`, or by its name alone where one thing has it."""
        text = _bare(text)
        for pattern in _OF:
            match = pattern.fullmatch(text)
            thing = self.thing(match["thing"]) if match else None
            field = self.field_of(thing, match["field"]) if thing and match else None
            if thing is not None and field is not None:
                return thing, field
        if _CHINESE.search(text):
            found = self._joined(text)
            if found is not None:
                return found
        named = [(thing, field) for thing in self.app.things if (field := self.field_of(thing, text))]
        return named[0] if len(named) == 1 else None

    def field_of(self, thing: Thing | None, text: str) -> Field | None:
        """The field of a thing that is called so, or else the one whose name is a part of what is said."""
        fields = thing.fields if thing is not None else ()
        said = _bare(text)
        exact = _one(field for field in fields if _same(said, field.name))
        if exact is not None:
            return exact
        words = fold(said).split()
        return _one(
            field
            for field in fields
            if set(each := fold(field.name).split()) <= set(words) and len(words) == len(each) + 1
        )

    def choice_field(self, text: str) -> tuple[Thing, Field] | None:
        """A field with choices, or that of a thing: its only one, or the one that says its state."""
        found = self.field(text)
        if found is not None and found[1].choices and found[1].formula is None:
            return found
        thing = self.thing(text)
        fields = [
            field for field in (thing.fields if thing else ()) if field.choices and field.formula is None
        ]
        states = [field for field in fields if STATE.search(fold(field.name))]
        chosen = _one(fields) or _one(states)
        return (thing, chosen) if thing is not None and chosen is not None else None

    def _joined(self, text: str) -> tuple[Thing, Field] | None:
        """`供应商电话`: a thing's name, and right behind it a field's."""
        found = [
            (thing, field)
            for thing in self.app.things
            if text.startswith(thing.name)
            for field in thing.fields
            if text.removeprefix(thing.name).removeprefix("的").strip() == field.name
        ]
        return found[0] if len(found) == 1 else None

    def anything(self, text: str, *, things_first: bool) -> str | None:
        """A thing, field, page, button or role as edits say it; None unless exactly one is meant."""
        text = text.strip('"“” ')
        suffix = re.search(r"\s*(page|button|action|role|field|thing|页面|按钮|角色|字段)$", text, re.I)
        kind = _KINDS.get(suffix[1].lower(), suffix[1].lower()) if suffix else ""
        bare = _bare(text[: suffix.start()] if suffix else text)
        found = self._called(bare, kind)
        if things_first and len(found) > 1:
            found = [each for each in found if not each.startswith("page ")]
        if found or kind not in ("", "field"):
            return found[0] if len(found) == 1 else None
        field = self.field(bare)
        return f"{field[0].name}.{field[1].name}" if field is not None else None

    def _called(self, bare: str, kind: str) -> list[str]:
        named = {
            "thing": [(thing.name, thing.name) for thing in self.app.things],
            "page": [(page.name, f"page {page.name}") for page in self.app.pages if not page.implied],
            "action": [(action.name, f"action {action.name}") for action in self.app.actions],
            "role": [(role.name, f"role {role.name}") for role in self.app.roles],
        }
        kinds = [kind] if kind in named else [] if kind else list(named)
        return [said for each in kinds for name, said in named[each] if _same(bare, name)]


_KINDS = {"页面": "page", "按钮": "action", "button": "action", "角色": "role", "字段": "field"}


def _bare(text: str) -> str:
    """Without quotes and articles."""
    text = text.strip("\"“”‘’' ")
    while (shorter := _ARTICLES.sub("", text, count=1)) != text and shorter:
        text = shorter
    return text


def _same(text: str, name: str) -> bool:
    return fold(text) in {fold(name), fold(plural(name)), fold(singular(name))}


def _one(found: Iterable[_T]) -> _T | None:
    """The only one."""
    all_found = list(found)
    return all_found[0] if len(all_found) == 1 else None
