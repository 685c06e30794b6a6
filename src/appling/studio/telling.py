"""What happened to an app, what it keeps and what was burnt, in words for the studio's pages."""

from datetime import datetime
from typing import Any

from babel.dates import format_datetime
from babel.numbers import format_decimal

from appling.atoms.base.locales import locale
from appling.atoms.base.zone import local
from appling.blueprint.model.app import App
from appling.runtime.translate import Translator
from appling.store import Kept, Step
from appling.store.homes.burning import Burning, Receipt

_ = str
"""Marks a sentence for translation."""
KINDS = {"app": _("The blueprint was changed"), "samples": _("Sample rows")}
ROWS = (_("{count} added"), _("{count} changed"), _("{count} removed"))
UNITS = ("B", "kB", "MB", "GB", "TB")


def told_step(step: Step, app: App, names: dict[int, str], t: Translator, language: str) -> dict[str, Any]:
    """`what`, `when` and `who` of a step, and where going back to before it leads."""
    title = step.title or (t(KINDS[step.kind]) if step.kind in KINDS else "")
    things = [f"{_thing(app, key)}: {_counts(counts, t, language)}" for key, counts in step.things.items()]
    return {
        "number": step.number,
        "kind": step.kind,
        "what": title or "; ".join(things),
        "rows": "; ".join(things) if title else "",
        "when": _when(step.time, language),
        "who": names.get(step.person or 0, ""),
        "undone": step.undone,
    }


def told_kept(kept: Kept, t: Translator, language: str) -> str:
    """What lies in the attic, with how much of it there is."""
    name = kept.thing if kept.field is None else f"{kept.thing} · {kept.field}"
    count = format_decimal(kept.values, locale=locale(language))
    return t("{name}: {count} values", name=name, count=count)


def told_burning(burning: Burning, language: str) -> str:
    """When the app burns."""
    return _when(burning.at, language)


def told_receipt(receipt: Receipt, t: Translator, language: str) -> list[str]:
    """What was destroyed, line by line."""

    def number(count: int) -> str:
        return format_decimal(count, locale=locale(language))

    lines = [f"{name}: {number(count)}" for name, count in (receipt.things or {}).items()]
    if receipt.things is None:
        lines.append(t("Rows that could not be read any more"))
    lines.append(t("People: {count}", count=number(receipt.people)))
    lines.append(t("Uploads: {count}", count=number(receipt.uploads)))
    lines.append(t("Records of how it was made: {count}", count=number(receipt.builds)))
    size = in_words(receipt.bytes, language)
    lines.append(t("{size} in all, on {time}", size=size, time=_when(receipt.time, language)))
    return lines


def in_words(size: int, language: str) -> str:
    """A number of bytes as people say it."""
    value, unit = float(size), 0
    while value >= 1000 and unit < len(UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{format_decimal(round(value, 1 if unit else 0), locale=locale(language))} {UNITS[unit]}"


def _when(time: datetime, language: str) -> str:
    """In the clock of the machine, which is the owner's."""
    return format_datetime(local(time), "medium", locale=locale(language))


def _thing(app: App, key: str) -> str:
    thing = app.by_key.get(key)
    return key if thing is None else thing.name


def _counts(counts: tuple[int, int, int], t: Translator, language: str) -> str:
    return ", ".join(
        t(pattern, count=format_decimal(count, locale=locale(language)))
        for pattern, count in zip(ROWS, counts, strict=True)
        if count
    )
