"""What can be listed. A Listing declares a kind: its rows, its filters, its orders; questions are asked of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Column, ColumnElement, Select

from app.queries.filters import PAGING, Control, Filter


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


@dataclass(frozen=True, eq=False)
class Listing:
    """A kind that can be listed: a select of every row there is, what narrows it, and its orders, the first being the default."""

    kind: str
    rows: Select[Any]
    id: Column[Any]
    filters: tuple[Filter, ...]
    sorts: dict[str, Sort]
    default_sort: str
    more: tuple[Control, ...] = ()

    @cached_property
    def orders(self) -> list[str]:
        """What `sort` can be."""
        return [sign + name for name in self.sorts for sign in ("", "-")]

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """Every parameter that is no filter."""
        schema = {"type": "string", "enum": self.orders, "default": self.default_sort}
        what = "What the list is sorted by; `-` turns it round. Rows that are equal in it are sorted by their id."
        sort = Control("sort", schema, self._order, self.default_sort, what, self.default_sort)
        return (*self.more, sort, *PAGING)

    def _order(self, text: str) -> str:
        if text not in self.orders:
            raise ValueError(f"is no order; it can be {', '.join(self.orders)}")
        return text
