"""Sample numbers, sums of money, yes or no, and stars."""

from decimal import Decimal

from appling.atoms.base import Sample
from appling.atoms.fields.money.currency import currency
from appling.atoms.samples.senses import kind_of
from appling.atoms.samples.words import meaning, picture_subject
from appling.blueprint.model.app import Field
from appling.blueprint.model.expression import Literal

Range = tuple[float, float, float]
"""The lowest, the highest and the step between."""

_NUMBERS: dict[str, Range] = {
    "age": (18, 68, 1),
    "percent": (5, 100, 5),
    "score": (58, 98, 1),
    "stock": (2, 60, 1),
    "small_count": (1, 6, 1),
    "capacity": (8, 60, 2),
    "views": (40, 4800, 1),
    "likes": (3, 320, 1),
    "minutes": (15, 120, 5),
    "hours": (1, 12, 1),
    "days": (1, 14, 1),
    "weight": (1, 80, 0.5),
    "height": (150, 192, 1),
    "distance": (2, 42, 0.5),
    "mileage": (1200, 98000, 100),
    "area": (28, 160, 1),
    "temperature": (18, 38, 0.1),
    "pages": (96, 480, 4),
    "calories": (120, 780, 10),
    "points": (20, 900, 10),
    "level": (1, 9, 1),
    "latitude": (30, 52, 0.0001),
    "longitude": (5, 121, 0.0001),
}
_SUMS: dict[str, Range] = {
    "salary": (2800, 7200, 100),
    "rent": (550, 2400, 10),
    "budget": (800, 24000, 100),
    "small": (3, 60, 0.5),
    "hourly": (14, 58, 1),
    "per_word": (0.06, 0.24, 0.01),
    "per_kilo": (1.5, 12, 0.1),
}
_PRICES: dict[str, Range] = {
    "book": (8, 38, 0.5),
    "recipe": (5, 28, 0.5),
    "course": (40, 380, 5),
    "event": (5, 60, 1),
    "vehicle": (240, 2600, 10),
    "device": (40, 1600, 5),
    "room": (60, 320, 5),
    "project": (1200, 30000, 100),
    "order": (15, 420, 0.5),
    "expense": (6, 280, 0.1),
    "job": (2800, 6800, 100),
    "travel": (80, 1200, 10),
    "drink": (2, 7, 0.5),
    "wine": (6, 60, 1),
    "produce": (1.5, 9, 0.5),
    "labour": (25, 420, 5),
    "machinery": (60, 480, 5),
    "treatment": (20, 160, 5),
    "dental": (30, 480, 5),
    "hair": (14, 95, 1),
}
_SHOWN_PRICES: dict[str, Range] = {
    "meal": (5, 28, 0.5),
    "bread": (1, 9, 0.1),
    "drink": (2, 14, 0.5),
    "plant": (3, 40, 0.5),
    "book": (8, 38, 0.5),
}
"""Prices of what a picture can show, for things of no kind of their own."""
_COINS: dict[str, tuple[int, int]] = {
    "CNY": (7, 1), "JPY": (150, 10), "KRW": (1300, 100), "INR": (80, 10), "RUB": (90, 10), "THB": (35, 5),
    "TWD": (32, 5), "HKD": (8, 1), "HUF": (380, 10), "CZK": (24, 1), "IDR": (16000, 1000),
    "VND": (25000, 1000), "TRY": (40, 5), "SEK": (10, 1), "NOK": (10, 1), "DKK": (7, 1), "PLN": (4, 1),
}  # fmt: skip
"""How many of a currency a dollar is, roughly, and to what prices in it are rounded."""
_CHANCES = {"rare": 0.2, "often": 0.75}


def number(field: Field, sample: Sample) -> int | float:
    """A number of the size that the field's name promises, within its limits."""
    about = meaning("numbers", field.name)
    if about == "order":
        low = int(field.minimum or 1)
        return _within(low + sample.index, field)
    if about == "stock" and any(each.thing for each in sample.thing.fields):
        return _within(_draw((1, 4, 1), field, sample), field)
    if about == "year":
        return _within(sample.today.year - sample.random.randrange(0, 14), field)
    return _within(_draw(_NUMBERS.get(about or "", (1, 20, 1)), field, sample), field)


def money(field: Field, sample: Sample) -> Decimal:
    """A sum that suits what is paid for, within the field's limits."""
    about = meaning("moneys", field.name)
    of = _prices(sample)
    low, high, step = _SUMS.get(about or "", of)
    scale, coin = _COINS.get(currency(sample.language), (1, 0))
    drawn = _draw((low * scale, high * scale, coin or step), field, sample)
    return Decimal(str(_within(drawn, field))).quantize(Decimal("0.01"))


def _prices(sample: Sample) -> Range:
    shown = _SHOWN_PRICES.get(picture_subject(sample.thing.name) or "", (6.0, 160.0, 0.5))
    return _PRICES.get(kind_of(sample) or "", shown)


def _draw(natural: Range, field: Field, sample: Sample) -> float:
    """A number of the range, narrowed to the field's limits where the two meet, else of these."""
    low, high, step = natural
    minimum = field.minimum if field.minimum is not None else min(low, field.maximum or low)
    maximum = field.maximum if field.maximum is not None else max(high, minimum + (high - low))
    bottom, top = max(low, minimum), min(high, maximum)
    if bottom > top:
        bottom, top = minimum, maximum
    if step > top - bottom > 0:
        step = 1 if top - bottom >= 1 else (top - bottom) / 10
    steps = int((top - bottom) / step)
    return round(bottom + sample.random.randint(0, max(0, steps)) * step, 4)


def _within(value: float, field: Field) -> int | float:
    if field.minimum is not None:
        value = max(value, field.minimum)
    if field.maximum is not None:
        value = min(value, field.maximum)
    return int(value) if float(value).is_integer() else value


def truth(field: Field, sample: Sample) -> bool:
    """Yes or no, mixed as the field's name and default suggest."""
    chance = _CHANCES.get(meaning("truths", field.name) or "", 0.4)
    if isinstance(field.default, Literal) and isinstance(field.default.value, bool):
        chance = 0.75 if field.default.value else 0.3
    return sample.random.random() < chance


def rating(most: int, sample: Sample) -> int:
    """Stars as people give them: rather many."""
    return max(1, round(most * sample.random.choice((0.6, 0.8, 0.8, 1, 1, 0.4))))
