"""What a list can be narrowed by. A filter is one line that carries its SQL; everything said about it comes from that line.

Statements are built once for every shape of question and then run with the values bound, so a filter's SQL is made of
parameters that bear its name, never of values.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Column, ColumnElement, Select, bindparam, exists, func, literal_column, select, true

from app.queries.days import DayEnd, DayStart
from app.queries.starts import Starts
from app.queries.values import Schema, Values, boolean, whole
from app.vocabulary import Role

Condition = ColumnElement[bool]


@dataclass(frozen=True)
class Shape:
    """Everything of a question that changes its statement, without the values."""

    filters: frozenset[str] = frozenset()
    sort: str = ""  # "-as_of": by as_of, descending
    after: bool = False  # a page that continues another
    descend: bool = True
    date_basis: str = ""
    way: "Way | None" = None  # through the index of entries, where it has one for such a question
    lead: str = ""  # the filter that leaves so few rows that words are looked for in their texts
    nothing: bool = False  # a filter was given nothing but values that nobody knows
    yielded: bool = False  # rows are yielded by the index of full text, and other filters are tried on each


class Way(NamedTuple):
    """What is looked up in an index of entries: what filter gives the keys, and how many keys and regions are given."""

    filter: str
    keys: int
    regions: int


@dataclass(frozen=True)
class Filter:
    """One thing a list can be narrowed by."""

    name: str
    values: Values
    description: str
    example: str
    sql: Callable[[Shape], Condition]


@dataclass(frozen=True)
class Control:
    """A parameter that changes how a list is answered; `default` is its value when it is not given.

    It is given at most once, unless there can be `many`: then its value is a list.
    """

    name: str
    schema: Schema
    read: Callable[[str], Any]
    default: Any
    description: str
    example: str
    many: bool = False


MAX_LIMIT = 1000
DESCEND = Control(
    "descend", {"type": "boolean", "default": True}, boolean, True,
    "Whether what lies under an actor or region counts too: `region=UA` finds Kharkiv, `claimant=ukraine` finds its president.",
    "false",
)  # fmt: skip
PAGING = (
    Control(
        "limit", {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": 50}, whole(1, MAX_LIMIT), 50,
        "How many there are on a page.", "20",
    ),
    Control(
        "cursor", {"type": "string"}, str, None,
        "Where the page begins: take it, or the whole address, from `links.next` of the page before; it holds for the very same question.", "",
    ),
    Control(
        "with_total", {"type": "boolean", "default": False}, boolean, False,
        "Whether to count all that match into `meta.total`.", "true",
    ),
    Control(
        "fields", {"type": "string"}, str, None,
        "Only these fields of every object, separated by commas; a dot goes into an object: `claimant.id`.", "id",
    ),
)  # fmt: skip


def any_of(column: ColumnElement[Any], name: str) -> Callable[[Shape], Condition]:
    """`column` is one of the values of filter `name`.

    Where the index of full text yields the rows, it is an expression, which no index leads to: SQLite would rather read every row
    of a frequent value, for half a minute of a million, than try the few that are yielded.
    """
    values: BindParameter[Any] = bindparam(name, expanding=True)
    return lambda shape: (column.concat(literal_column("''")) if shape.yielded else column).in_(values)


@dataclass(frozen=True, eq=False)
class FoundBy:
    """`fact` can be found by one of the values of filter `name` in an index table, of which `by` is the column looked in.

    The table holds a row for every ancestor, so that descending is no walk; depth 0 is what the text itself names.
    """

    fact: Column[Any]
    by: Column[Any]
    name: str
    role: Role | None = None

    def __call__(self, shape: Shape) -> Condition:
        rows = self.found(shape)
        if not shape.yielded and shape.lead in ("", self.name):
            return self.fact.in_(rows)
        # Tried on one row after the other; with a role, any of them, the whole key of the table is known.
        roles = self.by.table.c.role.in_([*Role]) if self.role is None and "role" in self.by.table.c else true()
        return exists(rows.where(self._found == self.fact, roles))

    def found(self, shape: Shape) -> Select[Any]:
        """The ids of all that can be found by one of the values."""
        index = self.by.table
        rows = select(self._found).where(self.by.in_(bindparam(self.name, expanding=True)))
        if self.role:
            rows = rows.where(index.c.role == self.role)
        return rows if shape.descend else rows.where(index.c.depth == 0)

    @property
    def _found(self) -> Column[Any]:
        return next(column for column in self.by.table.c if column.references(self.fact))


@dataclass(frozen=True, eq=False)
class Without:
    """What `sql` finds is left out; it is tried on one row after the other, as what is left out is often most of what there is."""

    sql: Callable[[Shape], Condition]

    def __call__(self, shape: Shape) -> Condition:
        return ~self.sql(replace(shape, yielded=True))


def none_of(column: ColumnElement[Any], name: str) -> Without:
    """`column` is none of the values of filter `name`; where it is empty, it is none of them."""
    return Without(any_of(func.coalesce(column, ""), name))


def all_unknown(filters: Iterable[Filter], bound: Mapping[str, Any]) -> bool:
    """Whether one of `filters` is `bound` to no value at all, so that nothing can match: nobody knows what was given."""
    return any(bound.get(each.name) == [] and not isinstance(each.sql, Without) for each in filters)


@dataclass(frozen=True)
class Interval:
    """What a record's days are, first and last; `among` wraps a condition on them where another table holds them."""

    start: ColumnElement[Any]
    end: ColumnElement[Any]
    among: Callable[[Condition], Condition] = lambda condition: condition
    first: Any = None  # the type that a day is compared with them as: None for days, DayStart and DayEnd for moments
    last: Any = None


def published(column: Column[Any]) -> Interval:
    """The moment of publication, as an interval."""
    return Interval(column, column, first=DayStart, last=DayEnd)


def not_before(bases: Mapping[Any, Interval]) -> Callable[[Shape], Condition]:
    """The record's days, on the basis asked for, do not all lie before `date_from`."""

    def sql(shape: Shape) -> Condition:
        days = bases[shape.date_basis]
        return days.among(days.end >= bindparam("date_from", type_=days.first))

    return sql


def not_after(bases: Mapping[Any, Interval]) -> Callable[[Shape], Condition]:
    """The record's days, on the basis asked for, do not all lie after `date_to`."""

    def sql(shape: Shape) -> Condition:
        days = bases[shape.date_basis]
        return days.among(days.start <= bindparam("date_to", type_=days.last))

    return sql


def at_least(low: Column[Any], high: Column[Any]) -> Callable[[Shape], Condition]:
    """The lower bound, or where there is none the upper, reaches `at_least`; a record without either never does."""
    return lambda _: func.coalesce(low, high) >= bindparam("at_least")


def at_most(low: Column[Any], high: Column[Any]) -> Callable[[Shape], Condition]:
    """The upper bound, or where there is none the lower, keeps within `at_most`; a record without either never does."""
    return lambda _: func.coalesce(high, low) <= bindparam("at_most")


def begun(starts: Starts, id: Column[Any]) -> Callable[[Shape], Condition]:
    """One of its names begins with `q`, from one of its words on."""
    return lambda _: starts.having(id)
