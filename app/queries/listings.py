"""What can be listed. A Listing declares a kind: its rows, its filters, its orders; questions are asked of it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Column, ColumnElement, Select

from app.queries import formats
from app.queries.entries import Entries
from app.queries.filters import PAGING, Control, Filter
from app.queries.starts import Starts
from app.queries.words import Words


@dataclass(frozen=True)
class Sort:
    """What rows are sorted by, and how it is read back from a cursor."""

    by: ColumnElement[Any]
    read: Callable[[Any], Any] = str


def by_day(column: ColumnElement[Any]) -> Sort:
    """Sorted by a day."""
    return Sort(column, date.fromisoformat)


def by_moment(column: ColumnElement[Any]) -> Sort:
    """Sorted by a moment."""
    return Sort(column, datetime.fromisoformat)


BEST = "best"  # the order of what `q` finds; nobody asks for it by name


@dataclass(frozen=True, eq=False)
class Listing:
    """A kind that can be listed: a select of every row there is, what narrows it, and its orders, the first being the default.

    Where it has `entries`, an index of them is read instead of the rows themselves, for the questions that it knows.
    Where it has `starts`, what is found by the filter `q` comes in the order of how well it fits; where it has `words`, `q` is
    looked for in full text.
    """

    kind: str
    rows: Select[Any]
    id: Column[Any]
    filters: tuple[Filter, ...]
    sorts: dict[str, Sort]
    default_sort: str
    more: tuple[Control, ...] = ()
    starts: Starts | None = None
    entries: Entries | None = None
    words: Words | None = None
    dates: Mapping[str, str] = field(default_factory=dict)  # basis of dates → what is to be known of it
    some_fields: str = "id"  # an example of `fields`
    place: str | None = None  # the field that has the point of each, where one has; "" where each is at a point itself

    @cached_property
    def orders(self) -> list[str]:
        """What `sort` can be."""
        return [sign + name for name in self.sorts for sign in ("", "-")]

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """Every parameter that is no filter."""
        schema = {"type": "string", "enum": self.orders, "default": self.default_sort}
        what = "What the list is sorted by; `-` turns it round. Rows that are equal in it are sorted by their id."
        what += " With `q` and without `sort`, what fits best comes first." if self.starts else ""
        sort = Control("sort", schema, self._order, None, what, self.default_sort)
        paging = (replace(each, example=self.some_fields) if each.name == "fields" else each for each in PAGING)
        return (*self.more, sort, *paging, *formats.controls(self.place is not None))

    @cached_property
    def quick(self) -> frozenset[str]:
        """The parameters with which a page is found at once, if there are few; of others, some may have to be looked for."""
        known = self.entries.known if self.entries else {"q"} if self.starts else set()
        return frozenset({*known, "descend", "limit", "cursor", "fields", "format", "bom"})

    def usual_order(self, filters: Collection[str]) -> str:
        """What a question with these filters is sorted by when it does not say."""
        return BEST if self.starts and "q" in filters else self.default_sort

    def sort(self, order: str) -> Sort:
        """What `order` sorts by; the best is known by its place."""
        if order == BEST and self.starts:
            return Sort(self.starts.table.c.place, int)
        return self.sorts[order.lstrip("-")]

    def _order(self, text: str) -> str:
        if text not in self.orders:
            raise ValueError(f"is no order; it can be {', '.join(self.orders)}")
        return text
