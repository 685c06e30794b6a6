"""SQL that databases spell differently; each database's module says how it spells them."""

from typing import Any

from sqlalchemy import Boolean, Date, Float, Integer, String
from sqlalchemy.sql.functions import FunctionElement


class PlusDays(FunctionElement[Any]):
    """A date or moment some days later, at the same time of day in the server's zone."""

    inherit_cache = True


class PlusMonths(FunctionElement[Any]):
    """A date or moment some calendar months later: the last day of the month, where that is shorter."""

    inherit_cache = True


class PlusMinutes(FunctionElement[Any]):
    """A moment some minutes later, or a date that many minutes after its beginning."""

    inherit_cache = True


class MomentOfDate(FunctionElement[Any]):
    """The first moment of a date, in the server's zone."""

    inherit_cache = True


class DateOfMoment(FunctionElement[Any]):
    """The date of a moment, in the server's zone."""

    inherit_cache = True
    type = Date()


class MomentText(FunctionElement[Any]):
    """A moment as text, in the server's zone."""

    inherit_cache = True
    type = String()


class DaysBetween(FunctionElement[Any]):
    """The whole days from the second date to the first."""

    inherit_cache = True
    type = Integer()


class TimeBetween(FunctionElement[Any]):
    """The days, with fractions, from the second moment to the first; beside a date as clocks count them."""

    inherit_cache = True
    type = Float()


class YearOf(FunctionElement[Any]):
    inherit_cache = True
    type = Integer()


class MonthOf(FunctionElement[Any]):
    inherit_cache = True
    type = Integer()


class WeekOf(FunctionElement[Any]):
    """The number of the ISO week."""

    inherit_cache = True
    type = Integer()


class DayOf(FunctionElement[Any]):
    inherit_cache = True
    type = Integer()


class Lower(FunctionElement[Any]):
    """Small letters, in every script."""

    inherit_cache = True
    type = String()


class Upper(FunctionElement[Any]):
    """Capital letters, in every script."""

    inherit_cache = True
    type = String()


class Joined(FunctionElement[Any]):
    """Texts after one another, empty ones left out; empty if all are."""

    inherit_cache = True
    type = String()


class Quotient(FunctionElement[Any]):
    """The first number divided by the second; empty if that is zero."""

    inherit_cache = True
    type = Float()


class Drawn(FunctionElement[Any]):
    """A whole number from one to another, each as likely; empty where there is none."""

    inherit_cache = True
    type = Float()


class NumberText(FunctionElement[Any]):
    """A number as text, without needless zeros."""

    inherit_cache = True
    type = String()


class HasText(FunctionElement[Any]):
    """Whether the first text holds the second, whatever the case of their letters."""

    inherit_cache = True
    type = Boolean()


class HoldsValues(FunctionElement[Any]):
    """Whether all values of the second list are in the first, whatever the case of their letters."""

    inherit_cache = True
    type = Boolean()


class HoldsValue(FunctionElement[Any]):
    """Whether a text is one of the values of a list."""

    inherit_cache = True
    type = Boolean()


class ValuesText(FunctionElement[Any]):
    """The values of a list as one text."""

    inherit_cache = True
    type = String()


class ValuesCount(FunctionElement[Any]):
    """How many values a list has."""

    inherit_cache = True
    type = Integer()


class FirstValue(FunctionElement[Any]):
    """The first value of a list."""

    inherit_cache = True
    type = String()


class WholeValues(FunctionElement[Any]):
    """A list as its rows can be taken from it, whatever lies in the database."""

    inherit_cache = True
    type = String()


class FoundIn(FunctionElement[Any]):
    """How many words there are, the words, then texts: whether each of the words is in one of the texts."""

    inherit_cache = True
    type = Boolean()


class InTextOrder(FunctionElement[Any]):
    """A text as it is sorted: capital and small letters together."""

    inherit_cache = True
    type = String()


class DayStart(FunctionElement[Any]):
    """The day of a date."""

    inherit_cache = True
    type = Date()


class WeekStart(FunctionElement[Any]):
    """The Monday of the week of a date."""

    inherit_cache = True
    type = Date()


class MonthStart(FunctionElement[Any]):
    """The first day of the month of a date."""

    inherit_cache = True
    type = Date()


class YearStart(FunctionElement[Any]):
    """The first day of the year of a date."""

    inherit_cache = True
    type = Date()
