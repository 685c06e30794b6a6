"""The syntax tree: a blueprint as written, each node with its place."""

from dataclasses import dataclass, field

from appling.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written (quotes taken off, inner spaces made single).

    `key`: what a name that nobody wrote is known by, whatever language it is in.
    """

    text: str
    span: Span
    key: str = ""


@dataclass(frozen=True, slots=True)
class RenamedName(Name):
    """A role that had another name: `crew (was member)`. The span is that of the name it has."""

    was: Name = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Comment:
    """`# …`. `own_line` is False for one that follows code on its line."""

    text: str
    span: Span
    own_line: bool


# Expressions ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberNode:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class TextNode:
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class DurationNode:
    """`14 days`; `unit` is singular."""

    amount: int
    unit: str
    span: Span


@dataclass(frozen=True, slots=True)
class PathNode:
    """`bike.name`, `due date`, `yes`, `today`, `me`, `this`, `empty` or a choice's value: resolved later."""

    names: tuple[Name, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class UnaryNode:
    operator: str
    operand: "ExpressionNode"
    span: Span


@dataclass(frozen=True, slots=True)
class BinaryNode:
    """`is` and `==` are read as `=`, `is not` and `<>` as `!=`; `is empty` is `= empty`."""

    operator: str
    left: "ExpressionNode"
    right: "ExpressionNode"
    span: Span


@dataclass(frozen=True, slots=True)
class InNode:
    operand: "ExpressionNode"
    options: tuple["ExpressionNode", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class CallNode:
    """`sum(items.price where paid)`: `where` only in aggregates."""

    function: Name
    arguments: tuple["ExpressionNode", ...]
    where: "ExpressionNode | None"
    span: Span


ExpressionNode = NumberNode | TextNode | DurationNode | PathNode | UnaryNode | BinaryNode | InNode | CallNode


@dataclass(frozen=True, slots=True)
class TemplateNode:
    """A text with expressions in braces, `"{bike.name} is due"`; a brace that is meant is written twice."""

    parts: tuple["str | ExpressionNode", ...]
    span: Span


# Blocks --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SettingLine:
    """`about: …` (one value: the raw rest of the line), `look: a, b`, `people: a, b (was c)`."""

    key: Name
    values: tuple[Name, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class VerbNode:
    """`see`, `see own`; `all` (of `do all`) stands for the four verbs."""

    verb: Name
    own: bool


@dataclass(frozen=True, slots=True)
class RuleLine:
    """`member, organiser may see own, add where …`"""

    roles: tuple[Name, ...]
    verbs: tuple[VerbNode, ...]
    where: ExpressionNode | None
    span: Span


@dataclass(frozen=True, slots=True)
class TypeNode:
    """`choice(road, mountain)`; `arguments` may be of any written form and are checked later."""

    name: Name
    arguments: tuple[Name, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class FlagNode:
    """`required`, `min 0` or `suggest 10, 25` behind a type; `more` are values besides the first."""

    name: Name
    value: NumberNode | None
    span: Span
    more: tuple[NumberNode, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldLine:
    """`name (was old): type, flags = default for roles when condition`, or `name = formula`, without type."""

    name: Name
    was: Name | None
    type: TypeNode | None
    flags: tuple[FlagNode, ...]
    default: ExpressionNode | None
    formula: ExpressionNode | None
    roles: tuple[Name, ...]
    span: Span
    trait: str = ""
    """The trait that made it, if nobody wrote it."""
    when: ExpressionNode | None = None


@dataclass(frozen=True, slots=True)
class ConstraintLine:
    """`one per a, b` (`kind` one), or `no overlap of start, end per a` (overlap), with a `where` or not.

    `lasting`: the fields of an overlap, empty where none are said.
    """

    kind: str
    lasting: tuple[Name, ...]
    per: tuple[Name, ...]
    where: ExpressionNode | None
    span: Span


@dataclass(frozen=True, slots=True)
class AssignmentNode:
    path: PathNode
    value: ExpressionNode
    span: Span


@dataclass(frozen=True, slots=True)
class StepLine:
    """`set path = value`, `add Thing with a = b, …`, `remove this`, `notify who "text"`, `post "address"`,
    `ask "text" into field`.

    `target`: the thing, `this`, who is told, or the field of the answer; `text`: what is said or asked, or
    where it is posted.
    """

    kind: Name
    target: PathNode | None
    assignments: tuple[AssignmentNode, ...]
    span: Span
    text: TemplateNode | None = None
    count: ExpressionNode | None = None
    """Of `draw NUMBER of Thing where … with …`."""
    where: ExpressionNode | None = None


@dataclass(frozen=True, slots=True)
class SortNode:
    by: ExpressionNode
    descending: bool


@dataclass(frozen=True, slots=True)
class PartSetting:
    key: Name
    value: Name
    """The value as written; the part's signature says how to read it."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """`"label": "text" to Target`, indented below a part; `link` as written: a name or an address."""

    label: Name
    text: Name | None
    link: Name | None
    span: Span


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """`"text"`, `"label": "text"`, `from "text"` or `table of Thing …`, indented below a document.

    `word`: what it begins with, or nothing. Texts hold values; `when`: for which rows it stands there.
    """

    word: str
    label: TemplateNode | None
    text: TemplateNode | None
    rows: "PartLine | None"
    when: ExpressionNode | None
    span: Span


@dataclass(frozen=True, slots=True)
class PartLine:
    """`kind "title" of Thing where … by … sort … show … limit … for … with k = v`, and its items.

    `header`: the place of its first line; `span` reaches to the end of its last item.
    """

    kind: Name
    title: Name | None
    thing: Name | None
    where: ExpressionNode | None
    by: tuple[ExpressionNode, ...]
    sort: tuple[SortNode, ...]
    show: tuple[ExpressionNode, ...]
    limit: NumberNode | None
    roles: tuple[Name, ...]
    settings: tuple[PartSetting, ...]
    span: Span
    header: Span
    items: tuple[ItemLine, ...] = ()
    others: tuple[Name, ...] = ()
    """Things besides the first, of a part over several."""
    says: TemplateNode | None = None
    """The title of a document, which holds values; it has no other one."""
    lines: tuple[DocumentLine, ...] = ()
    kept: Name | None = None
    """The thing that it brought along, whose rows it shows."""


@dataclass(frozen=True, slots=True)
class TraitLine:
    """`has comments, likes by lead, director for member with anonymous = yes`, `has payment of total`

    `by`: the roles whose turn it is, one after the other, in what a trait makes of a row.
    """

    traits: tuple[Name, ...]
    roles: tuple[Name, ...]
    settings: tuple[PartSetting, ...]
    span: Span
    by: tuple[Name, ...] = ()
    of: Name | None = None


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What a thing that nobody wrote hangs on: the trait that made it, and its link to the trait's thing.

    `by`: whose turn it is, one after the other. `of`: the field of that thing that the trait is of.
    """

    trait: str
    link: str
    by: tuple[Name, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class AppBlock:
    """`header`, here and in the other blocks: the place of its first line."""

    name: Name
    settings: tuple[SettingLine, ...]
    rules: tuple[RuleLine, ...]
    """The rules of every thing that has none of its own."""
    span: Span
    header: Span


@dataclass(frozen=True, slots=True)
class ThingBlock:
    name: Name
    was: Name | None
    fields: tuple[FieldLine, ...]
    rules: tuple[RuleLine, ...]
    span: Span
    header: Span
    constraints: tuple[ConstraintLine, ...] = ()
    traits: tuple[TraitLine, ...] = ()
    made_by: MadeBy | None = None
    kept_by: str = ""
    """The part that brought the thing along."""


@dataclass(frozen=True, slots=True)
class ActionBlock:
    """`action Name on Thing for roles when …`; `inputs` are what it asks for, written like fields."""

    name: Name
    thing: Name | None
    roles: tuple[Name, ...]
    when: ExpressionNode | None
    steps: tuple[StepLine, ...]
    span: Span
    header: Span
    inputs: tuple[FieldLine, ...] = ()


@dataclass(frozen=True, slots=True)
class OccasionNode:
    """What sets a trigger off.

    `when THING is added|changed|removed`; `when FIELD of THING is changed`; `every UNIT at TIME for each
    THING`; `DELAY after|before FIELD of THING`, or, without a field, since the row was added. `event` is the
    word that tells them apart.
    """

    event: str
    thing: Name | None = None
    unit: str = ""
    at: str = ""
    delay: DurationNode | None = None
    field: Name | None = None
    where: ExpressionNode | None = None

    @property
    def name(self) -> str:
        """What it is called by: all but its condition."""
        thing = self.thing.text if self.thing is not None else ""
        if self.delay is not None:
            spent = f"{self.delay.amount} {self.delay.unit}{'s' * (self.delay.amount != 1)} {self.event} "
            return spent + (f"{thing} is added" if self.field is None else f"{self.field.text} of {thing}")
        if self.event == "every":
            clock = f" at {self.at}" if self.at else ""
            return f"every {self.unit}{clock}" + (f" for each {thing}" if thing else "")
        return f"when {f'{self.field.text} of ' if self.field is not None else ''}{thing} is {self.event}"


@dataclass(frozen=True, slots=True)
class TriggerBlock:
    """Steps that are done by themselves."""

    occasion: OccasionNode
    steps: tuple[StepLine, ...]
    span: Span
    header: Span

    @property
    def name(self) -> Name:
        return Name(self.occasion.name, self.header)


@dataclass(frozen=True, slots=True)
class PageBlock:
    """`page Name for roles`, or `page of Thing for roles`; `made`: nobody wrote it, a trait brings it."""

    name: Name
    roles: tuple[Name, ...]
    parts: tuple[PartLine, ...]
    span: Span
    header: Span
    made: bool = False
    thing: Name | None = None
    """Whose rows it is the page of; it has no name of its own then."""


Block = AppBlock | ThingBlock | ActionBlock | PageBlock | TriggerBlock


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A whole text. Block spans reach from the header's first to the last line's last character."""

    source: str
    app: AppBlock | None
    things: tuple[ThingBlock, ...]
    actions: tuple[ActionBlock, ...]
    pages: tuple[PageBlock, ...]
    comments: tuple[Comment, ...]
    triggers: tuple[TriggerBlock, ...] = ()

    @property
    def doing(self) -> tuple[ActionBlock | TriggerBlock, ...]:
        """All blocks of steps."""
        return (*self.actions, *self.triggers)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in the order in which they are written."""
        blocks: list[Block] = [*self.things, *self.actions, *self.triggers, *self.pages]
        if self.app is not None:
            blocks.append(self.app)
        return tuple(sorted(blocks, key=lambda block: block.span.start))
