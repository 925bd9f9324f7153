"""Terms: what a claim is looked for by, each as one word of the index of full text, so that it narrows by all of it at once.

Whatever is found by a filter has the filter's term. What has the term need not be found: two values may share one, and a size is
as exact as its first digit. So terms tell which rows are tried, and the filters which are found.
"""

from base64 import b32encode
from datetime import date
from functools import lru_cache
from hashlib import blake2b

BEGINNING = "000"  # of every term: the index of the beginnings of words holds one of them, and not one for each term
LARGEST = 12  # digits; a figure that has more counts as one that has so many
MOST_MONTHS = 36  # that a claim enters, each a term; whoever goes on for longer has one for all later ones
LATER = "later"


@lru_cache(maxsize=65_536)
def term(kind: str, value: object) -> str:
    """The word that says that something of this kind has this value; case and accents are nothing to the index, so it has none."""
    return BEGINNING + b32encode(blake2b(f"{kind}:{value}".encode(), digest_size=5).digest()).decode().lower()


def _size(figure: float) -> tuple[int, int]:
    """How many digits it has before the point, and the first of them; below 1 there are none."""
    written = str(int(figure))
    return (min(LARGEST, len(written)), int(written[0])) if figure >= 1 else (0, 0)


def bounds(low: float | None, high: float | None) -> list[str]:
    """The terms of a figure's lower end, or where it is open of the upper, and the other way round: how long it is, and its size."""
    ends = {"low": high if low is None else low, "high": low if high is None else high}
    sizes = [(end, _size(figure)) for end, figure in ends.items() if figure is not None]
    return [term(end, its) for end, size in sizes for its in (size[0], size)]


def at_least(figure: float) -> list[str]:
    """The terms of which one is had by whatever has a lower end of `figure` or more."""
    long, first = _size(figure)
    first = 1 if long == LARGEST else first
    alike = [(long, digit) for digit in range(first, 10)]
    return [term("low", its) for its in (*alike, *range(long + 1, LARGEST + 1))]


def at_most(figure: float) -> list[str]:
    """The terms of which one is had by whatever has an upper end of `figure` or less."""
    long, first = _size(figure)
    first = 9 if long == LARGEST else first
    return [term("high", its) for its in (*range(long), *((long, digit) for digit in range(first + 1)))]


def entered(start: date, end: date) -> list[str]:
    """The terms of the months that days from `start` to `end` lie in, without the one in which they begin."""
    first, last = _month(start) + 1, _month(end)
    months = range(first, min(last + 1, first + MOST_MONTHS))
    later = [LATER] if last >= months.stop else []
    return [term("into", month) for month in (*months, *later)]


def entering(day: date) -> list[str]:
    """The terms of which one is had by whatever begins before the month of `day` and goes on into it."""
    return [term("into", month) for month in (_month(day), LATER)]


def _month(day: date) -> int:
    """Its number, so that those that follow each other have numbers that do."""
    return 12 * day.year + day.month - 1
