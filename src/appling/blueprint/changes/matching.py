"""Which thing, field, role, action and page of the app after a change is which of the app before it.

It follows the way in which the store carries rows over: by name, or by `(was Old)` where the old name is
there and goes out of use.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from appling.blueprint.model.app import OWNER, VISITOR, App, Field, Thing
from appling.blueprint.names import key_of


class _Named(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def was(self) -> str | None: ...


@dataclass(frozen=True)
class Matching:
    """Two apps, and what of `after` was what of `before`."""

    before: App
    after: App

    @cached_property
    def things(self) -> dict[str, str]:
        """Keys of things after the change to their keys before it; new things are left out."""
        return _matched(self.before.things, self.after.things)

    @cached_property
    def fields(self) -> dict[tuple[str, str], tuple[str, str]]:
        """The same for fields, with the key of the thing in front."""
        found = {}
        for thing in self.after.things:
            old = self.old_thing(thing.key)
            if old is not None:
                keys = _matched(old.fields, thing.fields)
                found.update({(thing.key, new): (old.key, key) for new, key in keys.items()})
        return found

    @cached_property
    def roles(self) -> dict[str, str]:
        """The same for roles, with `visitor` and `owner`."""
        return {VISITOR: VISITOR, OWNER: OWNER} | _matched(self.before.roles, self.after.roles)

    def old_thing(self, key: str) -> Thing | None:
        old = self.things.get(key)
        return self.before.by_key[old] if old is not None else None

    def old_field(self, thing: str, field: str) -> Field | None:
        old = self.fields.get((thing, field))
        return self.before.by_key[old[0]].field(old[1]) if old is not None else None

    def old_roles(self, roles: Iterable[str]) -> frozenset[str]:
        """Roles of the app after the change as they were called; a new one stays as it is, marked."""
        return frozenset(self.roles.get(role, f"+{role}") for role in roles)


def _matched(before: Iterable[_Named], after: Iterable[_Named]) -> dict[str, str]:
    old = {each.key: each for each in before}
    new = list(after)
    wanted = {
        each.key: key_of(each.was)
        for each in new
        if each.was is not None and key_of(each.was) != each.key and not _was_done(old, each)
    }
    staying = {each.key for each in new} - wanted.keys()
    moves = {key: was for key, was in wanted.items() if was in old and was not in staying}
    moved = set(moves.values())
    kept = {
        each.key: each.key
        for each in new
        if each.key in old and each.key not in moves and each.key not in moved
    }
    return kept | moves


def _was_done(old: dict[str, _Named], each: _Named) -> bool:
    """Whether the rename was there before the change, so that it has been carried out."""
    before = old.get(each.key)
    return before is not None and before.was is not None and key_of(before.was) == key_of(each.was or "")
