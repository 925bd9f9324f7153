"""Time expressions → intervals of days, against the day of publication, the tense and the date last mentioned.

In: a `TimeExpression` of `annotate.dates`. Out: `Days`, both ends included, or None where two readings fit or the date does not
exist. A week runs from Monday to Sunday. "Two weeks ago" is the calendar week, "two years ago" the calendar year: no finer than said.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from app.ingestion.annotate.date_forms import (
    Calendar,
    Link,
    MovableFeast,
    Offset,
    Origin,
    Season,
    TimeExpression,
    Unit,
    Weekday,
    When,
    Which,
    Window,
)
from app.ingestion.facts import Days
from app.ingestion.resolve.feasts import feast
from app.ingestion.resolve.parts import of_part
from app.ingestion.resolve.stretches import (
    DAY,
    WEEK,
    Stretch,
    Undecidable,
    days_from,
    from_now,
    monday,
    months_away,
    months_from,
    one_day,
    span,
    until_now,
    whole_year,
)
from app.vocabulary import Basis, Precision

_YEARS_TRIED = 9  # the longest wait for a 29 February, from 1896 to 1904 and 2096 to 2104, is eight years
_SOON_DAYS = 92


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


def _linked(expression: TimeExpression, setting: _Setting) -> Stretch:
    match expression.link:
        case Link.SINCE if expression.until is None:
            return span(_named(expression, setting._replace(past=True)).start, setting.published)
        case Link.AFTER:
            raise Undecidable  # nothing says how long after
        case Link.UNTIL | Link.BY | Link.BEFORE:
            return _deadline(expression, setting)
        case _:
            return _range(expression, expression.until, setting) if expression.until else _named(expression, setting)


def _deadline(expression: TimeExpression, setting: _Setting) -> Stretch:
    """From publication to the end of what is named; "by Tuesday, 12 had died" is as of Tuesday."""
    if setting.past and _is_soon(expression, setting):
        setting = setting._replace(past=False)
    named = _range(expression, expression.until, setting) if expression.until else _named(expression, setting)
    if named.end >= setting.published:
        return span(setting.published, named.end)
    if expression.link is Link.BEFORE:
        raise Undecidable  # "before 2014": since when?
    return named


def _is_soon(expression: TimeExpression, setting: _Setting) -> bool:
    """Whether a date without a year lies in the next three months: "agreed to leave by 15 October" is not about last year."""
    if not isinstance(expression.when, Calendar) or not _floats(expression):
        return False
    return (_named(expression, setting._replace(past=False)).start - setting.published).days <= _SOON_DAYS


def _range(near: TimeExpression, far: TimeExpression, setting: _Setting) -> Stretch:
    """From the start of the one to the end of the other. The end that has no year or week of its own takes that of the other."""
    if isinstance(near.when, Window):
        return _window(near.when, setting._replace(published=_named(far, setting).end))
    if _floats(far) and (not _floats(near) or not setting.past):
        start = _named(near, setting)
        end = _named(far, _Setting(start.start, False, setting.mentioned))
    else:
        end = _named(far, setting)
        start = _named(near, _Setting(end.end, True, setting.mentioned) if _floats(near) else setting)
    return span(start.start, end.end)


def _floats(expression: TimeExpression) -> bool:
    """Whether it recurs, so that the other end of a range decides which one is meant."""
    match expression.when:
        case Calendar(year=None, which=None, years_away=None) | Weekday(which=None, weeks_away=None):
            return True
        case MovableFeast(year=None) | Season(year=None, which=None):
            return True
        case _:
            return False


# ---- what is named ----


def _named(expression: TimeExpression, setting: _Setting) -> Stretch:
    when, part = expression.when, expression.part
    if part:
        return of_part(part, _whole(when, setting), setting.published)
    stretch = _whole(when, setting)
    if isinstance(when, Offset) and when.count == 0 and when.origin is Origin.PUBLICATION:
        return until_now(stretch, setting.published) if setting.past else from_now(stretch, setting.published)
    return stretch


def _whole(when: When, setting: _Setting) -> Stretch:
    match when:
        case Calendar():
            return _calendar(when, setting)
        case Weekday():
            return _weekday(when, setting)
        case MovableFeast():
            return _recurring(lambda year: one_day(feast(when.feast, year)), when.year, None, setting)
        case Season():
            return _recurring(lambda year: months_from(year, when.first_month, 3), when.year, when.which, setting)
        case Offset():
            return _offset(when, setting)
        case Window():
            return _window(when, setting)


def _calendar(when: Calendar, setting: _Setting) -> Stretch:
    if when.month is None:
        first = whole_year(when.year or setting.published.year)
        return span(first.start, whole_year(when.last_year).end) if when.last_year else first
    if when.years_away is not None:
        when = replace(when, year=setting.published.year + when.years_away)
    return _recurring(lambda year: _in_year(when, year), when.year, when.which, setting)


def _in_year(when: Calendar, year: int) -> Stretch:
    if when.day is None:
        return months_from(year, when.month or 1, 1)
    start = date(year, when.month or 1, when.day)
    return span(start, start.replace(day=when.last_day)) if when.last_day else one_day(start)


def _recurring(in_year: Callable[[int], Stretch], year: int | None, which: Which | None, setting: _Setting) -> Stretch:
    """The one of `year`; without a year the nearest begun by publication, or in the future not yet over; "last" and "next" are strict."""
    if year is not None:
        return in_year(year)
    past = which is Which.LAST or (which is None and setting.past)
    for stretch in _years_from(in_year, setting.published.year, past):
        edge = (stretch.end if which is Which.LAST else stretch.start) if past else (stretch.start if which else stretch.end)
        distance = (edge - setting.published).days * (-1 if past else 1)
        if distance > 0 or (distance == 0 and which is None):
            return stretch
    raise Undecidable


def _years_from(in_year: Callable[[int], Stretch], year: int, past: bool) -> Iterator[Stretch]:
    """The recurrences from the year after (or before) `year` backwards (or forwards); years without one are left out."""
    first, step = (year + 1, -1) if past else (year - 1, 1)
    for candidate in range(first, first + step * (_YEARS_TRIED + 2), step):
        try:
            yield in_year(candidate)
        except ValueError:
            continue  # 29 February


def _weekday(when: Weekday, setting: _Setting) -> Stretch:
    published = setting.published
    if when.weeks_away is not None:
        return one_day(monday(published) + when.weeks_away * WEEK + when.day * DAY)
    back, ahead = (published.weekday() - when.day) % 7, (when.day - published.weekday()) % 7
    if when.which:
        return one_day(published - (back or 7) * DAY if when.which is Which.LAST else published + (ahead or 7) * DAY)
    return one_day(published - back * DAY if setting.past else published + ahead * DAY)


# ---- counted from a day ----


def _origin(origin: Origin, setting: _Setting) -> date:
    if origin is Origin.PUBLICATION or (origin is Origin.EITHER and setting.mentioned is None):
        return setting.published
    if setting.mentioned is None:
        raise Undecidable
    return setting.mentioned


def _offset(when: Offset, setting: _Setting) -> Stretch:
    day, count = _origin(when.origin, setting), when.count
    match when.unit:
        case Unit.WEEK:
            return days_from(monday(day) + count * WEEK, 7, Precision.WEEK)
        case Unit.WEEKEND:
            return _weekend(day, count, setting)
        case Unit.MONTH:
            return months_from(day.year, day.month + count, 1)
        case Unit.YEAR:
            return whole_year(day.year + count)
        case Unit.NIGHT:
            return _night(day, setting)
        case Unit.HOUR:
            return one_day(day + int(count / 24) * DAY)
        case _:
            return one_day(day + count * DAY)


def _night(day: date, setting: _Setting) -> Stretch:
    """ "Overnight" is the night before; "could fall overnight" may mean no night at all."""
    if not setting.past:
        raise Undecidable
    return span(day - DAY, day)


def _weekend(day: date, count: int, setting: _Setting) -> Stretch:
    """The weekend of this week; "the weekend" of the past is until Friday the one before."""
    if count == 0 and setting.past and day.weekday() < 5:
        count = -1
    return days_from(monday(day) + count * WEEK + 5 * DAY, 2, Precision.SPAN)


def _window(when: Window, setting: _Setting) -> Stretch:
    forward = not setting.past if when.forward is None else when.forward
    day, sign = setting.published, 1 if forward else -1
    match when.unit:
        case Unit.HOUR:
            other = day + sign * ((when.count + 12) // 24) * DAY  # the past 24 hours touch two days
        case Unit.DAY:
            other = day + sign * max(1, when.count - 1) * DAY  # three days are three with today; "the past day" touches two
        case Unit.WEEK:
            other = day + sign * when.count * WEEK
        case _:
            other = months_away(day, sign * when.count * (12 if when.unit is Unit.YEAR else 1))
    return span(min(day, other), max(day, other))
