"""Which figures cannot both be right. Intervals on days and at places go in; sets of them that contradict each other come out.

Figures are sorted by their days and swept, never held one against every other: those of one day are looked at together, and
in them only the outermost of each end, by two voices. What lies above many places is looked at once for all of them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import inf
from operator import attrgetter
from typing import Any, NamedTuple


@dataclass(frozen=True, eq=False, slots=True)
class Figure:
    """A figure that somebody, its `voice`, gives for a place and for days; an end that the words leave open is infinite."""

    row: Any
    voice: tuple[str, str]
    place: str
    start: date
    end: date
    low: float
    high: float


_LOW, _HIGH, _START = attrgetter("low"), attrgetter("high"), attrgetter("start")


class Together(NamedTuple):
    """Figures that have a day in common. The first `known` of them have had one before, without the others."""

    figures: Sequence[Figure]
    known: int

    @property
    def meet(self) -> bool:
        """Whether one number lies in all intervals; mostly one does, and then they cost no more than this."""
        return bool(max(map(_LOW, self.figures)) <= min(map(_HIGH, self.figures)))


def standing_together(figures: Iterable[Figure]) -> Iterator[Together]:
    """The largest sets of figures that have a day in common."""
    standing: list[Figure] = []
    known = 0
    for start, arriving in groupby(sorted(figures, key=_START), key=_START):
        staying = [figure for figure in standing if figure.end >= start]
        if len(staying) < len(standing):
            yield Together(standing, known)
            known = len(staying)
        standing = [*staying, *arriving]
    if standing:
        yield Together(standing, known)


class Contradiction(NamedTuple):
    """Figures of which each is contradicted by somebody else's: no number lies in both intervals. The innermost place comes first.

    `nearness` is of the pair that is furthest apart the most that the lower one says as a share of the least that the higher one says.
    """

    figures: Sequence[Figure]
    nearness: float


def contradictions(together: Together, above: Mapping[str, Collection[str]]) -> Iterator[Contradiction]:
    """What contradicts each other at places that lie in one another: the largest such sets, and some that are a part of these, but
    none that has been among figures that stood together before.

    `above` are the places that a place lies in, the nearest first.
    """
    places: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in together.figures:
        places[figure.place].append(figure)
    lines: dict[str, _Line] = {}

    def line(place: str) -> _Line:
        if place not in lines:
            outer = next((line(each) for each in above.get(place, ()) if each in places), _NOWHERE)
            lines[place] = outer.inwards(places[place])
        return lines[place]

    new = {figure.place for figure in together.figures[together.known :]}
    for place in places:
        if (place in new or not new.isdisjoint(above.get(place, ()))) and line(place).more:
            yield line(place).contradiction


class _Ends(NamedTuple):
    """How far figures reach upwards: whose end is the greatest one, that end, and the greatest of anybody else.

    Whoever speaks, one of the two is another's. How far they reach downwards is told of ends with the other sign.
    """

    voice: Any = None
    greatest: float = -inf
    of_others: float = -inf

    def with_one(self, voice: Any, end: float) -> "_Ends":
        """The ends and one more; the very same where it changes nothing."""
        if voice == self.voice:
            return self if end <= self.greatest else _Ends(voice, end, self.of_others)
        if end > self.greatest:
            return _Ends(voice, end, self.greatest)
        return self if end <= self.of_others else _Ends(self.voice, self.greatest, end)


class _Line(NamedTuple):
    """The figures of a place and of those that it lies in; those of them that are contradicted, and whether these are `more` than
    those further out.

    What lies further out is looked at once for all places in it, and again only where a figure further in reaches further.
    """

    figures: Sequence[Figure]
    lows: _Ends
    highs: _Ends  # with the other sign
    contradicted: Sequence[Figure]
    more: bool

    def inwards(self, own: Sequence[Figure]) -> "_Line":
        """The line that goes on to a place of which these are the figures."""
        lows, highs = self.lows, self.highs
        for figure in own:
            lows, highs = lows.with_one(figure.voice, figure.low), highs.with_one(figure.voice, -figure.high)
        every = [*own, *self.figures]
        if lows.greatest <= -highs.greatest:
            return _Line(every, lows, highs, (), False)
        if lows is self.lows and highs is self.highs:
            contradicted = [*_contradicted(own, lows, highs), *self.contradicted]
        else:
            contradicted = _contradicted(every, lows, highs)
        return _Line(every, lows, highs, contradicted, len(contradicted) > len(self.contradicted))

    @property
    def contradiction(self) -> Contradiction:
        """What is contradicted in it."""
        (voice, low, low_of_others), (lower, high, high_of_others) = self.lows, self.highs
        pairs = [(low, -high)] if voice != lower else [(low, -high_of_others), (low_of_others, -high)]
        return Contradiction(self.contradicted, min(high / low for low, high in pairs if low > high))


_NOWHERE = _Line((), _Ends(), _Ends(), (), False)


def _contradicted(figures: Iterable[Figure], lows: _Ends, highs: _Ends) -> list[Figure]:
    return [
        figure
        for figure in figures
        if figure.high < (lows.of_others if figure.voice == lows.voice else lows.greatest)
        or figure.low > -(highs.of_others if figure.voice == highs.voice else highs.greatest)
    ]
