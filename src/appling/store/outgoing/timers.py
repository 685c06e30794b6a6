"""What the clock sets off: when it is due, done once, whatever sleeps, crashes or runs beside it.

Times of day are those of the server's zone. How far each trigger has come is written down in the transaction
that does what is due; after a long sleep it is done once, not once for each time that was missed.
"""

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, and_, inspect, select
from sqlalchemy.dialects.sqlite import insert as upsert

from appling.atoms.base.zone import day_of, local, utc
from appling.blueprint.model.app import Event, Trigger
from appling.blueprint.model.expression import Binary, Expression, Kind, Literal, Path, ValueType
from appling.diagnostics.problem import Problem
from appling.store import system
from appling.store.app_store import LONG, AppStore
from appling.store.errors import StoreError
from appling.store.reader import run
from appling.store.scope import Viewer, see_all
from appling.store.writing.writer import Writer

LOG = logging.getLogger("appling.triggers")
MORNING = time(8)
"""When a day's work is done where no time is said."""
ASTRAY = timedelta(days=1)
"""A mark so far in the future is from a clock that went wrong: it counts no more."""
BETWEEN_MARKS = timedelta(minutes=10)
MOST_ROWS = 2_000
"""So many rows at most are gone through at one time."""
_TIMED = (Event.EVERY, Event.AFTER, Event.BEFORE)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TRUTH = ValueType(Kind.TRUTH)


def timed(triggers: tuple[Trigger, ...]) -> tuple[Trigger, ...]:
    """Those that the clock sets off."""
    return tuple(trigger for trigger in triggers if trigger.event in _TIMED)


def run_due(store: AppStore, now: datetime | None = None) -> int:
    """Do what is due; returns how often a trigger was set off."""
    now = (now or datetime.now(UTC)).replace(microsecond=0)
    return sum(_run(store, trigger, now) for trigger in timed(store.app.triggers))


def _run(store: AppStore, trigger: Trigger, now: datetime) -> int:
    try:
        return _Turn(store, trigger, now).take()
    except (StoreError, Problem) as error:
        LOG.warning("%s of app %s: %s", trigger.name, store.app.key, error)
        return 0


class _Turn:
    """One look at one trigger."""

    def __init__(self, store: AppStore, trigger: Trigger, now: datetime) -> None:
        self._store = store
        self._trigger = trigger
        self._now = now
        self._viewer = Viewer(None, day_of(now), now, see_all(store.app))

    def take(self) -> int:
        mark = self._mark()
        if mark is None or mark > self._now + ASTRAY:
            self._set_mark()
            return 0
        if not self._is_due(mark):
            return 0
        with self._store.write(self._viewer, title=self._trigger.name) as writer:
            writer.take_time(LONG)
            mark = _read_mark(writer.connection, self._trigger.name)
            if mark is None or not self._is_due(mark):
                return 0
            done = sum(self._do(writer, row) for row in self._rows(writer, mark))
            _write_mark(writer.connection, self._trigger.name, self._now)
        return done

    # When ------------------------------------------------------------------

    def _is_due(self, mark: datetime) -> bool:
        trigger = self._trigger
        if trigger.event is Event.EVERY:
            return mark < last_time(trigger.unit, trigger.at or MORNING, self._now) <= self._now
        if self._is_dated:
            return day_reached(mark) < day_reached(self._now)
        if mark + BETWEEN_MARKS <= self._now:
            return True
        with self._store.looking() as connection:
            return bool(self._found(connection, mark))

    @property
    def _is_dated(self) -> bool:
        """Whether it goes by a date, which has no hours."""
        return _dated(self._store, self._trigger)

    # What ------------------------------------------------------------------

    def _rows(self, writer: Writer, mark: datetime) -> Iterator[int | None]:
        trigger = self._trigger
        if trigger.thing is None:
            yield None
            return
        for row in self._found(writer.connection, mark):
            yield row[0]

    def _found(self, connection: Connection, mark: datetime) -> Any:
        statement = _within(self._store, self._trigger, mark, self._now)
        given = {"me": None, "today": self._viewer.today, "now": self._now}
        return run(connection, statement, given)

    def _do(self, writer: Writer, row: int | None) -> int:
        """One row's failure is its own."""
        attempt = writer.connection.begin_nested()
        try:
            writer.happening.run(self._trigger, row)
        except (StoreError, Problem, KeyError) as error:
            attempt.rollback()
            LOG.warning("%s of app %s, row %s: %s", self._trigger.name, self._store.app.key, row, error)
            return 0
        attempt.commit()
        return 1

    # Marks -----------------------------------------------------------------

    def _mark(self) -> datetime | None:
        with self._store.looking() as connection:
            return _read_mark(connection, self._trigger.name)

    def _set_mark(self) -> None:
        with self._store.noting() as connection:
            _write_mark(connection, self._trigger.name, self._now)


