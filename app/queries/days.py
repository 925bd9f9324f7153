"""Days as a question spells them: "2024", "2024-10" or "2024-10-29" → the first or the last day meant."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Dialect, TypeDecorator

from app.db import UtcDateTime

PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_BAD = 'is no date; write a day as "2024-10-29", a month as "2024-10" or a year as "2024"'


def first_day(written: str) -> date:
    """The first day of the day, month or year `written`. Raises ValueError with what to write instead."""
    year, month, day = _parts(written)
    return _date(year, month or 1, day or 1)


def last_day(written: str) -> date:
    """The last day of the day, month or year `written`. Raises ValueError with what to write instead."""
    year, month, day = _parts(written)
    first = _date(year, month or 12, day or 1)
    return first if day else first.replace(day=monthrange(first.year, first.month)[1])


def _parts(written: str) -> tuple[int, int | None, int | None]:
    if not re.fullmatch(PATTERN, written, re.ASCII):
        raise ValueError(_BAD)
    year, month, day = [*map(int, written.split("-")), None, None][:3]
    if month == 0 or day == 0:
        raise ValueError(_BAD)
    return year or 0, month, day


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(_BAD) from None


class DayStart(TypeDecorator[Any]):
    """A day, compared with moments as its first one."""

    impl = UtcDateTime
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.combine(value, time.min, UTC)


class DayEnd(TypeDecorator[Any]):
    """A day, compared with moments as its last one; the next day would not exist after 9999-12-31."""

    impl = UtcDateTime
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.combine(value, time.max, UTC)
