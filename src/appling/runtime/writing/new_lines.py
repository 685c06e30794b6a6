"""The lines that a form adds along with its row, in one transaction."""

from dataclasses import dataclass, field

from appling.blueprint.model.app import Field, Thing, Verb
from appling.blueprint.model.expression import Kind
from appling.runtime.rows.lines import MOST_LINES, LineKind, lines_of
from appling.runtime.visit import Visit
from appling.runtime.writing.forms import Forms, Typed, TypedLines, read_typed
from appling.store import Invalid, Writer


@dataclass
class NewLines:
    """By the key of their thing."""

    visit: Visit
    kinds: tuple[LineKind, ...]
    typed: dict[str, TypedLines] = field(default_factory=dict)

    @classmethod
    def read(cls, visit: Visit, thing: Thing, forms: Forms) -> "NewLines":
        """What the form holds of them; a row in which nothing was typed is none."""
        found = cls(visit, lines_of(thing, visit.rights))
        for kind in found.kinds:
            defaults = forms.defaults(kind.fields)
            rows = (found._row(kind, str(number), forms) for number in range(MOST_LINES))
            kept = [row for row in rows if _says_anything(row, defaults)]
            for row in kept:
                need_required(visit, kind.fields, row)
            found.typed[kind.thing.key] = TypedLines(kept)
        return found

    @property
    def wrong(self) -> bool:
        return any(typed.wrong for typed in self.typed.values())

    def insert(self, writer: Writer, row: int) -> None:
        """Add them to the row. Raises Invalid, having noted which line it was."""
        for kind in self.kinds:
            scope = self.visit.rights.scope(kind.thing.key, Verb.ADD)
            for typed in self.typed[kind.thing.key].rows:
                try:
                    writer.insert(kind.thing.key, typed.values | {kind.link.key: row}, scope)
                except Invalid as invalid:
                    self._note(kind, typed, invalid)
                    raise

    def _row(self, kind: LineKind, number: str, forms: Forms) -> Typed:
        def name(field: Field) -> str:
            return kind.name(number, field)

        return read_typed(self.visit.incoming, kind.fields, forms.lists, name)

    def _note(self, kind: LineKind, typed: Typed, invalid: Invalid) -> None:
        sentence = self.visit.t(invalid.message, **invalid.values)
        if any(field.key == invalid.field for field in kind.fields):
            typed.errors[invalid.field] = sentence
        else:
            self.typed[kind.thing.key].error = sentence


def _says_anything(row: Typed, defaults: dict[str, str]) -> bool:
    """Boxes that are not ticked and what was there from the beginning say nothing."""
    return any(
        text.strip() and text != defaults.get(key, "") and not (text == "no" and key not in defaults)
        for key, text in row.texts.items()
    )


def need_required(visit: Visit, fields: tuple[Field, ...], typed: Typed) -> None:
    """Say all at once which required fields the form did not even hold."""
    for each in fields:
        given = each.key in typed.values or each.key in typed.uploads or each.key in typed.errors
        needed = each.required and each.default is None and each.value.kind is not Kind.TRUTH
        if needed and not given:
            typed.errors[each.key] = visit.t("{field} is required", field=each.name)
