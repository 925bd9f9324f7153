"""The counter of the ledger: a writer holds it while facts change, and it grows by one with the change."""

from sqlalchemy import select, update
from sqlmodel import Session

from app import models
from app.db import insert
from app.ingestion.bulk import table


def held(session: Session) -> int:
    """The revision, which no other writer can change before this transaction ends: no two change one article at once."""
    connection, revision = session.connection(), table(models.Revision)
    row = insert(connection.engine, revision).values(id=1, number=0)
    unchanged = row.on_conflict_do_update(index_elements=["id"], set_={"number": revision.c.number})
    return int(connection.execute(unchanged.returning(revision.c.number)).scalar_one())


def advanced(session: Session) -> int:
    """The next revision, which stands when the caller commits."""
    held(session)
    revision = table(models.Revision)
    grown = update(revision).values(number=revision.c.number + 1).returning(revision.c.number)
    return int(session.connection().execute(grown).scalar_one())


def registries_changed(session: Session) -> int:
    """The next revision, at which actors or regions are not what they were."""
    number = advanced(session)
    session.connection().execute(update(table(models.Revision)).values(registries=number))
    return number


def of_registries(session: Session) -> int:
    """The revision at which actors or regions last changed; 0 before there are any."""
    return session.execute(select(table(models.Revision).c.registries)).scalar() or 0
