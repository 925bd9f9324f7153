"""The database: its engine, its sessions, its migrations. The only file that knows SQLite from PostgreSQL."""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import orjson
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CompoundSelect, Connection, DateTime, Dialect, Engine, Select, Table, TypeDecorator, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel, create_engine

from app.searches import says

# Alembic must be able to name every constraint it may one day have to drop.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# A reader never waits under WAL; a second writer waits this long for the first to commit. The longest commit is that of a process
# that fills the registries of a new ledger, while others may start on it.
BUSY_TIMEOUT_MS = 60_000

# Opened while they are needed, and then closed again: forty threads answer quick questions, twenty slow ones, and as many clients
# may be slow in reading a stream. Whoever asks a quick question must not wait for a connection that a slow one holds.
MOST_CONNECTIONS = 80
PAGE_BYTES = 8192  # a claim has 2,000 with its record: of SQLite's own 4,096, a page lies a third empty
CACHE_KB = 16_000  # of pages, for each connection; SQLite's own 2,000 hold not even the inner pages of a million claims
MAPPED_BYTES = 1 << 40  # of the file, read where the machine has them in memory, and not copied; SQLite takes 2 GB of it at most


# Of tables whose rows are hardly more than their key: SQLite keeps them in the order of the key, and not twice.
BARE = {"sqlite_with_rowid": False}

# What the driver has no adapter for it asks for a way to adapt itself, which takes three times as long as to bind it.
sqlite3.register_adapter(type(None), {None: None}.get)
sqlite3.register_adapter(bool, int)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone, so it is put back on reading; a moment without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """Thousands are read for a comparison: what SQLite keeps is read in one step, which takes a fifth of the time."""
        if dialect.name == "sqlite":
            return lambda text: text and datetime.fromisoformat(f"{text}+00:00")
        return super().result_processor(dialect, coltype)


def connected(url: str) -> Engine:
    """An engine on the database at `url` (an SQLAlchemy address); SQLite's file and its directory are made if missing."""
    in_memory = make_url(url).database in (None, "", ":memory:")  # SQLite's, of which every thread has one
    more = {} if in_memory else {"max_overflow": MOST_CONNECTIONS}
    engine = create_engine(url, json_serializer=_json, **more)
    if engine.dialect.name == "sqlite":
        path = make_url(url).database
        if path and path != ":memory:":
            Path(path).expanduser().parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.execute(f"PRAGMA page_size={PAGE_BYTES}")  # of a new file; one that has tables keeps its own
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")  # under WAL a power cut may lose the last commit, never the file
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA cache_size=-{CACHE_KB}")
    cursor.execute(f"PRAGMA mmap_size={MAPPED_BYTES}")
    cursor.close()
    connection.create_function("says", -1, says, deterministic=True)


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A connection that alone may change the tables. It commits at the end; what fails leaves the database as it was."""
    before, after = _AROUND_MIGRATIONS.get(engine.dialect.name, ((), ()))
    with engine.connect() as connection:
        for statement in before:
            connection.exec_driver_sql(statement)
        try:
            yield connection
            connection.commit()
        finally:
            connection.rollback()
            for statement in after:
                connection.exec_driver_sql(statement)


# SQLite alters a table by copying and dropping it, and with foreign keys on, the rows that point at it would go along. Without
# the legacy manner of renaming, the views and triggers that read it would be in the way; its own triggers go with it.
# BEGIN, since Python's sqlite3 opens no transaction before CREATE or ALTER; IMMEDIATE, so that a second process that starts waits.
_AROUND_MIGRATIONS = {
    "sqlite": (
        ("PRAGMA foreign_keys=OFF", "PRAGMA legacy_alter_table=ON", "BEGIN IMMEDIATE"),
        ("PRAGMA foreign_keys=ON", "PRAGMA legacy_alter_table=OFF"),
    ),
    "postgresql": (("SELECT pg_advisory_xact_lock(1179602507)",), ()),
}


def migrations(engine: Engine) -> Config:
    """Alembic's configuration for `engine`. The scripts lie inside the installed package, beside it in a checkout."""
    inside, beside = Path(__file__).parent / "migrations", Path(__file__).parent.parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(inside if inside.is_dir() else beside).replace("%", "%%"))
    config.attributes["engine"] = engine
    return config


def migrate(engine: Engine) -> None:
    """Bring the database to the newest migration."""
    command.upgrade(migrations(engine), "head")


