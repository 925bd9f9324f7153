"""Conflicts: figures that cannot both be right. Narrow rows of claims go in; groups of claims that contradict each other come out.

A group counts the same measure of the same force, at one place or at places that lie in each other, on days that overlap; and
every claim in it is contradicted by another one in it, of somebody else.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, and_, func, or_

from app.queries.claims import LISTING
from app.queries.comparisons import FIGURE, Compared, Comparison, Inquiry, counted, newness, voice
from app.queries.contradictions import Figure, Together, contradictions, standing_together
from app.queries.regions import REGISTRY
from app.queries.series import bound
from app.queries.tables import CLAIM, AnyRow
from app.vocabulary import ActorKind, Modality

MARGIN = 0.1  # an approximate figure may be this share lower or higher than it says
MOST_HELD = 200_000  # figures looked at, those of many days once for each; the rest is left out: nobody waits for longer
MOST_SHOWN = 10  # claims of a group, and claimants


# Whether a claim says how many, and of whom or where, so that another can be known to speak of the same. Nobody knows whether two
# forces are the same that the registry cannot decide. Two figures of civilians nowhere, or of nobody named, are not about the same;
# in one place, or of one named force, they are. What is denied is no figure.
_DECIDED = and_(
    *(or_(CLAIM.c[f"{party}_id"].is_not(None), CLAIM.c[f"{party}_as_written"].is_(None)) for party in ("force", "region"))
)
_NAMED = or_(
    CLAIM.c.region_id.is_not(None),
    and_(CLAIM.c.force_id.is_not(None), func.coalesce(CLAIM.c.force_kind, "") != ActorKind.GENERIC),
)
_BOUNDED = or_(CLAIM.c.low.is_not(None), CLAIM.c.high.is_not(None))
COMPARABLE = and_(_DECIDED, _NAMED, _BOUNDED, CLAIM.c.modality != Modality.DENIED).label("comparable")
_COLUMNS = (*FIGURE, CLAIM.c.approximate, COMPARABLE)
CONFLICTS = Comparison("conflicts", LISTING, usual={"modality": [Modality.ASSERTED]}, columns=_COLUMNS)
Item = TypeVar("Item")


@dataclass(frozen=True)
class Voice:
    """What one claimant, or one publisher in its own voice, says in a conflict."""

    rows: Sequence[AnyRow]

    @property
    def newest(self) -> AnyRow:
        """The newest of its claims."""
        return max(self.rows, key=newness)

    @property
    def low(self) -> float | None:
        """The lowest lower bound; None where one is open."""
        return bound([row.low for row in self.rows], min)

    @property
    def high(self) -> float | None:
        """The highest upper bound; None where one is open."""
        return bound([row.high for row in self.rows], max)


@dataclass(frozen=True)
class Conflict:
    """Claims that contradict each other."""

    figures: Sequence[Figure]  # those of the innermost place first
    nearness: float  # of the pair that is furthest apart, from 0 up to 1

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of its claims."""
        return frozenset([figure.row.id for figure in self.figures])

    @property
    def ratio(self) -> float | None:
        """How many times the lower one of that pair the higher one is; None where the lower one is 0."""
        return 1 / self.nearness if self.nearness else None

    @property
    def days(self) -> tuple[date, date]:
        """The days that all of them are about, first and last."""
        return max(figure.start for figure in self.figures), min(figure.end for figure in self.figures)

    @property
    def innermost(self) -> AnyRow:
        """Its newest claim of the place that lies in all the others."""
        place = self.figures[0].place
        return max((figure.row for figure in self.figures if figure.place == place), key=newness)

    @cached_property
    def shown(self) -> list[AnyRow]:
        """The newest claim of each voice and figure, the lowest first; of many, the lowest and the highest."""
        newest = {(voice(row), row.low, row.high): row for row in sorted((figure.row for figure in self.figures), key=newness)}
        return _outermost(sorted(newest.values(), key=_height))

    @cached_property
    def voices(self) -> list[Voice]:
        """Everybody who takes part, the lowest first; of many, the lowest and the highest."""
        rows: defaultdict[Any, list[AnyRow]] = defaultdict(list)
        for figure in self.figures:
            rows[figure.voice].append(figure.row)
        return _outermost(sorted(map(Voice, rows.values()), key=lambda each: min(map(_height, each.rows))))

    @property
    def place(self) -> list[Any]:
        """The widest comes first."""
        return [self.nearness, -len(self.figures), blake2b("".join(sorted(self.ids)).encode(), digest_size=8).hexdigest()]


def conflicts(connection: Connection, _: Inquiry, rows: Sequence[AnyRow]) -> Compared[Conflict]:
    """The conflicts among the claims of `rows`; one statement more, for the places that places lie in."""
    apart: list[Together] = []
    held = 0
    for together in (together for figures in _counting_the_same(rows) for together in standing_together(figures)):
        held += len(together.figures)
        if held > MOST_HELD:
            break
        if not together.meet:
            apart.append(together)
    places = sorted({figure.place for together in apart for figure in together.figures} - {""})
    lines = REGISTRY.ancestors(connection, places) if places else {}
    above = {place: [row.id for row in line if row.id in lines] for place, line in lines.items()}
    found = (Conflict(*each) for together in apart for each in contradictions(together, above))
    return Compared(sorted(_largest(found), key=attrgetter("place")), cut=held > MOST_HELD)


def _counting_the_same(rows: Iterable[AnyRow]) -> Iterator[list[Figure]]:
    groups: defaultdict[tuple[str, ...], list[AnyRow]] = defaultdict(list)
    for row in rows:
        if row.comparable:
            groups[(*counted(row), row.force)].append(row)
    counted_alike = (list(map(_figure, own)) for own in groups.values() if len(own) > 1)
    return (own for own in counted_alike if any(figure.voice != own[0].voice for figure in own))


def _figure(row: AnyRow) -> Figure:
    margin = MARGIN if row.approximate else 0
    low = -math.inf if row.low is None else row.low * (1 - margin)
    high = math.inf if row.high is None else row.high * (1 + margin)
    return Figure(row, voice(row), row.region, row.day, row.as_of_end, low, high)


def _largest(found: Iterable[Conflict]) -> list[Conflict]:
    """Those that are not part of another: what stands for a year is met by the same others day after day."""
    kept: list[Conflict] = []
    holding: defaultdict[str, set[int]] = defaultdict(set)  # id of a claim → places in `kept`
    for conflict in sorted({each.ids: each for each in found}.values(), key=lambda each: -len(each.figures)):
        if not set.intersection(*(holding[id] for id in conflict.ids)):
            for id in conflict.ids:
                holding[id].add(len(kept))
            kept.append(conflict)
    return kept


def _height(row: AnyRow) -> tuple[Any, ...]:
    """Where a figure stands among others."""
    return -math.inf if row.low is None else row.low, math.inf if row.high is None else row.high, row.id


def _outermost(items: list[Item]) -> list[Item]:
    half = MOST_SHOWN // 2
    return items if len(items) <= MOST_SHOWN else items[:half] + items[-half:]
