"""The revision of the ledger: one row, read before every answer, so that an answer is never older than it says."""

from sqlalchemy import Connection, Engine, select

from app.queries.tables import REVISION

_NUMBER = select(REVISION.c.number).where(REVISION.c.id == 1)


def revision(connection: Connection) -> int:
    """The number of changes the ledger has seen; 0 before the first."""
    return connection.execute(_NUMBER).scalar() or 0


class Watch:
    """Reads the revision over a connection of its own, below SQLAlchemy: 3 µs instead of 150, before every answer."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._statement = str(_NUMBER.compile(engine, compile_kwargs={"literal_binds": True}))
        driver = self._connection.connection.driver_connection
        assert driver is not None
        self._cursor = driver.cursor()

    def revision(self) -> int:
        """The number of changes the ledger has seen by now."""
        self._cursor.execute(self._statement)
        row = self._cursor.fetchone()
        return row[0] if row else 0

    def close(self) -> None:
        """Give the connection back."""
        self._cursor.close()
        self._connection.close()
