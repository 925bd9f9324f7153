"""Reading a text as the service does, without a ledger: the whole registry and one parser, loaded once."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import create_engine
from sqlmodel import Session, SQLModel

from app import models  # noqa: F401 — it declares the tables
from app.ingestion import reference
from app.ingestion.pipeline import Facts, Intake
from app.ingestion.registry import Registry
from app.settings import Settings

Read = Callable[..., Facts]


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The registry as the data files give it."""
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        reference.load(session)
        loaded = reference.registry(session)
    engine.dispose()
    return loaded


@pytest.fixture(scope="session")
def read(registry: Registry) -> Read:
    """`read(text, published="2024-10-30")` gives the facts of a text that was published on that day, a Wednesday."""
    intake = Intake(Settings().parser_model)
    intake._registry = registry  # what `take_in` would load from the ledger

    def facts(text: str, published: str = "2024-10-30") -> Facts:
        return intake.read(text, date.fromisoformat(published), registry)

    return facts
