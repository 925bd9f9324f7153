"""The counter of the ledger: a writer holds it while facts change, and it grows by one with the change."""

from sqlalchemy import update
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
