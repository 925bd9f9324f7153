"""Rows as dictionaries go in; they are written with one statement for all of them, however many there are."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Table, bindparam, delete
from sqlmodel import Session, SQLModel

from app.db import insert

Row = dict[str, Any]


def table(model: type[SQLModel]) -> Table:
    """The table that `model` declares, for statements that are not about objects."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def add(session: Session, model: type[SQLModel], rows: list[Row]) -> None:
    """Insert `rows`; one that is there already is an error."""
    if rows:
        session.connection().execute(table(model).insert(), rows)


def add_missing(session: Session, model: type[SQLModel], rows: list[Row]) -> None:
    """Insert those of `rows` whose key is not there yet."""
    if rows:
        connection = session.connection()
        connection.execute(insert(connection.engine, table(model)).on_conflict_do_nothing(), rows)


def put(session: Session, model: type[SQLModel], rows: list[Row], keep: Collection[str] = ()) -> None:
    """Insert `rows`, or update what is there under their keys; the columns of `keep` stay as they were first."""
    if rows:
        connection, columns = session.connection(), table(model).c
        row = insert(connection.engine, table(model))
        changed = {name: row.excluded[name] for name in rows[0] if not columns[name].primary_key and name not in keep}
        key = list(table(model).primary_key.columns)
        connection.execute(row.on_conflict_do_update(index_elements=key, set_=changed), rows)


def remove(session: Session, model: type[SQLModel], column: str, values: Iterable[str]) -> None:
    """Delete the rows whose `column` is one of `values`; thousands of values are more than one IN can hold."""
    if rows := [{"value": value} for value in values]:
        session.connection().execute(delete(table(model)).where(table(model).c[column] == bindparam("value")), rows)
