"""The counter of the ledger: a writer holds it while facts change, and it grows by one with the change."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, bindparam, select, update
from sqlmodel import Session

from app import models
from app.db import insert
from app.ingestion.bulk import table


def held(session: Session) -> int:
    """The revision, which no other writer can change before this transaction ends: no two change one article at once."""
    connection = session.connection()
    return int(connection.execute(_unchanged(connection.dialect)).scalar_one())


@lru_cache(maxsize=64)
def _unchanged(dialect: Dialect) -> Any:
    revision = table(models.Revision)
    row = insert(dialect, revision).values(id=1, number=0)
    return row.on_conflict_do_update(index_elements=["id"], set_={"number": revision.c.number}).returning(revision.c.number)


def advanced(session: Session, by: int = 1) -> int:
    """The next revision, or the last of the `by` next ones, which stands when the caller commits."""
    number = session.connection().execute(_GROWN, {"by": by}).scalar()
    if number is None:  # a ledger without a revision gets its first
        held(session)
        return advanced(session, by)
    return int(number)


_REVISION = table(models.Revision)
_GROWN = update(_REVISION).values(number=_REVISION.c.number + bindparam("by")).returning(_REVISION.c.number)  # built once


def registries_changed(session: Session) -> int:
    """The next revision, at which actors or regions are not what they were."""
    number = advanced(session)
    session.connection().execute(update(table(models.Revision)).values(registries=number))
    return number


def of_registries(session: Session) -> int:
    """The revision at which actors or regions last changed; 0 before there are any."""
    return session.execute(select(table(models.Revision).c.registries)).scalar() or 0
