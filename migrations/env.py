"""Runs the migrations: on the engine that `app.db` hands over, or, from the `alembic` command, on a named database.

The command takes its database from `-x url=…`, else from FOGLINE_DATABASE_URL.
"""

import os
import re
from typing import Any, Literal

from alembic import context
from sqlalchemy import Engine
from sqlmodel import AutoString, SQLModel

import app.models  # noqa: F401  the tables become known to the metadata by being imported
from app.db import UtcDateTime, connected, migrating


def engine() -> Engine:
    """The engine to migrate."""
    given = context.config.attributes.get("engine")
    return given if given is not None else connected(named_database())


def named_database() -> str:
    """The address given to the `alembic` command; without one it stops, lest it migrate a database nobody meant."""
    url = context.get_x_argument(as_dictionary=True).get("url") or os.environ.get("FOGLINE_DATABASE_URL")
    if not url:
        raise SystemExit("Say which database: alembic -x url=sqlite:///fogline.db …, or set FOGLINE_DATABASE_URL.")
    return url


def as_plain_type(kind: str, value: Any, _context: Any) -> str | Literal[False]:
    """A column's type in SQLAlchemy's own words, so that an old migration never depends on a class of today."""
    plain = {UtcDateTime: "sa.DateTime(timezone=True)", AutoString: "sa.String()"}
    return plain.get(type(value), False) if kind == "type" else False


def is_ours(_: Any, name: str | None, kind: str, reflected: bool, _compared: Any) -> bool:
    """Whether a table is one of the models, or should be: an index of full text is SQLite's own, with tables beside it."""
    return not (kind == "table" and reflected and re.search("_text(_(data|idx|docsize|config))?$", name or ""))


def settings(dialect: str) -> dict[str, Any]:
    """How Alembic compares and writes tables."""
    return {
        "target_metadata": SQLModel.metadata,
        "compare_type": True,
        "compare_server_default": True,
        "render_as_batch": dialect == "sqlite",  # SQLite alters a table by copying it
        "render_item": as_plain_type,
        "include_object": is_ours,
    }


def migrate() -> None:
    """Run what was asked for, all of it in one transaction."""
    with migrating(engine()) as connection:
        context.configure(connection=connection, **settings(connection.dialect.name))
        context.run_migrations()


def print_sql() -> None:
    """Print the statements instead of running them (`alembic upgrade head --sql`)."""
    url = named_database()
    context.configure(url=url, literal_binds=True, **settings(url.partition(":")[0].partition("+")[0]))
    with context.begin_transaction():
        context.run_migrations()


print_sql() if context.is_offline_mode() else migrate()
