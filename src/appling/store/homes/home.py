"""The folder that holds a person's apps, safe to use from several processes at once."""

import logging
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from appling.blueprint.model.app import App
from appling.blueprint.names import address_of
from appling.diagnostics.problem import Problem
from appling.store.app_file import DATABASE
from appling.store.app_store import AppStore
from appling.store.errors import StoreError
from appling.store.history import Step
from appling.store.homes import unsettled
from appling.store.homes.builds import Builds
from appling.store.homes.burning import UNCLEAN, Burnings, Receipt, clean, remove_records, take_stock
from appling.store.homes.glance import version_of
from appling.store.homes.home_database import (
    BrokenHome,
    HomeDatabase,
    broken_database,
    cannot_write,
    place_of,
)
from appling.store.homes.home_tables import apps, builds, settings
from appling.store.homes.learning import Learning
from appling.store.homes.open_apps import OpenApps
from appling.store.homes.questions import Questions
from appling.store.homes.secret import secret_in
from appling.store.homes.spending import Spending
from appling.store.homes.unsettled import Mark
from appling.store.portable import unfinished
from appling.store.portable.exporting import export_app
from appling.store.sql import sqlite

LOG = logging.getLogger("appling.store")
LONGEST_KEY = 40


class NoSuchApp(Problem):
    """An app that this home does not have."""

    code = "no-such-app"


@dataclass(frozen=True, slots=True)
class AppRecord:
    key: str
    name: str
    created: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Aside:
    """A folder that no app has yet, and its mark."""

    folder: Path
    mark: Mark


