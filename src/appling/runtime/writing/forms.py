"""Forms of rows: what they offer, and what was typed into them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from markupsafe import Markup
from starlette.datastructures import QueryParams

from appling.atoms import field_atom
from appling.atoms.base import FormAnswer, InputView, LinesView, Refused
from appling.atoms.base.several import split_values
from appling.blueprint.model.app import Field, Thing, Verb
from appling.blueprint.model.expression import Kind, Path
from appling.runtime import addresses
from appling.runtime.reporting.offers import OfferGroup, holds_parts, offered, offers
from appling.runtime.rows.lines import FEWEST_LINES, MOST_LINES, LineKind, lines_of
from appling.runtime.rows.lists import Lists
from appling.runtime.rows.own_rows import fill_in
from appling.runtime.templating import environment, inline
from appling.runtime.web.incoming import Incoming, clean
from appling.runtime.writing.conditions import script_condition
from appling.runtime.writing.uploads import Upload, accept
from appling.store import Reference

MOST_OPTIONS = 100
"""More rows than these are not listed: their titles are typed, with suggestions."""
LONGEST_TYPED = 200_000
CHOOSE = "pages/reports/choose.html"
MOST_VALUES = 60
HINT = Markup('<p id="{}-hint" class="mt-1.5 text-sm text-muted">{}</p>')


@dataclass(slots=True)
class Typed:
    """What a form was sent with: texts as typed, values as understood, and sentences about the rest.

    `uploads` are files by field key, not kept yet. A key in none of them was not sent.
    """

    texts: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def _key_of(field: Field) -> str:
    return field.key


@dataclass(slots=True)
class TypedLines:
    """The rows that a form adds along with its own; `error` is about one of them as a whole."""

    rows: list[Typed] = field(default_factory=list)
    error: str | None = None

    @property
    def wrong(self) -> bool:
        return self.error is not None or any(row.errors for row in self.rows)


def read_typed(
    incoming: Incoming, fields: tuple[Field, ...], lists: Lists, name: Callable[[Field], str] = _key_of
) -> Typed:
    """The fields of a form that this person may set; whatever else it holds is not looked at."""
    found = Typed()
    for each in fields:
        try:
            if each.value.kind is Kind.FILE:
                _read_upload(incoming, each, found, name(each))
            elif isinstance(incoming.form.get(name(each)), str):
                text = found.texts[each.key] = typed_text(incoming, each, name(each))[:LONGEST_TYPED]
                found.values[each.key] = read_value(text, each, lists)
        except Refused as refused:
            found.errors[each.key] = lists.t(refused.message, **refused.values)
    return found


def typed_text(incoming: Incoming, field: Field, name: str) -> str:
    """What was typed; of several values, all that were ticked, behind one another."""
    return sent_text(incoming.texts(name), field)


def sent_text(texts: list[str], field: Field) -> str:
    """What was sent under one name, of several values all of it."""
    if field.value.kind is Kind.SEVERAL:
        return ", ".join(clean(text) for text in texts[:MOST_VALUES] if text.strip())
    return clean(texts[-1]) if texts else ""


def read_value(text: str, field: Field, lists: Lists) -> object:
    """What a text means; a row may be given by its title as well. Raises Refused."""
    if field.value.kind is Kind.LINK and text.strip() and not text.strip().isdecimal():
        found = lists.find(field, text.strip())
        if found is None:
            raise Refused("{field} must be one of the list", field=field.name)
        return found
    return parse_text(text, field, lists.app.language)


def parse_text(text: str, field: Field, language: str) -> object:
    """The value of a typed text; None if it is empty. Raises Refused."""
    value = field_atom(field.type).parse(text, field, language) if text.strip() else None
    if value is None and field.required and field.value.kind is not Kind.TRUTH:
        raise Refused("{field} is required", field=field.name)
    return value


def _read_upload(incoming: Incoming, field: Field, found: Typed, name: str) -> None:
    upload = incoming.upload(name)
    if upload is not None:
        found.uploads[field.key] = accept(upload, field.name, image=field.type == "image")
    elif incoming.text(f"{name}.remove") == "yes":
        if field.required:
            raise Refused("{field} is required", field=field.name)
        found.values[field.key] = None


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a form is sent, what its button says, and where Cancel leads."""

    url: str
    submit: str
    back: str | None
    version: str = ""
    hidden: tuple[tuple[str, str], ...] = ()


