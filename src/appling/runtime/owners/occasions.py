"""When a trigger is set off, in plain words of the app's language."""

from datetime import timedelta
from typing import Literal, cast

from babel.dates import format_timedelta, get_day_names

from appling.atoms.base.locales import locale
from appling.blueprint.model.app import App, Event, Trigger
from appling.runtime.translate import Translator
from appling.store.outgoing.timers import DAYS, MORNING

_Unit = Literal["minute", "hour", "day", "week", "month", "year"]
_LENGTHS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}


def occasion(trigger: Trigger, app: App, t: Translator) -> str:
    """`when Loan is added`, `every day at 08:00`, `3 days after due of Loan`."""
    thing = app.by_key[trigger.thing].name if trigger.thing is not None else ""
    match trigger.event:
        case Event.ADDED:
            return t("when {thing} is added", thing=thing)
        case Event.CHANGED if trigger.field is not None:
            field = app.thing(trigger.thing or "").field(trigger.field).name
            return t("when “{field}” of {thing} is changed", field=field, thing=thing)
        case Event.CHANGED:
            return t("when {thing} is changed", thing=thing)
        case Event.REMOVED:
            return t("when {thing} is removed", thing=thing)
        case Event.EVERY:
            return _every(trigger, app, t) + (t(", for each {thing}", thing=thing) if thing else "")
    return _after(trigger, app, t, thing)


def _every(trigger: Trigger, app: App, t: Translator) -> str:
    time = f"{trigger.at or MORNING:%H:%M}"
    if trigger.unit == "hour":
        return t("every hour")
    if trigger.unit == "weekday":
        return t("every weekday at {time}", time=time)
    if trigger.unit == "month":
        return t("on the first of every month at {time}", time=time)
    if trigger.unit in DAYS:
        day = get_day_names("wide", locale=locale(app.language))[DAYS.index(trigger.unit)]
        return t("every {day} at {time}", day=day, time=time)
    return t("every day at {time}", time=time)


def _after(trigger: Trigger, app: App, t: Translator, thing: str) -> str:
    assert trigger.delay is not None  # noqa: S101 - of such a trigger
    unit = trigger.delay.unit
    length = timedelta(days=trigger.delay.amount * _LENGTHS[unit])
    steady = cast("_Unit", unit)
    delay = format_timedelta(length, granularity=steady, threshold=1e6, locale=locale(app.language))
    if trigger.field is None or trigger.field.startswith("_"):
        return t("{delay} after {thing} was added", delay=delay, thing=thing)
    field = app.thing(trigger.thing or "").field(trigger.field).name
    if trigger.event is Event.BEFORE:
        return t("{delay} before “{field}” of {thing}", delay=delay, field=field, thing=thing)
    return t("{delay} after “{field}” of {thing}", delay=delay, field=field, thing=thing)
