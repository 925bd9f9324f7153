"""Schemathesis asks everything that the OpenAPI document lets one ask, and much that it does not: every answer is as it says."""

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from schemathesis import Case

from app.main import create_app
from app.settings import Settings
from tests.ledger import Ledger

contract = schemathesis.openapi.from_dict(create_app(Settings()).openapi())


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Something of every kind, under ids that the document names as examples."""
    article = ledger.article(id="art_1", text="The text.")
    statement = ledger.statement(article=article, speaker="volodymyr-zelenskyy", addressee="ukraine", region="hirnyk", id="stm_1")
    ledger.claim(article=article, statement_id=statement, claimant="csis", force="russia", region="hirnyk", low=0.5, id="clm_1")
    return ledger


@contract.parametrize()
@settings(max_examples=15, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_the_document_says(case: Case, client: TestClient, filled: Ledger) -> None:
    case.call_and_validate(session=client)
