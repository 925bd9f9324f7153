"""A part of a stretch, "the end of May", "earlier this week" → the days it means."""

from datetime import date

from app.ingestion.annotate.date_forms import Part, Portion, Unit
from app.ingestion.resolve.stretches import DAY, Stretch, Undecidable, days_from, from_now, monday, months_from, span, until_now
from app.vocabulary import Precision


def of_part(part: Part, whole: Stretch, published: date) -> Stretch:
    current = whole.start <= published <= whole.end
    match part.portion:
        case Portion.NTH:
            return _nth(part, whole)
        case Portion.WEEK_OF:
            return days_from(monday(whole.start), 7, Precision.WEEK)
        case Portion.NIGHT_INTO:
            return span(whole.start - DAY, whole.start)
        case Portion.EARLIER:
            return until_now(whole, published) if current else whole
        case Portion.LATER:
            return from_now(whole, published) if current else whole
        case portion:
            return _third(portion, whole)


def _third(portion: Portion, whole: Stretch) -> Stretch:
    """Thirds: of a month at the 10th and 20th, of a year every four months; its start and end are one month. A day or week stays whole."""
    first, last = whole.start, whole.end
    if whole.precision in (Precision.DAY, Precision.WEEK):
        return whole
    if whole.precision is Precision.YEAR:
        months = {Portion.EARLY: (1, 4), Portion.MID: (5, 4), Portion.LATE: (9, 4), Portion.START: (1, 1), Portion.END: (12, 1)}
        return months_from(first.year, *months[portion])
    third = 10 * DAY if whole.precision is Precision.MONTH else ((last - first).days + 1) // 3 * DAY
    match portion:
        case Portion.EARLY | Portion.START:
            return span(first, min(last, first + third - DAY))
        case Portion.MID:
            return span(first + third, first + 2 * third - DAY)
        case _:
            return span(first + 2 * third, last)


_MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12}
_DAYS_IN = {Unit.DAY: 1, Unit.WEEK: 7}
_PRECISIONS = {Unit.DAY: Precision.DAY, Unit.WEEK: Precision.WEEK, Unit.MONTH: Precision.MONTH, Unit.YEAR: Precision.YEAR}


def _nth(part: Part, whole: Stretch) -> Stretch:
    """The nth run of `count` units of a stretch, which must lie inside it."""
    start, end = _run_of_days(part, whole) if part.unit in _DAYS_IN else _run_of_months(part, whole)
    if start < whole.start or end > whole.end:
        raise Undecidable
    return Stretch(start, end, _PRECISIONS.get(part.unit, Precision.SPAN) if part.count == 1 else Precision.SPAN)


def _run_of_days(part: Part, whole: Stretch) -> tuple[date, date]:
    size = _DAYS_IN[part.unit] * part.count * DAY
    start = whole.end + DAY - size if part.nth < 0 else whole.start + (part.nth - 1) * size
    return start, start + size - DAY


def _run_of_months(part: Part, whole: Stretch) -> tuple[date, date]:
    if part.unit is Unit.HALF and whole.precision is Precision.MONTH:
        middle = whole.start + 15 * DAY
        return (whole.start, middle - DAY) if part.nth == 1 else (middle, whole.end)
    size = _MONTHS_IN[part.unit] * part.count
    first_month = whole.end.month + 1 - size if part.nth < 0 else whole.start.month + (part.nth - 1) * size
    year = whole.end.year if part.nth < 0 else whole.start.year
    run = months_from(year, first_month, size)
    return run.start, run.end
