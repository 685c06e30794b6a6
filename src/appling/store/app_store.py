"""One app's database: its blueprint, its rows, its people and their uploads."""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from appling.atoms import vocabulary
from appling.atoms.base.zone import day_of
from appling.blueprint.model.app import App
from appling.blueprint.model.expression import Expression
from appling.store import changes, system
from appling.store.app_file import DATABASE, AppFile
from appling.store.errors import BrokenApp, Conflict
from appling.store.files import Files
from appling.store.history import Difference, Kept, NoSuchStep, Note, Step
from appling.store.history import attic as history_attic
from appling.store.history import difference as history_difference
from appling.store.history import steps as history_steps
from appling.store.history import tables as history_tables
from appling.store.homes.copying import copy_app
from appling.store.migration import Report
from appling.store.outgoing.hooks import Hooks
from appling.store.outgoing.jobs import Jobs
from appling.store.outgoing.mail_wishes import MailWishes
from appling.store.outgoing.notices import Notices
from appling.store.persons import audit
from appling.store.persons.entry import Entry
from appling.store.persons.people import People
from appling.store.persons.personal import Personal
from appling.store.reader import Reader
from appling.store.scope import Viewer
from appling.store.sql import ddl, sqlite
from appling.store.sql.expressions import Compiler
from appling.store.sql.selects import Statements
from appling.store.sql.tables import make_schema
from appling.store.writing import tallies
from appling.store.writing.samples import add_samples, remove_samples
from appling.store.writing.writer import Writer

