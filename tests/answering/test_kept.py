"""Answers that are kept: sent again as they were while nothing changes, never behind a change, and within bounds."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.main import create_app
from app.settings import Settings
from tests.ledger import Ledger


def keeping(engine: Engine, **settings: int) -> TestClient:
    app = create_app(Settings(**settings))
    app.state.engine, app.state.edition = engine, "test"
    return TestClient(app)


@pytest.fixture
def client(engine: Engine) -> TestClient:
    """A client of a service that keeps answers."""
    return keeping(engine)


def test_a_repeated_question_is_answered_without_the_tables(client: TestClient, ledger: Ledger, statements: list[str]) -> None:
    ledger.claim()
    first = client.get("/v1/claims?sort=low")
    statements.clear()
    again = client.get("/v1/claims?sort=low")
    assert (again.content, again.headers) == (first.content, first.headers)
    assert ["FROM revision" in statement for statement in statements] == [True]


@pytest.mark.parametrize("path", ["/v1/claims", "/v1/claims/facets", "/v1/articles", "/v1/coverage"])
def test_what_was_kept_is_not_sent_after_a_change(client: TestClient, ledger: Ledger, path: str) -> None:
    ledger.claim()
    before = client.get(path)
    ledger.claim(measure="tanks")
    ledger.advance()
    after = client.get(path)
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.json()["data"] != before.json()["data"]


@pytest.mark.parametrize(
    ("first", "second", "differs"),
    [
        ({"Accept-Encoding": "gzip"}, {"Accept-Encoding": "identity"}, "Content-Encoding"),
        ({"Origin": "https://dashboard.example"}, {}, "Access-Control-Allow-Origin"),
    ],
)
def test_one_client_is_not_sent_what_another_asked_for(
    client: TestClient, ledger: Ledger, first: dict[str, str], second: dict[str, str], differs: str
) -> None:
    for _ in range(3):
        ledger.claim()
    for _ in range(2):
        assert differs in client.get("/v1/claims", headers=first).headers
        assert differs not in client.get("/v1/claims", headers=second).headers


def test_what_is_not_changed_is_open_to_other_origins_too(client: TestClient) -> None:
    headers = {"Origin": "https://dashboard.example", "If-None-Match": client.get("/v1/claims").headers["ETag"]}
    unchanged = client.get("/v1/claims", headers=headers)
    assert unchanged.status_code == 304
    assert unchanged.headers["Access-Control-Allow-Origin"] == "*"


def test_a_head_after_a_get_has_its_headers(client: TestClient, ledger: Ledger) -> None:
    ledger.claim()
    whole = client.get("/v1/claims")
    assert client.head("/v1/claims").headers["ETag"] == whole.headers["ETag"]


def test_what_was_not_there_is_found_when_it_is(client: TestClient, ledger: Ledger) -> None:
    assert client.get("/v1/claims/clm_002").status_code == 404
    ledger.article()
    ledger.claim(article="art_001")  # without another revision: what was not there was not kept
    assert client.get("/v1/claims/clm_002").status_code == 200


def test_no_more_is_kept_than_is_allowed(engine: Engine, ledger: Ledger, statements: list[str]) -> None:
    client = keeping(engine, max_kept_bytes=1500)
    ledger.claim()
    cost: dict[int, Any] = {}
    for limit in (1, 2, 3, 3, 1):  # each is some 900 bytes: there is room for one
        statements.clear()
        client.get(f"/v1/claims?sort=low&limit={limit}")
        cost[limit] = (*cost.get(limit, ()), len(statements) > 1)  # the first is the revision
    assert cost == {1: (True, True), 2: (True,), 3: (True, False)}
