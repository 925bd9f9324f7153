"""Which figures cannot both be right. Intervals on days and at places go in; sets of them that contradict each other come out.

Figures are sorted by their days and swept, never held one against every other: those of one day are looked at together, and
in them only the outermost of each end, by two voices.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any


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


_LOW, _HIGH = attrgetter("low"), attrgetter("high")


def standing_together(figures: Iterable[Figure]) -> Iterator[list[Figure]]:
    """The largest sets of figures that have a day in common."""
    standing: list[Figure] = []
    for start, arriving in groupby(sorted(figures, key=attrgetter("start")), key=attrgetter("start")):
        staying = [figure for figure in standing if figure.end >= start]
        if len(staying) < len(standing):
            yield standing
        standing = [*staying, *arriving]
    if standing:
        yield standing


def along(figures: Iterable[Figure], above: Mapping[str, Collection[str]]) -> Iterator[list[Figure]]:
    """The largest sets of figures whose places lie in one another; `above` are the places that a place lies in."""
    places: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        places[figure.place].append(figure)
    outer = {place for inner in places for place in above.get(inner, ())}
    for innermost in places.keys() - outer:
        yield [figure for place in (innermost, *above.get(innermost, ())) for figure in places.get(place, ())]


def contradicting(figures: Sequence[Figure]) -> list[Figure]:
    """Those that somebody else contradicts: no number lies in both intervals."""
    if max(map(_LOW, figures)) <= min(map(_HIGH, figures)):  # most meet, and cost no more than this
        return []
    highest, lowest = _highest(figures), _lowest(figures)
    return [
        figure
        for figure in figures
        if any(other.low > figure.high and other.voice != figure.voice for other in highest)
        or any(other.high < figure.low and other.voice != figure.voice for other in lowest)
    ]


def nearness(figures: Sequence[Figure]) -> float:
    """Of the pair that is furthest apart, the most that the lower one says as a share of the least that the higher one says."""
    return min(lower.high / higher.low for higher, lower in _pairs(_highest(figures), _lowest(figures)))


def _pairs(highest: Iterable[Figure], lowest: Iterable[Figure]) -> list[tuple[Figure, Figure]]:
    return [(higher, lower) for higher in highest for lower in lowest if higher.low > lower.high and higher.voice != lower.voice]


def _highest(figures: Sequence[Figure]) -> list[Figure]:
    return _first_of_two_voices(figures, lambda figure: -figure.low)


def _lowest(figures: Sequence[Figure]) -> list[Figure]:
    return _first_of_two_voices(figures, _HIGH)


def _first_of_two_voices(figures: Sequence[Figure], key: Callable[[Figure], float]) -> list[Figure]:
    """The first by `key`, and the first of anybody else: whoever speaks, one of them is another's."""
    first = min(figures, key=key)
    others = [figure for figure in figures if figure.voice != first.voice]
    return [first, min(others, key=key)] if others else [first]
