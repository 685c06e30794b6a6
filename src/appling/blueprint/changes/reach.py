"""What a role may do in one of two apps: for each thing and verb the ways in which a row is within reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from appling.blueprint.changes.meaning import Alternative, Meanings, Side
from appling.blueprint.model.app import OWNER, VISITOR, App, Field, Grant, Thing, Verb
from appling.blueprint.model.reading import fields_read
from appling.blueprint.model.states import left_to_others
from appling.diagnostics.phrase import Phrase, Value


@dataclass(frozen=True)
class Reach:
    """Somebody's reach: `roles` are the roles whose grants count; own rows only of who is signed in."""

    app: App
    side: Side
    meanings: Meanings
    roles: frozenset[str]
    signed_in: bool

    def grants(self, thing: Thing, verb: Verb) -> list[Grant]:
        return [
            grant
            for grant in thing.grants
            if grant.role in self.roles and grant.verb is verb and (self.signed_in or not grant.own)
        ]

    def ways(self, thing: Thing, verb: Verb) -> list[Alternative]:
        """Each grant's conditions; one without any stands for all rows."""
        found = []
        for grant in self.grants(thing, verb):
            own = [("own", self._owner(thing))] if grant.own else []
            found += self.meanings.alternatives(grant.where, thing.key, self.side, *own)
        return found

    def sees_all(self, thing: str) -> bool:
        return any(not way for way in self.ways(self.app.by_key[thing], Verb.SEE))

    def touches(self, thing: Thing) -> bool:
        """Whether anything may be done with any row."""
        return any(self.ways(thing, verb) for verb in Verb)

    def within(self, roles: Iterable[str] | None) -> bool:
        """Whether something for these roles (None: for all) is for them."""
        return roles is None or not self.roles.isdisjoint(roles)

    def shown(self, thing: Thing) -> frozenset[str]:
        """The fields whose values may be seen, by those who may see the row."""
        return frozenset(field.key for field in thing.fields if self._is_shown(field, thing))

    def begun(self, thing: Thing) -> frozenset[str]:
        """The states that are left to others in rows that are added."""
        if not self.ways(thing, Verb.ADD) or self.grants(thing, Verb.CHANGE):
            return frozenset()
        return left_to_others(self.app, thing, self.roles)

    def _is_shown(self, field: Field, thing: Thing) -> bool:
        read = fields_read(field, thing.key, self.app)
        return self.within(field.only) and all(self.within(each.only) for each in read)

    def _owner(self, thing: Thing) -> object:
        if thing.owner is None:
            return ("_by", self.meanings.thing(thing.key, self.side))
        return self.meanings.field(thing.key, thing.owner, self.side)


@dataclass(frozen=True)
class Both:
    """One role before and after the change; `role` is its key after it."""

    role: str
    name: Value
    before: Reach
    after: Reach


@dataclass(frozen=True)
class Everybody:
    """All roles of the app after the change, each with what its people were allowed before it.

    People of a role that was not there could do what any signed-in person can: a visitor's rights, also
    where they are about own rows.
    """

    meanings: Meanings
    before: App
    after: App
    old_role: dict[str, str]

    @cached_property
    def all(self) -> tuple[Both, ...]:
        named: list[tuple[str, Value]] = [(VISITOR, Phrase(VISITOR))]
        named += [(role.key, role.name) for role in self.after.roles]
        return tuple(self._both(key, name) for key, name in named)

    def _both(self, key: str, name: Value) -> Both:
        signed_in = key != VISITOR
        old = self.old_role.get(key, VISITOR)
        return Both(
            key,
            name,
            Reach(self.before, "before", self.meanings, frozenset({old, VISITOR}), signed_in),
            Reach(self.after, "after", self.meanings, frozenset({key, VISITOR}), signed_in),
        )

    def names(self, roles: Iterable[str], app: App) -> tuple[Value, ...]:
        """What roles are called, in the app's order."""
        known: list[tuple[str, Value]] = [(VISITOR, Phrase(VISITOR))]
        known += [(role.key, role.name) for role in app.roles]
        known.append((OWNER, Phrase(OWNER)))
        wanted = set(roles)
        return tuple(name for key, name in known if key in wanted)
