"""Full text: the rows that have the words that `q` asks for, by an index that yields them in the order of days.

The index yields places. They follow the days of the rows, or the seconds, and within one nothing but arrival. So a page is read
in the order of places until it is full, and then on to the end of the day that it ends in; the other filters are tried on each row
that the index yields. Of claims it has terms, too, for most filters, and goes from one row that has all words and terms to the
next, however many have one of them. Where a filter without a term leaves so few rows that most would be tried in vain, that one
goes first, and the texts of those few are read.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
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

    `basis` is the basis of dates on which `date_from` and `date_to` speak of the same days, and `last`, and `first` where no row has
    several days, the types that they are compared as.

    `terms` are the filters that rows have terms for: of a filter's value they give those of which a row that it finds has one.
    `entering` gives those of which one is had by all rows that begin before the month of a day, and do not end before it.
    """

    rows: Table
    texts: Mapping[str, ColumnElement[Any]]
    sort: str
    by: ColumnElement[Any]
    number: Callable[[ColumnElement[Any]], ColumnElement[int]]
    bits: int
    basis: str = ""
    first: Any = None
    last: Any = None
    terms: Mapping[str, Callable[[Any], list[str]]] = field(default_factory=dict)
    entering: Callable[[date], list[str]] | None = None

    @cached_property
    def place(self) -> ColumnElement[int]:
        """What the index yields."""
        place: ColumnElement[int] = self._index.c.rowid
        return place

    @cached_property
    def _index(self) -> Any:
        name = f"{self.rows.name}_text"  # FTS5 has a column that bears the name of its table
        return table(name, column("rowid", Integer), column(name))

    def bound(self, given: Mapping[str, Any]) -> dict[str, str]:
        """What the index is asked for where filters are `given` these values: `match`, and `entering` of what begins before their days."""
        asked = [f"{{{' '.join(self.texts)}}} : ({' OR '.join(map(str, given['q']))})"] if "q" in given else []
        asked += [_terms(of(given[name])) for name, of in self.terms.items() if name in given]
        match = {"match": " AND ".join(asked)}
        if self.entering is None or "date_from" not in given:
            return match
        return match | {"entering": " AND ".join([*asked, _terms(self.entering(given["date_from"]))])}

    def having(self, shape: Shape) -> Condition:
        """Whether a row has the words."""
        if shape.yielded:
            return true()  # or it would not be there
        if shape.lead:
            return func.says(bindparam("q", type_=_Written), *self.texts.values()) == 1
        return self.rows.c.place.in_(select(self.place).where(self._matches("match")))

    def yielded(self, rows: Select[Any], shape: Shape) -> Select[Any]:
        """Of `rows` those that the index yields, to the end of the day in which there are `most` of them."""
        turned = shape.sort.startswith("-")
        most: BindParameter[int] = bindparam("most")
        # The place behind an expression, so that the index is read first, and rows are looked up.
        found = rows.join(self._index, self.rows.c.place == self.place + 0).with_only_columns(self.place.label("place"))
        stretches = [found.where(*conditions) for conditions in self._stretches(shape, turned, self.place)]
        order: ColumnElement[int] = column("place").desc() if turned else column("place")
        page = _together(stretches).order_by(order).limit(most).cte("page")
        edge = select((func.min if turned else func.max)(page.c.place)).scalar_subquery()
        full = select(func.count()).select_from(page).scalar_subquery() == most
        further = (
            (self.place < edge, self.place >= edge.op(">>")(self.bits).op("<<")(self.bits))
            if turned
            else (self.place > edge, self.place < (edge.op(">>")(self.bits) + 1).op("<<")(self.bits))
        )
        # The index takes one bound from below and one from above; it has to be those of the day.
        rest = [found.where(*conditions, full, *further) for conditions in self._stretches(shape, turned, self.place + 0)]
        return rows.where(self.rows.c.place.in_(union_all(select(page.c.place), *rest)))

    def _matches(self, name: str) -> Condition:
        index: ColumnElement[str] = self._index.c[self._index.name]
        return index.bool_op("MATCH")(bindparam(name, type_=String))

    def _stretches(self, shape: Shape, turned: bool, place: ColumnElement[int]) -> Iterator[list[Condition]]:
        """The conditions, on `place`, of each stretch of places that is read: on the basis that places follow, no further than asked.

        What is about several months can begin before the days that are asked for; it has a term for each month it goes on into.
        Of two bounds on one side, the index is given the one where a page begins: an expression it leaves alone.
        """
        lower, upper = (place + 0 if shape.after and at_end == turned else place for at_end in (False, True))
        day = self.number(bindparam("after_key", type_=self.by.type))
        after = [self._to(place, day) if turned else self._from(place, day)] if shape.after else []
        dated = shape.filters if shape.date_basis == self.basis else frozenset()
        within = [self._to(upper, self.number(bindparam("date_to", type_=self.last)))] if "date_to" in dated else []
        if "date_from" in dated and self.first:
            within.append(self._from(lower, self.number(bindparam("date_from", type_=self.first))))
        if "date_from" not in dated or self.entering is None:
            yield [self._matches("match"), *after, *within]
            return
        month = self.number(bindparam("month", type_=self.by.type))
        yield [self._matches("match"), self._from(lower, month), *after, *within]
        yield [self._matches("entering"), upper < month.op("<<")(self.bits), *after]

    def _from(self, place: ColumnElement[int], day: ColumnElement[int]) -> Condition:
        """Whether a place lies in that day or a later one."""
        return place >= day.op("<<")(self.bits)

    def _to(self, place: ColumnElement[int], day: ColumnElement[int]) -> Condition:
        """Whether a place lies in that day or an earlier one."""
        return place < (day + 1).op("<<")(self.bits)


def _terms(some: Sequence[str]) -> str:
    return f"terms : ({' OR '.join(some)})"


def _together(stretches: Sequence[Select[Any]]) -> Select[Any] | CompoundSelect[Any]:
    return stretches[0] if len(stretches) == 1 else union_all(*stretches)
