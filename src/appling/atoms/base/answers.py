"""What the runtime answers to a part's need: plain data that templates print, already under access."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from appling.atoms.base.figures import Figures
from appling.atoms.base.views import Button, Cell, Controls, Head, Layout, Option, RowView
from appling.blueprint.model.app import Field, Thing


@dataclass(frozen=True, slots=True)
class RowsAnswer:
    """`add` is the address of an empty form, if the viewer may add; `total` counts all pages."""

    thing: Thing
    heads: tuple[Head, ...]
    rows: tuple[RowView, ...]
    total: int
    controls: Controls | None = None
    add: str | None = None
    more: str | None = None
    """Where all rows are listed, when `limit` cut them."""
    narrow: bool = False
    """Whether there may be more rows than the part is about: it has a `where`."""
    settable: frozenset[str] = frozenset()
    """The keys of the fields that may be set in those rows that may be changed."""
    form: "FormAnswer | None" = None
    layout: Layout | None = None
    totals: tuple[str, ...] = ()
    """A text for each column, empty for those that are no numbers."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of a board: the rows that have `value` (as a form sends it) in the board's field.

    `head` is the value as HTML, `label` the same, plain; `total` counts the rows beyond those shown, too.
    """

    label: str
    head: str
    value: str
    rows: tuple[RowView, ...]
    total: int
    more: str | None = None
    add: str | None = None


@dataclass(frozen=True, slots=True)
class LanesAnswer:
    """`field` is the key of the field that tells the lanes apart, if the viewer may set it by moving rows.

    `rows` are those of all lanes.
    """

    thing: Thing
    lanes: tuple[Lane, ...]
    rows: tuple[RowView, ...]
    total: int
    field: str | None
    controls: Controls | None = None
    add: str | None = None
    more: str | None = None
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """A row with the time it takes; one without an `end` is over when it starts."""

    row: RowView
    start: date | datetime
    end: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class ReachesAnswer:
    """Rows in the order of time. `first` to `last` are the days asked for; without them, all there are.

    `page` is the address of the same page without any month, to which `month` and `day` may be put;
    `add` leads to an empty form, `add_on` is the name of the start in its query, if that may be set.
    """

    thing: Thing
    spans: tuple[Reach, ...]
    rows: tuple[RowView, ...]
    total: int
    today: date
    month: date
    first: date | None
    last: date | None
    day: date | None
    query: tuple[tuple[str, str], ...]
    prefix: str
    path: str
    has_time: bool
    controls: Controls | None = None
    add: str | None = None
    add_on: str | None = None
    more: str | None = None
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """A row with those that stand below it; `add` leads to a form for one more of these."""

    row: RowView
    below: tuple["Branch", ...] = ()
    add: str | None = None


@dataclass(frozen=True, slots=True)
class BranchesAnswer:
    """`rows` are those of all branches; `more` is where all are listed, when there are too many."""

    thing: Thing
    branches: tuple[Branch, ...]
    rows: tuple[RowView, ...]
    total: int
    add: str | None = None
    more: str | None = None
    narrow: bool = False
    controls: None = None


@dataclass(frozen=True, slots=True)
class ChosenAnswer:
    """`options` are the rows that may be chosen, `name` what the address calls them; `rows` those chosen."""

    thing: Thing
    name: str
    url: str
    keep: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]
    rows: tuple[RowView, ...]
    heads: tuple[Head, ...]
    most: int
    total: int
    add: str | None = None
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class InputView:
    """One input of a form. `html` is what the field atom's `input.html` made of it, label not included.

    `id` is the input's, unique on its page; the template gives an error the id of the input + "-error".
    """

    field: Field
    name: str
    html: str
    error: str | None = None
    wide: bool = False
    id: str = ""
    when: str = ""
    """What must hold for it to be asked for, as a script reads it."""
    among: str = ""
    """How the names of the inputs begin that this is about."""

    def again(self, mark: object) -> "InputView":
        """The same input once more on its page, with ids of its own."""
        html = str(self.html)
        for before in ('"', '"#'):
            html = html.replace(f"{before}{self.id}", f"{before}{self.id}-{mark}")
        return replace(self, html=Markup(html), id=f"{self.id}-{mark}")  # noqa: S704 - was safe before


@dataclass(frozen=True, slots=True)
class LinesView:
    """Rows of another thing that a form adds along with its own, each with the same inputs.

    `spare` are the inputs of one more, whose names have `{number}` where the others have theirs.
    """

    thing: Thing
    title: str
    rows: tuple[tuple[InputView, ...], ...]
    spare: tuple[InputView, ...]
    most: int
    error: str | None = None


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """A form that posts to `url`. `error` is about the whole form; `back` is where Cancel leads."""

    thing: Thing
    url: str
    inputs: tuple[InputView, ...]
    submit: str
    token: str
    """The CSRF token, for a hidden input named `_token`."""
    error: str | None = None
    back: str | None = None
    version: str = ""
    hidden: tuple[tuple[str, str], ...] = field(default=())
    lines: tuple[LinesView, ...] = ()


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """One row with the lists of rows that link to it; `row` is None when there is none.

    `add`: where to add one instead, for those who may.
    """

    thing: Thing
    row: RowView | None
    related: tuple[tuple[str, RowsAnswer, tuple[str, str]], ...] = ()
    """Lists of what links to it: a title, the rows, and the keys of their thing and of the link."""
    hanging: tuple[str, ...] = ()
    """What traits show below it, as HTML of their templates."""
    add: str | None = None


@dataclass(frozen=True, slots=True)
class WorkedOutAnswer:
    """A GET form to `url` with an input called `mark`; `add`: the address of a new row with these values."""

    thing: Thing
    url: str
    mark: str
    inputs: tuple[InputView, ...]
    results: tuple[Cell, ...]
    add: str | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """`state` is free, taken, past or closed (not for this person). `values` are those of the new row's form.

    `title` and `href` are of the row that took it, for those who may see that.
    """

    label: str
    state: str
    values: tuple[tuple[str, str], ...] = ()
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class SlotDay:
    """`key` is the day in ISO form."""

    key: str
    label: str
    today: bool
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class SlotsAnswer:
    """Days of slots. With `choose` (a field's name), one of `choice` is shown: a GET form to `url` takes it.

    `book` takes a slot's values: as a form that adds the row, if `at_once`, or as the address of one.
    """

    thing: Thing
    days: tuple[SlotDay, ...]
    choose: str
    choice: tuple[Option, ...]
    prefix: str
    url: str
    keep: tuple[tuple[str, str], ...]
    previous: str | None
    next: str | None
    book: str
    at_once: bool


@dataclass(frozen=True, slots=True)
class MembersAnswer:
    """People by name, as values and labels; their `id` leads to their profile. `faces`: their pictures."""

    people: tuple[Any, ...]
    faces: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a text; `found`: it is what was looked for."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found. `words` is where, in the field called `label`, or what else says most of it."""

    href: str
    title: tuple[Piece, ...]
    label: str
    words: tuple[Piece, ...]
    picture: str | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The first rows of a thing that were found, of `total`; `href` is where all of them are."""

    thing: Thing
    hits: tuple[Hit, ...]
    total: int
    href: str


@dataclass(frozen=True, slots=True)
class HitKind:
    """A way to see only one thing's rows, or with no `label` those of all."""

    label: str
    total: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """What was found, by things. The form's words are its input `name`, the present ones `words`.

    `things`: all that is looked through. With one thing chosen there are `controls` for its fields.
    """

    things: tuple[Thing, ...]
    words: str
    name: str
    url: str
    keep: tuple[tuple[str, str], ...]
    total: int = 0
    kinds: tuple[HitKind, ...] = ()
    groups: tuple[HitGroup, ...] = ()
    controls: Controls | None = None
    more: None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """A field's value before and after, as texts."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PastView:
    """One change of a row; `kind` is added, changed or removed. `href` is None for a row that is gone."""

    title: str
    href: str | None
    kind: str
    who: str
    when: str
    moment: datetime
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class PastsAnswer:
    thing: Thing
    pasts: tuple[PastView, ...]
    rows: tuple[RowView, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Rows on paper: plain texts below their headings."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of a document as it stands on paper: a text, with a label or not, a picture or a table."""

    word: str
    label: str = ""
    text: str = ""
    picture: str | None = None
    table: SheetTable | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document of a row, under access: what may not be seen is not in it. `back`: the row's page."""

    title: str
    lines: tuple[SheetLine, ...]
    href: str
    back: str
    sample: bool = False


@dataclass(frozen=True, slots=True)
class DocumentsAnswer:
    """Where documents are, by what they are called; or, of a part for one, its `sheet`."""

    thing: Thing
    papers: tuple[tuple[str, RowView], ...]
    total: int
    sheet: Sheet | None = None
    add: str | None = None
    more: str | None = None

    @property
    def rows(self) -> tuple[RowView, ...]:
        return tuple(row for _, row in self.papers)


@dataclass(frozen=True, slots=True)
class LotsAnswer:
    """`total` rows wait, some of them shown. The first `latest` of those `drawn` were drawn last, at once.

    `stamp` tells one draw from another; `fresh`: it was just now. The `buttons` draw.
    """

    thing: Thing
    waiting: tuple[RowView, ...]
    total: int
    drawn: tuple[RowView, ...]
    latest: int
    stamp: str
    fresh: bool
    buttons: tuple[Button, ...]
    add: str | None = None

    @property
    def rows(self) -> tuple[RowView, ...]:
        return (*self.drawn, *self.waiting)


Views = LanesAnswer | ReachesAnswer | BranchesAnswer | ChosenAnswer
Forms = FormAnswer | SlotsAnswer | WorkedOutAnswer
Others = MembersAnswer | RowAnswer | FoundAnswer | PastsAnswer | DocumentsAnswer | LotsAnswer
Answer = RowsAnswer | Views | Figures | Forms | Others
