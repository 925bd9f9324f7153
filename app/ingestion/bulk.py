"""Rows as dictionaries go in; they are written with one statement for all of them, however many there are."""

from collections.abc import Collection, Iterable
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Insert, Table, and_, bindparam, delete, select
from sqlmodel import Session, SQLModel

from app.db import insert

Row = dict[str, Any]


def table(model: type[SQLModel]) -> Table:
    """The table that `model` declares, for statements that are not about objects."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


MOST_VALUES = 5_000  # in one IN; SQLite binds 32,766 values to one statement
MANY = 1000  # rows; above that SQLAlchemy's own handling of each row costs more than writing it


def add(session: Session, model: type[SQLModel], rows: list[Row]) -> None:
    """Insert `rows`; one that is there already is an error."""
    if rows:
        _run(session.connection(), model, table(model).insert(), rows)


def add_missing(session: Session, model: type[SQLModel], rows: list[Row]) -> None:
    """Insert those of `rows` whose key is not there yet."""
    if rows:
        connection = session.connection()
        _run(connection, model, insert(connection.engine, table(model)).on_conflict_do_nothing(), rows)


def put(session: Session, model: type[SQLModel], rows: list[Row], keep: Collection[str] = ()) -> None:
    """Insert `rows`, or update what is there under their keys; the columns of `keep` stay as they were first."""
    if rows:
        connection, columns = session.connection(), table(model).c
        row = insert(connection.engine, table(model))
        changed = {name: row.excluded[name] for name in rows[0] if not columns[name].primary_key and name not in keep}
        key = list(table(model).primary_key.columns)
        _run(connection, model, row.on_conflict_do_update(index_elements=key, set_=changed), rows)


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


def _run(connection: Connection, model: type[SQLModel], statement: Insert, rows: list[Row]) -> None:
    """Write `rows`, which have the same columns. Many go to the driver as it takes them, in a third of the time."""
    names = list(rows[0])
    many = len(rows) > MANY and len(names) > 1
    compiled = statement.compile(dialect=connection.dialect, column_keys=names) if many else None
    if compiled is None or compiled.positiontup is None:
        connection.execute(statement, rows)
    else:
        connection.exec_driver_sql(str(compiled), _as_the_driver_takes_them(connection, model, compiled.positiontup, rows))


def _as_the_driver_takes_them(connection: Connection, model: type[SQLModel], names: list[str], rows: list[Row]) -> list[Any]:
    """The values of `names` in `rows`, as the types of their columns would bind them."""
    types = (table(model).c[name].type.dialect_impl(connection.dialect) for name in names)
    binding = [(place, bind) for place, each in enumerate(types) if (bind := each.bind_processor(connection.dialect))]
    picked = itemgetter(*names)
    if not binding:
        return [picked(row) for row in rows]
    values = [list(picked(row)) for row in rows]
    for place, bind in binding:
        for row in values:
            row[place] = bind(row[place])
    return [tuple(row) for row in values]


def remove(session: Session, model: type[SQLModel], column: str, values: Iterable[str]) -> None:
    """Delete the rows whose `column` is one of `values`; thousands of values are more than one IN can hold."""
    if rows := [{"value": value} for value in values]:
        session.connection().execute(delete(table(model)).where(table(model).c[column] == bindparam("value")), rows)
