"""From the JSON form to a blueprint's text."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from pydantic import ValidationError

from appling.blueprint.formatter.lines import format_header, format_item, format_member
from appling.blueprint.json_form.expressions import read_expression, read_path, read_template
from appling.blueprint.json_form.models import (
    ActionForm,
    AppForm,
    BlueprintForm,
    ConstraintForm,
    FieldForm,
    ItemForm,
    LineForm,
    PageForm,
    PartForm,
    RowsForm,
    RuleForm,
    StepForm,
    ThingForm,
    TraitForm,
    TriggerForm,
)
from appling.blueprint.syntax.characters import clean, name_key
from appling.blueprint.syntax.faults import Unreadable
from appling.blueprint.syntax.headers import Header
from appling.blueprint.syntax.names import Names
from appling.blueprint.syntax.parser import Member
from appling.blueprint.syntax.tree import (
    AssignmentNode,
    ConstraintLine,
    DocumentLine,
    DurationNode,
    ExpressionNode,
    FieldLine,
    FlagNode,
    ItemLine,
    Name,
    NumberNode,
    OccasionNode,
    PartLine,
    PartSetting,
    PathNode,
    RenamedName,
    RuleLine,
    SettingLine,
    SortNode,
    StepLine,
    TemplateNode,
    TraitLine,
    TypeNode,
    VerbNode,
)
from appling.blueprint.syntax.words import CHOICE_TYPES, DOCUMENT_KINDS, PEOPLE_WORDS
from appling.diagnostics import Diagnostic, Span
from appling.diagnostics.problem import Problem

_NOWHERE = Span(0, 0, 1, 1)
_Read = TypeVar("_Read")


class JsonRefused(Problem):
    """The data is no blueprint; `diagnostics` say why, each with its path in the data as its label."""

    code = "json-form"

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        first = diagnostics[0]
        super().__init__(f"{first.title}: {first.label}", first.hint)
        self.diagnostics = tuple(diagnostics)


def from_json(data: object) -> str:
    """The text of the blueprint that the data describes. Raises JsonRefused."""
    try:
        form = BlueprintForm.model_validate(data)
    except ValidationError as error:
        raise JsonRefused(
            [_misformed(".".join(map(str, item["loc"])), item["msg"]) for item in error.errors()]
        ) from None
    except RecursionError:
        raise JsonRefused([_misformed("", "nested too deeply")]) from None
    reader = _Reader(form)
    text = reader.read()
    if reader.diagnostics:
        raise JsonRefused(reader.diagnostics)
    return text


def _misformed(path: str, message: str) -> Diagnostic:
    return Diagnostic(
        "json-form",
        "The data is not of the form of a blueprint",
        f"{path}: {message}" if path else message,
        hint="The JSON Schema of blueprints says what it must be.",
    )


class _Reader:
    def __init__(self, form: BlueprintForm) -> None:
        self.form = form
        self.names = declared(form)
        self.diagnostics: list[Diagnostic] = []

    def read(self) -> str:
        blocks: list[list[str]] = []
        if self.form.app is not None:
            blocks.append(self._app(self.form.app))
        for index, thing in enumerate(self.form.things):
            blocks.append(self._thing(thing, f"things.{index}"))
        for index, action in enumerate(self.form.actions):
            blocks.append(self._action(action, f"actions.{index}"))
        for index, trigger in enumerate(self.form.triggers):
            blocks.append(self._trigger(trigger, f"triggers.{index}"))
        for index, page in enumerate(self.form.pages):
            blocks.append(self._page(page, f"pages.{index}"))
        return "\n\n".join("\n".join(lines) for lines in blocks) + "\n" if blocks else ""

    # Blocks -------------------------------------------------------------------

    def _app(self, form: AppForm) -> list[str]:
        lines = [self._header("app", "app", Header(_name(form.name)))]
        for key, value in form.settings.items():
            was = form.was if key.casefold() in PEOPLE_WORDS else {}
            values = tuple(_role(text, was) for text in ([value] if isinstance(value, str) else value))
            setting = SettingLine(_name(key), values, _NOWHERE)
            lines.append(self._written("app", f"app.settings.{key}", setting))
        return lines + self._rules("app", form.rules, "app")

    def _thing(self, form: ThingForm, path: str) -> list[str]:
        header = Header(_name(form.name), was=_optional(form.was))
        lines = [self._header("thing", path, header)]
        for index, field in enumerate(form.fields):
            place = f"{path}.fields.{index}"
            lines.append(self._line("thing", place, partial(self._field, field)))
        for index, constraint in enumerate(form.constraints):
            place = f"{path}.constraints.{index}"
            lines.append(self._line("thing", place, partial(self._constraint, constraint)))
        lines += self._rules("thing", form.rules, path)
        for index, trait in enumerate(form.traits):
            lines.append(self._line("thing", f"{path}.traits.{index}", partial(_trait, trait)))
        return lines

    def _rules(self, kind: str, rules: Iterable[RuleForm], path: str) -> list[str]:
        return [
            self._line(kind, f"{path}.rules.{index}", partial(self._rule, rule))
            for index, rule in enumerate(rules)
        ]

    def _action(self, form: ActionForm, path: str) -> list[str]:
        when = self._try(path, partial(self._maybe, form.when))
        header = Header(_name(form.name), None, _optional(form.thing), _names(form.roles), when)
        lines = [self._header("action", path, header)]
        for index, field in enumerate(form.inputs):
            lines.append(self._line("action", f"{path}.inputs.{index}", partial(self._field, field)))
        for index, step in enumerate(form.steps):
            lines.append(self._line("action", f"{path}.steps.{index}", partial(self._step, step)))
        return lines

    def _trigger(self, form: TriggerForm, path: str) -> list[str]:
        where = self._try(path, partial(self._maybe, form.where))
        delay = None
        if form.amount is not None:
            delay = DurationNode(form.amount, form.unit or "day", _NOWHERE)
        occasion = OccasionNode(
            form.event,
            _optional(form.thing),
            form.every or "",
            form.at or "",
            delay,
            _optional(form.field),
            where,
        )
        header = Header(_name(occasion.name), occasion=occasion)
        lines = [self._header("trigger", path, header)]
        for index, step in enumerate(form.steps):
            lines.append(self._line("trigger", f"{path}.steps.{index}", partial(self._step, step)))
        return lines

    def _page(self, form: PageForm, path: str) -> list[str]:
        thing = _optional(form.of)
        name = form.name if form.of is None else f"of {form.of}"
        lines = [self._header("page", path, Header(_name(name or ""), thing=thing, roles=_names(form.roles)))]
        for index, part in enumerate(form.parts):
            place = f"{path}.parts.{index}"
            lines.append(self._line("page", place, partial(self._part, part)))
            lines += [self._item(item, f"{place}.items.{n}") for n, item in enumerate(part.items)]
            lines += [self._below(line, f"{place}.lines.{n}") for n, line in enumerate(part.lines)]
        return lines

    def _below(self, form: LineForm, path: str) -> str:
        line = self._try(path, partial(self._document_line, form))
        return "    " + self._said(format_item(line, self.names), path) if line is not None else ""

    def _item(self, form: ItemForm, path: str) -> str:
        item = ItemLine(_text(form.label), _maybe_text(form.text), _optional(form.to), _NOWHERE)
        return "    " + self._said(format_item(item, self.names), path)

    # Lines --------------------------------------------------------------------

    def _header(self, kind: str, path: str, header: Header) -> str:
        text = format_header(kind, header, self.names) if header.name.text else None
        return self._said(text, path)

    def _line(self, kind: str, path: str, make: Callable[[], Member]) -> str:
        member = self._try(path, make)
        return self._written(kind, path, member) if member is not None else ""

    def _written(self, kind: str, path: str, member: Member) -> str:
        return "  " + self._said(format_member(kind, member, self.names), path)

    def _said(self, text: str | None, path: str) -> str:
        if text is None:
            self.diagnostics.append(_misformed(path, "can't be written as a line of a blueprint"))
        return text or ""

    def _try(self, path: str, make: Callable[[], _Read]) -> _Read | None:
        try:
            return make()
        except Unreadable as fault:
            reason = f"{fault.diagnostic.title}: {fault.diagnostic.label}"
            self.diagnostics.append(_misformed(path, reason))
            return None

    def _field(self, form: FieldForm) -> FieldLine:
        kind = None
        if form.type is not None:
            kind = TypeNode(_name(form.type), _names(form.arguments), _NOWHERE)
        return FieldLine(
            _name(form.name),
            _optional(form.was),
            kind,
            tuple(_flag(text) for text in form.flags),
            self._maybe(form.default),
            self._maybe(form.formula),
            _names(form.roles),
            _NOWHERE,
            when=self._maybe(form.when),
        )

    def _constraint(self, form: ConstraintForm) -> ConstraintLine:
        return ConstraintLine(
            form.kind, _names(form.lasting), _names(form.per), self._maybe(form.where), _NOWHERE
        )

    def _rule(self, form: RuleForm) -> RuleLine:
        return RuleLine(
            _names(form.roles), tuple(_verb(text) for text in form.verbs), self._maybe(form.where), _NOWHERE
        )

    def _step(self, form: StepForm) -> StepLine:
        assignments = tuple(
            AssignmentNode(read_path(item.path, self.names), self._expression(item.value), _NOWHERE)
            for item in form.assignments
        )
        text = read_template(form.text, self.names) if form.text is not None else None
        target = PathNode((_name(form.target),), _NOWHERE) if form.target is not None else None
        if text is not None and form.target is not None:
            target = read_path(form.target, self.names)
        count, where = self._maybe(form.count), self._maybe(form.where)
        return StepLine(_name(form.kind), target, assignments, _NOWHERE, text, count, where)

    def _document_line(self, form: LineForm) -> DocumentLine:
        rows = self._rows(form.rows) if form.rows is not None else None
        label, text = self._template(form.label), self._template(form.text)
        return DocumentLine(form.word, label, text, rows, self._maybe(form.when), _NOWHERE)

    def _template(self, text: str | None) -> TemplateNode | None:
        return read_template(text, self.names) if text is not None else None

    def _rows(self, form: RowsForm) -> PartLine:
        part = PartForm(
            kind="table",
            title=None,
            thing=form.thing,
            where=form.where,
            sort=form.sort,
            show=form.show,
            limit=form.limit,
        )
        return self._part(part)

    def _part(self, form: PartForm) -> PartLine:
        document = name_key(form.kind) in DOCUMENT_KINDS
        return PartLine(
            _name(form.kind),
            None if document else _maybe_text(form.title),
            _optional(form.thing),
            self._maybe(form.where),
            tuple(self._expression(text) for text in form.by),
            tuple(SortNode(self._expression(key.by), key.descending) for key in form.sort),
            tuple(self._expression(text) for text in form.show),
            NumberNode(str(form.limit), _NOWHERE) if form.limit is not None else None,
            _names(form.roles),
            _settings(form.settings),
            _NOWHERE,
            _NOWHERE,
            others=_names(form.others),
            says=self._template(form.title) if document else None,
        )

    # Expressions --------------------------------------------------------------

    def _maybe(self, text: str | None) -> ExpressionNode | None:
        return self._expression(text) if text is not None else None

    def _expression(self, text: str) -> ExpressionNode:
        return read_expression(text, self.names)


def declared(form: BlueprintForm) -> Names:
    """The names that expressions can hold."""
    names = Names()
    for thing in form.things:
        names.things.add_text(thing.name)
        names.values.add_text(thing.name)
        _learn(thing.fields, names)
    for action in form.actions:
        _learn(action.inputs, names)
    for key in PEOPLE_WORDS:
        found = form.app.settings.get(key, []) if form.app is not None else []
        for role in [found] if isinstance(found, str) else found:
            names.roles.add_text(role)
    return names


def _learn(fields: Iterable[FieldForm], names: Names) -> None:
    for field in fields:
        names.values.add_text(field.name)
        if field.type is not None and field.type.casefold() in CHOICE_TYPES:
            for argument in field.arguments:
                names.values.add_text(argument)
                names.choices.add_text(argument)


def _trait(form: TraitForm) -> TraitLine:
    roles, by = _names(form.roles), _names(form.by)
    of = _name(form.of) if form.of is not None else None
    return TraitLine(_names(form.traits), roles, _settings(form.settings), _NOWHERE, by, of)


def _settings(given: Mapping[str, str]) -> tuple[PartSetting, ...]:
    return tuple(PartSetting(_name(key), _name(value)) for key, value in given.items())


def _name(text: str) -> Name:
    return Name(" ".join(clean(text).split()), _NOWHERE)


def _text(text: str) -> Name:
    return Name(clean(text), _NOWHERE)


def _maybe_text(text: str | None) -> Name | None:
    return _text(text) if text is not None else None


def _role(text: str, was: Mapping[str, str]) -> Name:
    name = _name(text)
    return RenamedName(name.text, name.span, was=_name(was[text])) if text in was else name


def _names(texts: Iterable[str]) -> tuple[Name, ...]:
    return tuple(_name(text) for text in texts)


def _optional(text: str | None) -> Name | None:
    return _name(text) if text is not None else None


def _verb(text: str) -> VerbNode:
    verb, _, own = text.strip().casefold().partition(" ")
    return VerbNode(_name(verb), own.strip() == "own")


def _flag(text: str) -> FlagNode:
    name, _, value = text.strip().partition(" ")
    numbers = tuple(NumberNode(each.strip(), _NOWHERE) for each in value.split(",") if each.strip())
    return FlagNode(_name(name), numbers[0] if numbers else None, _NOWHERE, numbers[1:])
