"""The closed set of forms that a time expression of English can have, with their fields. Nothing here knows a day yet.

`annotate.dates` makes them from a text, `resolve.dates` turns them into days.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.ingestion.facts import Span


class Unit(StrEnum):
    """What is counted or named: "two weeks", "last month"."""

    HOUR = "hour"
    NIGHT = "night"  # "overnight": a night belongs to two days
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Which(StrEnum):
    """Which one of a recurring name: "last May", "next Tuesday"."""

    LAST = "last"
    NEXT = "next"


class Origin(StrEnum):
    """The day that an offset starts from."""

    PUBLICATION = "publication"  # "yesterday", "two weeks ago"
    MENTIONED = "mentioned"  # "the next day": the date last mentioned
    EITHER = "either"  # "a year earlier": the date last mentioned, else publication


class Link(StrEnum):
    """How the words before an expression bound it. FROM and BETWEEN bound nothing unless there is a far end."""

    AT = "at"
    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    FROM = "from"
    BETWEEN = "between"


class Feast(StrEnum):
    """Days that have a name and move."""

    EASTER = "easter sunday"
    EASTER_MONDAY = "easter monday"
    GOOD_FRIDAY = "good friday"
    PALM_SUNDAY = "palm sunday"
    THANKSGIVING = "thanksgiving"


class Portion(StrEnum):
    """Which part of a month, year or other stretch is meant."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    START = "start"
    END = "end"
    EARLIER = "earlier"  # "earlier this week": up to the publication day
    LATER = "later"
    NTH = "nth"  # "the first week of"; the other fields of `Part` say which
    WEEK_OF = "week-of"  # "the week of October 7"
    NIGHT_INTO = "night-into"  # "overnight into Wednesday"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the stretch named after it: "the last three days of" is NTH with nth -1, count 3, unit day."""

    portion: Portion
    nth: int = 1  # from 1; -1 is the last
    count: int = 1
    unit: Unit = Unit.DAY


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days, a month or years by name or number: "Oct. 29", "16 and 17 July", "May 2022", "2014", "the 1990s"."""

    year: int | None = None
    last_year: int | None = None  # of "2012-15"
    month: int | None = None
    day: int | None = None
    last_day: int | None = None  # of "16-17 July"
    which: Which | None = None
    years_away: int | None = None  # "July last year" is -1


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0: "Tuesday night", "last Friday", "Monday of last week" (`weeks_away` -1)."""

    day: int
    which: Which | None = None
    weeks_away: int | None = None


@dataclass(frozen=True, slots=True)
class MovableFeast:
    """A feast whose date changes with the year."""

    feast: Feast
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """Three months of the northern year, from `first_month`: "last summer", "winter 2023"."""

    first_month: int
    year: int | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """The unit so many units from an origin: "today" is 0 days, "last week" -1 week, "that month" 0 months of the date mentioned."""

    count: int
    unit: Unit
    origin: Origin = Origin.PUBLICATION


@dataclass(frozen=True, slots=True)
class Window:
    """A run of units that ends or begins at publication: "the past 24 hours"; `forward` is None where the tense decides."""

    count: int
    unit: Unit
    forward: bool | None = False


When = Calendar | Weekday | MovableFeast | Season | Offset | Window


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time. `span` holds every word that bounds it ("since", "by the end of"), but no plain "on" or "in"."""

    span: Span
    as_written: str
    rule: str
    when: When
    link: Link = Link.AT
    part: Part | None = None
    until: "TimeExpression | None" = None  # the far end of "from X to Y", "X and Y"
