"""The apps that are learnt from: made by a build, still there, and sound; read as they are now."""

from dataclasses import dataclass
from datetime import datetime

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.diagnostics.problem import Problem
from appling.store import AppStore, Home
from appling.store.homes.builds import CHANGE
from appling.store.homes.learning import Made

SWITCH = "learn"
OFF = "off"
MOST = 200
"""The latest so many apps are learnt from."""
STEPS = 300
"""So far back the history is searched for changes that were asked for."""
LONGEST_TITLE = 200
"""Characters of a request that its step of the history is called by."""


class NothingLearnt(Problem):
    """An app that nothing was learnt from."""

    code = "nothing-learnt"

    def __init__(self, app: str) -> None:
        super().__init__("Nothing was learnt from “{app}”.", "See what was learnt: appling learn", app=app)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was asked for, at first and in changes, and the blueprint that it has become.

    `number`: of the build that made the app; `words`: the names of its things; `used`: in how many builds
    it was shown to the model.
    """

    number: int
    app: str
    brief: str
    changes: tuple[str, ...]
    blueprint: str
    words: tuple[str, ...]
    model: str
    learnt: datetime
    used: int = 0

    @property
    def asked(self) -> str:
        """All that was asked for, as one request."""
        return "\n".join((self.brief, *self.changes))


def is_on(home: Home) -> bool:
    """Whether anything is learnt."""
    return home.setting(SWITCH) != OFF


def switch(home: Home, *, on: bool) -> None:
    home.set(SWITCH, "" if on else OFF)


def lessons(home: Home) -> tuple[Lesson, ...]:
    """What was learnt, the latest first; nothing while learning is switched off."""
    if not is_on(home):
        return ()
    used = home.learning.used()
    found = (lesson(home, made, used[made.number]) for made in home.learning.made(MOST))
    return tuple(each for each in found if each is not None)


def forget(home: Home, app: str) -> None:
    """Learn nothing from this app any more. Raises NothingLearnt."""
    if app not in {each.app for each in home.learning.made(MOST)}:
        raise NothingLearnt(app)
    home.learning.forget(app)


def forget_all(home: Home) -> int:
    """Forget all that was learnt until now; how many apps that were."""
    found = home.learning.made(MOST)
    for each in found:
        home.learning.forget(each.app)
    return len(found)


def take_back(home: Home, app: str) -> None:
    """Learn from an app again that was forgotten. Raises NothingLearnt."""
    if app not in home.learning.forgotten():
        raise NothingLearnt(app)
    home.learning.take_back(app)


def lesson(home: Home, made: Made, used: int = 0) -> Lesson | None:
    """What an app teaches; None where it is gone, or no longer sound."""
    try:
        store = home.open(made.app)
        store.refresh()
        source = store.source
        changes, latest = _changes(home, store, made)
    except Problem:
        return None
    app = check(source, vocabulary()).app
    if app is None or not app.things:
        return None
    words = tuple(thing.name for thing in app.things)
    return Lesson(made.number, made.app, made.brief, changes, source, words, made.model, latest, used)


def _changes(home: Home, store: AppStore, made: Made) -> tuple[tuple[str, ...], datetime]:
    """The requests that were carried out and stand, oldest first; and when the blueprint last changed."""
    stand = {step.title: step.time for step in store.history(STEPS) if step.kind == "app" and not step.undone}
    asked = [each.brief.strip() for each in home.builds.all(made.app, kind=CHANGE, status="done")]
    changes = tuple(dict.fromkeys(each for each in reversed(asked) if each[:LONGEST_TITLE] in stand))
    return changes, max(stand.values(), default=made.created)
