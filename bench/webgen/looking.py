"""A page as a person sees it: its texts, what can be clicked and filled, and its rows, as plain data."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

SCRIPT = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Clickable:
    """A link, button, tab or menu item that is visible."""

    n: int
    text: str
    href: str
    nav: bool
    tag: str
    row: bool
    submit: bool
    form: int
    disabled: bool
    heading: str
    inside: list[int]
    current: bool
    menu: bool


@dataclass(frozen=True, slots=True)
class Field:
    """An input of a page; `form` tells which fields stand together."""

    n: int
    form: int
    label: str
    name: str
    tag: str
    type: str
    required: bool
    value: str
    checked: bool
    search: bool
    multiple: bool
    group: str
    options: list[dict[str, Any]]
    min: str
    max: str
    invalid: bool

    @property
    def text(self) -> str:
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class Row:
    """One of the things that a page lists: a table's row, a list's item, a card."""

    n: int
    text: str
    title: str
    links: list[dict[str, Any]]
    pictures: int


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that stand together, and the heading above them."""

    kind: str
    heading: str
    rows: list[Row] = field(default_factory=list)


def look(page: Page, what: str) -> Any:
    """One of clickables, fields, groups, texts, content, idle, charts, pictures, media, colours."""
    for left in (2, 1, 0):
        try:
            return page.evaluate(SCRIPT, [what])[what]
        except Error:  # The page went on to another while it was read.
            if not left:
                raise
            page.wait_for_timeout(400)
    return None


def clickables(page: Page) -> list[Clickable]:
    return [Clickable(**each) for each in look(page, "clickables")]


def fields(page: Page) -> list[Field]:
    return [Field(**each) for each in look(page, "fields")]


def groups(page: Page) -> list[Group]:
    return [
        Group(each["kind"], each["heading"], [Row(**row) for row in each["rows"]])
        for each in look(page, "groups")
    ]
