"""Series: figures over time, every claimant's on its own. Narrow rows of claims go in; groups of points come out.

Nothing is ever added up: two claimants who count the same dead would count them twice.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, func

from app.queries.claims import LISTING
from app.queries.comparisons import FIGURE, MEANT, PARTIES, Compared, Comparison, Inquiry, counted, newness
from app.queries.filters import Control
from app.queries.tables import ARTICLE, CLAIM, AnyRow
from app.queries.values import one_of


class Bucket(StrEnum):
    """The length of time that becomes one point."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class GroupBy(StrEnum):
    """Whose figures become one series."""

    CLAIMANT = "claimant"
    PUBLISHER = "publisher"
    FORCE = "force"
    REGION = "region"
    MEASURE = "measure"


BUCKET = Control(
    "bucket", {"type": "string", "enum": [*Bucket], "default": "day"}, one_of(Bucket).read, Bucket.DAY,
    "How much time becomes one point. A claim belongs to the bucket of the first of its days; weeks begin on Monday.", "month",
)  # fmt: skip
GROUP_BY = Control(
    "group_by", {"type": "string", "enum": [*GroupBy], "default": "claimant"}, one_of(GroupBy).read, GroupBy.CLAIMANT,
    "Whose figures become one series. Measures are never mixed: whatever it is, each measure has its own.", "force",
)  # fmt: skip


# The same report in ten papers is one origin, also where one of them cut a line of it.
_ORIGIN = func.coalesce(ARTICLE.c.origin_id, ARTICLE.c.id).label("origin")
_COLUMNS = (*FIGURE, CLAIM.c.quote, CLAIM.c.modality, _ORIGIN)
SERIES = Comparison("series", LISTING, (BUCKET, GROUP_BY), usual={"modality": MEANT}, columns=_COLUMNS)


@dataclass(frozen=True)
class Point:
    """All figures of one bucket, the newest first."""

    bucket: date  # its first day
    rows: Sequence[AnyRow]

    @property
    def low(self) -> float | None:
        """The lowest lower bound; None where one is open."""
        return bound([row.low for row in self._bounded], min)

    @property
    def high(self) -> float | None:
        """The highest upper bound; None where one is open."""
        return bound([row.high for row in self._bounded], max)

    @property
    def latest(self) -> AnyRow:
        """The newest of the figures."""
        return max(self.rows, key=newness)

    @property
    def origins(self) -> int:
        """The number of independent articles they stand in: copies are one with what they copy."""
        return len({row.origin for row in self.rows})

    @property
    def _bounded(self) -> list[AnyRow]:
        return [row for row in self.rows if row.low is not None or row.high is not None]


@dataclass(frozen=True)
class Series:
    """One group's figures of one measure, the newest first."""

    group: str
    rows: Sequence[AnyRow]
    first: Callable[[date], date]  # a day → the first one of its bucket

    @property
    def newest(self) -> AnyRow:
        """Its newest claim, which knows what the group is called."""
        return self.rows[0]

    @property
    def place(self) -> list[Any]:
        """Those of most claims come first."""
        return [-len(self.rows), *counted(self.newest), self.group]

    def points(self) -> list[Point]:
        """By bucket. They are made of the series that are shown: there may be a thousand others."""
        buckets: defaultdict[date, list[AnyRow]] = defaultdict(list)
        for row in self.rows:
            buckets[self.first(row.day)].append(row)
        return [Point(bucket, buckets[bucket]) for bucket in sorted(buckets)]


def series(_: Connection, asked: Inquiry, rows: Sequence[AnyRow]) -> Compared[Series]:
    """The series that the claims of `rows` make."""
    group, first = _GROUPS[asked.set_to["group_by"]], _FIRST_DAYS[asked.set_to["bucket"]]
    groups: defaultdict[tuple[str, str, str], list[AnyRow]] = defaultdict(list)
    for row in rows:
        groups[group(row), *counted(row)].append(row)
    ordered = sorted(groups, key=lambda key: (-len(groups[key]), *key[1:], key[0]))
    return Compared([Series(key[0], groups[key], first) for key in ordered])


def bound(ends: Sequence[float | None], outer: Callable[[Sequence[float]], float]) -> float | None:
    """The `outer` one of `ends`; None where one is open, as nothing lies outside of it, or there is none.

    A figure without any bound ("many") has to be left out before: it says nothing of either end.
    """
    known = [end for end in ends if end is not None]
    return outer(known) if known and len(known) == len(ends) else None


_GROUPS: dict[str, Callable[[AnyRow], str]] = {
    **{party: attrgetter(party) for party in PARTIES},
    GroupBy.PUBLISHER: lambda row: row.article_publisher or "",
    GroupBy.MEASURE: lambda row: "",
}
_FIRST_DAYS: dict[str, Callable[[date], date]] = {
    Bucket.DAY: lambda day: day,
    Bucket.WEEK: lambda day: day - timedelta(days=day.weekday()),
    Bucket.MONTH: lambda day: day.replace(day=1),
    Bucket.YEAR: lambda day: day.replace(month=1, day=1),
}
