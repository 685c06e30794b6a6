"""What can be wrong with the form of a text, each fault in its own words."""

from collections.abc import Iterable

from appling.diagnostics import Diagnostic, Edit, Fix, Severity, Span


class Unreadable(Exception):
    """A line can't be read; carries why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.title)
        self.diagnostic = diagnostic


def removal(span: Span, title: str = "Remove this line") -> Fix:
    """The last resort: take the lines of `span` out."""
    return Fix(title, (Edit(span, ""),), drops=True)


def too_large(limit: int, rest: Span) -> Diagnostic:
    return Diagnostic(
        "too-large",
        "The blueprint is too large",
        f"nothing beyond {limit} characters is read",
        rest,
        hint="Split it into several apps, or leave out what is not needed.",
        fix=removal(rest, "Cut the rest off"),
    )


def too_long_line(limit: int, span: Span, whole: Span) -> Diagnostic:
    return Diagnostic(
        "too-long-line",
        "A line is too long",
        f"a line may have {limit} characters",
        span,
        hint="Write it shorter, or as several lines.",
        fix=removal(whole),
    )


def too_deep(span: Span) -> Diagnostic:
    return Diagnostic(
        "too-deep",
        "An expression is too large",
        "too many brackets or operators",
        span,
        hint="Give a part of it a name: a formula field of its own.",
    )


def unreadable_characters(spans: Iterable[Span]) -> Diagnostic:
    places = tuple(spans)
    return Diagnostic(
        "unreadable-characters",
        "Characters that nobody can see",
        "left out",
        places[0],
        hint="Remove them.",
        severity=Severity.WARNING,
        fix=Fix("Remove them", tuple(Edit(place, "") for place in places)),
    )


def unclosed_text(span: Span, end: Span, mark: str) -> Diagnostic:
    return Diagnostic(
        "unclosed-text",
        "A quoted text is not closed",
        "read up to the end of the line",
        span,
        hint=f"Close it with {mark}.",
        severity=Severity.WARNING,
        fix=Fix("Close the text", (Edit(end, mark),)),
    )


def stray_mark(span: Span) -> Diagnostic:
    return slip("stray-mark", "A mark without a meaning here", "not needed", (Edit(span, ""),), span)


def unclosed_bracket(span: Span, end: Span, count: int) -> Diagnostic:
    return Diagnostic(
        "unclosed-bracket",
        "A bracket is not closed",
        "opened here",
        span,
        hint="Add the missing ).",
        fix=Fix("Close the bracket", (Edit(end, ")" * count),)),
    )


def expected(what: str, span: Span, hint: str = "") -> Diagnostic:
    return Diagnostic("unreadable-line", "This line can't be read", f"expected {what} here", span, hint=hint)


def slip(
    code: str, title: str, label: str, edits: tuple[Edit, ...], span: Span, hint: str = ""
) -> Diagnostic:
    """Something that was understood, but is written otherwise; the edits write it so."""
    return Diagnostic(
        code,
        title,
        label,
        span,
        hint=hint,
        severity=Severity.WARNING,
        fix=Fix("Write it the usual way", edits),
    )


def spelling(span: Span, title: str, label: str, edits: tuple[Edit, ...]) -> Diagnostic:
    return slip("other-spelling", title, label, edits, span)


def unexpected(span: Span, fix: Fix) -> Diagnostic:
    return Diagnostic(
        "unreadable-line",
        "This line can't be read to its end",
        "not understood from here on",
        span,
        fix=fix,
    )


def indentation(span: Span, place: Span) -> Diagnostic:
    return slip(
        "indentation",
        "This line belongs to the block above",
        "indented by two spaces",
        (Edit(place, "  "),),
        span,
    )


def indented_item(span: Span, edit: Edit) -> Diagnostic:
    title = "This text belongs to the part above"
    return slip("indentation", title, "indented deeper than the part", (edit,), span)


def outside_block(span: Span, whole: Span) -> Diagnostic:
    return Diagnostic(
        "outside-block",
        "This line belongs to no block",
        "not a part of app, thing, action or page",
        span,
        hint="Blocks begin with app, thing, action or page and a name, or with when, every or a delay.",
        fix=removal(whole),
    )


def unknown_block(span: Span, whole: Span, timed: bool) -> Diagnostic:
    hint = (
        "What happens by itself is written: when Loan is added, every day at 08:00, 3 days after due of Loan."
        if timed
        else "There are app, thing, action and page, and what happens by itself: when, every, 3 days after."
    )
    return Diagnostic(
        "unknown-block",
        "There is no such kind of block",
        "not app, thing, action or page",
        span,
        hint=hint,
        fix=removal(whole, "Remove this block"),
    )


def no_denials(span: Span) -> Diagnostic:
    return Diagnostic(
        "no-denials",
        "Rules only grant",
        "says what somebody may not do",
        span,
        hint="Nobody may do what no rule grants: leave this out, and grant less elsewhere.",
    )


def asked_by_itself(span: Span) -> Diagnostic:
    return Diagnostic(
        "asked-by-itself",
        "What happens by itself asks nobody",
        "nobody is there to be asked",
        span,
        hint="Only an action can ask for something: it is pressed by somebody.",
    )


def joining_rule(span: Span, roles: str) -> Diagnostic:
    line = f"sign up: {roles}"
    return Diagnostic(
        "joining-rule",
        "Which roles people may choose has a line of its own",
        "not what may be done with rows",
        span,
        hint=f"In the app block: {line}",
        fix=Fix("Write it as a setting", (Edit(span, line),)),
    )


def second_app(span: Span, whole: Span) -> Diagnostic:
    return Diagnostic(
        "second-app",
        "There is a second app block",
        "only the first is read",
        span,
        hint="Put everything into one app block.",
        fix=removal(whole, "Remove this block"),
    )
