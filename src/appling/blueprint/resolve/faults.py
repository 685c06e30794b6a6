"""What can be wrong with an expression, each fault in its own words."""

from collections.abc import Iterable

from appling.blueprint.model.expression import Kind, ValueType
from appling.blueprint.syntax.tree import Name
from appling.diagnostics import Diagnostic, Edit, Fix, Span
from appling.diagnostics.near import near

WORDS = {
    Kind.TEXT: "text",
    Kind.NUMBER: "a number",
    Kind.MONEY: "an amount of money",
    Kind.DATE: "a date",
    Kind.TIME: "a time of day",
    Kind.MOMENT: "a date and time",
    Kind.TRUTH: "yes or no",
    Kind.LINK: "a linked row",
    Kind.PERSON: "a person",
    Kind.FILE: "a file",
    Kind.SEVERAL: "several values",
    Kind.SPAN: "a length of time",
    Kind.EMPTY: "empty",
}


class Fault(Exception):
    """An expression has no meaning; carries why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.title)
        self.diagnostic = diagnostic


def replacement(span: Span, text: str, title: str = "") -> Fix:
    return Fix(title or f"Write “{text}”", (Edit(span, text),))


def unknown_name(
    name: Name, what: str, known: Iterable[str], fix: Fix | None = None, hint: str = ""
) -> Fault:
    """`what` says what was looked for and where: “field of Bike”."""
    names = list(known)
    close = near(name.text, names)
    if fix is None and close:
        fix = replacement(name.span, quoted(close[0]))
    if not hint:
        hint = f"Did you mean {_either(close)}?" if close else _there_are(names)
    return Fault(
        Diagnostic("unknown-name", "There is no such name", f"not a {what}", name.span, hint=hint, fix=fix)
    )


def unknown_choice(name: str, span: Span, field: str, choices: Iterable[str], fix: Fix | None) -> Fault:
    names = list(choices)
    close = near(name, names)
    if close:
        fix = replacement(span, quoted(close[0]))
    return Fault(
        Diagnostic(
            "unknown-choice",
            "There is no such choice",
            f"not a choice of {field}",
            span,
            hint=f"Did you mean {_either(close)}?" if close else _there_are(names),
            fix=fix,
        )
    )


def mismatch(span: Span, label: str, hint: str = "", fix: Fix | None = None) -> Fault:
    return Fault(Diagnostic("type-mismatch", "These do not go together", label, span, hint=hint, fix=fix))


def misplaced(span: Span, label: str, hint: str = "", fix: Fix | None = None) -> Fault:
    return Fault(Diagnostic("misplaced-word", "This can't be said here", label, span, hint=hint, fix=fix))


def described(value: ValueType) -> str:
    return WORDS[value.kind]


def quoted(name: str) -> str:
    """A name so that it is read as one, wherever it stands."""
    plain = name.replace("_", "").replace(" ", "")
    return name if plain.isalnum() and not plain[0].isdigit() else '"' + name.replace('"', '\\"') + '"'


def _either(names: list[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)


def _there_are(names: list[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:8])
    return f"There are: {shown}{', …' if len(names) > 8 else ''}."
