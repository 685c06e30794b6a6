"""Stories about what is done to an app that is there: going back and forth, changing it, taking it away."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.kills.state import app_state

from appling.builder.changing import apply_plan, plan_change
from appling.store import AppStore, Home
from appling.store.history import NothingToUndo
from appling.store.portable import export_app, import_app

Write = Callable[[Home, Random, int], None]


def back_and_forth(write: Write) -> Callable[[Home, Random], Iterator[None]]:
    """Writes rows and changes the app by `write`, and takes that back and makes it again in between."""

    def operations(home: Home, chances: Random) -> Iterator[None]:
        store = home.open("club")
        for number in range(14):
            kind = chances.choice(["write", "write", "undo", "undo", "redo", "far"])
            try:
                if kind == "undo":
                    store.undo()
                elif kind == "redo":
                    store.redo()
                elif kind == "far":
                    store.undo(to=_three_back(store))
                else:
                    write(home, chances, number)
            except NothingToUndo:
                write(home, chances, number)
            yield

    return operations


def _three_back(store: AppStore) -> int | None:
    done = [each.number for each in store.history() if not each.undone]
    return done[3] if len(done) > 3 else None


def history_holds(home: Home) -> list[str]:
    """All of it can be taken back and made again, and then everything is as it was."""
    store = home.open("club")
    before = app_state(store.folder)
    undone = [each for each in store.history() if each.undone]
    done = len(store.history()) - len(undone)
    for _ in range(done):
        store.undo()
    for _ in range(done):
        store.redo()
    return [] if app_state(store.folder) == before else ["going back and forth changed something"]


def change_by_plan(sources: tuple[str, ...]) -> Callable[[Home, Random], Iterator[None]]:
    """Plans changes, with their trial, and applies them."""

    def operations(home: Home, chances: Random) -> Iterator[None]:
        for source in sources:
            apply_plan(home, plan_change(home, "club", source, seconds=0.2))
            yield

    return operations


def exported(home: Home) -> Path:
    return home.path.with_name(f"{home.path.name}-club.appling.zip")


def take_away(home: Home, chances: Random) -> Iterator[None]:
    """Exports an app, takes it in again, and burns the one it came from."""
    exported(home).unlink(missing_ok=True)
    for _ in range(3):
        keys = [each.key for each in home.apps()]
        export_app(home, keys[0], exported(home))
        yield
        import_app(home, exported(home))
        yield
        home.burn(keys[0])
        yield


def file_is_whole(home: Home) -> list[str]:
    """What was exported is a whole app, or is not there."""
    file = exported(home)
    if not file.exists():
        return []
    elsewhere = Home(home.path.with_name(f"{home.path.name}-elsewhere"))
    record = import_app(elsewhere, file)
    found = app_state(elsewhere.app_folder / record.key)
    elsewhere.burn(record.key)
    elsewhere.close()
    return [] if len(found["rows"]["bike"]) == 6 else [f"the file holds {found}"]
