"""Stretches of days: whole months and years, runs of days, and the day so many months from another."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from app.vocabulary import Precision

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


class Undecidable(ValueError):
    """Two readings fit, or none: the date does not exist, its origin is unknown, it ends before it starts."""


class Stretch(NamedTuple):
    start: date
    end: date
    precision: Precision


def span(start: date, end: date) -> Stretch:
    if start > end:
        raise Undecidable
    return Stretch(start, end, Precision.SPAN)


def one_day(day: date) -> Stretch:
    return Stretch(day, day, Precision.DAY)


def days_from(start: date, count: int, precision: Precision) -> Stretch:
    return Stretch(start, start + (count - 1) * DAY, precision)


def monday(day: date) -> date:
    return day - day.weekday() * DAY


def months_from(year: int, month: int, count: int) -> Stretch:
    first, last = _first_of_month(year, month), _first_of_month(year, month + count - 1)
    end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return Stretch(first, end, Precision.MONTH if count == 1 else Precision.SPAN)


def _first_of_month(year: int, month: int) -> date:
    """`month` may lie outside 1 to 12: month 0 is December of the year before."""
    years, index = divmod(month - 1, 12)
    return date(year + years, index + 1, 1)


def whole_year(year: int) -> Stretch:
    return Stretch(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def months_away(day: date, count: int) -> date:
    """The same day of another month, or its last."""
    first = _first_of_month(day.year, day.month + count)
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))


def until_now(stretch: Stretch, published: date) -> Stretch:
    return stretch._replace(end=min(stretch.end, published))


def from_now(stretch: Stretch, published: date) -> Stretch:
    return stretch._replace(start=max(stretch.start, published))
