"""What happens by itself when rows are added, changed or removed: in the same transaction, or not at all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from appling.blueprint.model.app import Event, Thing, Trigger
from appling.store.errors import EndlessTriggers
from appling.store.scope import Scope

if TYPE_CHECKING:
    from appling.store.writing.writer import Writer

DEEPEST = 8
"""How many triggers may set off one another in a row."""
MOST = 5_000
"""How often triggers may be set off in one transaction."""


class Happening:
    """Sets off the triggers of one transaction. None is set off by what it does itself."""

    def __init__(self, writer: "Writer") -> None:
        self._writer = writer
        self._running: list[str] = []
        self._count = 0
        self._by_event: defaultdict[tuple[Event, str], list[Trigger]] = defaultdict(list)
        for trigger in writer.app.triggers:
            if trigger.thing is not None:
                self._by_event[trigger.event, trigger.thing].append(trigger)

    def added(self, thing: str, row: int) -> None:
        for trigger in self._waiting(Event.ADDED, thing):
            if self.concerns(trigger, row):
                self.run(trigger, row)

    @contextmanager
    def changing(self, thing: str, row: int) -> Iterator[None]:
        """Around a change: what a trigger asks for must have come to hold by it."""
        waiting = self._waiting(Event.CHANGED, thing)
        before = [self._state(each, row) for each in waiting]
        yield
        for trigger, state in zip(waiting, before, strict=True):
            if self._has_come(trigger, row, state):
                self.run(trigger, row)

    def _state(self, trigger: Trigger, row: int) -> Any:
        """The value of the trigger's field, or else whether its condition holds."""
        if trigger.field is not None:
            return self._writer.kept_value(trigger.thing or "", row, trigger.field)
        return trigger.where is not None and self.concerns(trigger, row)

    def _has_come(self, trigger: Trigger, row: int, before: Any) -> bool:
        changed = self._state(trigger, row) != before if trigger.field is not None else not before
        return changed and self.concerns(trigger, row)

    @contextmanager
    def paying(self, thing: Thing, row: int | None) -> Iterator[None]:
        """Around a change of what is of a row, such as a payment: the row that it is of changes, too."""
        host = thing.field(thing.trait.link).thing if thing.trait is not None and thing.trait.of else None
        if host is None or row is None:
            yield
            return
        with self.changing(host, row):
            yield

    def removing(self, thing: str, row: int) -> None:
        """While the row is still there to be spoken of."""
        for trigger in self._waiting(Event.REMOVED, thing):
            if self.concerns(trigger, row):
                self.run(trigger, row)

    def concerns(self, trigger: Trigger, row: int) -> bool:
        return self._writer.lies_in(row, Scope(trigger.thing or "", trigger.where))

    def run(self, trigger: Trigger, row: int | None) -> None:
        """Take its steps, with the app's own authority."""
        from appling.store.writing.actions import Acting

        self._count += 1
        if len(self._running) >= DEEPEST or self._count > MOST:
            raise EndlessTriggers
        self._running.append(trigger.key)
        try:
            Acting(self._writer, trigger.thing, row, None, trigger.name).do(trigger.steps)
        finally:
            self._running.pop()

    def follow(self, triggers: Iterable[str]) -> None:
        """Count these as running: what comes of them doesn't set them off again."""
        self._running += triggers

    @property
    def chain(self) -> tuple[str, ...]:
        """The triggers that run, one set off by the other."""
        return tuple(self._running)

    def _waiting(self, event: Event, thing: str) -> list[Trigger]:
        waiting = self._by_event.get((event, thing), [])
        return [trigger for trigger in waiting if trigger.key not in self._running]
