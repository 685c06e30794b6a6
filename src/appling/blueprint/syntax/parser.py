"""Reads a blueprint's text into its tree; never raises, and goes on behind every fault."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from appling.blueprint.syntax import faults, headers
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.constraints import constraint_line, is_constraint
from appling.blueprint.syntax.cursor import Cursor
from appling.blueprint.syntax.declared import declared_names
from appling.blueprint.syntax.documents import document_line
from appling.blueprint.syntax.faults import Unreadable
from appling.blueprint.syntax.fields import field_line
from appling.blueprint.syntax.headers import Header
from appling.blueprint.syntax.inputs import input_line, is_input, refuse_in_trigger
from appling.blueprint.syntax.items import item_line
from appling.blueprint.syntax.lines import MAX_SOURCE, Line
from appling.blueprint.syntax.names import Names
from appling.blueprint.syntax.outline import Outline, OutlineReader, Section, Unread
from appling.blueprint.syntax.parts import part_line
from appling.blueprint.syntax.rules import is_rule, rule_line
from appling.blueprint.syntax.settings import setting_line
from appling.blueprint.syntax.steps import step_line
from appling.blueprint.syntax.traits import is_trait, trait_line
from appling.blueprint.syntax.tree import (
    ActionBlock,
    AppBlock,
    Blueprint,
    ConstraintLine,
    FieldLine,
    PageBlock,
    PartLine,
    RuleLine,
    SettingLine,
    StepLine,
    ThingBlock,
    TraitLine,
    TriggerBlock,
)
from appling.blueprint.syntax.words import DOCUMENT_KINDS
from appling.diagnostics import Diagnostic, Severity, Span

MAX_CLAUSES = 8
_Kind = TypeVar("_Kind")
Member = SettingLine | RuleLine | FieldLine | TraitLine | ConstraintLine | StepLine | PartLine
_HEADERS: dict[str, Callable[[Cursor], Header]] = {
    "app": headers.app_header,
    "thing": headers.thing_header,
    "action": headers.action_header,
    "page": headers.page_header,
    "trigger": headers.trigger_header,
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """`unread`: the lines that are not in the tree, because of an error in each."""

    blueprint: Blueprint
    diagnostics: tuple[Diagnostic, ...]
    unread: tuple[Unread, ...] = ()
    names: Names = field(default_factory=Names, repr=False, compare=False)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(fault for fault in self.diagnostics if fault.severity is Severity.ERROR)


def parse(source: str) -> Parsed:
    """The tree of the text, with everything that is wrong with its form."""
    if len(source) > MAX_SOURCE:
        return _too_large(source)
    return _Parser(source).parse()


def _too_large(source: str) -> Parsed:
    cut = source.rfind("\n", 0, MAX_SOURCE) + 1 or MAX_SOURCE
    rest = Span(cut, len(source), source.count("\n", 0, cut) + 1, 1)
    whole = Span(0, len(source), 1, 1)
    empty = Blueprint(source, None, (), (), (), ())
    return Parsed(empty, (faults.too_large(MAX_SOURCE, rest),), (Unread(whole, False),))


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.outline: Outline = OutlineReader(source).read()
        self.names: Names = declared_names(self.outline.sections)
        self.diagnostics = self.outline.diagnostics
        self.unread = self.outline.unread
        self.app: AppBlock | None = None
        self.things: list[ThingBlock] = []
        self.actions: list[ActionBlock] = []
        self.pages: list[PageBlock] = []
        self.triggers: list[TriggerBlock] = []

    def parse(self) -> Parsed:
        for section in self.outline.sections:
            self._section(section)
        blueprint = Blueprint(
            self.source,
            self.app,
            tuple(self.things),
            tuple(self.actions),
            tuple(self.pages),
            tuple(sorted(self.outline.comments, key=lambda comment: comment.span.start)),
            tuple(self.triggers),
        )
        diagnostics = sorted(self.diagnostics, key=lambda fault: fault.span.start if fault.span else 0)
        unread = sorted(self.unread, key=lambda part: part.span.start)
        return Parsed(blueprint, tuple(diagnostics), tuple(unread), self.names)

    def _section(self, section: Section) -> None:
        if section.kind == "app" and self.app is not None:
            self._second_app(section)
            return
        header = self._header(section)
        places = range(len(section.members))
        members = [member for place in places if (member := self._member(section, place))]
        first = section.header.span
        span = first.to(section.last.span)
        if section.kind == "app":
            self.app = AppBlock(
                header.name, _only(SettingLine, members), _only(RuleLine, members), span, first
            )
        elif section.kind == "thing":
            fields = _only(FieldLine, members)
            rules, constraints = _only(RuleLine, members), _only(ConstraintLine, members)
            traits = _only(TraitLine, members)
            self.things.append(
                ThingBlock(header.name, header.was, fields, rules, span, first, constraints, traits)
            )
        elif section.kind == "action":
            steps, inputs = _only(StepLine, members), (*header.inputs, *_only(FieldLine, members))
            self.actions.append(
                ActionBlock(header.name, header.thing, header.roles, header.when, steps, span, first, inputs)
            )
        elif section.kind == "trigger":
            if header.occasion is not None:
                steps = _only(StepLine, members)
                self.triggers.append(TriggerBlock(header.occasion, steps, span, first))
        else:
            parts = _only(PartLine, members)
            self.pages.append(PageBlock(header.name, header.roles, parts, span, first, thing=header.thing))

    def _second_app(self, section: Section) -> None:
        whole = section.header.whole
        for line in (section.header, *section.members):  # an app has no items
            whole = whole.to(line.whole)
            self._leave(line, line is not section.header)
        self.diagnostics.append(faults.second_app(section.header.span, whole))

    def _leave(self, line: Line, inside: bool, *, below: bool = False) -> None:
        for written in line.written:
            self.unread.append(Unread(written.content, inside, below))

    def _header(self, section: Section) -> Header:
        """The header; of one that can't be read to its end, what can be."""
        cursor = Cursor(section.header.tokens, self.names)
        try:
            header = read_header(section.kind, cursor)
        except Unreadable as fault:
            self.diagnostics.append(self._with_fix(fault.diagnostic, section.header))
            self._leave(section.header, False)
            return self._beginning(section)
        self._said(section.header, cursor)
        return header

    def _beginning(self, section: Section) -> Header:
        """What can be read of a header, clause by clause."""
        tokens = section.header.tokens
        cuts = [index for index in range(2, len(tokens)) if tokens[index].is_word(*headers.CLAUSES)]
        for end in reversed(cuts[:MAX_CLAUSES]):
            try:
                return read_header(section.kind, Cursor(tokens[:end], self.names))
            except Unreadable:
                continue
        return Header(Cursor(tokens, self.names).name(1, 2))

    def _member(self, section: Section, place: int) -> Member | None:
        line, below = section.members[place], section.items.get(place, [])
        cursor = Cursor(line.tokens, self.names)
        try:
            member = read_member(section.kind, cursor, line.span)
        except Unreadable as fault:
            self._unreadable(fault, line, *below)
            return None
        self._said(line, cursor)
        return self._with_items(member, below) if isinstance(member, PartLine) and below else member

    def _with_items(self, part: PartLine, below: list[Line]) -> PartLine:
        span = part.span.to(below[-1].span)
        if name_key(part.kind.text) in DOCUMENT_KINDS:
            lines = tuple(each for line in below if (each := self._item(line, document_line)) is not None)
            return replace(part, span=span, lines=lines)
        items = tuple(item for line in below if (item := self._item(line, item_line)) is not None)
        return replace(part, span=span, items=items)

    def _item(self, line: Line, read: Callable[[Cursor, Span], _Kind]) -> _Kind | None:
        cursor = Cursor(line.tokens, self.names)
        try:
            item = read(cursor, line.span)
        except Unreadable as fault:
            self.diagnostics.append(self._with_fix(fault.diagnostic, line))
            self._leave(line, True, below=True)
            return None
        self._said(line, cursor)
        return item

    def _unreadable(self, fault: Unreadable, line: Line, *below: Line) -> None:
        """Say what is wrong with a line; it is left out, with what stands below it."""
        self.diagnostics.append(self._with_fix(fault.diagnostic, line, *below))
        self._leave(line, True)
        for each in below:
            self._leave(each, True, below=True)

    def _said(self, line: Line, cursor: Cursor) -> None:
        """Report the slips of a line; those of one with an open quote only once that is closed."""
        self.diagnostics += line.faults
        if not any(fault.code == "unclosed-text" for fault in line.faults):
            self.diagnostics += cursor.slips

    def _with_fix(self, diagnostic: Diagnostic, line: Line, *below: Line) -> Diagnostic:
        if diagnostic.fix is not None:
            return diagnostic
        whole = line.whole.to(below[-1].whole) if below else line.whole
        return replace(diagnostic, fix=faults.removal(whole))


def read_header(kind: str, cursor: Cursor) -> Header:
    """A block's first line. Raises Unreadable."""
    headers.start(cursor, kind)
    headers.trailing(cursor)
    header = _HEADERS[kind](cursor)
    cursor.end()
    return header


def read_member(kind: str, cursor: Cursor, span: Span) -> Member:
    """A line in a block of that kind. Raises Unreadable."""
    if kind in ("app", "thing") and is_rule(cursor):
        return rule_line(cursor, span)
    if kind == "thing" and is_constraint(cursor.tokens):
        return constraint_line(cursor, span)
    if kind == "app":
        return setting_line(cursor, span)
    if kind == "thing":
        return trait_line(cursor, span) if is_trait(cursor) else field_line(cursor, span)
    if kind == "action":
        return input_line(cursor, span) if is_input(cursor) else step_line(cursor, span)
    if kind == "trigger":
        refuse_in_trigger(cursor, span)
        return step_line(cursor, span)
    return part_line(cursor, span)


def _only(kind: type[_Kind], members: list[Member]) -> tuple[_Kind, ...]:
    return tuple(member for member in members if isinstance(member, kind))