def hold_still(connection: Connection) -> None:
    """Let everything that `connection` reads from here on be of one moment, whatever others write, until it is closed."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN")  # Python's sqlite3 begins nothing for a SELECT
    else:
        connection.execution_options(isolation_level="REPEATABLE READ")


def break_off(connection: Connection) -> None:
    """End the statement that another thread runs on `connection`; it raises OperationalError there."""
    driver: Any = connection.connection.driver_connection
    (driver.interrupt if connection.dialect.name == "sqlite" else driver.cancel)()


@dataclass(frozen=True, slots=True)
class Blank:
    """A place of a compiled statement: the name of its parameter, and which of its values belongs here, if it has several.

    Behind the last of them it comes again: whatever has several values is asked whether it is one of them.
    """

    name: str
    at: int | None


class Prepared:
    """A statement compiled for one database and for lists of certain lengths, so that to run it costs little more than the query.

    SQLAlchemy finds a compiled statement again by comparing all of it, and makes rows that know their columns: of a page of
    claims, that is two thirds of the time.
    """

    def __init__(
        self, statement: Select[Any] | CompoundSelect[Any], dialect: Dialect, lengths: tuple[tuple[str, int], ...]
    ) -> None:
        compiled = statement.compile(dialect=dialect)
        blanks: dict[str, Any] = {name: Blank(name, None) for name, bind in compiled.binds.items() if bind.required}
        several = {name for name, bind in compiled.binds.items() if bind.expanding}  # other lists are one value
        blanks |= {name: [Blank(name, at) for at in range(length)] for name, length in lengths if name in several}
        expanded = compiled.construct_expanded_state(blanks)
        self.sql = expanded.statement
        self._positional = expanded.positiontup is not None
        names = expanded.positiontup or list(expanded.parameters)
        writers = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
        writers |= expanded.processors  # of the values of lists alone
        self._places = [(name, expanded.parameters[name], writers.get(name)) for name in names]
        read = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in statement.selected_columns]
        self._read = [(at, each) for at, each in enumerate(read) if each]
        self._row: Any = None

    def run(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        """Its rows, as named tuples."""
        bound = [(name, self._value(blank, write, values)) for name, blank, write in self._places]
        given: Any = tuple(value for _, value in bound) if self._positional else dict(bound)
        found, names = self._found(connection, given)
        if self._row is None:
            self._row = partial(
                tuple.__new__, _line(names)
            )  # as fast as a tuple; what named tuples make of it takes three times as long
        if self._read and found:
            columns: list[Any] = list(zip(*found, strict=True))
            for at, read in self._read:
                known = {value: read(value) for value in set(columns[at])}  # thousands of rows are of the same few days
                columns[at] = map(known.__getitem__, columns[at])
            found = zip(*columns, strict=True)
        return list(map(self._row, found))

    def _found(self, connection: Connection, given: Any) -> tuple[Iterable[Any], list[str]]:
        """What the driver finds, and what it calls the columns. Its errors are SQLAlchemy's, as those of all other statements."""
        driver: Any = connection.connection.driver_connection
        cursor = driver.cursor()
        try:
            cursor.execute(self.sql, given)
            return cursor.fetchall(), [each[0] for each in cursor.description]
        except connection.dialect.loaded_dbapi.Error as error:
            raise DBAPIError.instance(self.sql, given, error, connection.dialect.loaded_dbapi.Error) from error
        finally:
            cursor.close()

    @staticmethod
    def _value(blank: Any, write: Any, values: Mapping[str, Any]) -> Any:
        if not isinstance(blank, Blank):
            return blank
        value = values[blank.name]
        if blank.at is not None:
            value = value[min(blank.at, len(value) - 1)]
        return write(value) if write else value


def _line(columns: list[str]) -> Any:
    """A class of rows that are read as SQLAlchemy's are: by attribute, or by name in `_mapping`."""
    return type(
        "Line", (namedtuple("Line", columns, rename=True),), {"__slots__": (), "_mapping": property(lambda line: line._asdict())}
    )


def rows(connection: Connection, statement: Select[Any] | CompoundSelect[Any], values: Mapping[str, Any]) -> list[Any]:
    """What `statement`, which is the same object every time, finds with its parameters bound to `values`."""
    lengths = tuple((name, _rounded(len(value))) for name, value in values.items() if type(value) is list)
    return _prepared(statement, connection.dialect, lengths).run(connection, values)


def _rounded(length: int) -> int:
    """`length`, or a little more: to compile a statement for each length of a list takes longer than to run it."""
    return length if length < 3 else 1 << (length - 1).bit_length()


@lru_cache(maxsize=2048)
def _prepared(statement: Any, dialect: Dialect, lengths: tuple[tuple[str, int], ...]) -> Prepared:
    return Prepared(statement, dialect, lengths)


def insert(dialect: Dialect, table: Table) -> SqliteInsert | PostgresInsert:
    """An INSERT that can say ON CONFLICT, which the two databases spell alike but SQLAlchemy keeps apart."""
    return postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)


def at_newest_migration(engine: Engine) -> bool:
    """Whether the database is at the newest migration."""
    newest = set(ScriptDirectory.from_config(migrations(engine)).get_heads())
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == newest


def searches_text(connection: Connection) -> bool:
    """Whether the database has an index of full text; only SQLite's FTS5 is used."""
    return connection.dialect.name == "sqlite"
