"""Schemathesis asks everything that the OpenAPI document lets one ask, and much that it does not: every answer is as it says."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import BoundedSemaphore

import orjson
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from sqlalchemy import Engine

from app.ingestion.fetch.fetcher import Fetcher
from app.ingestion.pipeline import Intake
from app.main import create_app, policy
from app.routers.articles import AT_ONCE, BATCH
from app.settings import Settings
from tests.ledger import Ledger


@asynccontextmanager
async def never_started(_: object) -> AsyncIterator[None]:
    """Schemathesis starts what it asks; the service would make a ledger, where the tests have ledgers of their own."""
    yield


app = create_app(Settings())
app.router.lifespan_context = never_started
app.state.edition, app.state.intake = "test", Intake(Settings().parser_model)
app.state.fetcher, app.state.fetching = Fetcher(policy(Settings())), BoundedSemaphore(AT_ONCE)
contract = schemathesis.openapi.from_asgi("/openapi.json", app)


@schemathesis.serializer("application/x-ndjson")
def lines(_: object, report: object) -> bytes:
    """A batch of one report."""
    return orjson.dumps(report)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Something of every kind, under ids that the document names as examples."""
    article = ledger.article(id="art_1", text="The text.")
    statement = ledger.statement(article=article, speaker="volodymyr-zelenskyy", addressee="ukraine", region="hirnyk", id="stm_1")
    ledger.claim(article=article, statement_id=statement, claimant="csis", force="russia", region="hirnyk", low=0.5, id="clm_1")
    return ledger


@contract.parametrize()
@settings(max_examples=10, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_the_document_says(case: Case, engine: Engine, filled: Ledger) -> None:
    app.state.engine = engine
    # A schema cannot say that bounds must not cross, or that a cursor belongs to a question.
    unsaid = [positive_data_acceptance]
    if case.operation.path == BATCH:
        unsaid.append(negative_data_rejection)  # each line is refused on its own, in an answer that is 200
    case.call_and_validate(excluded_checks=unsaid)
