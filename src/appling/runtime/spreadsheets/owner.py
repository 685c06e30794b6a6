"""Rows in and out with the rights of the app's owner, for who holds the home."""

from datetime import UTC, datetime
from typing import BinaryIO

from appling.atoms.base.zone import day_of
from appling.blueprint.model.app import OWNER, Thing
from appling.runtime.access import Rights
from appling.runtime.rows.listing import Asked
from appling.runtime.rows.lists import Lists
from appling.runtime.spreadsheets.bringing_in import Importer, Outcome
from appling.runtime.spreadsheets.reading import read_sheet
from appling.runtime.spreadsheets.taking_out import Format, take_out
from appling.runtime.translate import translator
from appling.store import AppStore, Person, Reader, Viewer


class OwnersRows:
    """The rows of one app; `key` is the app's."""

    def __init__(self, store: AppStore, key: str) -> None:
        self._store = store
        self._key = key
        self._rights = Rights(store.app, OWNER, signed_in=True)

    def take_out(self, thing: Thing, format_: Format) -> bytes:
        """Raises Refused."""
        with self._store.read(self._viewer(None)) as reader:
            return take_out(self._lists(reader), thing, self._key, Asked(), format_)

    def bring_in(self, thing: Thing, file: BinaryIO, *, keep: bool) -> Outcome:
        """Raises Refused."""
        sheet = read_sheet(file)
        owner = next((each for each in self._store.people.all() if each.role == OWNER and each.active), None)
        importer = Importer(self._store, self._viewer(owner), self._lists, self._key)
        return importer.run(thing, sheet, keep=keep)

    def _viewer(self, owner: Person | None) -> Viewer:
        now = datetime.now(UTC)
        me = None if owner is None else owner.id
        return Viewer(me, day_of(now), now, self._rights.sight)

    def _lists(self, reader: Reader) -> Lists:
        return Lists(self._store.app, self._rights, reader, translator("en"), self._store.files.names)
