"""Which things and fields are old ones under a new name."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from appling.blueprint.names import key_of


class Named(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def was(self) -> str | None: ...


def renames(
    before: Mapping[str, Named] | None, after: Iterable[Named], present: Collection[str]
) -> dict[str, str]:
    """New keys, and the old ones that they take over from what is present.

    A `was` that stood there before has done its work. What goes on to be used under its old name
    is not taken away from it, and of two that want the same, the first gets it. `before` is None where
    nobody knows what was.
    """
    wanted = {
        each.key: key_of(each.was)
        for each in after
        if each.was is not None and key_of(each.was) != each.key and not _was_done(before, each)
    }
    staying = {each.key for each in after} - wanted.keys()
    leaving = set(wanted.values())
    found: dict[str, str] = {}
    for new, old in wanted.items():
        free = old in present and old not in staying and old not in found.values()
        if free and (before is not None or new not in present or new in leaving):
            found[new] = old
    return found


def _was_done(before: Mapping[str, Named] | None, item: Named) -> bool:
    if before is None or item.key not in before:
        return False
    was = before[item.key].was
    return was is not None and item.was is not None and key_of(was) == key_of(item.was)
