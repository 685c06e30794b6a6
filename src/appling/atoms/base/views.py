"""What templates print of rows, under access already: cells, buttons, marks, and what narrows a list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from appling.blueprint.model.app import Field


class Cell(NamedTuple):
    """One value of one row. `html` is what the field atom's `show.html` made, `text` the same, plain.

    `face`: the picture of a person who has one.
    """

    label: str
    value: Any
    text: str
    html: str
    field: Field | None = None
    face: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """An action that may be taken now: a form that posts to `url`; one that asks has its form there.

    `alone`: it can't be taken on several rows at once. `enters`: it may be taken once one has signed in,
    for which `url` is the address.
    """

    label: str
    url: str
    danger: bool = False
    asks: bool = False
    alone: bool = False
    enters: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """What a trait counts of a row."""

    label: str
    value: Any
    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """A form that says something of a row in the viewer's name, or, once it is `pressed`, takes it back."""

    url: str
    given: tuple[tuple[str, str], ...]
    pressed: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """What a trait shows of a row wherever it stands, by its `mark.html`. `href` is the row's page.

    `figures` by the keys of the row's fields; `sign_in`: who is signed in could press it.
    """

    trait: str
    href: str
    figures: Mapping[str, Figure]
    presses: tuple[Press, ...] = ()
    sign_in: bool = False
    mine: bool = False
    """Whether the viewer has made one."""
    by: tuple[str | None, ...] = ()
    """The names of the roles whose turn it is, one after the other; None in place of the owner's."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One row. `href` is its detail page; `change` and `remove` are addresses, or None if not allowed.

    `picture` is the address of its first image, `group` the text of the part's `by`;
    `groups` are all the headings under which it stands, of a `by` that holds several values.
    """

    id: int
    href: str
    title: str
    cells: tuple[Cell, ...]
    buttons: tuple[Button, ...] = ()
    change: str | None = None
    remove: str | None = None
    sample: bool = False
    picture: str | None = None
    group: str | None = None
    version: int = 0
    """Which of its states is shown: sent along with a change, so that no other one is overwritten."""
    marks: tuple[Mark, ...] = ()
    awaited: Mapping[str, str] = field(default_factory=dict)
    """What is said in place of a field for which a model has not answered yet."""
    """Keys of the fields that a model is about to fill."""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading; `url` sorts by it (None: can't), `direction` is ascending, descending or None.

    `style` is how its cells are set: as a `number`, `day` (dates and times, on one line), or plainly.
    """

    label: str
    field: Field | None = None
    url: str | None = None
    direction: str | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice of values (`kind` "choice"; the empty one is offered besides `options`), or a range.

    Of several (`kind` "several") any may be chosen; `name` + ".all" says that all of them are wanted,
    `every` that they are. A range (`kind` "range") has two inputs, `name` + ".from" and `name` + ".to",
    of `input_type`.
    """

    label: str
    name: str
    kind: str
    options: tuple[Option, ...] = ()
    low: str = ""
    high: str = ""
    input_type: str = "text"
    every: bool = False


@dataclass(frozen=True, slots=True)
class Controls:
    """Search, filters, sort and paging of one list, sent as a GET form to `url`.

    The inputs are named `prefix` + "search", `prefix` + "sort" (values of `sorts`), and as each
    filter says (its `name` begins with `prefix` too). `search` is None where no field can be searched.
    """

    prefix: str
    url: str
    search: str | None
    filters: tuple[Filter, ...]
    sorts: tuple[Option, ...]
    page: int
    pages: int
    previous: str | None
    next: str | None
    reset: str | None
    """The address without any of them, when one is in use."""
    keep: tuple[tuple[str, str], ...] = ()
    """Other query values of the address, to be kept as hidden inputs."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a viewer may choose of a table, by the inputs `show`, `rows` and `density` of its form.

    `columns`: those that are shown first, in their order. `usual`: the values of those shown unless asked.
    """

    show: str
    rows: str
    density: str
    columns: tuple[Option, ...]
    usual: str
    sizes: tuple[Option, ...]
    densities: tuple[Option, ...]
    compact: bool = False
