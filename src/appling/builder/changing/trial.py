"""Tries a change on a copy of the app with its real data, and holds it to the app's earlier checks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from appling.blueprint.changes.matching import Matching
from appling.blueprint.model.app import App
from appling.builder.changing.errors import ChangeBreaks
from appling.diagnostics.phrase import Phrase, Value, phrase
from appling.runtime import AppCheck, TryReport, broken, checks_of, read_check, try_copy
from appling.store import AppStore

SECONDS = 30.0
_WORDS = {
    "open": "open the page “{target}”",
    "list": "see the list of {target}",
    "add": "add {target}",
    "change": "change {target}",
    "remove": "remove {target}",
    "act": "press “{target}”",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """What the app was seen to do with the change, and how many of its earlier checks were held to."""

    checks: tuple[AppCheck, ...]
    replayed: int
    requests: int
    complete: bool


def try_change(store: AppStore, app: App, source: str, *, seconds: float = SECONDS) -> Trial:
    """Raises ChangeBreaks where something no longer works; the app itself is not touched."""
    with TemporaryDirectory(prefix="appling-change-") as folder:
        return _try(store, app, source, Path(folder), seconds)


def _try(store: AppStore, app: App, source: str, folder: Path, seconds: float) -> Trial:
    matching = Matching(store.app, app)
    kept = store.kept_checks()
    present = _tried(store, folder / "before", None, seconds) if kept is None else None
    earlier = [read_check(each) for each in kept or ()]
    earlier += checks_of(present.steps, store.app) if present is not None else ()
    after = _tried(store, folder / "after", (app, source), seconds)
    checks = checks_of(after.steps, app)
    if after.failures:
        present = present or _tried(store, folder / "before", None, seconds)
        _hold_to(present, after, app, store.app.name)
    failed, replayed = broken(earlier, checks, matching)
    if failed:
        raise ChangeBreaks(store.app.name, _said(failed[0], app))
    return Trial(checks, replayed, len(after.steps), after.complete)


def _tried(store: AppStore, folder: Path, change: tuple[App, str] | None, seconds: float) -> TryReport:
    if folder.exists():
        raise FileExistsError(folder)
    store.copy(folder)
    copy = AppStore(folder)
    try:
        if change is not None:
            copy.replace(*change)
        return try_copy(copy, seconds=seconds)
    finally:
        copy.close()


def _hold_to(before: TryReport, after: TryReport, app: App, name: str) -> None:
    """What failed before the change too is not its fault."""
    known = {(step.method, _place(step.address), step.problem) for step in before.failures}
    for step in after.failures:
        if (step.method, _place(step.address), step.problem) not in known:
            values = {"method": step.method, "address": step.address, "problem": step.problem or ""}
            pattern = "{method} {address} failed for {who}: {problem}"
            raise ChangeBreaks(name, phrase(pattern, who=_who(step.role, app), **values))


def _place(address: str) -> str:
    """An address without the row and what is asked of it."""
    return re.sub(r"/\d+(?=/|$)", "/0", address.partition("?")[0])


def _said(check: AppCheck, app: App) -> Phrase:
    role, kind, target = check.asked
    named: Iterable[tuple[str, str]] = [
        *((page.key, page.name) for page in app.pages if kind == "open"),
        *((action.key, action.name) for action in app.actions if kind == "act"),
        *((thing.key, thing.name) for thing in app.things),
    ]
    name = next((each for key, each in named if key == target), target)
    pattern = "{who} could no longer {what}" if check.works else "{who} could {what}"
    return phrase(pattern, who=_who(role, app), what=phrase(_WORDS[kind], target=name))


def _who(role: str, app: App) -> Value:
    """What a role is called."""
    return next((each.name for each in app.roles if each.key == role), Phrase(role))
