"""Whatever goes wrong answers with its own problem document, says what to do, and leaves the service running."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import errors
from app.errors import Problem
from app.main import create_app
from app.settings import Settings
from tests.ledger import Ledger

REPORT = {"text": "Nothing happened.", "published_at": "2024-10-30"}


def problem(answer: Any, status: int, slug: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    assert document["status"] == status
    assert document["type"] == f"/problems/{slug}"
    assert document["title"]
    assert document["instance"] == answer.request.url.path
    assert "Traceback" not in answer.text
    return document


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/v1/claims?regoin=UA", 'did you mean "region"?'),
        ("/v1/claims?speakr=UA", "There is no parameter"),
        ("/v1/statements?measure=troops", 'There is no parameter "measure"'),
        ("/v1/claims?offset=10", 'There is no parameter "offset"'),
        ("/v1/claims/clm_1?field=id", 'There is no parameter "field"'),
        ("/v1/articles/art_1/text?verson=1", 'did you mean "version"?'),
    ],
)
def test_an_unknown_parameter(client: TestClient, path: str, says: str) -> None:
    document = problem(client.get(path), 422, "unknown-parameter")
    assert says in document["detail"]
    assert document["errors"][0]["parameter"] in path


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("date_from=29.10.2024", "2024-10-29"),
        ("date_from=2024-13", "no date"),
        ("date_to=2024-02-30", "no date"),
        ("date_from=0000", "no date"),
        ("date_to=2024-00", "no date"),
        ("date_to=２０２４", "no date"),
        ("date_from=2024-10-30&date_to=2024-10-29", "lies above date_to"),
        ("at_least=5&at_most=4", "lies above at_most"),
        ("measure=trops", 'did you mean "troops"?'),
        ("measure=xyzzy", "killed, wounded"),
        ("modality=assert", '"asserted"'),
        ("date_basis=publised", '"published"'),
        ("at_least=many", "no number"),
        ("at_least=nan", "no number"),
        ("at_most=1_000", "no number"),
        ("sort=name", "-as_of"),
        ("sort=--as_of", "-as_of"),
        ("descend=no", '"false"'),
        ("with_total=1", '"true"'),
        ("limit=1&limit=2", "given once"),
        ("&".join(["measure=tanks"] * 101), "given 100 times"),
        ("region=", "is empty"),
        ("region=%20", "is empty"),
        ("region=U%00A", "NUL"),
        ("fields=id,nam", "no field"),
        ("fields=claimant.idd", '"claimant.id"'),
        ("fields=id.x", "no field"),
        ("fields=", "is empty"),
        ("fields=id,", "no field"),
    ],
)
def test_a_bad_parameter(client: TestClient, query: str, says: str) -> None:
    document = problem(client.get(f"/v1/claims?{query}"), 422, "bad-parameter")
    assert says in document["detail"]
    assert document["errors"][0]["parameter"] in query


def test_everything_that_is_wrong_is_named(client: TestClient) -> None:
    document = problem(client.get("/v1/claims?regoin=UA&limit=0&measure=x&date_from=y"), 422, "unknown-parameter")
    assert [each["parameter"] for each in document["errors"]] == ["regoin", "limit", "date_from", "measure"]


@pytest.mark.parametrize("kind", ["articles", "statements", "claims", "actors", "regions"])
def test_an_unknown_id(client: TestClient, kind: str) -> None:
    assert f"/v1/{kind}" in problem(client.get(f"/v1/{kind}/nobody"), 404, "unknown-id")["detail"]
    problem(client.get(f"/v1/{kind}/no%00body"), 404, "unknown-id")
    problem(client.get(f"/v1/{kind}/{'x' * 5000}"), 404, "unknown-id")


@pytest.mark.parametrize("path", ["articles/art_9/text", "claims/clm_9/evidence", "statements/stm_9/evidence"])
def test_an_unknown_id_below(client: TestClient, path: str) -> None:
    problem(client.get(f"/v1/{path}"), 404, "unknown-id")


@pytest.mark.parametrize(
    ("path", "says"), [("/v1/claim", "/v1/claims"), ("/v1/claims/", "/v1/claims"), ("/", "/docs"), ("/v2/🙂", "/docs")]
)
def test_an_unknown_path(client: TestClient, path: str, says: str) -> None:
    assert says in problem(client.get(path), 404, "unknown-path")["detail"]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/v1/articles", "GET, HEAD, POST"),
        ("PUT", "/v1/claims/clm_1", "GET, HEAD"),
        ("POST", "/v1/claims", "GET, HEAD"),
        ("PATCH", "/healthz", "GET, HEAD"),
    ],
)
def test_a_method_that_is_not_answered(client: TestClient, method: str, path: str, allowed: str) -> None:
    answer = client.request(method, path)
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == allowed


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "no JSON"),
        (b"text=hello", "no JSON"),
        (b'{"text": "a"', "no JSON"),
        (b'{"text": "\xff"}', "no JSON"),
        (b'{"text": "\\ud800", "published_at": "2024-10-30"}', "no JSON"),
        (b'{"text": "\xed\xa0\x80", "published_at": "2024-10-30"}', "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b'{"text": NaN}', "no JSON"),
        (b"[]", "JSON object"),
        (b"null", "JSON object"),
        (json.dumps(REPORT | {"text": "a\0b"}).encode(), "NUL"),
        (json.dumps(REPORT | {"title": "a\0b"}).encode(), "NUL"),
        (json.dumps(REPORT | {"text": " \n"}).encode(), "empty"),
        (json.dumps(REPORT | {"html": "<p>x"}).encode(), "either text or html"),
        (json.dumps({"published_at": "2024-10-30"}).encode(), "either text or html"),
        (json.dumps({"text": "a"}).encode(), "published_at is missing"),
        (json.dumps(REPORT | {"published_at": "30 October"}).encode(), '"2024-10-30T12:00:00Z"'),
        (json.dumps(REPORT | {"published_at": 1730289600}).encode(), '"2024-10-30T12:00:00Z"'),
        (json.dumps(REPORT | {"published_at": "0001-01-01T00:00:00+14:00"}).encode(), "between 1900 and 2100"),
        (json.dumps(REPORT | {"text": 5}).encode(), "text"),
        (json.dumps(REPORT | {"txt": "a"}).encode(), 'did you mean "text"?'),
        (json.dumps(REPORT | {"url": "javascript:alert(1)"}).encode(), "http://"),
        (json.dumps(REPORT | {"url": "https://a b"}).encode(), "http://"),
        (json.dumps(REPORT | {"language": "English"}).encode(), "language"),
        (json.dumps(REPORT | {"title": "x" * 1001}).encode(), "title"),
    ],
)
def test_a_bad_body(client: TestClient, body: bytes, says: str) -> None:
    answer = client.post("/v1/articles", content=body, headers={"content-type": "application/json"})
    assert says in problem(answer, 422, "bad-body")["detail"]


def test_a_page_without_its_date(client: TestClient) -> None:
    sentence = "The ministry said on Tuesday that three thousand troops had been moved to the front near the border by train. "
    page = f"<html><head><title>Troops</title></head><body><article><h1>Troops</h1><p>{sentence * 5}</p></article></body></html>"
    assert "published_at" in problem(client.post("/v1/articles", json={"html": page}), 422, "bad-body")["detail"]


def test_a_page_without_an_article(client: TestClient) -> None:
    answer = client.post("/v1/articles", json={"html": "<html></html>", "published_at": "2024-10-30"})
    assert "as text instead" in problem(answer, 422, "bad-body")["detail"]


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", ""])
def test_a_body_that_is_not_declared_as_json(client: TestClient, kind: str) -> None:
    answer = client.post("/v1/articles", content=b"{}", headers={"content-type": kind})
    assert "Content-Type: application/json" in problem(answer, 415, "unsupported-media-type")["detail"]


def test_a_body_that_is_too_large(engine: Engine) -> None:
    app = create_app(Settings(max_body_bytes=1000))
    app.state.engine, app.state.edition = engine, "test"
    client = TestClient(app)
    headers = {"content-type": "application/json"}
    problem(client.post("/v1/articles", content=b"x" * 1001, headers=headers), 413, "too-large")
    problem(client.post("/v1/articles", content=(b"x" * 100 for _ in range(11)), headers=headers), 413, "too-large")
    problem(client.post("/v1/articles", content=b"x" * 1000, headers=headers), 422, "bad-body")
    problem(client.post("/v1/articles", content=(b"x" * 100 for _ in range(10)), headers=headers), 422, "bad-body")


def test_an_error_that_nobody_foresaw(client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    client.app.state.engine = None  # type: ignore[attr-defined]
    answer = client.get("/v1/claims")
    problem(answer, 500, "unforeseen")
    assert "NoneType" not in answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    client.app.state.engine = engine  # type: ignore[attr-defined]
    assert client.get("/v1/claims").status_code == 200


def test_a_database_without_its_tables(client: TestClient, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE revision RENAME TO gone")
    answer = client.get("/v1/claims")
    problem(answer, 503, "unavailable")
    assert answer.headers["Retry-After"] == "5"
    assert client.get("/healthz").status_code == 200


def test_readiness(client: TestClient, engine: Engine, ledger: Ledger) -> None:
    assert client.get("/readyz").json() == {"status": "ready"}
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'older'")
    assert "migration" in problem(client.get("/readyz"), 503, "unavailable")["detail"]


def test_the_drawing_is_the_tree() -> None:
    def every(kind: type[Problem]) -> list[type[Problem]]:
        return [each for below in kind.__subclasses__() for each in [below, *every(below)]]

    drawn = errors.__doc__ or ""
    for kind in every(Problem):
        line = next(line for line in drawn.splitlines() if f"── {kind.__name__} " in line)
        assert str(kind.status) in line
        assert kind is errors.Unprocessable or kind.slug in line
