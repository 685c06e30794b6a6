"""The JSON form of a blueprint: the syntax tree without places; expressions are texts of the language."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

_MANY = 1000
NameText = Annotated[str, Field(min_length=1, max_length=200, description="A name in any script.")]
ExpressionText = Annotated[
    str,
    Field(
        min_length=1,
        max_length=2000,
        description="An expression of the language.",
        examples=["due < today and not returned", "sum(Item.price)", "14 days"],
    ),
]
Roles = Annotated[
    list[NameText],
    Field(max_length=_MANY, description="Roles; `visitor` is everybody. Empty: not limited to roles."),
]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleForm(_Form):
    """What some roles may do with the rows of a thing."""

    roles: list[NameText] = Field(min_length=1, max_length=_MANY)
    verbs: list[str] = Field(
        min_length=1,
        max_length=20,
        description="`see`, `add`, `change`, `remove` or `all`, each also followed by ` own`.",
        examples=[["see own", "add"], ["all"]],
    )
    where: ExpressionText | None = Field(None, description="Only rows for which this holds.")


class AppForm(_Form):
    """The app as a whole."""

    name: NameText
    settings: dict[str, str | list[str]] = Field(
        default_factory=dict,
        description="`about` (one text), `look`, `people`, `sign up` (lists), `language`.",
        examples=[{"about": "Lend bikes.", "people": ["member", "organiser"]}],
    )
    was: dict[NameText, NameText] = Field(
        default_factory=dict,
        description="Names that roles had, by the names that they have: their people keep them.",
        examples=[{"crew": "member"}],
    )
    rules: list[RuleForm] = Field(
        default_factory=list, max_length=_MANY, description="For every thing without rules of its own."
    )


class FieldForm(_Form):
    """A field with a type, or one computed by a formula."""

    name: NameText
    was: NameText | None = Field(None, description="The name it had: its values are kept.")
    type: NameText | None = Field(None, description="A field type, or a thing's name for a link to it.")
    arguments: list[NameText] = Field(
        default_factory=list,
        max_length=_MANY,
        description="A choice's values.",
    )
    flags: list[str] = Field(
        default_factory=list,
        max_length=20,
        description="`required`, `unique`, `min N`, `max N`, `suggest N, N`.",
        examples=[["required", "min 0"]],
    )
    default: ExpressionText | None = None
    formula: ExpressionText | None = Field(None, description="Makes it a computed field, without a type.")
    roles: Roles = Field(default_factory=list)
    when: ExpressionText | None = Field(None, description="For which rows it is asked for.")


class TraitForm(_Form):
    """What a thing has besides fields: comments, likes and the like, or payment `of` a field."""

    traits: list[NameText] = Field(min_length=1, max_length=_MANY, examples=[["comments", "likes"]])
    by: Roles = Field(default_factory=list, description="Whose turn it is, one after the other.")
    of: NameText | None = None
    roles: Roles = Field(default_factory=list)
    settings: dict[NameText, NameText] = Field(default_factory=dict)


class ConstraintForm(_Form):
    """What no two rows of a thing may have together."""

    kind: Literal["one", "overlap"] = Field(
        description="`one`: the same values in `per`. `overlap`: the same values in `per` at one time."
    )
    lasting: list[NameText] = Field(
        default_factory=list,
        max_length=3,
        description="Of `overlap`: the fields for start and end, or for the day, start and end.",
    )
    per: list[NameText] = Field(default_factory=list, max_length=8)
    where: ExpressionText | None = Field(None, description="Only rows for which this holds count.")


class ThingForm(_Form):
    """A kind of rows."""

    name: NameText
    was: NameText | None = Field(None, description="The name it had: its rows are kept.")
    fields: list[FieldForm] = Field(default_factory=list, max_length=_MANY)
    constraints: list[ConstraintForm] = Field(default_factory=list, max_length=_MANY)
    rules: list[RuleForm] = Field(default_factory=list, max_length=_MANY)
    traits: list[TraitForm] = Field(default_factory=list, max_length=_MANY)


class AssignmentForm(_Form):
    path: NameText = Field(description="A field, or a link and a field of its target, with a dot between.")
    value: ExpressionText


class StepForm(_Form):
    """One step of an action."""

    kind: NameText = Field(description="`set`, `add`, `draw`, `remove`, `notify`, `email`, `post` or `ask`.")
    target: NameText | None = Field(
        None,
        description="The thing of `add` and `draw`; `this` for `remove`; who is told, of `notify` and "
        "`email`; the field of the answer, of `ask`.",
    )
    assignments: list[AssignmentForm] = Field(default_factory=list, max_length=_MANY)
    count: ExpressionText | None = Field(None, description="How many rows `draw` draws.")
    where: ExpressionText | None = Field(None, description="The rows that `draw` draws from.")
    text: str | None = Field(
        None,
        max_length=4000,
        description="What is said, with values in braces, what `ask` asks, or the address of `post`.",
        examples=["{bike.name} is due on {due}."],
    )


class ActionForm(_Form):
    """A button on a thing's rows, or on its own."""

    name: NameText
    thing: NameText | None = None
    roles: Roles = Field(default_factory=list)
    when: ExpressionText | None = Field(None, description="The rows on which it can be taken.")
    inputs: list[FieldForm] = Field(
        default_factory=list, max_length=_MANY, description="What is asked for when it is pressed."
    )
    steps: list[StepForm] = Field(default_factory=list, max_length=_MANY)


