"""A ledger to ask questions of: a migrated SQLite file with a small registry, and facts that each test writes itself."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session

from app.db import connected, migrate
from app.main import create_app
from app.main import ledger as make_ledger
from app.settings import Settings
from tests.ledger import Ledger


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without facts, made once and copied for every test."""
    path = tmp_path_factory.mktemp("migrated") / "ledger.db"
    engine = connected(f"sqlite:///{path}")
    migrate(engine)
    with Session(engine) as session:
        Ledger(session).add_registry()
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def registries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the registries that the data files give, and no report, made once and to be copied: it takes seconds."""
    path = tmp_path_factory.mktemp("registries") / "ledger.db"
    make_ledger(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture
def engine(migrated: Path, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a database of the test's own, with the small registry."""
    engine = connected(f"sqlite:///{shutil.copy(migrated, tmp_path / 'ledger.db')}")
    yield engine
    engine.dispose()


@pytest.fixture
def ledger(engine: Engine) -> Iterator[Ledger]:
    """The writer of facts into that database."""
    with Session(engine) as session:
        yield Ledger(session)


@pytest.fixture(scope="session")
def app() -> FastAPI:
    """A service without a database. It is never started, so that the registry stays the small one.

    It keeps no answers: a test may write rows and leave the revision as it was.
    """
    return create_app(Settings(max_kept_bytes=0))


@pytest.fixture
def client(app: FastAPI, engine: Engine) -> TestClient:
    """A client of the service on the test's database."""
    app.state.engine, app.state.edition = engine, "test"
    return TestClient(app, raise_server_exceptions=False)
