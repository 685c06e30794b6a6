"""Roles that have another name now: the people who have them keep them."""

from sqlalchemy import Connection, func, select

from appling.blueprint.model.app import OWNER, App
from appling.store import system
from appling.store.history.moves import Move, rename_role
from appling.store.migration.naming import renames
from appling.store.migration.report import Change


class Roles:
    """Gives people the new names of their roles, and keeps what it did."""

    def __init__(self, connection: Connection, before: App | None, after: App) -> None:
        self.moves: list[Move] = []
        self._connection = connection
        self._before = {role.key: role for role in before.roles} if before is not None else None
        self._after = after
        self._renamed = renames(self._before, after.roles, self._before or self._held())

    def settle(self) -> None:
        """By way of a name that nobody has, so that two roles may swap theirs.

        Who had a role of that name long ago, when the app had one, does not come to have the renamed one.
        """
        for index, old in enumerate(self._renamed.values()):
            self._rename(old, f"_moving_{index}")
        for new in self._renamed:
            self._rename(new, f"_gone_{new}")
        for index, new in enumerate(self._renamed):
            self._rename(f"_moving_{index}", new)

    def changes(self) -> list[Change]:
        """Those that were renamed, and those that went, with how many people have them."""
        names = {key: role.name for key, role in (self._before or {}).items()}
        found = [
            Change("role renamed", role.name, was=names.get(old, old), values=self._count(role.key))
            for role in self._after.roles
            if (old := self._renamed.get(role.key)) is not None
        ]
        now = {role.key for role in self._after.roles} | {OWNER} | set(self._renamed.values())
        found += [
            Change("role dropped", name, values=self._count(key))
            for key, name in names.items()
            if key not in now
        ]
        return found

    def _held(self) -> list[str]:
        return list(self._connection.execute(select(system.people.c.role).distinct()).scalars())

    def _rename(self, old: str, new: str) -> None:
        if self._count(old):
            rename_role(self._connection, old, new)
        self.moves.append(["role", old, new])

    def _count(self, role: str) -> int:
        having = select(func.count()).select_from(system.people).where(system.people.c.role == role)
        return int(self._connection.execute(having).scalar_one())
