"""Values as people read them: in a page's cell, as plain text, and in the API's JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from babel.dates import get_month_names
from jinja2 import Template, nodes
from markupsafe import Markup

from appling.atoms import field_atom
from appling.atoms.base import Cell
from appling.atoms.base.locales import locale
from appling.blueprint.model.app import App, Column, Field
from appling.blueprint.model.expression import Call, Expression, Kind, Path, ValueType
from appling.blueprint.model.lasting import DURATION, Told, lasts
from appling.runtime.templating import environment
from appling.runtime.translate import Translator, translator

BY_KIND = {
    Kind.TEXT: "text",
    Kind.NUMBER: "number",
    Kind.MONEY: "money",
    Kind.DATE: "date",
    Kind.TIME: "time",
    Kind.MOMENT: "date and time",
    Kind.TRUTH: "yes/no",
    Kind.LINK: "link",
    Kind.PERSON: "person",
    Kind.FILE: "file",
    Kind.SEVERAL: "tags",
    Kind.SPAN: "number",
    Kind.EMPTY: "text",
}
FileNames = Mapping[str, str]
Faces = Mapping[int, str]
"""The pictures of people who have one."""
MOST_KNOWN = 256
MOST_PRINTERS = 1_000
REFERENCES = (Kind.LINK, Kind.PERSON)


def field_of(column: Column, thing: str, app: App) -> Field:
    """The field whose form a column's values have: the one it shows, or one made up for its kind."""
    found = _end_of(column.value, thing, app)
    if found is not None:
        return found
    value = column.value.type
    type_ = DURATION if lasts(column.value, thing, _of_app(app)) else BY_KIND[value.kind]
    return Field(column.label, "value", type_, value, thing=value.thing)


def _of_app(app: App) -> Told:
    """Whether a path ends at a field that is a length of time."""

    def told(steps: tuple[str, ...], thing: str) -> bool:
        field = _end_of(Path(steps, ValueType(Kind.NUMBER)), thing, app)
        return field is not None and field.type == DURATION

    return told


def _end_of(value: Expression, thing: str, app: App) -> Field | None:
    if not isinstance(value, Path):
        return None
    field = None
    for step in value.steps:
        field = next((each for each in app.thing(thing).fields if each.key == step), None) if thing else None
        if field is None:
            return None
        thing = app.reached(field) or ""
    return field


@dataclass(frozen=True, slots=True)
class Printer:
    """How the values of one column are printed.

    `around` is what a template puts before and after the text, if it does nothing else. `known` keeps
    the cells of the values seen last, where making one costs more than finding it.
    """

    column: Column
    field: Field
    language: str
    t: Translator
    template: Template
    around: tuple[Markup, Markup] | None
    known: dict[Any, Cell] | None
    of_month: Callable[[Any], str] | None = None

    def text(self, value: Any, files: FileNames | None = None) -> str:
        if value is None:
            return ""
        if self.of_month is not None:
            return self.of_month(value)
        kind = self.field.value.kind
        if kind in REFERENCES:
            return str(getattr(value, "label", value))
        if kind is Kind.FILE:
            return (files or {}).get(value, str(value))
        return field_atom(self.field.type).shown(value, self.field, self.language)

    @property
    def style(self) -> str:
        """How a table sets the values: see `Head`."""
        kind = self.field.value.kind
        if kind in (Kind.NUMBER, Kind.MONEY):
            return "" if self.field.type == "rating" else "number"
        return "day" if kind in (Kind.DATE, Kind.TIME, Kind.MOMENT) else ""

    def cell(self, value: Any, files: FileNames | None = None, faces: Faces | None = None) -> Cell:
        if self.known is None:
            return self._cell(value, files)
        kind = self.field.value.kind
        face = faces.get(value) if faces and value is not None and kind is Kind.PERSON else None
        key = (value, getattr(value, "label", ""), face) if kind in REFERENCES else value
        found = self.known.get(key)
        if found is None:
            found = self._cell(value, None, face)
            if len(self.known) >= MOST_KNOWN:
                self.known.clear()
            self.known[key] = found
        return found

    def _cell(self, value: Any, files: FileNames | None, face: str | None = None) -> Cell:
        text = self.text(value, files)
        shown = self.column.field is not None or isinstance(self.column.value, Path)
        html = self.html(value, text, face) if value is not None else Markup("")
        return Cell(self.column.label, value, text, html, self.field if shown else None, face)

    def html(self, value: Any, text: str, face: str | None = None) -> Markup:
        if self.around is not None:
            return self.around[0] + text + self.around[1]
        made = self.template.render(
            field=self.field,
            value=value,
            text=text,
            href=self.href(value),
            face=face,
            t=self.t,
            language=self.language,
        )
        return Markup(made.strip())  # noqa: S704 - a template of ours made it, with all values escaped

    def href(self, value: Any) -> str | None:
        """Where the value leads: a linked row, or a file."""
        kind = self.field.value.kind
        if kind is Kind.LINK and self.field.thing:
            return f"/data/{self.field.thing}/{int(value)}"
        return f"/files/{value}" if kind is Kind.FILE else None


def _month_name(language: str) -> Callable[[Any], str]:
    names = get_month_names("wide", context="stand-alone", locale=locale(language))
    return lambda number: str(names.get(int(number), number))


@cache
def _around(name: str) -> tuple[Markup, Markup] | None:
    """What a template prints around the text, when it has nothing else to say."""
    source, _, _ = environment().loader.get_source(environment(), name)  # type: ignore[union-attr]
    body = environment().parse(source).body
    printed = [node for output in body if isinstance(output, nodes.Output) for node in output.nodes]
    names = [node.name for node in printed if isinstance(node, nodes.Name)]
    plain = all(isinstance(node, nodes.Name | nodes.TemplateData) for node in printed)
    if names != ["text"] or not plain or any(not isinstance(output, nodes.Output) for output in body):
        return None
    before, after = environment().get_template(name).render(text="\0").strip().split("\0")
    return Markup(before), Markup(after)  # noqa: S704 - from a template of ours, without any value


@lru_cache(maxsize=MOST_PRINTERS)
def _printer(column: Column, field: Field, language: str) -> Printer:
    name = f"fields/{field.type}/show.html"
    is_month = isinstance(column.value, Call) and column.value.function == "month"
    return Printer(
        column,
        field,
        language,
        translator(language),
        environment().get_template(name),
        _around(name),
        {} if _is_kept(field, name) else None,
        _month_name(language) if is_month else None,
    )


def _is_kept(field: Field, template: str) -> bool:
    """Plain texts cost nothing to print, and files are also shown by their names."""
    plain = field.value.kind is Kind.TEXT and _around(template) is not None
    return not plain and field.value.kind is not Kind.FILE


def printer(column: Column, thing: str, app: App) -> Printer:
    return _printer(column, field_of(column, thing, app), app.language)


def moment_text(moment: datetime, language: str) -> str:
    """A moment in the server's time zone, as a language writes it."""
    field = Field("", "", BY_KIND[Kind.MOMENT], ValueType(Kind.MOMENT))
    return field_atom(field.type).shown(moment, field, language)
