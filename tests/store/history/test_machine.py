"""Rows and blueprints changed at random, undone, made again: each state comes back as it was."""

import os
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests import promises
from tests.store.history.apps import TODAY, Dump, dump, is_sound, make, parsed, viewer

from appling.store import (
    AppStore,
    CannotMakeUnique,
    Conflict,
    InUse,
    Invalid,
    NothingToUndo,
    Scope,
)

FULL = os.environ.get(promises.FULL) == "1"
TEXTS = ["", "1", "12.50", "1,234.50", "yes", "2026-03-09", "09:30", "red", "Red", "🚲 مرحبا", "a@b.example"]
VALUES: dict[str, list[Any]] = {
    "text": TEXTS,
    "long text": [*TEXTS, "two\nlines"],
    "choice(red, blue)": ["red", "blue"],
    "choice(red)": ["red"],
    "number": [0, 1, -2.5, 0.1 + 0.2, 10**15, 1e-9, 123456789.123456789],
    "rating": [1, 5],
    "money": [Decimal("0.01"), Decimal("19.99"), Decimal("-9999999999999.99")],
    "date": [date(1, 1, 1), TODAY, date(9999, 12, 31)],
    "date and time": [datetime(2026, 3, 9, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)],
    "time": [time(0), time(23, 59, 59)],
    "yes/no": [True, False],
    "person": [1],
}
NAMES = ["one", "two", "three", "four"]
THINGS = ["Bike", "Loan", "Part"]


@dataclass
class Thing:
    fields: dict[str, str]
    was: str | None = None
    renamed: dict[str, str] = field(default_factory=dict)


@dataclass
class Moment:
    source: str
    rows: Dump
    step: int


def written(things: dict[str, Thing]) -> str:
    lines = ["app Test", "  people: member", ""]
    for name, thing in things.items():
        was = f" (was {thing.was})" if thing.was else ""
        lines += [f"thing {name}{was}", "  label: text"]
        for key, type_ in thing.fields.items():
            old = f" (was {thing.renamed[key]})" if key in thing.renamed else ""
            lines.append(f"  {key}{old}: {type_}")
        lines.append("")
        lines += [f"action Mark on {name}" if name == next(iter(things)) else f"action Mark {name} on {name}"]
        lines += ['  set label = "marked"', ""]
    return "\n".join(lines)


