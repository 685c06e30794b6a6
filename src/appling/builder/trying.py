"""Clicks through the app before anybody sees it, and leaves out a page that fails."""

from dataclasses import dataclass

from appling.blueprint import check, parse
from appling.blueprint.model.app import App
from appling.blueprint.model.vocabulary import Vocabulary
from appling.builder.briefs.words import fold
from appling.diagnostics import Diagnostic, Severity
from appling.runtime import try_app

SECONDS = 6.0
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Tried:
    """`requests`: how many were made in the last round; `dropped`: pages left out, and faults that remain."""

    app: App
    source: str
    requests: int
    complete: bool
    dropped: tuple[Diagnostic, ...]


def try_out(app: App, source: str, vocabulary: Vocabulary) -> Tried:
    """The app as far as it works. What the checker accepts serves, so as a rule nothing is left out."""
    dropped: list[Diagnostic] = []
    for _ in range(ROUNDS):
        report = try_app(app, source, seconds=SECONDS)
        failed = {step.address.split("?")[0].strip("/") for step in report.failures}
        page = next((page for page in app.pages if page.key in failed and not page.implied), None)
        without = check(_without_page(source, page.name), vocabulary) if page else None
        if page is None or without is None or without.app is None:
            break
        source, app = without.blueprint.source, without.app
        dropped.append(_left_out("A page that did not work was left out", page.name))
    faults = [
        _left_out("Something does not work", f"{step.method} {step.address} ({step.role}): {step.problem}")
        for step in report.failures[:5]
    ]
    return Tried(app, source, len(report.steps), report.complete, (*dropped, *faults))


def _without_page(source: str, name: str) -> str:
    for page in parse(source).blueprint.pages:
        if fold(page.name.text) == fold(name):
            return source[: page.span.start].rstrip() + "\n" + source[page.span.end :]
    return source


def _left_out(title: str, label: str) -> Diagnostic:
    return Diagnostic("not-working", title, label, severity=Severity.WARNING)
