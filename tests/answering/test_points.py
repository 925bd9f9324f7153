"""One record by its id is answered in front of the framework, with the very bytes and headers that it would have sent."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, event

from app.main import create_app
from app.routers.points import Points
from app.settings import Settings
from tests.ledger import Ledger


def serving(engine: Engine, *, without: Any = None) -> TestClient:
    app = create_app(Settings(max_kept_bytes=0))
    app.user_middleware = [each for each in app.user_middleware if each.cls is not without]
    app.state.engine, app.state.edition = engine, "test"
    return TestClient(app)


@pytest.fixture
def client(engine: Engine) -> TestClient:
    return serving(engine)


@pytest.fixture
def framework(engine: Engine) -> TestClient:
    """A client of the same service, where only the framework answers."""
    return serving(engine, without=Points)


@pytest.fixture
def statements(engine: Engine) -> list[str]:
    """What is read through SQLAlchemy, as all endpoints do."""
    seen: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *known: seen.append(known[2]))
    return seen


@pytest.fixture
def claims(ledger: Ledger) -> list[str]:
    """One that says more than a thousand bytes, one that says less in other letters, and one that was retracted."""
    long = ledger.claim("volodymyr-zelenskyy", "north-korea", "hirnyk", quote="3,000 troopers " * 100)
    return [long, ledger.claim(quote="3 000 бійців"), ledger.claim(retracted=2)]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Accept-Encoding": "gzip"},
        {"Accept-Encoding": "identity"},
        {"Accept": "text/csv"},
        {"Origin": "https://dashboard.example"},
        {"If-None-Match": 'W/"0-of-another"'},
    ],
)
def test_both_ways_send_the_same(
    client: TestClient,
    framework: TestClient,
    claims: list[str],
    statements: list[str],
    method: str,
    headers: dict[str, str],
) -> None:
    for id in claims:
        statements.clear()
        answer = client.request(method, f"/v1/claims/{id}", headers=headers)
        assert statements == []
        expected = framework.request(method, f"/v1/claims/{id}", headers=headers)
        assert statements != []
        assert (answer.status_code, answer.content) == (200, expected.content)
        assert answer.headers.multi_items() == expected.headers.multi_items()


@pytest.mark.parametrize("path", ["clm_nobody", "clm_%00", "clm_%ff", "series", "{id}?fields=id", "{id}/", "{id}/evidence"])
def test_what_is_not_plain_goes_on(client: TestClient, framework: TestClient, claims: list[str], path: str) -> None:
    path = f"/v1/claims/{path.format(id=claims[0])}"
    answer, expected = client.get(path), framework.get(path)
    assert (answer.status_code, answer.content) == (expected.status_code, expected.content)
    assert answer.headers.multi_items() == expected.headers.multi_items()


def test_a_claim_is_not_written_to(client: TestClient, claims: list[str]) -> None:
    assert client.post(f"/v1/claims/{claims[0]}").status_code == 405


def test_a_client_that_has_it_is_told_so(client: TestClient, claims: list[str], ledger: Ledger) -> None:
    path = f"/v1/claims/{claims[0]}"
    held = {"If-None-Match": client.get(path).headers["ETag"]}
    assert client.get(path, headers=held).status_code == 304
    ledger.advance()
    assert client.get(path, headers=held).status_code == 200
