"""Takes a thing or a field out of a text, with everything that could not be without it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from appling.blueprint.changes.references import Reference, Walk
from appling.blueprint.changes.renaming import apply_edits
from appling.blueprint.checks.edits import removed
from appling.blueprint.checks.inputs import uses
from appling.blueprint.formatter.expressions import Care
from appling.blueprint.formatter.nodes import print_member
from appling.blueprint.model.vocabulary import Vocabulary
from appling.blueprint.resolve.links import Links
from appling.blueprint.resolve.symbols import Symbols, ThingSymbol
from appling.blueprint.resolve.words import words_of
from appling.blueprint.syntax import parse
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import (
    ActionBlock,
    Blueprint,
    DocumentLine,
    FieldLine,
    ItemLine,
    PageBlock,
    PartLine,
    StepLine,
    ThingBlock,
    TriggerBlock,
)
from appling.blueprint.traits import expand
from appling.diagnostics import Edit

_Key = tuple[str, str | None]


def remove_thing(source: str, thing: str, vocabulary: Vocabulary) -> str:
    """The text without a thing: without links to it, and what is shown or done with its rows."""
    removing = _Removing(source, vocabulary)
    found = removing.symbols.thing(thing)
    return source if found is None else removing.without((found.key, None))


def remove_page(source: str, page: str, vocabulary: Vocabulary) -> str:
    """The text without a page, and with items that led to it leading nowhere."""
    removing = _Removing(source, vocabulary)
    return removing.without_pages({name_key(page)})


def remove_field(source: str, thing: str, field: str, vocabulary: Vocabulary) -> str:
    """The text without a field: without formulas, conditions and columns that need it."""
    removing = _Removing(source, vocabulary)
    owner = removing.symbols.thing(thing)
    found = owner.field(field) if owner is not None else None
    return source if found is None else removing.without((found.thing, found.key))


@dataclass(frozen=True, slots=True)
class _Line:
    thing: ThingSymbol
    key: str
    line: FieldLine


class _Removing:
    def __init__(self, source: str, vocabulary: Vocabulary) -> None:
        self._source = source
        self._blueprint: Blueprint = parse(source).blueprint
        words = words_of(vocabulary)
        self.symbols = Symbols(expand(self._blueprint, words).blueprint, words)
        self._walk = Walk(self.symbols)
        self._links = Links(self.symbols)
        self._gone: set[_Key] = set()
        self._pages_gone: set[str] = set()

    def without_pages(self, names: set[str]) -> str:
        self._pages_gone = names
        return apply_edits(self._source, self._edits())

    def without(self, first: _Key) -> str:
        self._gone = {first}
        while grown := {key for key in self._needing() if key not in self._gone}:
            self._gone |= grown
        self._pages_gone = {
            name_key(page.name.text)
            for page in self._blueprint.pages
            if self._hit(self._walk.thing(page.thing))
            or (page.parts and not any(self._part(part, page) for part in page.parts))
        }
        return apply_edits(self._source, self._edits())

    def _needing(self) -> Iterator[_Key]:
        """Fields and inputs that link to what goes, or are computed of it; what a trait has hung on it."""
        for asked in self.symbols.asking:
            for each in asked.fields.values():
                if each.line.type is not None and self._hit(self._walk.thing(each.line.type.name)):
                    yield asked.key, each.key
        for thing in self.symbols.things.values():
            if thing.block.made_by is not None and self._hangs_on_gone(thing, thing.block.made_by.link):
                yield thing.key, None
            for field in thing.fields.values():
                line = field.line
                used = [*self._walk.thing(line.type.name)] if line.type is not None else []
                if self._hit([*used, *self._walk.expression(line.formula, thing)]):
                    yield thing.key, field.key

    def _hangs_on_gone(self, thing: ThingSymbol, link: str) -> bool:
        field = thing.field(link)
        return field is not None and (field.target, None) in self._gone

    def _hit(self, used: Iterable[Reference]) -> bool:
        return any(
            (each.thing, each.field) in self._gone or (each.thing, None) in self._gone
            for each in used
            if each.thing is not None
        )

    def _edits(self) -> Iterator[Edit]:
        for thing in self._blueprint.things:
            yield from self._of_thing(thing)
        for action in self._blueprint.actions:
            yield from self._of_action(action)
        for trigger in self._blueprint.triggers:
            name = trigger.occasion.thing
            symbol = self.symbols.thing(name.text) if name is not None else None
            yield from self._of_steps(trigger, self._walk.occasion(trigger, symbol), symbol)
        for page in self._blueprint.pages:
            yield from self._of_page(page)

    def _of_thing(self, block: ThingBlock) -> Iterator[Edit]:
        thing = self.symbols.thing(block.name.text)
        if thing is None or (thing.key, None) in self._gone:
            yield removed(self._source, block.span)
            return
        for field in thing.fields.values():
            if (thing.key, field.key) in self._gone and not field.line.trait:
                yield removed(self._source, field.line.span)
            elif self._hit(self._walk.expression(field.line.when, thing)):
                always = replace(field.line, when=None)
                yield Edit(field.line.span, print_member(always, Care.CAREFUL))
        for constraint in block.constraints:
            if self._hit(self._walk.constraint(constraint, thing)):
                yield removed(self._source, constraint.span)
        said = [(rule.span, self._walk.expression(rule.where, thing)) for rule in block.rules]
        said += [(trait.span, self._walk.trait(trait, thing)) for trait in block.traits]
        yield from (removed(self._source, span) for span, used in said if self._hit(used))

    def _of_action(self, block: ActionBlock) -> Iterator[Edit]:
        thing = self.symbols.thing(block.thing.text) if block.thing is not None else None
        header = [*self._walk.thing(block.thing), *self._walk.expression(block.when, thing)]
        asked = self.symbols.inputs(block)
        edits = list(self._of_steps(block, header, thing, asked))
        yield from edits
        if edits != [removed(self._source, block.span)]:
            yield from self._of_inputs(block, thing, asked)

    def _of_inputs(
        self, block: ActionBlock, thing: ThingSymbol | None, asked: ThingSymbol | None
    ) -> Iterator[Edit]:
        """Without those that link to what goes, or that nothing is done with any more."""
        kept = [step for each in block.steps if (step := self._step(each, thing, asked)) is not None]
        for line in block.inputs:
            field = asked.field(line.name.text) if asked is not None else None
            if field is None or not any(uses(step, field) for step in kept):
                yield removed(self._source, line.span)
            elif self._hit(self._walk.expression(line.default, thing)):
                yield Edit(line.span, print_member(replace(line, default=None), Care.CAREFUL))

    def _of_steps(
        self,
        block: ActionBlock | TriggerBlock,
        header: Iterable[Reference],
        thing: ThingSymbol | None,
        asked: ThingSymbol | None = None,
    ) -> Iterator[Edit]:
        steps = [self._step(step, thing, asked) for step in block.steps]
        if self._hit(header) or not any(steps):
            yield removed(self._source, block.span)
            return
        for old, new in zip(block.steps, steps, strict=True):
            if new is None:
                yield removed(self._source, old.span)
            elif new != old:
                yield Edit(old.span, print_member(new, Care.CAREFUL))

    def _step(self, step: StepLine, thing: ThingSymbol | None, asked: ThingSymbol | None) -> StepLine | None:
        """The step without what it sets of what goes; None where nothing is left of it."""
        kept = tuple(
            each
            for each in step.assignments
            if not self._hit(self._walk.step(replace(step, assignments=(each,)), thing, asked))
        )
        if self._hit(self._walk.step(replace(step, assignments=()), thing, asked)):
            return None
        return replace(step, assignments=kept) if kept or not step.assignments else None

    def _of_page(self, page: PageBlock) -> Iterator[Edit]:
        if name_key(page.name.text) in self._pages_gone:
            yield removed(self._source, page.span)
            return
        parts = [self._part(part, page) for part in page.parts]
        for old, new in zip(page.parts, parts, strict=True):
            if new is None:
                yield removed(self._source, old.span)
            elif new != old:
                yield Edit(old.span, print_member(new, Care.CAREFUL))

    def _part(self, part: PartLine, page: PageBlock) -> PartLine | None:
        """The part without columns of what goes; None where it is about that."""
        walk = self._walk.on(page)
        part = self._of_those_that_stay(part)
        thing = self.symbols.thing(part.thing.text) if part.thing is not None else None
        if self._hit([*self._walk.thing(part.thing), *walk.expression(part.where, thing)]):
            return None
        by = tuple(each for each in part.by if not self._hit(walk.expression(each, thing)))
        show = tuple(each for each in part.show if not self._hit(walk.expression(each, thing)))
        sort = tuple(each for each in part.sort if not self._hit(walk.expression(each.by, thing)))
        signature = self.symbols.words.part(part.kind.text)
        measured = signature is not None and signature.measures
        if measured and (len(by) < len(part.by) or len(show) < len(part.show)):
            return None
        items = tuple(map(self._item, part.items))
        lines = tuple(line for each in part.lines if (line := self._line(each, thing, page)) is not None)
        says = None if self._hit(self._walk.said(part.says, thing)) else part.says
        return replace(part, by=by, show=show, sort=sort, items=items, says=says, lines=lines)

    def _line(self, line: DocumentLine, thing: ThingSymbol | None, page: PageBlock) -> DocumentLine | None:
        """The line of a document; None where it tells of what goes. A table keeps its other columns."""
        if line.rows is None:
            return None if self._hit(self._walk.of_line(line, thing)) else line
        rows = self._part(line.rows, page)
        return replace(line, rows=rows) if rows is not None else None

    def _of_those_that_stay(self, part: PartLine) -> PartLine:
        """A part over several things, over the others; the last of them it keeps."""
        every = [name for name in (part.thing, *part.others) if name is not None]
        stay = [name for name in every if not self._hit(self._walk.thing(name))]
        if not part.others or not stay:
            return part
        return replace(part, thing=stay[0], others=tuple(stay[1:]))

    def _item(self, item: ItemLine) -> ItemLine:
        """The item, without a link to what goes."""
        leads = item.link is not None and self._links.page(item.link.text) in self._pages_gone
        return replace(item, link=None) if leads or self._hit(self._walk.of_item(item)) else item
