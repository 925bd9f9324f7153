"""Rows as dictionaries go in; they are written with one statement for all of them, however many there are."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import JSON, Dialect, Insert, Table, and_, bindparam, delete, select
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlmodel import Session, SQLModel

from app.db import insert

Row = dict[str, Any]
Line = tuple[Any, ...]


def table(model: type[SQLModel]) -> Table:
    """The table that `model` declares, for statements that are not about objects."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


ROWS_AT_ONCE = 1_000  # of one call of the driver: few enough to stay in the processor's cache on their way
MOST_VALUES = 5_000  # in one IN; SQLite binds 32,766 values to one statement


def add(session: Session, model: type[SQLModel], rows: list[Row]) -> None:
    """Insert `rows`; one that is there already is an error."""
    _run(session, model, rows, _plain)


def add_lines(session: Session, model: type[SQLModel], lines: Iterable[Line]) -> None:
    """Insert `lines`, which have all columns of the table in its order."""
    connection, names, rest = session.connection(), tuple(table(model).c.keys()), iter(lines)
    writing = _writing(connection.dialect, model, names, _plain, frozenset())
    while some := list(islice(rest, ROWS_AT_ONCE)):
        if writing.sql is None:
            connection.execute(writing.statement, [dict(zip(names, line, strict=True)) for line in some])
        else:
            connection.exec_driver_sql(writing.sql, writing.bound(some))


def add_missing(session: Session, model: type[SQLModel], rows: list[Row]) -> None:
    """Insert those of `rows` whose key is not there yet."""
    _run(session, model, rows, _missing)


def put(session: Session, model: type[SQLModel], rows: list[Row], keep: Collection[str] = ()) -> None:
    """Insert `rows`, or update what is there under their keys; the columns of `keep` stay as they were first."""
    _run(session, model, rows, _over, frozenset(keep))


def renew(session: Session, model: type[SQLModel], column: str, values: Iterable[str], rows: list[Row]) -> bool:
    """Let `rows` be all there are whose `column` is one of `values`, touching only those that differ; whether any did."""
    before = {_frozen(row): row for row in rows_of(session, model, column, values)}
    after = {_frozen(row): row for row in rows}
    gone, new = [before[key] for key in before.keys() - after.keys()], [row for key, row in after.items() if key not in before]
    if gone:
        key = [each.name for each in table(model).primary_key]
        there = and_(*(table(model).c[name] == bindparam(f"its_{name}") for name in key))
        session.connection().execute(
            delete(table(model)).where(there), [{f"its_{name}": row[name] for name in key} for row in gone]
        )
    add(session, model, new)
    return bool(gone or new)


def rows_of(session: Session, model: type[SQLModel], column: str, values: Iterable[str]) -> list[Row]:
    """The rows whose `column` is one of `values`."""
    found = select(table(model)).where(table(model).c[column].in_(bindparam("values", expanding=True)))
    every = sorted(values)
    chunks = (every[at : at + MOST_VALUES] for at in range(0, len(every), MOST_VALUES))
    return [dict(row) for chunk in chunks for row in session.execute(found, {"values": chunk}).mappings()]


def _frozen(row: Row) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(row.items()))


def _run(session: Session, model: type[SQLModel], rows: list[Row], build: "_Build", keep: frozenset[str] = frozenset()) -> None:
    """Write `rows`, which have the same columns."""
    if rows:
        connection = session.connection()
        writing = _writing(connection.dialect, model, tuple(rows[0]), build, keep)
        for at in range(0, len(rows), ROWS_AT_ONCE):
            some = rows[at : at + ROWS_AT_ONCE]
            if writing.sql is None:
                connection.execute(writing.statement, some)
            else:
                connection.exec_driver_sql(writing.sql, writing.taken(some))


_Build = Callable[[Dialect, Table, Collection[str]], Insert]


def _plain(dialect: Dialect, into: Table, changed: Collection[str]) -> Insert:
    return into.insert()


def _missing(dialect: Dialect, into: Table, changed: Collection[str]) -> Insert:
    return insert(dialect, into).on_conflict_do_nothing()


def _over(dialect: Dialect, into: Table, changed: Collection[str]) -> Insert:
    row = insert(dialect, into)
    set_ = {name: row.excluded[name] for name in changed}
    return row.on_conflict_do_update(index_elements=list(into.primary_key.columns), set_=set_)


@dataclass(frozen=True, slots=True)
class _Writing:
    """A statement, and, where the driver takes values by their places, its text and how each value is bound.

    SQLAlchemy's own handling of a statement and its rows costs more than writing them.
    """

    statement: Insert
    sql: str | None
    names: list[str]
    binding: Sequence[tuple[int, Callable[[Any], Any], bool]]
    defaults: Row  # of columns that the rows leave out

    def taken(self, rows: list[Row]) -> list[Any]:
        """`rows` as the driver takes them."""
        if self.defaults:
            rows = [{**self.defaults, **row} for row in rows]
        picked: Callable[[Row], tuple[Any, ...]] = itemgetter(*self.names)
        if not self.binding:
            return list(map(picked, rows))
        return self.bound(map(picked, rows))

    def bound(self, lines: Iterable[Line]) -> list[Line]:
        """`lines`, which have the columns in their order, as the driver takes them."""
        columns: list[Iterable[Any]] = [*zip(*lines, strict=True)]
        for place, bind, memorable in self.binding:
            columns[place] = map(_Bound(bind).__getitem__ if memorable else bind, columns[place])
        return list(zip(*columns, strict=True))


class _Bound(dict[Any, Any]):
    """Values as the driver takes them, each made once: thousands of rows have the same few days."""

    def __init__(self, bind: Callable[[Any], Any]) -> None:
        self._bind = bind

    def __missing__(self, value: Any) -> Any:
        self[value] = bound = self._bind(value)
        return bound


@lru_cache(maxsize=512)
def _writing(dialect: Dialect, model: type[SQLModel], names: tuple[str, ...], build: _Build, keep: frozenset[str]) -> _Writing:
    columns = table(model).c
    changed = [name for name in names if not columns[name].primary_key and name not in keep]
    statement = build(dialect, table(model), changed)
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    places = compiled.positiontup if len(names) > 1 else None
    types = [columns[name].type.dialect_impl(dialect) for name in places or ()]
    binding = [
        (place, bind, not isinstance(each, JSON)) for place, each in enumerate(types) if (bind := each.bind_processor(dialect))
    ]
    left_out = {name: columns[name].default for name in places or () if name not in names}
    defaults = {name: default.arg for name, default in left_out.items() if isinstance(default, ScalarElementColumnDefault)}
    return _Writing(statement, str(compiled) if places else None, places or [], binding, defaults)


def remove(session: Session, model: type[SQLModel], column: str, values: Iterable[str]) -> None:
    """Delete the rows whose `column` is one of `values`; thousands of values are more than one IN can hold."""
    if rows := [{"value": value} for value in values]:
        session.connection().execute(delete(table(model)).where(table(model).c[column] == bindparam("value")), rows)
