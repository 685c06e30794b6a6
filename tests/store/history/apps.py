"""Apps from blueprints, and what lies in their files."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.model.app import App
from appling.store import AppStore, Viewer, see_all
from appling.store.history.tables import ASIDE, columns, data_tables, quoted

TODAY = date(2026, 3, 9)
Dump = dict[str, dict[str, dict[Any, Any]]]


def parsed(source: str) -> App:
    checked = check(source, vocabulary())
    assert checked.app is not None, checked.diagnostics
    return checked.app


def make(folder: Path, source: str) -> AppStore:
    return AppStore.create(folder, parsed(source), source)


def viewer(store: AppStore, me: int | None = None) -> Viewer:
    return Viewer(me, TODAY, datetime(2026, 3, 9, 14, tzinfo=UTC), see_all(store.app))


def dump(store: AppStore) -> Dump:
    """Every value of every row, in use or in the attic, with the type under which SQLite keeps it."""
    found: Dump = {}
    with store._reads() as connection:
        for table in [*data_tables(connection), "_attic"]:
            names = [name for name in columns(connection, table) if not name.startswith(ASIDE)]
            found[table] = {}
            for name in names:
                if name in ("_version", "_changed"):
                    continue
                each = quoted(name)
                rows = connection.exec_driver_sql(f"SELECT _id, typeof({each}), {each} FROM {quoted(table)}")
                found[table][name] = {row[0]: (row[1], row[2]) for row in rows}
    return found


def is_sound(store: AppStore) -> bool:
    with store._reads() as connection:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return not broken and connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
