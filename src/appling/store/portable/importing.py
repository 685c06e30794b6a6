"""Taking an exported app into a home: whole and checked, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from appling import blueprint
from appling.atoms import vocabulary
from appling.blueprint.model.app import App
from appling.store.app_store import FILES, AppStore
from appling.store.portable.archive import Archive, open_archive
from appling.store.portable.errors import CannotImport
from appling.store.portable.manifest import BLUEPRINT, DATABASE, UPLOADS
from appling.store.portable.rebuilding import rebuild
from appling.store.portable.verifying import verify
from appling.store.sql import sqlite

if TYPE_CHECKING:
    from appling.store.homes.home import AppRecord, Home

LARGEST_BLUEPRINT = 1_000_000


def import_app(home: "Home", path: Path, *, key: str | None = None) -> "AppRecord":
    """Take in an app from a file, under the key that it had, or the next one that is free.

    Nothing in the file is trusted: its database is read once, into one that is made here.
    Raises CannotImport.
    """
    with open_archive(path) as archive, home.aside() as aside:
        source = archive.text(BLUEPRINT, LARGEST_BLUEPRINT)
        app = _read_app(source)
        with _no_room(path):
            version = _take_in(archive, aside.folder, app, source)
        return home.settle(aside, key or archive.manifest.key, app.name, version=version)


def _take_in(archive: Archive, aside: Path, app: App, source: str) -> int:
    """The version of the app that now lies in the folder."""
    with TemporaryDirectory(prefix=".foreign-", dir=aside) as folder:
        foreign = Path(folder) / DATABASE
        archive.extract(DATABASE, foreign)
        rebuild(foreign, aside, app, source)
    (aside / FILES).mkdir(exist_ok=True)
    for token in archive.manifest.uploads:
        archive.extract(UPLOADS + token, aside / FILES / token)
    store = AppStore(aside)
    try:
        verify(store, archive.manifest, source)
        return store.version
    finally:
        store.close()


def _read_app(source: str) -> App:
    app = blueprint.check(source, vocabulary()).app
    if app is None:
        raise CannotImport(
            "The blueprint in this file is none that this Appling accepts.", "Update Appling, then try again."
        )
    return app


@contextmanager
def _no_room(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in sqlite.FULL:
            raise CannotImport(
                "There is no room for what is in {path}.", "Make room, then try again.", path=path
            ) from error
        raise
