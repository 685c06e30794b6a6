"""Pages and their parts, and the pages that nobody wrote but every app has."""

import re
from dataclasses import replace
from datetime import datetime

from appling.blueprint.model.app import Column, Item, Line, Page, Part, Said, SortKey, Thing
from appling.blueprint.model.expression import Expression, Path
from appling.blueprint.model.vocabulary import PartSignature, Setting
from appling.blueprint.names import unique_keys
from appling.blueprint.resolve.actions import said_in
from appling.blueprint.resolve.documents import hanging
from appling.blueprint.resolve.expressions import Expressions
from appling.blueprint.resolve.labels import Labels
from appling.blueprint.resolve.links import RESERVED_ADDRESSES, Links
from appling.blueprint.resolve.scope import Scope, on_page
from appling.blueprint.resolve.symbols import Symbols, ThingSymbol
from appling.blueprint.resolve.things import roles_of
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import (
    DocumentLine,
    ExpressionNode,
    ItemLine,
    Name,
    PageBlock,
    PartLine,
    PartSetting,
    TemplateNode,
)

_IMAGE = "image"
_TABLE, _CARDS = "table", "cards"
_EDGES = " .,:;-–—#/|·：，。、#（）()"
"""Marks that stand between words and values of a title."""
_ALL = {"en": "All {name}", "zh": "全部{name}", "ja": "すべての{name}", "ru": "{name}: все"}


class Pages:
    """Makes the pages of an App from a blueprint without faults."""

    def __init__(self, symbols: Symbols, expressions: Expressions, labels: Labels, language: str) -> None:
        self._symbols = symbols
        self._expressions = expressions
        self._labels = labels
        self._language = language
        self._links = Links(symbols)

    def made(self, things: tuple[Thing, ...]) -> tuple[Page, ...]:
        """Those of traits stand behind the others, and what they choose to show is not listed by that."""
        blocks = self._symbols.blueprint.pages
        written = [self._page(block) for block in blocks if not block.made and block.thing is None]
        brought = [self._page(block) for block in blocks if block.made]
        listed = {part.thing for page in written for part in page.parts if self._lists(part)}
        names = {name_key(page.name) for page in (*written, *brought)}
        implied = [self._implied(thing, names) for thing in _unlisted(things, listed)]
        pages = [*written, *implied, *brought]
        keys = unique_keys((page.name for page in pages), RESERVED_ADDRESSES)
        return tuple(
            Page(page.name, key, page.roles, page.parts, page.implied)
            for page, key in zip(pages, keys, strict=True)
        )

    def of_rows(self) -> tuple[Page, ...]:
        """What the pages of rows show besides; their keys are no addresses."""
        found = []
        for block in self._symbols.blueprint.pages:
            thing = self._symbols.thing(block.thing.text) if block.thing is not None else None
            if thing is not None:
                page = self._page(block, thing)
                found.append(replace(page, name=thing.name, key=f"of {thing.key}", thing=thing.key))
        return tuple(found)

    def _lists(self, part: Part) -> bool:
        signature = self._symbols.words.part(part.kind)
        return signature is not None and signature.collection

    def _page(self, block: PageBlock, about: ThingSymbol | None = None) -> Page:
        roles = roles_of(block.roles, self._symbols)
        parts = tuple(self._part(line, roles, about) for line in block.parts)
        return Page(block.name.text, "", roles, parts)

    def _part(self, line: PartLine, readers: frozenset[str] | None, about: ThingSymbol | None) -> Part:
        """What is guarded is for those whom its page is for, or else for the owner alone."""
        signature = self._symbols.words.part(line.kind.text)
        assert signature is not None  # noqa: S101 - checked before
        named = line.kept or line.thing
        thing = self._symbols.thing(named.text) if named is not None else None
        title = line.title.text if line.title is not None else None
        roles = roles_of(line.roles, self._symbols)
        part = Part(
            kind=signature.name,
            title=None if signature.text else title,
            text=title if signature.text else None,
            roles=(roles or readers or frozenset()) if signature.guarded else roles,
            limit=int(line.limit.text) if line.limit is not None else None,
            settings=settings_of(line, signature),
            span=line.header,
            items=tuple(self._item(item) for item in line.items),
            guarded=signature.guarded,
        )
        if thing is None:
            return part
        part = self._of_thing(part, line, on_page(thing, about), signature)
        return self._document(part, line, thing) if line.says is not None or line.lines else part

    def _document(self, part: Part, line: PartLine, thing: ThingSymbol) -> Part:
        """Its title without values is what it is called where there is no row yet."""
        says = self._said(line.says, thing)
        words = " ".join("".join(each if isinstance(each, str) else " " for each in says).split())
        lines = tuple(self._line(each, thing) for each in line.lines)
        return replace(part, title=words.strip(_EDGES) or None, says=says, lines=lines)

    def _line(self, line: DocumentLine, thing: ThingSymbol) -> Line:
        scope = Scope(thing)
        label, text = self._said(line.label, thing), self._said(line.text, thing)
        when = self._expressions.truth(line.when, scope) if line.when is not None else None
        if line.rows is None or line.rows.thing is None:
            return Line(line.word, label, text, when)
        child = self._symbols.thing(line.rows.thing.text)
        found = hanging(child, thing, self._symbols) if child is not None else None
        assert found is not None  # noqa: S101 - checked before
        return Line(line.word, rows=self._part(line.rows, None, None), link=found.link, via=found.via)

    def _said(self, text: TemplateNode | None, thing: ThingSymbol) -> Said:
        return () if text is None else said_in(text, Scope(thing), self._expressions)

    def _of_thing(self, part: Part, line: PartLine, scope: Scope, signature: PartSignature) -> Part:
        assert scope.thing is not None  # noqa: S101 - what it is of
        value = self._expressions.value
        show_scope = replace(scope, rows=signature.measures)
        show = tuple(self._column(node, show_scope) for node in line.show)
        return Part(
            kind=part.kind,
            title=part.title,
            thing=scope.thing.key,
            text=part.text,
            where=self._expressions.truth(line.where, scope) if line.where is not None else None,
            by=tuple(self._column(node, scope) for node in line.by),
            sort=tuple(SortKey(value(item.by, scope), item.descending) for item in line.sort),
            show=show,
            limit=part.limit,
            roles=part.roles,
            settings=part.settings,
            span=part.span,
            items=part.items,
            guarded=part.guarded,
            others=tuple(self._symbols.things[name_key(name.text)].key for name in _others(line)),
        )

    def _item(self, line: ItemLine) -> Item:
        text = line.text.text if line.text is not None else None
        link = self._links.find(line.link.text) if line.link is not None else None
        return Item(line.label.text, text, link)

    def _column(self, node: ExpressionNode, scope: Scope) -> Column:
        assert scope.thing is not None  # noqa: S101 - columns are of a thing
        value = self._expressions.value(node, scope)
        label = self._labels.of(value, scope.thing, node)
        return Column(label, value, _own_field(value))

    def _implied(self, thing: Thing, taken: set[str]) -> Page:
        pictured = any(field.type == _IMAGE for field in thing.fields)
        words = self._symbols.words
        signature = words.part(_CARDS if pictured else _TABLE) or words.part(_TABLE)
        name = thing.plural
        if name_key(name) in taken:
            name = _ALL.get(self._language.split("-")[0], _ALL["en"]).format(name=thing.plural)
        taken.add(name_key(name))
        parts: tuple[Part, ...] = ()
        if signature is not None:
            parts = (Part(signature.name, thing=thing.key),)
        return Page(name, "", None, parts, implied=True)