class Forms:
    """Makes forms for one viewer, with the request token of this answer."""

    def __init__(self, lists: Lists, token: str) -> None:
        self.lists = lists
        self._token = token
        self._labels: dict[tuple[str, str], str] = {}

    def empty(self, thing: Thing, query: QueryParams, back: str | None) -> FormAnswer:
        """A new row's form, with defaults, and with what the address says."""
        fields = self.lists.rights.settable(thing, Verb.ADD)
        texts = self.defaults(fields)
        for each in fields:
            given = sent_text(query.getlist(each.key), each)[:LONGEST_TYPED]
            if given and each.value.kind is not Kind.FILE:
                texts[each.key] = given
        fields, hidden = fill_in(thing, fields, texts, self.lists)
        hidden += (("_back", back),) if back else ()
        return self.form(thing, fields, texts, self.adding(thing, back, hidden), lines=self.lines(thing))

    def on_page(
        self,
        thing: Thing,
        path: str,
        prefix: str,
        asked: tuple[str, ...] = (),
        given: tuple[Field, int] | None = None,
    ) -> FormAnswer:
        """A new row's form that stands on a page, and leads back there; `asked`: for these fields only.

        `given`: the row that it links to, which is not asked for.
        """
        fields = _asked(self.lists.rights.settable(thing, Verb.ADD), asked)
        hidden: tuple[tuple[str, str], ...] = (("_back", path),)
        if given is not None and given[0] in fields:
            hidden += ((given[0].key, str(given[1])),)
            fields = tuple(field for field in fields if field != given[0])
        texts = self.defaults(fields)
        fields, own = fill_in(thing, fields, texts, self.lists)
        posting = self.adding(thing, None, hidden + own)
        return self.form(thing, fields, texts, posting, id_prefix=prefix, lines=self.lines(thing, prefix))

    def hanging(self, thing: Thing, row: int, back: str) -> FormAnswer:
        """A form for what hangs on a row: the link to it is given, and the form leads back there."""
        link = thing.trait.link if thing.trait is not None else ""
        settable = self.lists.rights.settable(thing, Verb.ADD)
        fields = tuple(field for field in settable if field.value.kind is not Kind.LINK)
        fields = tuple(field for field in fields if field.key != thing.owner)
        posting = self.adding(thing, None, (("_back", back), (link, str(row))))
        return self.form(thing, fields, self.defaults(fields), posting, id_prefix=f"{thing.key}-")

    def adding(self, thing: Thing, back: str | None, hidden: tuple[tuple[str, str], ...] = ()) -> Posting:
        submit = self.lists.t("Add {thing}", thing=inline(thing.name, self.lists.app.language))
        return Posting(addresses.listing(thing.key), submit, back, hidden=hidden)

    def filled(self, thing: Thing, row: int) -> FormAnswer:
        """The form of a row as it is. Raises NotThere."""
        fields = self.lists.rights.settable(thing, Verb.CHANGE)
        texts, version = self.present(thing, row, fields)
        return self.form(thing, fields, texts, self.changing(thing, row, version))

    def changing(self, thing: Thing, row: int, version: str, back: str | None = None) -> Posting:
        address = addresses.row(thing.key, row)
        hidden = (("_back", back),) if back else ()
        return Posting(address, self.lists.t("Save"), back or address, version, hidden)

    def own_on_page(
        self, thing: Thing, row: int, path: str, prefix: str, asked: tuple[str, ...]
    ) -> FormAnswer:
        """The form of the one row that the viewer has of the thing, on a page that it leads back to."""
        fields = _asked(self.lists.rights.settable(thing, Verb.CHANGE), asked)
        texts, version = self.present(thing, row, fields)
        posting = replace(self.changing(thing, row, version, path), back=None)
        return self.form(thing, fields, texts, posting, id_prefix=prefix)

    def present(self, thing: Thing, row: int, fields: tuple[Field, ...]) -> tuple[dict[str, str], str]:
        """The row's values as inputs hold them, and its version."""
        columns = tuple(Path((each.key,), each.value) for each in fields)
        found = self.lists.reader.row(thing.key, row, columns)
        texts = {each.key: form_text(value, each) for each, value in zip(fields, found.values, strict=True)}
        for each, value in zip(fields, found.values, strict=True):
            if isinstance(value, Reference):
                self._labels[each.key, texts[each.key]] = value.label
        return texts, str(found.version)

    def form(
        self,
        thing: Thing,
        fields: tuple[Field, ...],
        texts: Mapping[str, str],
        posting: Posting,
        errors: Mapping[str, str] | None = None,
        error: str | None = None,
        id_prefix: str = "",
        lines: tuple[LinesView, ...] = (),
        name: Callable[[Field], str] = _key_of,
    ) -> FormAnswer:
        """`name`: what the input of a field is called."""
        errors = errors or {}
        inputs = tuple(
            self._input(each, texts.get(each.key, ""), errors.get(each.key), id_prefix, name(each))
            for each in fields
        )
        return FormAnswer(
            thing,
            posting.url,
            inputs,
            posting.submit,
            self._token,
            error,
            posting.back,
            posting.version,
            posting.hidden,
            lines,
        )

    def lines(
        self, thing: Thing, prefix: str = "", typed: Mapping[str, TypedLines] | None = None
    ) -> tuple[LinesView, ...]:
        """Empty rows of what the new row consists of; or those that were typed, with what is wrong."""
        return tuple(
            self._lines(each, prefix, (typed or {}).get(each.thing.key))
            for each in lines_of(thing, self.lists.rights)
        )

    def _lines(self, kind: LineKind, prefix: str, typed: TypedLines | None) -> LinesView:
        defaults = self.defaults(kind.fields)
        given = [(each.texts, each.errors) for each in typed.rows] if typed else []
        given += [(defaults, {})] * max(0, FEWEST_LINES - len(given))
        rows = tuple(
            self._line(kind, str(number), {**defaults, **texts}, errors, prefix)
            for number, (texts, errors) in enumerate(given)
        )
        spare = self._line(kind, "{number}", defaults, {}, prefix)
        error = typed.error if typed else None
        return LinesView(kind.thing, kind.thing.plural, rows, spare, MOST_LINES, error)

    def _line(
        self,
        kind: LineKind,
        number: str,
        texts: Mapping[str, str],
        errors: Mapping[str, str],
        prefix: str,
    ) -> tuple[InputView, ...]:
        """None of them is required by the browser: a row that is left empty is not sent."""
        return tuple(
            self._input(
                replace(field, required=False),
                texts.get(field.key, ""),
                errors.get(field.key),
                prefix,
                kind.name(number, field),
            )
            for field in kind.fields
        )

    def defaults(self, fields: tuple[Field, ...]) -> dict[str, str]:
        """What the inputs of a new row hold."""
        given = [each for each in fields if each.default is not None]
        values = self.lists.reader.evaluate([each.default for each in given if each.default is not None])
        return {each.key: form_text(value, each) for each, value in zip(given, values, strict=True)}

    def _input(self, field: Field, text: str, error: str | None, id_prefix: str, name: str = "") -> InputView:
        name = name or field.key
        html_id = f"{id_prefix}{name}"
        options = self.lists.options(field, MOST_OPTIONS + 1)
        present = self._labels.get((field.key, text))
        if present is not None and text not in dict(options):
            options.append((text, present))
        template, shown = f"fields/{field.type}/input.html", text
        if field.value.kind is Kind.LINK and len(options) > MOST_OPTIONS:
            template, shown = "picker.html", self._label(field, text) or text
        groups: tuple[OfferGroup, ...] = ()
        if holds_parts(field, self.lists.app):
            template, found = CHOOSE, offers(self.lists.app, self.lists.rights, self.lists.t)
            groups = offered(split_values(text), found, self.lists.t)
        html = (
            environment()
            .get_template(template)
            .render(
                field=field,
                name=name,
                value=shown,
                id=html_id,
                invalid=error is not None,
                described_by=described_by(html_id, field, error),
                options=options,
                groups=groups,
                chosen=_chosen(text, field),
                suggestions=_suggestions(field, self.lists.app.language),
                t=self.lists.t,
                language=self.lists.app.language,
            )
        )
        safe = Markup(html.strip()) + self._hint(field, html_id)  # noqa: S704 - a template of ours made it, with all values escaped
        return InputView(
            field,
            name,
            safe,
            error,
            bool(groups) or field_atom(field.type).wide,
            html_id,
            when=script_condition(field),
            among=name.removesuffix(field.key),
        )

    def _hint(self, field: Field, html_id: str) -> Markup:
        """When it is asked for, and whether it must be given then."""
        if field.when is None:
            return Markup("")
        sentence = "Needed if {condition}" if field.needed else "Only if {condition}"
        said = self.lists.t(sentence, condition=field.when.text)
        return HINT.format(html_id, said)

    def _label(self, field: Field, text: str) -> str:
        """What the row that is chosen is called."""
        known = text.isascii() and text.isdecimal() and len(text) < 18 and field.thing is not None
        return self.lists.label(field.thing or "", int(text)) if known else ""


