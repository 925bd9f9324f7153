"""The revision of the ledger: one row, read before every answer, so that an answer is never older than it says."""

from sqlalchemy import Connection, select

from app.queries.tables import REVISION

_NUMBER = select(REVISION.c.number).where(REVISION.c.id == 1)


def revision(connection: Connection) -> int:
    """The number of changes the ledger has seen; 0 before the first."""
    return connection.execute(_NUMBER).scalar() or 0
