"""While somebody is still typing a name: what has one that begins so, the best first.

`q` is bound to what was typed, folded. Rows of a table of starts are read in the order of its index until a page is full, so
that "a" costs no more than "avdiiv"; only whole names that are equal to `q` are found apart, as they go before all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, String, Table, and_, bindparam, exists, func, or_, select

from app.models.starts import HEAD
from app.queries.names import starts_with

RANK = 10**12  # lifts whole names above all other places

_Q = bindparam("q", type_=String)


@dataclass(frozen=True, eq=False)
class Way:
    """One way to be found: rows of `starts` that meet `condition`, one for each thing, in the order of `place`."""

    starts: Table
    condition: ColumnElement[bool]
    place: ColumnElement[int]


@dataclass(frozen=True, eq=False)
class Starts:
    """The starts of a registry's names, and the names themselves."""

    table: Table
    names: Table
    owner: str  # the column of both that holds the id

    def having(self, id: Column[Any]) -> ColumnElement[bool]:
        """The condition that the thing `id` has a name that begins with `q`."""
        return id.in_(select(self.table.c[self.owner]).where(self._begins(self.table)))

    def ways(self) -> Sequence[Way]:
        """Those whose whole name is `q`, and the others."""
        owner, begins = self.table.c[self.owner], self._begins(self.table)
        whole = and_(begins, self.table.c.start == _Q, owner.in_(self._whole()))
        others = and_(begins, owner.not_in(self._whole()), ~self._better())
        return [Way(self.table, whole, self.table.c.place - RANK), Way(self.table, others, self.table.c.place)]

    def _begins(self, starts: Any) -> ColumnElement[bool]:
        return and_(starts.c.head == func.substr(_Q, 1, HEAD), starts_with(starts.c.start, _Q))

    def _whole(self) -> Select[Any]:
        return select(self.names.c[self.owner]).where(self.names.c.folded == _Q)

    def _better(self) -> ColumnElement[bool]:
        """A thing with two names that begin so is found by the better one."""
        here, other = self.table.c, self.table.alias("other")
        nearer = or_(other.c.place < here.place, and_(other.c.place == here.place, other.c.start < here.start))
        return exists().where(other.c[self.owner] == here[self.owner], self._begins(other), nearer)
