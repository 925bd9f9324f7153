"""Lists through an index of entries: one row for everything that a fact is looked for by, in the order of lists.

A question is led to the entries of one key and region, where what it asks for lies together: an actor at a place, or whatever
of the question is rarest. What else it asks is told from the entry itself, so that entries which do not match cost a tenth of
a microsecond each, and facts are looked up only where they are shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    case,
    exists,
    func,
    select,
    tuple_,
    union,
    union_all,
)
from sqlalchemy.sql import visitors

from app import db
from app.models.entries import ANYTHING, NAMES_REGION, ways
from app.queries.filters import Condition, Filter, Shape, Way
from app.vocabulary import Role

FEW = (300, 3_000)  # entries; where one filter has no more than the first, no other has to be counted further
MOST_PARTS = 12  # keys times regions; more of them are not merged but looked through
ORDER = "as_of"


KEY = "sort_key"  # how every row calls what it is sorted by
_ID = "sort_id"
Show = Callable[[Table], Select[Any]]  # entries → rows of their facts


@dataclass(frozen=True, eq=False)
class Entries:
    """An index of facts; `shown` is what is shown of them.

    `roles` are the filters that give an actor, and in which role; `values` those whose values are keys behind their name;
    `copies` are the columns that entries, or the rows that are `joined` to them, have of facts and articles.
    """

    table: Table
    shown: Show
    joined: tuple[tuple[Table, Condition], ...]
    roles: Mapping[str, Role | None]
    values: tuple[str, ...]
    copies: Mapping[Column[Any], Column[Any]]

    @cached_property
    def known(self) -> frozenset[str]:
        """The filters that can be told from entries."""
        return frozenset({*self.roles, *self.values, "region", "date_from", "date_to", "at_least", "at_most"})

    def with_columns(self, columns: Iterable[ColumnElement[Any]]) -> Show:
        """A way to show `columns` of facts: of what entries have not, no more is joined than has it."""
        own = [_replaced(column, self.copies).label(column.key) for column in columns]
        theirs = {*select(*own).get_final_froms()} - {self.table}  # what is looked up for each row has tables of its own
        assert theirs <= {table for table, _ in self.joined}, "a table that is not joined would be read for every row"

        def shown(entries: Table) -> Select[Any]:
            rows = select(*own).select_from(entries)
            for table, condition in self.joined:
                rows = rows.join(table, condition) if table in theirs else rows
            return rows

        return shown

    def leads(self, shape: Shape) -> bool:
        """Whether questions of this shape are led through the index."""
        dated = shape.date_basis == ORDER or not shape.filters & {"date_from", "date_to"}
        return shape.sort.lstrip("-") == ORDER and dated and shape.filters <= self.known


def led(connection: Connection, entries: Entries | None, shape: Shape, bound: Mapping[str, Any]) -> tuple[Shape, dict[str, Any]]:
    """The shape with its way through `entries`, and what its statement is bound to besides; as it is, where there is none."""
    if entries is None or not entries.leads(shape):
        return shape, {}
    given = {name: bound[name] for name in shape.filters}
    ways = [(way, values) for way, values in _ways(entries, given) if way.keys * way.regions <= MOST_PARTS]
    if not ways:
        return shape, {}
    way, values = ways[0] if len(ways) == 1 else _rarest(connection, entries, ways)
    return replace(shape, way=way), values


Led = tuple[Way, dict[str, Any]]  # a way, and what it is bound to


def _ways(entries: Entries, given: Mapping[str, Any]) -> Iterator[Led]:
    """Every way that a question can be led, the narrowest first."""
    regions = given.get("region", [ANYTHING])
    for name in entries.roles:
        if name in given:
            yield _way(name, given[name], regions)
    for name in entries.values:
        if name in given:
            yield _way(name, [f"{name}:{value}" for value in dict.fromkeys(given[name])], [ANYTHING])
    if not given.keys() & set(entries.roles) and ("region" in given or not given.keys() & set(entries.values)):
        yield _way("", [ANYTHING], regions)


def _way(filter: str, keys: Sequence[str], regions: Sequence[str]) -> Led:
    bound = {f"under_{place}": key for place, key in enumerate(keys)} | {f"at_{place}": id for place, id in enumerate(regions)}
    return Way(filter, len(keys), len(regions)), bound


def _rarest(connection: Connection, entries: Entries, ways: Sequence[Led]) -> Led:
    """The way of the fewest entries, as far as they are worth counting."""
    for most in FEW:
        numbers = [_number(connection, entries, way, most) for way in ways]
        fewest = min(numbers)
        if fewest < most:
            break
    return ways[numbers.index(fewest)]


def _number(connection: Connection, entries: Entries, led: Led, most: int) -> int:
    way, values = led
    return int(db.rows(connection, _counting(entries, way), values | {"most": most})[0][0])


@lru_cache(maxsize=512)
def _counting(entries: Entries, way: Way) -> Select[Any]:
    entry = entries.table.c
    keys, regions = _binds("under", way.keys), _binds("at", way.regions)
    some = select(entry.claim_id).where(entry.key.in_(keys), entry.region_id.in_(regions)).limit(bindparam("most"))
    return select(func.count()).select_from(some.subquery())


def _binds(name: str, number: int) -> list[Any]:
    return [bindparam(f"{name}_{place}") for place in range(number)]


def walked(entries: Entries, filters: Iterable[Filter], shape: Shape, shown: Show) -> Select[Any] | CompoundSelect[Any]:
    """The facts that a question of this shape finds, as they are `shown`, in its order, and as many as are bound to `most`.

    Where several parts of the index are read, they are merged. All are ordered by what stands in entries, which comes out in
    order: to sort the facts themselves takes as long as to find them.
    """
    entry = entries.table.c
    rows = shown(entries.table).add_columns(entry.as_of_start.label(KEY), entry.claim_id.label(_ID))
    conditions = [*_conditions(entries, filters, shape)]
    parts = [rows.where(*part, *conditions) for part in _parts(entries, shape)]
    assert shape.way is not None
    # What has one value has no other, and the stretches of one key and region have nothing in common.
    once = shape.way.filter in entries.values or shape.way.keys * shape.way.regions == 1
    merged = parts[0] if len(parts) == 1 else (union_all if once else union)(*parts)
    by = [merged.selected_columns[name] for name in (KEY, _ID)]
    return merged.order_by(*(each.desc() if shape.sort.startswith("-") else each for each in by)).limit(bindparam("most"))


def sampled(entries: Entries, filters: Iterable[Filter], shape: Shape) -> Select[Any] | None:
    """How many entries there are to be walked, up to `most`, and how many of these match; None where all of them do."""
    conditions = [*_conditions(entries, filters, shape)]
    if not conditions:
        return None
    parts = [select(entries.table).where(*part) for part in _parts(entries, shape)]
    every = parts[0] if len(parts) == 1 else union_all(*parts)
    by = [every.selected_columns[name] for name in ("as_of_start", "claim_id")]
    first = (
        every.order_by(*(each.desc() if shape.sort.startswith("-") else each for each in by)).limit(bindparam("most")).subquery()
    )
    ours = {column: first.c[column.name] for column in entries.table.c}
    met = _replaced(and_(*conditions), ours)
    numbers: list[Any] = [func.count(), func.sum(case((met, 1), else_=0))]
    return select(*numbers).select_from(first)


def counted(entries: Entries, filters: Iterable[Filter], shape: Shape) -> Select[Any]:
    """The number of facts that a question of this shape finds."""
    conditions, entry = [*_conditions(entries, filters, shape)], entries.table.c
    parts = [[*part, *conditions] for part in _parts(entries, shape)]
    if len(parts) == 1:
        return select(func.count()).select_from(entries.table).where(*parts[0])
    found = union(*(select(entry.as_of_start, entry.claim_id).where(*part) for part in parts))
    return select(func.count()).select_from(found.subquery())


def _parts(entries: Entries, shape: Shape) -> Iterator[list[Condition]]:
    """The conditions on entries of every part of the index that is read, from where a page begins."""
    assert shape.way is not None
    entry, after = entries.table.c, [*_after(entries, shape)]
    for key in _binds("under", shape.way.keys):
        for region in _binds("at", shape.way.regions):
            for days in _days(entries, shape):
                yield [entry.key == key, entry.region_id == region, *days, *after]


def _days(entries: Entries, shape: Shape) -> Iterator[list[Condition]]:
    """The stretches of an order by day in which days can overlap those asked for.

    An interval within one month starts in the month of `date_from` or later; the few that cross into another month are
    found by an index of their own.
    """
    entry = entries.table.c
    to = [entry.as_of_start <= bindparam("date_to")] if "date_to" in shape.filters else []
    if "date_from" not in shape.filters:
        yield to
        return
    month = bindparam("month", type_=entry.as_of_start.type)
    ends = entry.as_of_end >= bindparam("date_from")
    yield [entry.as_of_start >= month, ends, *to]
    yield [entry.crosses, entry.as_of_start < month, ends, *to]


def _conditions(entries: Entries, filters: Iterable[Filter], shape: Shape) -> Iterator[Condition]:
    """What is asked besides the key, the region and the days."""
    assert shape.way is not None
    entry, driver = entries.table.c, shape.way.filter
    asked = {each.name: each for each in filters if each.name in shape.filters}
    if driver in entries.roles and (entries.roles[driver] or not shape.descend):
        yield entry.ways.bitwise_and(ways(entries.roles[driver], shape.descend)) != 0
    if "region" in asked and driver in entries.values:
        yield _also(entries, [ANYTHING], "region", 0 if shape.descend else NAMES_REGION)
    elif "region" in asked and not shape.descend:
        yield entry.ways.bitwise_and(NAMES_REGION) != 0
    for name in asked.keys() & entries.roles.keys() - {driver}:
        yield _also(entries, name, [ANYTHING], ways(entries.roles[name], shape.descend))
    for name in asked.keys() & {*entries.values, "at_least", "at_most"} - {driver}:
        yield _replaced(asked[name].sql(shape), entries.copies)


def others(entries: Entries, shape: Shape) -> bool:
    """Whether other entries of a claim are looked for, besides the one that is walked over."""
    assert shape.way is not None
    driver = shape.way.filter
    asked = shape.filters & {*entries.roles, "region"} - {driver}
    return bool(asked - {"region"}) or ("region" in asked and driver in entries.values)


def _after(entries: Entries, shape: Shape) -> Iterator[Condition]:
    """Where a page begins."""
    if shape.after:
        entry = entries.table.c
        last = tuple_(bindparam("after_key", type_=entry.as_of_start.type), bindparam("after_id", type_=entry.claim_id.type))
        here = tuple_(entry.as_of_start, entry.claim_id)
        yield here < last if shape.sort.startswith("-") else here > last


def _also(entries: Entries, key: Any, region: Any, ways: int) -> Condition:
    """The fact has an entry of another key or region, too: the values of a filter, or those given."""
    entry, other = entries.table.c, entries.table.alias("other")
    same = and_(other.c.as_of_start == entry.as_of_start, other.c.claim_id == entry.claim_id)
    found = exists().where(_one_of(other.c.key, key), _one_of(other.c.region_id, region), same)
    return found.where(other.c.ways.bitwise_and(ways) != 0) if ways else found


def _one_of(column: ColumnElement[Any], values: str | list[str]) -> Condition:
    return column.in_(bindparam(values, expanding=True) if isinstance(values, str) else values)


def _replaced(condition: ColumnElement[Any], columns: Mapping[Column[Any], Any]) -> ColumnElement[Any]:
    """The same of other columns: the copies that entries have, or those of some entries alone."""
    replaced: ColumnElement[Any] = visitors.replacement_traverse(condition, {}, lambda each, **_: columns.get(each))  # type: ignore[call-overload]
    return replaced
