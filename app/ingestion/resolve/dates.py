"""Time expressions → intervals of days, against the day of publication, the tense and the date last mentioned.

In: a `TimeExpression` of `annotate.dates`. Out: `Days`, both ends included, or None where two readings fit or the date does not
exist. A week runs from Monday to Sunday. "Two weeks ago" is the calendar week, "two years ago" the calendar year: no finer than said.
"""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from app.ingestion.annotate.date_forms import (
    Calendar,
    Feast,
    Link,
    MovableFeast,
    Offset,
    Origin,
    Part,
    Portion,
    Season,
    TimeExpression,
    Unit,
    Weekday,
    When,
    Which,
    Window,
)
from app.ingestion.facts import Days
from app.vocabulary import Basis, Precision

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_YEARS_TRIED = 9  # the longest wait for a 29 February, from 1896 to 1904 and 2096 to 2104, is eight years
_SOON_DAYS = 92


class _Undecidable(ValueError):
    """Two readings fit, or none: the date does not exist, its origin is unknown, it ends before it starts."""


class _Stretch(NamedTuple):
    start: date
    end: date
    precision: Precision


class _Setting(NamedTuple):
    """What an expression is read against."""

    published: date
    past: bool
    mentioned: date | None


def interval(expression: TimeExpression, published: date, past: bool = True, anchor: date | None = None) -> Days | None:
    """The days that `expression` means in an article published on `published`; None where that cannot be decided.

    `past` is false for what is still to come ("will arrive on Tuesday"): it turns "Tuesday", "in January" and "this week" to
    the future and "by Friday" into a deadline. `anchor` is the date last mentioned, for "the next day" and "two days later".
    """
    try:
        stretch = _linked(expression, _Setting(published, past, anchor))
    except (ValueError, OverflowError):  # before year 1 or after year 9999, too, there are no days
        return None
    return Days(stretch.start, stretch.end, stretch.precision, _basis(expression), expression.as_written, expression.span)


def _basis(expression: TimeExpression) -> Basis:
    """Explicit, where the text gives a day, month or year of the calendar."""
    if expression.until and _basis(expression.until) is Basis.EXPLICIT:
        return Basis.EXPLICIT
    match expression.when:
        case Calendar(which=None, years_away=None) | MovableFeast() | Season(year=int()):
            return Basis.EXPLICIT
        case _:
            return Basis.RELATIVE


# ---- an expression with its bounds ----


def _linked(expression: TimeExpression, setting: _Setting) -> _Stretch:
    match expression.link:
        case Link.SINCE if expression.until is None:
            return _span(_named(expression, setting._replace(past=True)).start, setting.published)
        case Link.AFTER:
            raise _Undecidable  # nothing says how long after
        case Link.UNTIL | Link.BY | Link.BEFORE:
            return _deadline(expression, setting)
        case _:
            return _range(expression, expression.until, setting) if expression.until else _named(expression, setting)


def _deadline(expression: TimeExpression, setting: _Setting) -> _Stretch:
    """From publication to the end of what is named; "by Tuesday, 12 had died" is as of Tuesday."""
    if setting.past and _is_soon(expression, setting):
        setting = setting._replace(past=False)
    named = _range(expression, expression.until, setting) if expression.until else _named(expression, setting)
    if named.end >= setting.published:
        return _span(setting.published, named.end)
    if expression.link is Link.BEFORE:
        raise _Undecidable  # "before 2014": since when?
    return named


def _is_soon(expression: TimeExpression, setting: _Setting) -> bool:
    """Whether a date without a year lies in the next three months: "agreed to leave by 15 October" is not about last year."""
    if not isinstance(expression.when, Calendar) or not _floats(expression):
        return False
    return (_named(expression, setting._replace(past=False)).start - setting.published).days <= _SOON_DAYS