class History(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.things = {"Bike": Thing({"one": "text", "two": "number"}), "Loan": Thing({"one": "Bike"})}
        self.store = make(self.folder / "app", written(self.things))
        self.store.people.create("Somebody", None, "member")
        self.moments = [Moment(self.store.source, dump(self.store), 0)]
        self.now = 0
        self.things_at = {0: self.things}
        self.tried = 0

    # What people do --------------------------------------------------------

    @rule(data=st.data(), often=st.integers(1, 4))
    def write_rows(self, data: st.DataObject, often: int) -> None:
        try:
            with self.store.write(viewer(self.store, me=1)) as writer:
                for _ in range(often):
                    self._write(writer, data)
        except (InUse, Invalid, Conflict):
            pass
        self._happened()

    @rule(data=st.data())
    def swap(self, data: st.DataObject) -> None:
        """Two rows exchange what only one may have."""
        thing = data.draw(st.sampled_from(self.store.app.things)).key
        rows = self._rows(thing)
        if len(rows) >= 2:
            with self.store.write(viewer(self.store), "swap") as writer:
                one, two = rows[0], rows[-1]
                names = {row: writer.read.row(thing, row).version for row in (one, two)}
                writer.change(thing, one, {"label": f"s{names[two]}"})
                writer.change(thing, two, {"label": f"s{names[one]}"})
        self._happened()

    @rule(data=st.data())
    def act(self, data: st.DataObject) -> None:
        action = data.draw(st.sampled_from(self.store.app.actions))
        rows = self._rows(action.thing or "")
        if rows:
            row = data.draw(st.sampled_from(rows))
            with self.store.write(viewer(self.store)) as writer:
                writer.act(action, row)
        self._happened()

    @rule()
    def samples(self) -> None:
        if self.store.has_samples():
            self.store.remove_samples()
        else:
            self.store.add_samples(TODAY, per_thing=2)
        self._happened()

    # What the owner does ---------------------------------------------------

    @rule(data=st.data())
    def change_blueprint(self, data: st.DataObject) -> None:
        things = {
            name: Thing(dict(thing.fields), thing.was, dict(thing.renamed))
            for name, thing in self.things.items()
        }
        for _ in range(data.draw(st.integers(1, 3))):
            _edit(things, data)
        source = written(things)
        app, before = parsed(source), dump(self.store)
        forecast = self.store.forecast(app)
        assert dump(self.store) == before
        try:
            report = self.store.replace(app, source)
            assert report == forecast
            self.things = things
        except CannotMakeUnique:
            assert not forecast.possible
        self._happened()

    @rule(back=st.integers(1, 3))
    def undo(self, back: int) -> None:
        to = max(0, self.now - back)
        try:
            steps = self.store.undo(self.moments[to].step if back > 1 else None)
            assert len(steps) == self.now - to
        except NothingToUndo:
            assert self.now == 0
            return
        self._went(to)

    @rule(on=st.integers(1, 3))
    def redo(self, on: int) -> None:
        to = min(len(self.moments) - 1, self.now + on)
        try:
            steps = self.store.redo(self.moments[to].step if on > 1 and to > self.now else None)
            assert len(steps) == to - self.now
        except NothingToUndo:
            assert self.now == len(self.moments) - 1
            return
        self._went(to)

    @rule(again=st.booleans())
    def reopen(self, again: bool) -> None:
        self.store.close()
        if again:
            self.store = AppStore(self.folder / "app")

    # What must hold --------------------------------------------------------

    @invariant()
    def as_it_should_be(self) -> None:
        if not hasattr(self, "store"):
            return
        moment = self.moments[self.now]
        assert self.store.source == moment.source
        assert dump(self.store) == moment.rows
        self.tried += 1

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert is_sound(self.store)
            self.store.close()
            shutil.rmtree(self.folder)
            promises.count("undo and redo give back every value", self.tried)

    # -----------------------------------------------------------------------

    def _happened(self) -> None:
        """Whether something did is for the store to say; then it is the latest moment."""
        rows = dump(self.store)
        steps = [step for step in self.store.history() if not step.undone]
        latest = steps[0].number if steps else 0
        if latest == self.moments[self.now].step:
            return
        del self.moments[self.now + 1 :]
        self.moments.append(Moment(self.store.source, rows, latest))
        self.now += 1
        self.things_at[self.now] = self.things

    def _went(self, to: int) -> None:
        self.now = to
        self.things = self.things_at[to]

    def _rows(self, thing: str) -> list[int]:
        return sorted(dump(self.store)[thing]["_id"])

    def _write(self, writer: Any, data: st.DataObject) -> None:
        thing = data.draw(st.sampled_from(self.store.app.things))
        rows = sorted(dump(self.store)[thing.key]["_id"])
        kind = data.draw(st.sampled_from(["add", "change", "remove"] if rows else ["add"]))
        if kind == "remove":
            writer.remove(thing.key, data.draw(st.sampled_from(rows)))
            return
        values = {}
        for each in thing.fields:
            if each.value.thing is not None:
                values[each.key] = data.draw(st.sampled_from([None, *self._rows(each.value.thing)]))
            elif each.key != "label":
                choices = "" if not each.choices else f"({', '.join(c.name for c in each.choices)})"
                drawn = data.draw(st.sampled_from(VALUES[each.type + choices]))
                values[each.key] = None if drawn == "" else drawn
        if kind == "add":
            writer.insert(thing.key, values, Scope(thing.key))
        else:
            writer.update(thing.key, data.draw(st.sampled_from(rows)), values, Scope(thing.key))


def _edit(things: dict[str, Thing], data: st.DataObject) -> None:
    """One change of a blueprint: of a thing as a whole, or of a field of it."""
    free = [name for name in THINGS if name not in things]
    name = data.draw(st.sampled_from(sorted(things)))
    thing = things[name]
    kinds = ["field", "type", *(["add", "rename"] if free else []), *(["drop"] if len(things) > 1 else [])]
    kind = data.draw(st.sampled_from(kinds))
    if kind == "add":
        things[data.draw(st.sampled_from(free))] = Thing({"one": data.draw(_types(things))})
    elif kind == "rename":
        new = data.draw(st.sampled_from(free))
        things[new] = replace(things.pop(name), was=name)
        _retarget(things, name, new)
    elif kind == "drop":
        del things[name]
        _retarget(things, name, None)
    elif kind == "type" and thing.fields:
        thing.fields[data.draw(st.sampled_from(sorted(thing.fields)))] = data.draw(_types(things))
    else:
        _edit_fields(thing, things, data)


def _edit_fields(thing: Thing, things: dict[str, Thing], data: st.DataObject) -> None:
    free = [name for name in NAMES if name not in thing.fields]
    kinds = [*(["add"] if free else []), *(["drop"] if thing.fields else [])]
    kinds += ["rename"] if free and thing.fields else []
    kind = data.draw(st.sampled_from(kinds))
    if kind == "add":
        new = data.draw(st.sampled_from(free))
        thing.fields[new] = data.draw(_types(things))
        thing.renamed.pop(new, None)
        return
    name = data.draw(st.sampled_from(sorted(thing.fields)))
    type_ = thing.fields.pop(name)
    thing.renamed.pop(name, None)
    if kind == "rename":
        new = data.draw(st.sampled_from(free))
        thing.fields[new] = type_
        thing.renamed[new] = name


def _types(things: dict[str, Thing]) -> st.SearchStrategy[str]:
    plain = [*VALUES, "number = 7", "text, unique", "yes/no = yes"]
    return st.sampled_from([*plain, *sorted(things), *(f"{name}, required" for name in sorted(things))])


def _retarget(things: dict[str, Thing], old: str, new: str | None) -> None:
    """Links to a thing that has another name, or is no more."""
    for thing in things.values():
        for key, type_ in list(thing.fields.items()):
            if type_.split(",")[0] == old:
                if new is None:
                    del thing.fields[key]
                else:
                    thing.fields[key] = type_.replace(old, new)


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=300 if FULL else 8,
    stateful_step_count=40 if FULL else 12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=not FULL,
    phases=(Phase.generate,),
    database=None,
)
