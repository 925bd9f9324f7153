"""Comparisons: facts put side by side. A question goes in; the newest facts that it finds come out, as narrow rows, and pages
of what is made of them.

Facts are read newest first and no further than a bound, as the most frequent actor stands in millions of them. An answer
that reached the bound says so, and from which day on nothing is missing from it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, bindparam, case, func

from app import db
from app.errors import BadCursor
from app.names import folded
from app.queries.cursors import Position, opened, sealed
from app.queries.entries import walked
from app.queries.filters import PAGING, Control, Shape
from app.queries.listings import Listing
from app.queries.names import Unknown
from app.queries.pages import narrowed, values
from app.queries.plans import planned
from app.queries.questions import understood
from app.queries.tables import ARTICLE, CLAIM, AnyRow
from app.vocabulary import Measure, Modality

MOST_READ = 3_000  # facts, which are read and compared anew for each question
_PAGING = {control.name for control in PAGING}

# A figure that a source denies is no figure of that source.
MEANT = tuple(modality for modality in Modality if modality != Modality.DENIED)

PARTIES = ("claimant", "force", "region")


def _same(party: str) -> ColumnElement[Any]:
    """What two rows have in common that speak of the same claimant, force or region; empty where the text names none.

    Who or what the registry cannot decide is only the same where the same article writes the same words.
    """
    unclear = CLAIM.c[f"{party}_as_written"].concat("\n").concat(CLAIM.c.article_id)
    return func.coalesce(CLAIM.c[f"{party}_id"], unclear, "").label(party)


# What a share is a share of, in the article's words: half of the children and half of the force are no figures of one kind.
# Empty for all other measures, which count people or pieces, whatever they are called.
_WHOLE = case((CLAIM.c.measure == Measure.SHARE, func.coalesce(CLAIM.c.unit, "")), else_="").label("whole")
# Few columns, since rows of twice as many take twice as long to read: what somebody is called is looked up for those that are shown.
FIGURE = (
    *(CLAIM.c[name] for name in ("id", "measure", "low", "high", "as_of_end")),
    CLAIM.c.as_of_start.label("day"),
    *map(_same, PARTIES),
    _WHOLE,
    ARTICLE.c.publisher.label("article_publisher"),
    ARTICLE.c.published_at.label("article_published_at"),
)


@dataclass(frozen=True, eq=False)
class Comparison:
    """A way to compare the facts of a listing: which columns of them are read, and what is asked besides the listing's own filters.

    `usual` are the values of filters that are not given; `most` is how many facts are read. One of the columns is the `day` by which
    these are the newest.
    """

    name: str
    listing: Listing
    more: tuple[Control, ...] = ()
    paging: tuple[Control, ...] = PAGING
    usual: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    columns: tuple[ColumnElement[Any], ...] = FIGURE
    most: int = MOST_READ

    @property
    def controls(self) -> tuple[Control, ...]:
        """Every parameter that is no filter."""
        return (*self.listing.more, *self.more, *self.paging)


@dataclass(frozen=True)
class Inquiry:
    """A question to a comparison that was understood."""

    given: dict[str, Sequence[Any]]  # filter name → values
    shape: Shape
    set_to: dict[str, Any]  # control name → its value

    @property
    def identity(self) -> Any:
        """What two pages of one answer have in common."""
        controls = {name: value for name, value in self.set_to.items() if name not in _PAGING}
        return [{name: sorted(map(str, values)) for name, values in self.given.items()}, controls]


def inquiry(comparison: Comparison, pairs: Iterable[tuple[str, str]]) -> Inquiry:
    """What `pairs` ask of `comparison`. Raises UnknownParameter or BadParameter with everything that is wrong."""
    asked, set_to = understood(comparison.listing.filters, comparison.controls, pairs)
    given = {**comparison.usual, **asked}
    order = comparison.listing.default_sort
    shape = Shape(frozenset(given), order, descend=set_to["descend"], date_basis=set_to["date_basis"])
    return Inquiry(given, shape, set_to)


@dataclass(frozen=True)
class Reading:
    """How much was read: where the bound was reached, nothing is missing from `complete_from` on."""

    number: int
    complete_from: date | None
    unknown: dict[str, list[Unknown]]  # filter name → the values nobody knows


def newest(connection: Connection, comparison: Comparison, asked: Inquiry) -> tuple[Sequence[AnyRow], Reading]:
    """The newest claims that are asked about: one statement, and one more for every name to be found."""
    bound, unknown = values(connection, comparison.listing.filters, asked.given)
    shape, bound = planned(connection, comparison.listing, asked.shape, bound)
    rows = db.rows(connection, in_order(comparison, shape), {**bound, "most": comparison.most})
    since = complete_from(comparison, len(rows), rows[-1].day) if rows else None
    return rows, Reading(len(rows), since, unknown)


def complete_from(comparison: Comparison, number: int, earliest: date) -> date | None:
    """The day from which on nothing is missing when `number` facts were read, back to the `earliest` day; None where all were."""
    return earliest + timedelta(days=1) if number == comparison.most and earliest < date.max else None


@lru_cache(maxsize=512)
def in_order(comparison: Comparison, shape: Shape) -> Select[Any] | CompoundSelect[Any]:
    """What a comparison reads of the rows of a question of this shape, the newest first and as many as are bound to `most`."""
    listing = comparison.listing
    if shape.way and listing.entries and not shape.yielded:
        return walked(listing.entries, listing.filters, shape, listing.entries.with_columns(comparison.columns))
    by, id = listing.sort(shape.sort).by, listing.id
    rows = narrowed(listing, shape)
    rows = listing.words.yielded(rows, shape) if listing.words and shape.yielded else rows
    return rows.with_only_columns(*comparison.columns).order_by(by.desc(), id.desc()).limit(bindparam("most"))


def counted(row: AnyRow) -> tuple[str, str]:
    """What is counted: the measure, and of a share what it is a share of."""
    return row.measure, folded(row.whole) if row.whole else ""


def voice(row: AnyRow) -> tuple[str, str]:
    """Who gives the figure: its claimant, else its publisher."""
    return (row.claimant, "") if row.claimant else ("", row.article_publisher or "")


def newness(row: AnyRow) -> tuple[Any, ...]:
    """Of two figures, the newer one is about later days, was published later, or has the greater id."""
    return row.as_of_end, row.article_published_at, row.id


class Placed(Protocol):
    """Something that a page can end at: its `place` in the order of entries is a list that JSON can hold, and no other has it."""

    @property
    def place(self) -> list[Any]: ...


Entry = TypeVar("Entry", bound=Placed)


@dataclass(frozen=True)
class Compared(Generic[Entry]):
    """What was made of a reading, in the order of places; `cut` where a bound left some of it out."""

    entries: Sequence[Entry]
    cut: bool = False


def page(comparison: Comparison, asked: Inquiry, entries: Sequence[Entry]) -> tuple[Sequence[Entry], str | None]:
    """One page of `entries`, which are in the order of their places, and the cursor of the one after it. Raises BadCursor."""
    question = [comparison.name, asked.identity]
    start = _start(entries, asked.set_to["cursor"], question)
    found = entries[start : start + asked.set_to["limit"]]
    more = start + len(found) < len(entries)
    return found, sealed(Position(found[-1].place[:-1], found[-1].place[-1]), question) if more and found else None


def _start(ordered: Sequence[Placed], cursor: str | None, question: Any) -> int:
    if not cursor:
        return 0
    key, id = opened(cursor, question)
    try:
        return bisect_right(ordered, [*key, id], key=lambda entry: entry.place)
    except TypeError:  # the digest is no secret: whoever forges one may put anything behind it
        raise BadCursor("The cursor was not made here; begin again without a cursor.") from None