FILES = "files"
LONG = 600.0
"""Seconds that a change of the app as a whole may take."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """An app as it was read from its file; `version` counts the changes of its blueprint."""

    version: int
    source: str
    statements: Statements

    @property
    def app(self) -> App:
        return self.statements.compiler.app


class AppStore(AppFile):
    """One app. Opens its file when needed, and again after `close`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.people = People(self._reads, self._writes)
        self.entry = Entry(self._reads, self._writes)
        self.personal = Personal(self._reads, self._writes)
        self.files = Files(folder / FILES, self._reads, self._writes)
        self.jobs = Jobs(self._reads, self._writes)
        self.notices = Notices(self._reads, self._writes)
        self.mail_wishes = MailWishes(self._reads, self._writes)
        self.hooks = Hooks(self._reads, self._writes)
        self._loaded: Loaded | None = None

    @classmethod
    def create(cls, folder: Path, app: App, source: str) -> "AppStore":
        """Make an app in a folder that has none."""
        folder.mkdir(parents=True, exist_ok=True)
        schema = make_schema(app)
        texts = [sqlite.written(ddl.make(element)) for element in (*schema.tables.values(), *schema.indexes)]
        meta = sqlite.written(insert(system.meta))
        rows = [(meta, ("version", "1")), (meta, ("source", source)), (meta, ("changes", "0"))]
        beginning = history_tables.statements((system.people, system.personal, *schema.tables.values()))
        texts = [*system.definitions(), *texts, *beginning]
        sqlite.make_file(folder / DATABASE, [*((each, ()) for each in texts), *rows])
        store = cls(folder)
        store._loaded = Loaded(1, source, Statements(Compiler(schema)))
        return store

    def adopt(self, other: "AppStore") -> None:
        """Take over the compiled app of a store whose file is now this one's."""
        with self._opening:
            self._loaded = other._loaded

    # The app ---------------------------------------------------------------

    @property
    def app(self) -> App:
        return self._current().app

    @property
    def source(self) -> str:
        return self._current().source

    @property
    def version(self) -> int:
        return self._current().version

    def refresh(self) -> bool:
        """Look whether another process changed the app, and take that over; one cheap read."""
        before = self._current()
        self.changes()
        return self._current() is not before

    def changes(self) -> int | None:
        """How often anything was written, by whatever process; takes over a changed app on the way.

        Two looks with the same number saw the same rows. None for a file that does not count.
        """
        loaded = self._current()
        with self._reads() as connection:
            found = dict(connection.execute(_COUNTS).all())
        if int(found["version"]) != loaded.version:
            with self._opening:
                self._loaded = None
            self._current()
        return int(found["changes"]) if "changes" in found else None

    def replace(
        self, app: App, source: str, title: str = "", person: int | None = None, version: int | None = None
    ) -> Report:
        """Change the app, with its tables, in one step. Nothing of its rows is lost.

        `version` is the one that the change was made from. Raises Conflict if it is not the latest.
        """
        before = self._before()
        statements = Statements(Compiler(make_schema(app)))
        note = Note(title=title, person=person)
        with self._writes(note=note, seconds=LONG) as connection:
            if (before is not None and self.refresh()) or version not in (
                None,
                changes.version_of(connection),
            ):
                raise Conflict
            now, report = changes.replace_app(connection, before, statements, source, note)
        with self._opening:
            self._loaded = Loaded(now, source, statements)
        return report

    def forecast(self, app: App) -> Report:
        """What `replace` would do, without doing it."""
        before = self._before()
        statements = Statements(Compiler(make_schema(app)))
        with self._writes(counted=False, seconds=LONG) as connection:
            return changes.forecast(connection, before, statements)

    def _before(self) -> App | None:
        """The app that the tables were made for, if this version of Appling can read it."""
        try:
            self.refresh()
            return self.app
        except BrokenApp:
            return None

    # History ---------------------------------------------------------------

    def history(self, limit: int = 100) -> list[Step]:
        """The latest steps, newest first; those that were undone and can be made again stand on top."""
        with self._remembers() as connection:
            return [] if connection is None else history_steps.listed(connection, limit)

    def undo(self, to: int | None = None) -> list[Step]:
        """Take back the last step, or all after step `to`. Raises NothingToUndo or NoSuchStep."""
        with self._writes(unchecked=True, seconds=LONG) as connection:
            steps = changes.go_back(connection, to, _read)
        self._take_over(steps)
        return steps

    def redo(self, to: int | None = None) -> list[Step]:
        """Make the step again that was undone last, or all up to `to`. Raises as `undo` does."""
        with self._writes(unchecked=True, seconds=LONG) as connection:
            steps = changes.go_on(connection, to, _read)
        self._take_over(steps)
        return steps

    def difference(self, first: int, last: int | None = None) -> Difference:
        """From the state after step `first` (0: the first that is known) to that after `last` (None: now)."""
        loaded = self._current()
        with self._remembers() as connection:
            if connection is None:
                raise NoSuchStep(first)
            return history_difference.difference(connection, loaded.app, loaded.source, first, last)

    def forget_history(self) -> int:
        """Make everything that happened so far final; returns how many steps are forgotten."""
        with self._writes() as connection:
            sqlite.forget_bytes(connection)
            forgotten = history_steps.forget(connection)
        self.remove_orphans()
        return forgotten

    def attic(self) -> list[Kept]:
        """What changes of the blueprint have put out of use, and is kept."""
        with self._remembers() as connection:
            return [] if connection is None else history_attic.kept(connection)

    def empty_attic(self) -> list[Kept]:
        """Destroy what lies in the attic; this ends what can be undone, too. Returns what there was."""
        with self._writes(unchecked=True, seconds=LONG) as connection:
            self.refresh()
            sqlite.forget_bytes(connection)
            gone = history_attic.kept(connection)
            changes.empty_attic(connection, self._current().statements.compiler.schema)
        self.remove_orphans()
        return gone

    @contextmanager
    def _remembers(self) -> Iterator[Connection | None]:
        """A connection that reads; None for a file that was never written since there is a history."""
        with self._reads() as connection:
            yield connection if history_tables.is_set_up(connection) else None

    def _take_over(self, steps: Sequence[Step]) -> None:
        if any(step.kind == "app" for step in steps):
            with self._opening:
                self._loaded = None

    # Rows ------------------------------------------------------------------

    @contextmanager
    def read(self, viewer: Viewer) -> Iterator[Reader]:
        """One consistent look at the rows."""
        statements = self._current().statements
        with self._reads() as connection:
            yield Reader(connection, statements, viewer)

    @contextmanager
    def write(self, viewer: Viewer, title: str = "", kind: str = "rows") -> Iterator[Writer]:
        """One transaction: kept when the block ends, undone when an exception leaves it.

        `title` is what history calls it; without one, the first action that is taken.
        """
        loaded = self._current()
        note = Note(kind, title, viewer.me)
        with self._writes(note=note) as connection:
            if changes.version_of(connection) != loaded.version:
                raise Conflict
            writer = Writer(connection, loaded.statements, viewer)
            yield writer
            note.title = note.title or writer.taken

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """A plain look, for what goes on beside the requests."""
        with self._reads() as connection:
            yield connection

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """A write that is no change of the app, for what goes on beside the requests."""
        with self._writes(counted=False) as connection:
            yield connection

    @property
    def compiler(self) -> Compiler:
        return self._current().statements.compiler

    def count_up(self, thing: str, row: int, fields: Collection[str]) -> None:
        """One more, in fields of a row that count by themselves: no step of history."""
        table = self.compiler.schema.tables[thing]
        with self._writes() as connection:
            tallies.count_up(connection, table, row, fields)

    def evaluate(self, expressions: Sequence[Expression], viewer: Viewer) -> list[Any]:
        """The values of expressions that are about no row, such as a form's defaults."""
        with self.read(viewer) as reader:
            return reader.evaluate(expressions)

    # Samples ---------------------------------------------------------------

    def add_samples(self, today: date, *, seed: int = 1, per_thing: int = 8) -> None:
        """Add made-up rows, and made-up people where rows belong to people, all marked as such."""
        with self.write(changes.nobody(today), kind="samples") as writer:
            add_samples(writer, self.people, self.files, seed=seed, per_thing=per_thing)

    def remove_samples(self) -> None:
        """Remove what `add_samples` added, except what people's own rows need and what they changed."""
        with self.write(changes.nobody(day_of(datetime.now(UTC))), kind="samples") as writer:
            remove_samples(writer)

    def has_samples(self) -> bool:
        tables = self._current().statements.compiler.schema.tables.values()
        with self._reads() as connection:
            return any(
                connection.execute(select(func.count()).where(table.c["_sample"]).limit(1)).scalar()
                for table in tables
            )

    def remove_orphans(self, now: datetime | None = None) -> int:
        """Remove old uploads that no row holds, nor one in the attic or in history; returns how many."""
        return self.files.remove_orphans(history_tables.held_texts, now)

    # What happened ---------------------------------------------------------

    def record(self, event: str, person: int | None = None, detail: str = "") -> None:
        """Write down an event; that counts as no change of the app."""
        with self._writes(counted=False) as connection:
            audit.record(connection, event, person, detail)

    def events(self, limit: int = 100) -> list[audit.Event]:
        with self._reads() as connection:
            return audit.events(connection, limit)

    # What it was seen to do --------------------------------------------------

    def kept_checks(self) -> list[Any] | None:
        """What `keep_checks` kept of this very version; None when there is nothing."""
        with self._reads() as connection:
            kept = connection.execute(
                select(system.meta.c.value).where(system.meta.c.key == _CHECKS)
            ).scalar()
            version = changes.version_of(connection)
        found = json.loads(kept) if kept is not None else {}
        return list(found["checks"]) if found.get("version") == version else None

    def keep_checks(self, checks: list[Any], version: int | None = None) -> None:
        """Keep what the app was seen to do in a version, or this one: data that only its makers read."""
        with self._writes(counted=False) as connection:
            seen = changes.version_of(connection) if version is None else version
            kept = json.dumps({"version": seen, "checks": checks}, ensure_ascii=False)
            statement = upsert(system.meta).values(key=_CHECKS, value=kept)
            connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": kept}))

    # The file --------------------------------------------------------------

    def copy(self, folder: Path, *, files: bool = True) -> None:
        """Copy the app as it is now to a folder that has none, while others read and write it."""
        with self._reads() as connection:
            copy_app(connection, self.folder / FILES, folder / DATABASE, files=files)

    def close(self) -> None:
        """Let go of the file and of the compiled app; whoever still reads may finish."""
        with self._opening:
            self._loaded = None
            super().close()

    def _current(self) -> Loaded:
        loaded = self._loaded
        if loaded is None:
            with self._opening:
                loaded = self._loaded
                if loaded is None:
                    loaded = self._loaded = self._load()
        return loaded

    def _load(self) -> Loaded:
        try:
            with self._reads() as connection:
                stored = dict(connection.execute(select(system.meta.c.key, system.meta.c.value)).all())
        except sqlite.DAMAGED as error:
            raise self._broken(error) from error
        return Loaded(
            int(stored["version"]),
            stored["source"],
            Statements(Compiler(make_schema(_read(stored["source"])))),
        )


_COUNTS = select(system.meta.c.key, system.meta.c.value).where(system.meta.c.key.in_(["version", "changes"]))
_CHECKS = "checks"
_KEPT_CHECKS = select(system.meta.c.value).where(system.meta.c.key == _CHECKS)


def _read(source: str) -> App:
    from appling.blueprint import check

    checked = check(source, vocabulary())
    if checked.app is None:
        raise BrokenApp(
            "This app was made for another version of Appling.",
            "Update Appling, or change the app's blueprint.",
        )
    return checked.app
