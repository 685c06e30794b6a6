"""Lengths of time as people write them: `1:30`, `90 min`, `1 h 30 min`, `1.5 hours`, `2小时30分钟`."""

import re

from appling.atoms.base.numerals import LONGEST

_CLOCK = re.compile(r"(-?)(\d{1,8}):([0-5]\d)(?::([0-5]\d))?")
_PIECE = re.compile(r"(\d{1,9}(?:[.,]\d{1,6})?)\s*([^\W\d_]*)\.?")
_UNITS = {
    1 / 60: "s sec secs second seconds sek sekunde sekunden segundo segundos 秒 秒钟",
    1: "m min mins minute minutes minuten minuto minutos 分 分钟 分鐘",
    60: "h hr hrs hour hours std stunde stunden hora horas heure heures 时 時 小时 小時 钟头",
    1440: "d day days tag tage día días jour jours 天 日",
    10080: "w week weeks woche wochen semana semanas 周 週 星期",
}
_MINUTES = {word: minutes for minutes, words in _UNITS.items() for word in words.split()}


def read_minutes(typed: str) -> float | None:
    """How many minutes are meant; a bare number is minutes. None for what is no length of time."""
    text = typed.strip().casefold().replace("：", ":").replace("−", "-")
    if len(text) > LONGEST:
        return None
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        minutes = int(clock[2]) * 60 + int(clock[3]) + int(clock[4] or 0) / 60
        return -minutes if clock[1] else minutes
    found = _added(text.removeprefix("-"))
    return -found if found is not None and text.startswith("-") else found


def _added(text: str) -> float | None:
    """`1 h 30 min`: each number with its unit; the last one may go without, as in `1h30`."""
    total, place, unit = 0.0, 0, 0.0
    for piece in _PIECE.finditer(text):
        if text[place : piece.start()].strip(" ,"):
            return None
        size = _MINUTES.get(piece[2]) if piece[2] else (1.0 if unit in (0.0, 60) else None)
        if size is None or (unit and size >= unit):
            return None
        total += float(piece[1].replace(",", ".")) * size
        place, unit = piece.end(), size
    return total if unit and not text[place:].strip() else None
