"""Reading a text as the service does, without a ledger: the whole registry and one parser, loaded once."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.db import connected
from app.ingestion import gazetteer, reference
from app.ingestion.annotate.place_names import place_names
from app.ingestion.pipeline import Facts, Intake
from app.ingestion.registry import Registry, Settlements
from app.ingestion.report import Publication
from app.settings import Settings

Read = Callable[..., Facts]


@pytest.fixture
def engine(empty: Path, tmp_path: Path) -> Iterator[Engine]:
    """An engine on an empty database of the test's own."""
    engine = connected(f"sqlite:///{shutil.copy(empty, tmp_path)}")
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on that database."""
    with Session(engine) as session:
        yield session


@pytest.fixture(scope="session")
def ledger_session(registries: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session on the registries that the data files give, and no article."""
    engine = connected(f"sqlite:///{shutil.copy(registries, tmp_path_factory.mktemp('registry'))}")
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture(scope="session")
def registry(ledger_session: Session) -> Registry:
    """The registry as the data files give it, without the settlements."""
    return reference.registry(ledger_session)


@pytest.fixture(scope="session")
def settlements(ledger_session: Session, registry: Registry) -> Callable[[str], Settlements]:
    """The settlements that a text may name."""
    return lambda text: gazetteer.settlements(ledger_session, registry, place_names(text))


@pytest.fixture(scope="session")
def read(registry: Registry, settlements: Callable[[str], Settlements]) -> Read:
    """`read(text, published="2024-10-30")` gives the facts of a text that was published on that day, a Wednesday."""
    intake = Intake(Settings().parser_model)

    def facts(text: str, published: str = "2024-10-30", publisher: str | None = None) -> Facts:
        publication = Publication(text, publisher, datetime.fromisoformat(published), "en")
        return intake.read(publication, registry, settlements(text))

    return facts
