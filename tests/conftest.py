"""A ledger to ask questions of: a migrated SQLite file with a small registry, and facts that each test writes itself."""

import gc
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
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


def pytest_collection_finish() -> None:
    gc.freeze()  # what is collected stays; to look through its million objects for garbage again and again took a tenth of the time


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str, Callable[[Path], None]], Path]:
    """`once(name, make)` gives the file of that name, which the first of the processes that run the tests makes for all of them."""
    here = tmp_path_factory.getbasetemp()
    shared = here if worker_id == "master" else here.parent  # each process of pytest-xdist has a directory in that of the run

    def once(name: str, make: Callable[[Path], None]) -> Path:
        file, half = shared / name, shared / f"half-{name}"
        with closing(sqlite3.connect(shared / "once.lock", timeout=300, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            if not file.exists():
                make(half)
                half.rename(file)
        return file

    return once


def _empty(path: Path) -> None:
    engine = connected(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def empty(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """A migrated database with nothing in it, made once and copied for every test."""
    return once("empty.db", _empty)


@pytest.fixture(scope="session")
def migrated(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database with the small registry and no facts, made once and copied for every test."""
    path = Path(shutil.copy(empty, tmp_path_factory.mktemp("migrated") / "ledger.db"))
    engine = connected(f"sqlite:///{path}")
    with Session(engine) as session:
        Ledger(session).add_registry()
    engine.dispose()  # which brings all into the one file
    return path


@pytest.fixture(scope="session")
def registries(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """A ledger with the registries that the data files give, and no report, made once and to be copied: it takes seconds."""
    return once("registries.db", lambda path: make_ledger(f"sqlite:///{path}").dispose())


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
