"""Whether an app may ask a model now, or what it or a person may in a day or a month is used up."""

from dataclasses import dataclass
from datetime import date

from appling.store import Home

_ = str
"""Marks a sentence for translation."""
DAY = "what the app may ask in a day is used up"
MONTH = "what the app may ask in a month is used up"
PERSON = "what this person may have asked in a month is used up"
DOLLARS = "what the app may spend on models in a month is used up"
APP_WAITS = _("waits: what the app may ask a model for now is used up")
PERSON_WAITS = _("waits: what whoever asked for it may have asked this month is used up")
BEING_WRITTEN = _("is being written…")
MONTH_TOLD = _("What this app may ask a model in a month is used up: {used} of {limit} questions.")
PERSON_TOLD = _("{name} has used up what a person may have asked of a model in a month: {used} of {limit}.")
DOLLARS_TOLD = _("What this app may spend on models in a month is used up: {used} of {limit} US dollars.")


WAITS = {DAY: APP_WAITS, MONTH: APP_WAITS, DOLLARS: APP_WAITS, PERSON: PERSON_WAITS}
"""What readers are told of a field whose question waits for such a reason."""


@dataclass(frozen=True, slots=True)
class UsedUp:
    """`why` a question waits; `told`: the sentence for the owner, none for a limit of a day."""

    why: str
    told: str = ""
    used: str = ""
    limit: str = ""


def used_up(home: Home, app: str, person: int | None, day: date) -> UsedUp | None:
    """None where the question may be asked."""
    if home.questions.spent(app, day).is_all_of(home.questions.allowance()):
        return UsedUp(DAY)
    limit, shares = home.spending.limit(app), home.spending.shares(app, day)
    asked = sum(each.questions for each in shares)
    if limit.questions is not None and asked >= limit.questions:
        return UsedUp(MONTH, MONTH_TOLD, f"{asked}", f"{limit.questions}")
    own = sum(each.questions for each in shares if each.person == person)
    if person is not None and limit.per_person is not None and own >= limit.per_person:
        return UsedUp(PERSON, PERSON_TOLD, f"{own}", f"{limit.per_person}")
    if limit.dollars is not None and (price := home.spent(day, app)) and price >= limit.dollars:
        return UsedUp(DOLLARS, DOLLARS_TOLD, f"{price:.2f}", f"{limit.dollars:.2f}")
    return None
