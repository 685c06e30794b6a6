"""What models did for an app this month, by whom it was asked and what it may be, in words for its page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel.numbers import format_decimal

from appling.atoms.base.locales import locale
from appling.builder.costs.choosing import spent_by
from appling.builder.costs.estimating import cost_in_words
from appling.runtime.outward.limits import MONTH_TOLD, PERSON_TOLD
from appling.runtime.translate import Translator
from appling.store import Home
from appling.store.homes.spending import MonthLimit, Share

MOST = 1_000_000


def told_spending(
    home: Home, app: str, names: Mapping[int, str], t: Translator, language: str
) -> dict[str, Any]:
    """`used` in a line, `shares` by person, what is used up in `over`, and the `limit` for the form."""
    day = date.today()
    shares, limit = home.spending.shares(app, day), home.spending.limit(app)
    asked, spent = sum(each.questions for each in shares), spent_by(home, app)
    used = t(
        "{count} questions of the app this month; changes and all: {cost}.",
        count=_number(asked, language),
        cost=cost_in_words(spent, t),
    )
    return {
        "used": used,
        "over": [*_over(limit, asked, t), *_over_by(shares, limit, names, t)],
        "shares": [_share(each, names, t, language) for each in shares],
        "limit": {name: "" if value is None else f"{value:g}" for name, value in _plain(limit).items()},
    }


def read_limit(given: Mapping[str, str]) -> MonthLimit:
    """What a form says; nothing is no limit, and neither is what is no number."""
    questions, per_person, dollars = (_read(given[name]) for name in _plain(MonthLimit()))
    whole = [None if each is None else int(each) for each in (questions, per_person)]
    return MonthLimit(whole[0], whole[1], dollars)


def _over(limit: MonthLimit, asked: int, t: Translator) -> list[str]:
    if limit.questions is None or asked < limit.questions:
        return []
    return [t(MONTH_TOLD, used=asked, limit=limit.questions)]


def _over_by(
    shares: tuple[Share, ...], limit: MonthLimit, names: Mapping[int, str], t: Translator
) -> list[str]:
    if limit.per_person is None:
        return []
    over = [each for each in shares if each.person and each.questions >= limit.per_person]
    return [
        t(PERSON_TOLD, name=names.get(each.person or 0, "?"), used=each.questions, limit=limit.per_person)
        for each in over
    ]


def _share(share: Share, names: Mapping[int, str], t: Translator, language: str) -> dict[str, str]:
    who = t("The app by itself") if share.person is None else names.get(share.person, t("Somebody who left"))
    return {
        "who": who,
        "questions": _number(share.questions, language),
        "tokens": _number(share.tokens, language),
        "price": format_decimal(round(share.price, 4), locale=locale(language)),
    }


def _plain(limit: MonthLimit) -> dict[str, float | None]:
    return {"questions": limit.questions, "per_person": limit.per_person, "dollars": limit.dollars}


def _read(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return min(value, MOST) if value >= 0 else None


def _number(value: float, language: str) -> str:
    return format_decimal(value, locale=locale(language))
