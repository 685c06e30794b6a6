"""Which parts of the language a blueprint uses."""

import re
from collections.abc import Iterator

from appling.atoms import vocabulary
from appling.blueprint.model.app import App, Event, Part, Step
from appling.blueprint.resolve.calls import AGGREGATES, FUNCTIONS

_VOCABULARY = vocabulary()
_KEPT = {
    "required", "unique", "min", "max", "default", "formula", "one per", "no overlap",
    "kept for a role", "asked for in some rows", "asked for by an action",
}  # fmt: skip
_CLAUSES = ("where", "by", "sort", "show", "limit", "title", "for", "items", "link", "desc", "when")

WHOLE: dict[str, set[str]] = {
    "field types": {*_VOCABULARY.fields},
    "parts": {*_VOCABULARY.parts},
    "steps": {*_VOCABULARY.steps},
    "traits": {*_VOCABULARY.traits},
    "settings of parts": {
        f"{part.name} {setting.key}" for part in _VOCABULARY.parts.values() for setting in part.settings
    },
    "settings of traits": {
        f"{trait.name} {setting.key}" for trait in _VOCABULARY.traits.values() for setting in trait.settings
    },
    "events": {event.value for event in Event},
    "what rows keep to": _KEPT,
    "clauses": {*_CLAUSES},
    "functions": {*FUNCTIONS, *AGGREGATES},
}
"""All that there is, by its kind."""


def used_by(app: App, source: str) -> dict[str, set[str]]:
    """What of it an app and the text it was read from use."""
    return {
        "field types": {field.type for thing in app.things for field in thing.fields if not field.formula},
        "parts": {part.kind for part in _parts(app)},
        "steps": {step.kind for step in _steps(app)},
        "traits": {thing.trait.name for thing in app.things if thing.trait},
        "settings of parts": {f"{part.kind} {key}" for part in _parts(app) for key, _ in part.settings},
        "settings of traits": {
            f"{thing.trait.name} {key}"
            for thing in app.things
            if thing.trait
            for key in re.findall(r"^  has .* with (\w+) =", source, re.M)
        },
        "events": {trigger.event.value for trigger in app.triggers},
        "what rows keep to": {*_kept(app)},
        "clauses": {clause for clause in _CLAUSES if re.search(_written(clause), source, re.M)},
        "functions": {name for name in WHOLE["functions"] if re.search(rf"\b{name}\(", source)},
    }


def _parts(app: App) -> Iterator[Part]:
    for page in app.pages:
        if not page.implied:
            yield from page.parts


def _steps(app: App) -> Iterator[Step]:
    for doing in (*app.actions, *app.triggers):
        yield from doing.steps


def _kept(app: App) -> Iterator[str]:
    yield from ("asked for by an action" for action in app.actions if action.inputs)
    for thing in app.things:
        yield from ("no overlap" if each.lasting else "one per" for each in thing.constraints)
        for field in thing.fields:
            yield from (name for name in ("required", "unique", "default", "formula") if getattr(field, name))
            yield from ("min",) * (field.minimum is not None)
            yield from ("max",) * (field.maximum is not None)
            yield from ("kept for a role",) * (field.only is not None)
            yield from ("asked for in some rows",) * (field.when is not None)


def _written(clause: str) -> str:
    """As it stands in a line of a part."""
    return {
        "title": r'^  [a-z ]+ "[^"]+" of ',
        "items": r'^    "',
        "link": r'^    ".*" to ',
    }.get(clause, rf"^\S?.* {clause} ")