def _others(line: PartLine) -> tuple[Name, ...]:
    """The things besides the one whose rows it shows."""
    about = (line.thing,) if line.kept is not None and line.thing is not None else ()
    return (*about, *line.others)


def settings_of(line: PartLine, signature: PartSignature) -> tuple[tuple[str, str | int | bool], ...]:
    """What stands behind `with`, and what the word for the part says by itself, such as “pie chart”."""
    stated = tuple(read_setting(item, signature) for item in line.settings)
    keys = {key for key, _ in stated}
    implied = tuple(
        (setting.key, value)
        for setting in signature.settings
        if setting.options
        and setting.key not in keys
        and name_key(line.kind.text) != signature.name
        and (value := setting_value(line.kind.text, setting)) is not None
    )
    return stated + implied


def read_setting(item: PartSetting, signature: PartSignature) -> tuple[str, str | int | bool]:
    """A part's setting as its signature types it."""
    setting = setting_of(item, signature)
    assert setting is not None  # noqa: S101 - checked before
    value = setting_value(item.value.text, setting)
    assert value is not None  # noqa: S101 - checked before
    return setting.key, value


def setting_of(item: PartSetting, signature: PartSignature) -> Setting | None:
    word = name_key(item.key.text)
    return next((setting for setting in signature.settings if name_key(setting.key) == word), None)


def setting_value(text: str, setting: Setting) -> str | int | bool | None:
    """The value of a setting as written, or None if it can't be one."""
    word = name_key(text)
    match setting.type:
        case "number":
            return int(word) if word.isdecimal() and len(word) < 10 else None
        case "truth":
            return {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}.get(
                word
            )
        case "text":
            return text
        case "time":
            return _clock(text)
        case "moment":
            return _moment(text)
    if not setting.options:
        return word
    words = {name_key(option): option for option in setting.options}
    words |= {name_key(alias): option for alias, option in setting.aliases}
    return words.get(word)


def _clock(text: str) -> str | None:
    """A time of day as `HH:MM`; a bare number is an hour."""
    found = re.fullmatch(r"([01]?[0-9]|2[0-3])(?::([0-5][0-9]))?", text.strip())
    return f"{int(found[1]):02}:{found[2] or '00'}" if found else None


def _moment(text: str) -> str | None:
    """A date, with a time or without, in ISO form."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None).isoformat(timespec="minutes")
    except ValueError:
        return None


def _own_field(value: Expression) -> str | None:
    return value.steps[0] if isinstance(value, Path) and len(value.steps) == 1 else None


def _unlisted(things: tuple[Thing, ...], listed: set[str | None]) -> list[Thing]:
    """Things that no page lists, and that can't be reached from the details of one that is listed."""
    reachable = {key for key in listed if key is not None}
    waiting = [thing for thing in things if thing.key not in reachable]
    found: list[Thing] = []
    while waiting:
        below = [thing for thing in waiting if _parents(thing) & reachable]
        if not below:
            below = [next((thing for thing in waiting if not _parents(thing)), waiting[0])]
            found += below
        reachable |= {thing.key for thing in below}
        waiting = [thing for thing in waiting if thing.key not in reachable]
    return [thing for thing in things if thing in found]


def _parents(thing: Thing) -> set[str]:
    """The things that a row of this one can't do without."""
    links = [field for field in thing.fields if field.thing is not None]
    needed = [field for field in links if field.required or len(links) == 1]
    return {field.thing for field in needed if field.thing is not None and field.thing != thing.key}