def _asked(fields: tuple[Field, ...], keys: tuple[str, ...]) -> tuple[Field, ...]:
    """The fields that a form is to have, if not all, and those that a row can't be added without."""
    needed = (field for field in fields if field.required and field.default is None)
    wanted = {*keys, *(field.key for field in needed)}
    return tuple(field for field in fields if field.key in wanted) if keys else fields


def described_by(html_id: str, field: Field, error: str | None) -> str | None:
    """The ids of what is said of an input besides its label."""
    said = [f"{html_id}-hint"] if field.when is not None else []
    said += [f"{html_id}-error"] if error else []
    return " ".join(said) or None


def _chosen(text: str, field: Field) -> frozenset[str]:
    """The values, in small letters, that a field of several has."""
    several = field.value.kind is Kind.SEVERAL
    return frozenset(each.lower() for each in split_values(text)) if several else frozenset()


def form_text(value: Any, field: Field) -> str:
    """A value as the input of its field holds it."""
    return "" if value is None else field_atom(field.type).typed(value, field)


def _suggestions(field: Field, language: str) -> list[tuple[str, str]]:
    """Values that are offered: as the input holds them, and as people read them."""
    atom = field_atom(field.type)
    whole = [int(each) if each.is_integer() else each for each in field.suggested]
    values = [Decimal(str(each)) if field.value.kind is Kind.MONEY else each for each in whole]
    return [(atom.typed(each, field), atom.shown(each, field, language)) for each in values]