class Home:
    """A home at a path; without one at `$APPLING_HOME`, or else at `~/.appling`. Made if it is not there."""

    def __init__(self, path: Path | str | None = None) -> None:
        self.path = place_of(path)
        self.database = HomeDatabase(self.path)
        self._open_apps = OpenApps(self.app_folder)
        connect = (self.database.reads, self.database.writes)
        self.builds = Builds(*connect, self.path / "locks")
        self.burnings = Burnings(*connect)
        self.questions = Questions(*connect)
        self.learning = Learning(*connect)
        self.spending = Spending(*connect)
        self._unclean = self.setting(UNCLEAN) is not None
        self._sweep()
        unfinished.sweep(self.exporting)
        self.burn_due()

    @property
    def models(self) -> Path:
        """Where language models lie."""
        return self.path / "models"

    @property
    def app_folder(self) -> Path:
        return self.path / "apps"

    @property
    def exporting(self) -> Path:
        """Where it is noted which exports are under way."""
        return self.path / "exporting"

    def spent(self, day: date, app: str | None = None) -> float:
        """What models cost in the month of that day, in US dollars: builds, changes and what apps asked."""
        return self.builds.price(day, app) + self.spending.price(day, app)

    # Apps ------------------------------------------------------------------

    def apps(self) -> list[AppRecord]:
        """All apps, the latest first."""
        with self.database.reads() as connection:
            found = connection.execute(select(apps).order_by(apps.c.created.desc(), apps.c.key))
            records = [AppRecord(*row) for row in found]
        return [self._as_it_is(each) for each in records]

    def app(self, key: str) -> AppRecord:
        """Raises NoSuchApp."""
        row = None
        if _is_key(key):
            with self.database.reads() as connection:
                row = connection.execute(select(apps).where(apps.c.key == key)).first()
        if row is None:
            raise NoSuchApp(f"There is no app “{key}” here.", "See which apps there are: appling list")
        return self._as_it_is(AppRecord(*row))

    def create(
        self,
        app: App,
        source: str,
        *,
        key: str | None = None,
        samples: date | None = None,
        build: int | None = None,
    ) -> AppRecord:
        """Make an app: put together aside, and then there at once, under a key that no other one has.

        `samples`: the day for which it gets sample rows; `build`: the build that it is the outcome of.
        """
        with self.aside() as aside:
            made = AppStore.create(aside.folder, app, source)
            if samples is not None:
                _fill(aside.folder, made, samples)
            record = self.settle(aside, key or address_of(app.name), app.name, build=build)
            self.open(record.key).adopt(made)
            return record

    @contextmanager
    def aside(self) -> Iterator[Aside]:
        """A folder beside the apps to put one together in; it goes away at the end unless it was settled."""
        try:
            folder, mark = unsettled.make_aside(self.app_folder)
            try:
                yield Aside(folder, mark)
            finally:
                mark.let_go()
                shutil.rmtree(folder, ignore_errors=True)
        except OSError as error:
            raise cannot_write(self.path, error) from error
        except sqlite.DAMAGED as error:
            if sqlite.is_full(error):
                raise broken_database(self.path, error) from error
            raise

    def settle(
        self, aside: Aside, wanted: str, name: str, *, version: int = 1, build: int | None = None
    ) -> AppRecord:
        """Let an app that was put together aside belong to the home, at once."""
        with self.database.writes() as connection:
            taken = set(connection.execute(select(apps.c.key)).scalars())
            key = _free(wanted, lambda each: each in taken or (self.app_folder / each).exists())
            record = AppRecord(key, name, datetime.now(UTC), version)
            values = {"key": key, "name": name, "created": record.created, "version": version}
            connection.execute(insert(apps).values(values))
            if build is not None:
                connection.execute(update(builds).where(builds.c.id == build).values(app=key))
            aside.mark.let_go()
            aside.folder.rename(self.app_folder / key)
        unsettled.settle(self.app_folder / key)
        return record

    def open(self, key: str) -> AppStore:
        """The app's store: the same one for everybody in this process. Raises NoSuchApp."""
        store = self._open_apps.open(key) if _is_key(key) else None
        if store is None:
            self.app(key)
            raise BrokenHome(f"The files of “{key}” are gone.", f"Take it off the list: appling burn {key}")
        return store

    def rest(self) -> None:
        """Tidy and close the apps that nobody has used for a while, and burn those whose time has come."""
        self.burn_due()
        if self._unclean:
            self.clean()
        for each in self._open_apps.take_idle():
            with suppress(Problem, StoreError, OSError):
                each.remove_orphans()
            each.close()

    def undo(self, key: str, to: int | None = None) -> list[Step]:
        """Take back an app's last step, or all after step `to`. Raises NothingToUndo, NoSuchStep."""
        steps = self.open(key).undo(to)
        self.take_over(key)
        return steps

    def redo(self, key: str, to: int | None = None) -> list[Step]:
        """Make the step again that was undone last, or all up to `to`. Raises as `undo` does."""
        steps = self.open(key).redo(to)
        self.take_over(key)
        return steps

    def take_over(self, key: str) -> None:
        """Write down an app's name and version as they are, after it was changed."""
        store = self.open(key)
        store.refresh()
        self._renamed(key, store.app.name, store.version)

    def _renamed(self, key: str, name: str, version: int) -> None:
        with self.database.writes() as connection:
            connection.execute(update(apps).where(apps.c.key == key).values(name=name, version=version))

    def _as_it_is(self, record: AppRecord) -> AppRecord:
        """Catch up with an app that was changed by a process which could not tell the home any more."""
        version = version_of(self.app_folder / record.key / DATABASE)
        if version in (None, record.version):
            return record
        with suppress(Problem, KeyError):
            store = self.open(record.key)
            store.refresh()
            name = store.app.name
            self._renamed(record.key, name, version or 1)
            return replace(record, name=name, version=version or 1)
        return record

    def burn(self, key: str, send_to: Path | None = None) -> Receipt:
        """Destroy an app with everything in it, and all that was kept of its making.

        `send_to`: a file that its data is put in first; without that nothing is burnt. Raises NoSuchApp.
        """
        record = self.app(key)
        if send_to is not None:
            export_app(self, key, send_to)
        self._open_apps.forget(key)
        folder = self.app_folder / key
        store = AppStore(folder)
        try:
            with unsettled.marked(folder), self.database.writes() as connection:
                receipt = take_stock(key, record.name, store, connection)
                remove_records(connection, key)
        finally:
            store.close()
        unsettled.discard(folder)
        self.clean()
        return replace(receipt, sent_to=None if send_to is None else str(send_to))

    def burns(self, key: str) -> datetime | None:
        """When an app will be burnt, if it will."""
        burning = self.burnings.of(key)
        return None if burning is None else burning.at

    def burn_due(self, now: datetime | None = None) -> list[Receipt]:
        """Burn what is to burn by now. What can't be sent as it should be stays, and is tried again."""
        receipts = []
        for each in self.burnings.due(now):
            try:
                receipts.append(self.burn(each.app, None if each.send_to is None else Path(each.send_to)))
            except NoSuchApp:
                self.burnings.keep(each.app)
            except Problem as problem:
                LOG.error("app %s could not be burnt: %s", each.app, problem.sentence)
        return receipts

    def clean(self) -> None:
        """See to it that nothing which was burnt is left in the home's own database."""
        with self.database.plain() as connection:
            self._unclean = not clean(connection)

    # Settings --------------------------------------------------------------

    def secret(self) -> str:
        """What this home signs with; made when it is first asked for, readable by the owner alone."""
        try:
            return secret_in(self.path / "secret")
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def setting(self, key: str) -> str | None:
        """Something the owner has set, such as `name` or `locale`."""
        with self.database.reads() as connection:
            return connection.execute(select(settings.c.value).where(settings.c.key == key)).scalar()

    def set(self, key: str, value: str) -> None:
        with self.database.writes() as connection:
            statement = upsert(settings).values(key=key, value=value)
            connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))

    def close(self) -> None:
        """Close all files."""
        self._open_apps.close()
        self.database.close()

    # -----------------------------------------------------------------------

    def _sweep(self) -> None:
        """Clear away what processes that were killed left; a home that can't be written stays as it is."""
        with suppress(Problem, OSError):
            unsettled.sweep(self.app_folder, self._listed)

    @contextmanager
    def _listed(self) -> Iterator[Collection[str]]:
        with self.database.writes() as connection:
            yield set(connection.execute(select(apps.c.key)).scalars())


def _fill(folder: Path, made: AppStore, today: date) -> None:
    """Add samples to an app whose folder is about to move, and let go of its file again."""
    store = AppStore(folder)
    store.adopt(made)
    try:
        store.add_samples(today)
    finally:
        store.close()


def _is_key(key: str) -> bool:
    return key.isascii() and key.replace("-", "").isalnum() and not key.startswith("-")


def _free(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """The wanted key as the name of a host, with a number if it is taken."""
    base = wanted.lower()[:LONGEST_KEY].strip("-") or "app"
    key, number = base, 2
    while is_taken(key):
        key, number = f"{base}-{number}", number + 1
    return key
