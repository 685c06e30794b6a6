"""What a change makes different, in plain words, and whether it lets anybody do more or drops anything."""

from collections.abc import Iterator

from appling.blueprint.changes.contents import thing_differences
from appling.blueprint.changes.difference import Difference
from appling.blueprint.changes.matching import Matching
from appling.blueprint.changes.meaning import Meanings
from appling.blueprint.changes.reach import Everybody
from appling.blueprint.changes.rights import rights_differences
from appling.blueprint.changes.surroundings import (
    action_differences,
    app_differences,
    page_differences,
    role_differences,
    trigger_differences,
)
from appling.blueprint.model.app import App

__all__ = ["Difference", "differences"]


def differences(before: App, after: App) -> tuple[Difference, ...]:
    """Everything that people would notice. Where it can't be told whether it widens access, it does."""
    return tuple(_differences(before, after))


def _differences(before: App, after: App) -> Iterator[Difference]:
    matching = Matching(before, after)
    everybody = Everybody(Meanings(matching), before, after, matching.roles)
    yield from app_differences(before, after)
    yield from role_differences(matching)
    yield from thing_differences(matching, everybody)
    yield from action_differences(matching, everybody)
    yield from trigger_differences(matching, everybody)
    yield from page_differences(matching, everybody)
    yield from rights_differences(matching, everybody)