def _range(near: TimeExpression, far: TimeExpression, setting: _Setting) -> _Stretch:
    """From the start of the one to the end of the other. The end that has no year or week of its own takes that of the other."""
    if _floats(far) and (not _floats(near) or not setting.past):
        start = _named(near, setting)
        end = _named(far, _Setting(start.start, False, setting.mentioned))
    else:
        end = _named(far, setting)
        start = _named(near, _Setting(end.end, True, setting.mentioned) if _floats(near) else setting)
    return _span(start.start, end.end)


def _floats(expression: TimeExpression) -> bool:
    """Whether it recurs, so that the other end of a range decides which one is meant."""
    match expression.when:
        case Calendar(year=None, which=None, years_away=None) | Weekday(which=None, weeks_away=None):
            return True
        case MovableFeast(year=None) | Season(year=None, which=None):
            return True
        case _:
            return False


def _span(start: date, end: date) -> _Stretch:
    if start > end:
        raise _Undecidable
    return _Stretch(start, end, Precision.SPAN)


# ---- what is named ----


def _named(expression: TimeExpression, setting: _Setting) -> _Stretch:
    when, part = expression.when, expression.part
    if part:
        return _of_part(part, _whole(when, setting), setting)
    stretch = _whole(when, setting)
    if isinstance(when, Offset) and when.count == 0 and when.origin is Origin.PUBLICATION:
        return _until_now(stretch, setting) if setting.past else _from_now(stretch, setting)
    return stretch


def _whole(when: When, setting: _Setting) -> _Stretch:
    match when:
        case Calendar():
            return _calendar(when, setting)
        case Weekday():
            return _weekday(when, setting)
        case MovableFeast():
            return _recurring(lambda year: _one_day(_feast(when.feast, year)), when.year, None, setting)
        case Season():
            return _recurring(lambda year: _months(year, when.first_month, 3), when.year, when.which, setting)
        case Offset():
            return _offset(when, setting)
        case Window():
            return _window(when, setting)


def _one_day(day: date) -> _Stretch:
    return _Stretch(day, day, Precision.DAY)


def _calendar(when: Calendar, setting: _Setting) -> _Stretch:
    if when.month is None:
        first = _year(when.year or setting.published.year)
        return _span(first.start, _year(when.last_year).end) if when.last_year else first
    if when.years_away is not None:
        when = replace(when, year=setting.published.year + when.years_away)
    return _recurring(lambda year: _in_year(when, year), when.year, when.which, setting)


def _in_year(when: Calendar, year: int) -> _Stretch:
    if when.day is None:
        return _months(year, when.month or 1, 1)
    start = date(year, when.month or 1, when.day)
    return _span(start, start.replace(day=when.last_day)) if when.last_day else _one_day(start)


def _recurring(in_year: Callable[[int], _Stretch], year: int | None, which: Which | None, setting: _Setting) -> _Stretch:
    """The one of `year`; without a year the nearest begun by publication, or in the future not yet over; "last" and "next" are strict."""
    if year is not None:
        return in_year(year)
    past = which is Which.LAST or (which is None and setting.past)
    for stretch in _years_from(in_year, setting.published.year, past):
        edge = (stretch.end if which is Which.LAST else stretch.start) if past else (stretch.start if which else stretch.end)
        distance = (edge - setting.published).days * (-1 if past else 1)
        if distance > 0 or (distance == 0 and which is None):
            return stretch
    raise _Undecidable


def _years_from(in_year: Callable[[int], _Stretch], year: int, past: bool) -> Iterator[_Stretch]:
    """The recurrences from the year after (or before) `year` backwards (or forwards); years without one are left out."""
    first, step = (year + 1, -1) if past else (year - 1, 1)
    for candidate in range(first, first + step * (_YEARS_TRIED + 2), step):
        try:
            yield in_year(candidate)
        except ValueError:
            continue  # 29 February