def _read_mark(connection: Connection, trigger: str) -> datetime | None:
    table = system.marks
    if not inspect(connection).has_table(table.name):
        return None
    found: datetime | None = connection.execute(
        select(table.c.moment).where(table.c.trigger == trigger)
    ).scalar()
    return found


def _write_mark(connection: Connection, trigger: str, moment: datetime) -> None:
    system.make_later(connection)
    statement = upsert(system.marks).values(trigger=trigger, moment=moment)
    connection.execute(statement.on_conflict_do_update(index_elements=["trigger"], set_={"moment": moment}))


def _dated(store: AppStore, trigger: Trigger) -> bool:
    if trigger.thing is None or trigger.field is None or trigger.field.startswith("_"):
        return False
    return store.app.thing(trigger.thing).field(trigger.field).value.kind is Kind.DATE


def _within(store: AppStore, trigger: Trigger, mark: datetime, now: datetime) -> Any:
    """The rows that it is due for, and for which its condition holds; made-up ones are left alone."""
    compiler = store.compiler
    table = compiler.schema.tables[trigger.thing or ""]
    frame = compiler.frame(trigger.thing or "", table)
    holds = [~table.c["_sample"]]
    if trigger.where is not None:
        holds.append(compiler.condition(trigger.where, frame))
    if trigger.event is not Event.EVERY:
        holds.append(compiler.condition(_in_time(store, trigger, mark, now), frame))
    wanted = select(table.c["_id"]).where(and_(*holds))
    return wanted.order_by(table.c["_id"]).limit(MOST_ROWS)


def _in_time(store: AppStore, trigger: Trigger, mark: datetime, now: datetime) -> Expression:
    """That the row's time lies behind the mark, and not behind now."""
    dated = _dated(store, trigger)
    kind = ValueType(Kind.DATE if dated else Kind.MOMENT)
    assert trigger.delay is not None and trigger.field is not None  # noqa: S101, PT018 - of such a trigger
    sign = "-" if trigger.event is Event.BEFORE else "+"
    moment = Binary(sign, Path((trigger.field,), kind), trigger.delay, kind)
    first, last = (day_reached(mark), day_reached(now)) if dated else (mark, now)
    after = Binary(">", moment, Literal(first, kind), _TRUTH)
    until = Binary("<=", moment, Literal(last, kind), _TRUTH)
    return Binary("and", after, until, _TRUTH)


def day_reached(moment: datetime) -> date:
    """The last day whose morning has come."""
    here = local(moment)
    return here.date() if here.time() >= MORNING else here.date() - timedelta(days=1)


def last_time(unit: str, at: time, now: datetime) -> datetime:
    """The last time that such an hour, day or month began, up to now."""
    here = local(now)
    if unit == "hour":
        past = timedelta(minutes=here.minute, seconds=here.second, microseconds=here.microsecond)
        return utc(now) - past
    day = here.date() if here.time() >= at else here.date() - timedelta(days=1)
    while not _is_day(day, unit):
        day -= timedelta(days=1)
    return utc(datetime.combine(day, at))


def next_time(unit: str, at: time, now: datetime) -> datetime:
    """The next time, after now."""
    begun = last_time(unit, at, now)
    if unit == "hour":
        return begun + timedelta(hours=1)
    day = day_of(begun) + timedelta(days=1)
    while not _is_day(day, unit):
        day += timedelta(days=1)
    return utc(datetime.combine(day, at))


def _is_day(day: date, unit: str) -> bool:
    if unit == "month":
        return day.day == 1
    if unit == "weekday":
        return day.weekday() < 5
    return unit not in DAYS or DAYS[day.weekday()] == unit
