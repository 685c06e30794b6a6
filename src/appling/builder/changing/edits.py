"""Carries out edits of a blueprint, a line each, in the form that small models write them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from appling.blueprint import check, format_source, parse
from appling.blueprint.changes import (
    apply_change,
    remove_field,
    remove_page,
    remove_thing,
    rename_field,
    rename_page,
    rename_role,
    rename_thing,
)
from appling.blueprint.changes.renaming import apply_edits
from appling.blueprint.checks.edits import line_below, removed
from appling.blueprint.formatter.expressions import Care
from appling.blueprint.formatter.nodes import print_member
from appling.blueprint.model.app import OWNER, VISITOR
from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.resolve.faults import quoted
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import Block, Blueprint, FieldLine, FlagNode, Name, PageBlock, ThingBlock
from appling.builder.changing.additions import thing_block
from appling.builder.changing.rules import with_right, without_right
from appling.builder.draft.cut import pieces
from appling.builder.draft.implied import implied_type
from appling.diagnostics import Edit, Span

_VERBS = r"((?:see|add|change|remove)(?:, (?:see|add|change|remove))*)"
_NOWHERE = Span(0, 0, 1, 1)


@dataclass(frozen=True, slots=True)
class Edited:
    """The text after the edits; `missed`: lines that name nothing that is there."""

    source: str
    missed: tuple[str, ...]


def carry_out(source: str, lines: str, vocabulary: Vocabulary) -> Edited:
    """The text with each edit done in turn."""
    missed = []
    for line in dict.fromkeys(each.strip() for each in lines.splitlines()):
        if not line:
            continue
        changed = Editor(source, vocabulary).edited(line)
        if changed is None:
            missed.append(line)
        else:
            source = changed
    return Edited(format_source(source), tuple(missed))


class Editor:
    """Makes one edit: every method returns the text after it, or None where it names nothing there is."""

    def __init__(self, source: str, vocabulary: Vocabulary) -> None:
        self.source = source
        self.vocabulary = vocabulary
        self.blueprint: Blueprint = parse(source).blueprint

    def edited(self, line: str) -> str | None:
        for pattern, method in _FORMS:
            found = re.fullmatch(pattern, line)
            if found:
                return method(self, *(group or "" for group in found.groups()))
        return None

    # Fields ----------------------------------------------------------------

    def flagged(self, path: str, flag: str) -> str | None:
        found = self._field(path)
        if found is None or found[1] is None:
            return None
        line = found[1]
        if flag == "optional":
            flags = tuple(each for each in line.flags if name_key(each.name.text) != "required")
        else:
            flags = (*line.flags, FlagNode(Name(flag, _NOWHERE), None, _NOWHERE))
        return self._replaced(line, replace(line, flags=flags))

    def typed(self, path: str, type_: str) -> str | None:
        found = self._field(path)
        if found is None:
            return None
        thing, line, name = found
        wanted = _field_line(f"{quoted(name)}: {type_}")
        if wanted is None:
            return None
        if line is None:
            return self._added(thing, f"{quoted(name)}: {self._better(name, type_)}")
        same = (
            line.type is not None and wanted.type is not None and line.type.name.text == wanted.type.name.text
        )
        default = wanted.default or (line.default if same else None)
        flags = wanted.flags or (line.flags if line.type is not None else ())
        new = replace(line, type=wanted.type, default=default, flags=flags, formula=None)
        return self._replaced(line, new)

    def computed(self, path: str, formula: str) -> str | None:
        found = self._field(path)
        if found is None or found[1] is not None:
            return None
        return self._added(found[0], f"{quoted(found[2])} = {formula}")

    def valued(self, path: str, sign: str, value: str) -> str | None:
        found = self._field(path)
        line = found[1] if found is not None else None
        if line is None or line.type is None or not line.type.arguments:
            return None
        names = [each for each in line.type.arguments if name_key(each.text) != name_key(value)]
        if sign == "+":
            names.append(Name(value, _NOWHERE))
        if not names or len(names) == len(line.type.arguments):
            return None
        return self._replaced(line, replace(line, type=replace(line.type, arguments=tuple(names))))

    def hidden(self, roles: str, path: str) -> str | None:
        found = self._field(path)
        names = tuple(Name(role, _NOWHERE) for role in pieces(roles, ","))
        if found is None or found[1] is None or not names:
            return None
        return self._replaced(found[1], replace(found[1], roles=names))

    def shown(self, path: str) -> str | None:
        found = self._field(path)
        return self._replaced(found[1], replace(found[1], roles=())) if found and found[1] else None

    # What there is ---------------------------------------------------------

    def removed(self, what: str) -> str | None:
        block = self._named_block(what)
        if isinstance(block, ThingBlock):
            return remove_thing(self.source, block.name.text, self.vocabulary)
        if isinstance(block, PageBlock):
            return remove_page(self.source, block.name.text, self.vocabulary)
        if block is not None:
            return apply_edits(self.source, [removed(self.source, block.span)])
        found = self._field(what)
        if found is None or found[1] is None:
            return None
        return remove_field(self.source, found[0].name.text, found[2], self.vocabulary)

    def renamed(self, what: str, new: str) -> str | None:
        if what == "app" and self.blueprint.app is not None:
            return apply_edits(self.source, [Edit(self.blueprint.app.name.span, quoted(new))])
        if what.startswith("role "):
            known = not self._is_role(new) and self._is_role(what[5:])
            return rename_role(self.source, what[5:], new) if known else None
        block = self._named_block(what)
        if isinstance(block, ThingBlock):
            return rename_thing(self.source, block.name.text, new, self.vocabulary)
        if isinstance(block, PageBlock):
            return rename_page(self.source, block.name.text, new, self.vocabulary)
        if block is not None:
            return apply_edits(self.source, [Edit(block.name.span, quoted(new))])
        found = self._field(what)
        if found is None or found[1] is None:
            return None
        return rename_field(self.source, found[0].name.text, found[2], new, self.vocabulary)

    # Rights ----------------------------------------------------------------

    def allowed(self, role: str, only: str, verbs: str, whose: str, thing: str) -> str | None:
        if self._thing(thing) is None or not self._is_role(role):
            return None
        return with_right(self.source, thing, role, pieces(verbs, ","), own=whose == "own")

    def denied(self, role: str, verbs: str, thing: str) -> str | None:
        if self._thing(thing) is None or not self._is_role(role):
            return None
        return without_right(self.source, thing, role, pieces(verbs, ","))

    def role(self, name: str) -> str | None:
        app = self.blueprint.app
        if app is None or self._is_role(name):
            return None
        for line in app.settings:
            if name_key(line.key.text) == "people":
                last = line.values[-1].span
                return apply_edits(self.source, [Edit(replace(last, start=last.end), f", {quoted(name)}")])
        return apply_edits(self.source, [line_below(self.source, app.header, f"people: {quoted(name)}")])

    # What is new -----------------------------------------------------------

    def thing(self, name: str, hands: str, fields: str) -> str | None:
        app = check(self.source, self.vocabulary).app
        if app is None or self._thing(name) is not None:
            return None
        block = thing_block(name, hands, fields, app, self.vocabulary)
        return apply_change(self.source, block, self.vocabulary).source

    def part(self, name: str, roles: str, part: str) -> str | None:
        page = self._page(name)
        if page is not None:
            place = page.parts[-1].span if page.parts else page.header
            return apply_edits(self.source, [line_below(self.source, place, part)])
        for_ = f" for {', '.join(quoted(role) for role in pieces(roles, ','))}" if roles else ""
        block = f"page {quoted(name)}{for_}\n  {part}\n"
        return apply_change(self.source, block, self.vocabulary).source

    def opened(self, name: str, roles: str) -> str | None:
        page = self._page(name)
        names = [role for role in pieces(roles, ",") if self._is_role(role)]
        if page is None or not names:
            return None
        for_ = "" if VISITOR in names else f" for {', '.join(quoted(each) for each in names)}"
        return apply_edits(self.source, [Edit(page.header, f"page {quoted(page.name.text)}{for_}")])

    def about(self, sentence: str) -> str | None:
        app = self.blueprint.app
        change = f"app {quoted(app.name.text)}\n  about: {sentence}\n" if app is not None else ""
        return apply_change(self.source, change, self.vocabulary).source

    # -----------------------------------------------------------------------

    def _replaced(self, line: FieldLine, new: FieldLine) -> str:
        return apply_edits(self.source, [Edit(line.span, print_member(new, Care.CAREFUL))])

    def _added(self, thing: ThingBlock, line: str) -> str:
        place = thing.fields[-1].span if thing.fields else thing.header
        return apply_edits(self.source, [line_below(self.source, place, line)])

    def _better(self, name: str, type_: str) -> str:
        """The type, unless it is text and the name says more."""
        things = tuple(thing.name.text for thing in self.blueprint.things)
        return implied_type(name, things, ()) if type_ == "text" else type_

    def _thing(self, name: str) -> ThingBlock | None:
        wanted = name_key(name)
        return next((each for each in self.blueprint.things if name_key(each.name.text) == wanted), None)

    def _page(self, name: str) -> PageBlock | None:
        wanted = name_key(name)
        return next((each for each in self.blueprint.pages if name_key(each.name.text) == wanted), None)

    def _named_block(self, what: str) -> Block | None:
        kind, _, name = what.partition(" ")
        if kind == "page":
            return self._page(name)
        if kind == "action":
            wanted = name_key(name)
            return next((each for each in self.blueprint.actions if name_key(each.name.text) == wanted), None)
        return self._thing(what)

    def _field(self, path: str) -> tuple[ThingBlock, FieldLine | None, str] | None:
        """The thing and the field that `Thing.field` names; the field is None where there is none yet."""
        head, _, name = path.partition(".")
        thing = self._thing(head.strip())
        if thing is None or not name.strip():
            return None
        wanted = name_key(name)
        line = next((each for each in thing.fields if name_key(each.name.text) == wanted), None)
        return thing, line, line.name.text if line is not None else name.strip()

    def _is_role(self, name: str) -> bool:
        app = self.blueprint.app
        declared = (
            [
                value.text
                for line in app.settings
                if name_key(line.key.text) == "people"
                for value in line.values
            ]
            if app
            else []
        )
        return name_key(name) in {VISITOR, OWNER, *map(name_key, declared)}


def _field_line(text: str) -> FieldLine | None:
    things = parse(f"thing X\n  {text}\n").blueprint.things
    return things[0].fields[0] if things and things[0].fields else None


_FORMS: tuple[tuple[str, Callable[..., str | None]], ...] = (
    (r"field (.+?): (required|optional|unique)", Editor.flagged),
    (r"field (.+?): (.+)", Editor.typed),
    (r"field (.+?) = (.+)", Editor.computed),
    (r"value (.+?) ([+-]) (.+)", Editor.valued),
    (r"remove (.+)", Editor.removed),
    (r"rename (.+) to (.+)", Editor.renamed),
    (rf"(.+) may not {_VERBS} (.+)", Editor.denied),
    (rf"(.+) may (only )?{_VERBS} (all|own) (.+)", Editor.allowed),
    (r"only (.+) sees (.+)", Editor.hidden),
    (r"everybody sees (.+)", Editor.shown),
    (r"thing (.+?) by (.+?): (.+)", Editor.thing),
    (r"page ([^:]+?)(?: for ([^:]+))?: (.+)", Editor.part),
    (r"page (.+) for (.+)", Editor.opened),
    (r"role (.+)", Editor.role),
    (r"about (.+)", Editor.about),
)