def _weekday(when: Weekday, setting: _Setting) -> _Stretch:
    published = setting.published
    if when.weeks_away is not None:
        return _one_day(_monday(published) + when.weeks_away * _WEEK + when.day * _DAY)
    back, ahead = (published.weekday() - when.day) % 7, (when.day - published.weekday()) % 7
    if when.which:
        return _one_day(published - (back or 7) * _DAY if when.which is Which.LAST else published + (ahead or 7) * _DAY)
    return _one_day(published - back * _DAY if setting.past else published + ahead * _DAY)


def _monday(day: date) -> date:
    return day - day.weekday() * _DAY


def _feast(feast: Feast, year: int) -> date:
    match feast:
        case Feast.EASTER:
            return _easter(year)
        case Feast.EASTER_MONDAY:
            return _easter(year) + _DAY
        case Feast.GOOD_FRIDAY:
            return _easter(year) - 2 * _DAY
        case Feast.PALM_SUNDAY:
            return _easter(year) - _WEEK
        case Feast.THANKSGIVING:
            first = date(year, 11, 1)  # the fourth Thursday of November
            return first + ((3 - first.weekday()) % 7) * _DAY + 3 * _WEEK


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous computus of 1876."""
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leap_centuries - moon_shift + 15) % 30
    leaps, years = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - years) % 7
    correction = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


# ---- counted from a day ----


def _origin(origin: Origin, setting: _Setting) -> date:
    if origin is Origin.PUBLICATION or (origin is Origin.EITHER and setting.mentioned is None):
        return setting.published
    if setting.mentioned is None:
        raise _Undecidable
    return setting.mentioned


def _offset(when: Offset, setting: _Setting) -> _Stretch:
    day, count = _origin(when.origin, setting), when.count
    match when.unit:
        case Unit.WEEK:
            return _days(_monday(day) + count * _WEEK, 7, Precision.WEEK)
        case Unit.WEEKEND:
            return _weekend(day, count, setting)
        case Unit.MONTH:
            return _months(day.year, day.month + count, 1)
        case Unit.YEAR:
            return _year(day.year + count)
        case Unit.NIGHT:
            return _night(day, setting)
        case Unit.HOUR:
            return _one_day(day + int(count / 24) * _DAY)
        case _:
            return _one_day(day + count * _DAY)


def _night(day: date, setting: _Setting) -> _Stretch:
    """ "Overnight" is the night before; "could fall overnight" may mean no night at all."""
    if not setting.past:
        raise _Undecidable
    return _span(day - _DAY, day)


def _weekend(day: date, count: int, setting: _Setting) -> _Stretch:
    """The weekend of this week; "the weekend" of the past is until Friday the one before."""
    if count == 0 and setting.past and day.weekday() < 5:
        count = -1
    return _days(_monday(day) + count * _WEEK + 5 * _DAY, 2, Precision.SPAN)


def _window(when: Window, setting: _Setting) -> _Stretch:
    forward = not setting.past if when.forward is None else when.forward
    day, sign = setting.published, 1 if forward else -1
    match when.unit:
        case Unit.HOUR:
            other = day + sign * ((when.count + 12) // 24) * _DAY  # the past 24 hours touch two days
        case Unit.DAY:
            other = day + sign * max(1, when.count - 1) * _DAY  # three days are three with today; "the past day" touches two
        case Unit.WEEK:
            other = day + sign * when.count * _WEEK
        case _:
            other = _months_away(day, sign * when.count * (12 if when.unit is Unit.YEAR else 1))
    return _span(min(day, other), max(day, other))


def _months_away(day: date, count: int) -> date:
    """The same day of another month, or its last."""
    first = _first_of_month(day.year, day.month + count)
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))


def _first_of_month(year: int, month: int) -> date:
    """`month` may lie outside 1 to 12: month 0 is December of the year before."""
    years, index = divmod(month - 1, 12)
    return date(year + years, index + 1, 1)


def _months(year: int, month: int, count: int) -> _Stretch:
    first, last = _first_of_month(year, month), _first_of_month(year, month + count - 1)
    end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return _Stretch(first, end, Precision.MONTH if count == 1 else Precision.SPAN)


def _year(year: int) -> _Stretch:
    return _Stretch(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def _days(start: date, count: int, precision: Precision) -> _Stretch:
    return _Stretch(start, start + (count - 1) * _DAY, precision)


# ---- parts ----


def _until_now(stretch: _Stretch, setting: _Setting) -> _Stretch:
    return stretch._replace(end=min(stretch.end, setting.published))


def _from_now(stretch: _Stretch, setting: _Setting) -> _Stretch:
    return stretch._replace(start=max(stretch.start, setting.published))


def _of_part(part: Part, whole: _Stretch, setting: _Setting) -> _Stretch:
    current = whole.start <= setting.published <= whole.end
    match part.portion:
        case Portion.NTH:
            return _nth(part, whole)
        case Portion.WEEK_OF:
            return _days(_monday(whole.start), 7, Precision.WEEK)
        case Portion.NIGHT_INTO:
            return _span(whole.start - _DAY, whole.start)
        case Portion.EARLIER:
            return _until_now(whole, setting) if current else whole
        case Portion.LATER:
            return _from_now(whole, setting) if current else whole
        case portion:
            return _third(portion, whole)


def _third(portion: Portion, whole: _Stretch) -> _Stretch:
    """Thirds: of a month at the 10th and 20th, of a year every four months; its start and end are one month. A day or week stays whole."""
    first, last = whole.start, whole.end
    if whole.precision in (Precision.DAY, Precision.WEEK):
        return whole
    if whole.precision is Precision.YEAR:
        months = {Portion.EARLY: (1, 4), Portion.MID: (5, 4), Portion.LATE: (9, 4), Portion.START: (1, 1), Portion.END: (12, 1)}
        return _months(first.year, *months[portion])
    third = 10 * _DAY if whole.precision is Precision.MONTH else ((last - first).days + 1) // 3 * _DAY
    match portion:
        case Portion.EARLY | Portion.START:
            return _span(first, min(last, first + third - _DAY))
        case Portion.MID:
            return _span(first + third, first + 2 * third - _DAY)
        case _:
            return _span(first + 2 * third, last)


_MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12}
_DAYS_IN = {Unit.DAY: 1, Unit.WEEK: 7}
_PRECISIONS = {Unit.DAY: Precision.DAY, Unit.WEEK: Precision.WEEK, Unit.MONTH: Precision.MONTH, Unit.YEAR: Precision.YEAR}


def _nth(part: Part, whole: _Stretch) -> _Stretch:
    """The nth run of `count` units of a stretch, which must lie inside it."""
    start, end = _run_of_days(part, whole) if part.unit in _DAYS_IN else _run_of_months(part, whole)
    if start < whole.start or end > whole.end:
        raise _Undecidable
    return _Stretch(start, end, _PRECISIONS.get(part.unit, Precision.SPAN) if part.count == 1 else Precision.SPAN)


def _run_of_days(part: Part, whole: _Stretch) -> tuple[date, date]:
    size = _DAYS_IN[part.unit] * part.count * _DAY
    start = whole.end + _DAY - size if part.nth < 0 else whole.start + (part.nth - 1) * size
    return start, start + size - _DAY


def _run_of_months(part: Part, whole: _Stretch) -> tuple[date, date]:
    if part.unit is Unit.HALF and whole.precision is Precision.MONTH:
        middle = whole.start + 15 * _DAY
        return (whole.start, middle - _DAY) if part.nth == 1 else (middle, whole.end)
    size = _MONTHS_IN[part.unit] * part.count
    first_month = whole.end.month + 1 - size if part.nth < 0 else whole.start.month + (part.nth - 1) * size
    year = whole.end.year if part.nth < 0 else whole.start.year
    run = _months(year, first_month, size)
    return run.start, run.end
