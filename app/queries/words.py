"""Full text: the rows that have the words that `q` asks for, by an index that yields them in the order of days.

The index yields places. They follow the days of the rows, or the seconds, and within one nothing but arrival. So a page is read
in the order of places until it is full, and then on to the end of the day that it ends in; the other filters are tried on each row
that the index yields. Where one of them leaves so few rows that most would be tried in vain, that one goes first, and the texts of
those few are read.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Dialect,
    Integer,
    Select,
    String,
    Table,
    TypeDecorator,
    bindparam,
    cast,
    column,
    func,
    select,
    table,
    true,
    union_all,
)

from app.queries.filters import Condition, Shape
from app.searches import Search


class _Expression(TypeDecorator[Any]):
    """Searches, any of which may be met, as the index reads them."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Sequence[Search] | None, dialect: Dialect) -> str:
        return " OR ".join(map(str, value or ()))


class _Written(TypeDecorator[Any]):
    """Searches, as they were written, for `says`."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Sequence[Search] | None, dialect: Dialect) -> str:
        return json.dumps([each.written for each in value or ()])


GRAMMAR = (
    'Words that must all be there, "phrases", beginnings of words with `*`, and with `-` what must not be there; case and accents '
    "do not matter. The newest come first, whatever fits best, and each has a `snippet`."
)


def day_number(day: ColumnElement[Any]) -> ColumnElement[int]:
    """The Julian day number of `day`, as places have it."""
    return cast(func.julianday(day) + 0.5, Integer)


def second_number(moment: ColumnElement[Any]) -> ColumnElement[int]:
    """The seconds from 1970 to `moment`, as places have them."""
    return cast(func.strftime("%s", moment), Integer)


@dataclass(frozen=True, eq=False)
class Words:
    """The index of full text of `rows`. A row has the `texts` in it. Its places follow the order called `sort`, by `by`, of which
    `number` makes what a place begins with: a day or a second. The lowest `bits` of a place tell rows of one day or second apart.
    """

    rows: Table
    texts: Sequence[ColumnElement[Any]]
    sort: str
    by: ColumnElement[Any]
    number: Callable[[ColumnElement[Any]], ColumnElement[int]]
    bits: int

    @cached_property
    def place(self) -> ColumnElement[int]:
        """What the index yields."""
        place: ColumnElement[int] = self._index.c.rowid
        return place

    @cached_property
    def _index(self) -> Any:
        name = f"{self.rows.name}_text"  # FTS5 has a column that bears the name of its table
        return table(name, column("rowid", Integer), column(name))

    @property
    def _match(self) -> Condition:
        name: ColumnElement[str] = self._index.c[self._index.name]
        return name.bool_op("MATCH")(bindparam("q", type_=_Expression))

    def having(self, shape: Shape) -> Condition:
        """Whether a row has the words."""
        if shape.yielded:
            return true()  # or it would not be there
        if shape.lead:
            return func.says(bindparam("q", type_=_Written), *self.texts) == 1
        return self.rows.c.place.in_(select(self.place).where(self._match))

    def yielded(self, rows: Select[Any], shape: Shape) -> Select[Any]:
        """Of `rows` those that the index yields, to the end of the day in which there are `most` of them."""
        turned = shape.sort.startswith("-")
        most: BindParameter[int] = bindparam("most")
        # The place behind an expression, so that the index is read first, and rows are looked up.
        found = rows.join(self._index, self.rows.c.place == self.place + 0).where(self._match)
        found = found.with_only_columns(self.place.label("place"))
        if shape.after:
            found = found.where(self._not_before_day(self.number(bindparam("after_key", type_=self.by.type)), turned))
        page = found.order_by(self.place.desc() if turned else self.place).limit(most).cte("page")
        edge = select((func.min if turned else func.max)(page.c.place)).scalar_subquery()
        full = select(func.count()).select_from(page).scalar_subquery() == most
        further = (
            (self.place < edge, self.place >= edge.op(">>")(self.bits).op("<<")(self.bits))
            if turned
            else (self.place > edge, self.place < (edge.op(">>")(self.bits) + 1).op("<<")(self.bits))
        )
        return rows.where(self.rows.c.place.in_(union_all(select(page.c.place), found.where(full, *further))))

    def _not_before_day(self, day: ColumnElement[int], turned: bool) -> Condition:
        """Whether a place lies in that day or, in the order asked for, after it."""
        if turned:
            return self.place < (day + 1).op("<<")(self.bits)
        return self.place >= day.op("<<")(self.bits)
