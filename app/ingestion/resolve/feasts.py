"""Feasts that move → their day in a year."""

from datetime import date

from app.ingestion.annotate.date_forms import Feast
from app.ingestion.resolve.stretches import DAY, WEEK


def feast(feast: Feast, year: int) -> date:
    match feast:
        case Feast.EASTER:
            return _easter(year)
        case Feast.EASTER_MONDAY:
            return _easter(year) + DAY
        case Feast.GOOD_FRIDAY:
            return _easter(year) - 2 * DAY
        case Feast.PALM_SUNDAY:
            return _easter(year) - WEEK
        case Feast.THANKSGIVING:
            first = date(year, 11, 1)  # the fourth Thursday of November
            return first + ((3 - first.weekday()) % 7) * DAY + 3 * WEEK


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
