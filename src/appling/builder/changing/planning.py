"""Makes a plan of a change, tries it on a copy, and carries it out."""

from appling.atoms import vocabulary
from appling.blueprint import check, format_source
from appling.blueprint.changes import differences
from appling.builder.changing.errors import ChangeFaulty, NothingChanges, PlanOutdated
from appling.builder.changing.numbers import points
from appling.builder.changing.plan import Plan
from appling.builder.changing.trial import SECONDS, try_change
from appling.diagnostics import Diagnostic
from appling.store import Conflict, Home
from appling.store.migration import Report


def plan_change(
    home: Home,
    key: str,
    source: str,
    *,
    not_done: tuple[Diagnostic, ...] = (),
    seconds: float = SECONDS,
) -> Plan:
    """What giving this app that blueprint would do. Raises ChangeFailed; the app is not touched."""
    store = home.open(home.app(key).key)
    store.refresh()
    checked = check(source, vocabulary())
    if checked.app is None:
        raise ChangeFaulty(_fault(checked.diagnostics))
    text = format_source(source)
    before, version = store.app, store.version
    if text == store.source:
        raise NothingChanges(before.name)
    lines = points(differences(before, checked.app), store.forecast(checked.app), before, checked.app)
    trial = try_change(store, checked.app, text, seconds=seconds)
    return Plan(
        key=key,
        name=before.name,
        version=version,
        before=store.source,
        source=text,
        app=checked.app,
        points=lines,
        checks=trial.checks,
        replayed=trial.replayed,
        requests=trial.requests,
        complete=trial.complete,
        not_done=not_done,
    )


def apply_plan(home: Home, plan: Plan, title: str = "") -> Report:
    """Carry a plan out: blueprint and rows in one step that `undo` takes back. Raises PlanOutdated."""
    store = home.open(plan.key)
    try:
        report = store.replace(plan.app, plan.source, title=title, version=plan.version)
    except Conflict:
        raise PlanOutdated(plan.name) from None
    store.keep_checks([check.as_json() for check in plan.checks], plan.version + 1)
    home.take_over(plan.key)
    return report


def _fault(diagnostics: tuple[Diagnostic, ...]) -> str:
    first = diagnostics[0]
    place = f"line {first.span.line}: " if first.span is not None else ""
    return place + (f"{first.title}: {first.label}" if first.label else first.title)