class TriggerForm(_Form):
    """Steps that are done by themselves."""

    event: Literal["added", "changed", "removed", "every", "after", "before"]
    thing: NameText | None = Field(None, description="Whose rows; needed but for `every`.")
    every: str | None = Field(
        None, max_length=20, description="hour, day, weekday, month, or a day of the week.", examples=["day"]
    )
    at: str | None = Field(None, max_length=5, description="The time of `every`.", examples=["08:00"])
    amount: int | None = Field(None, ge=0, le=10_000, description="How long `after` or `before`.")
    unit: str | None = Field(None, max_length=20, examples=["day"])
    field: NameText | None = Field(
        None, description="The date; without one, when the row was added. Of `changed`, what is changed."
    )
    where: ExpressionText | None = None
    steps: list[StepForm] = Field(default_factory=list, max_length=_MANY)


class SortForm(_Form):
    by: ExpressionText
    descending: bool = False


class ItemForm(_Form):
    """A line below a part: a label, what is said of it, and where it leads."""

    label: str = Field(min_length=1, max_length=4000)
    text: str | None = Field(None, min_length=1, max_length=4000)
    to: str | None = Field(
        None, min_length=1, max_length=4000, description="The name of a page or thing, or an address."
    )


class RowsForm(_Form):
    """A table of the rows that link to a document's row."""

    thing: NameText
    where: ExpressionText | None = None
    sort: list[SortForm] = Field(default_factory=list, max_length=_MANY)
    show: list[ExpressionText] = Field(default_factory=list, max_length=_MANY)
    limit: int | None = Field(None, ge=0, le=1_000_000)


class LineForm(_Form):
    """A line of a document; its texts hold values of the row in braces."""

    word: Literal["", "from", "to", "code", "signature", "footer", "table"] = Field(
        "", description="What it is, if no plain text. `table` has `rows`, the others a text."
    )
    label: str | None = Field(None, min_length=1, max_length=4000)
    text: str | None = Field(None, min_length=1, max_length=4000, examples=["Dear {client},"])
    rows: RowsForm | None = None
    when: ExpressionText | None = Field(None, description="For which rows it stands there.")


class PartForm(_Form):
    """A piece of a page."""

    kind: NameText = Field(description="A page part's name, such as `table`.")
    title: str | None = Field(None, max_length=4000, description="Its heading; what a text part says.")
    thing: NameText | None = None
    where: ExpressionText | None = None
    by: list[ExpressionText] = Field(default_factory=list, max_length=_MANY)
    sort: list[SortForm] = Field(default_factory=list, max_length=_MANY)
    show: list[ExpressionText] = Field(default_factory=list, max_length=_MANY)
    limit: int | None = Field(None, ge=0, le=1_000_000)
    roles: Roles = Field(default_factory=list)
    settings: dict[NameText, NameText] = Field(default_factory=dict)
    items: list[ItemForm] = Field(default_factory=list, max_length=_MANY)
    others: list[NameText] = Field(
        default_factory=list, max_length=_MANY, description="Things besides `thing`, of a part over several."
    )
    lines: list[LineForm] = Field(
        default_factory=list, max_length=_MANY, description="What a document says, line by line."
    )


class PageForm(_Form):
    """A page of its own, or with `of` what the page of each row of a thing shows."""

    name: NameText | None = None
    of: NameText | None = Field(None, description="The thing; such a page has no name.")
    roles: Roles = Field(default_factory=list)
    parts: list[PartForm] = Field(default_factory=list, max_length=_MANY)


class BlueprintForm(_Form):
    """An app in Appling's language, as data."""

    app: AppForm | None = None
    things: list[ThingForm] = Field(default_factory=list, max_length=_MANY)
    actions: list[ActionForm] = Field(default_factory=list, max_length=_MANY)
    triggers: list[TriggerForm] = Field(default_factory=list, max_length=_MANY)
    pages: list[PageForm] = Field(default_factory=list, max_length=_MANY)
