"""Sources over HTTP: added, listed, paused and removed, with what became of every attempt."""

from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from app import models
from tests.ledger import Ledger

FEED = "https://news.example/feed"


def add(client: TestClient, url: str = FEED, **more: object) -> dict[str, Any]:
    answer = client.post("/v1/sources", json={"url": url, **more})
    assert answer.status_code == 201, answer.text
    assert answer.headers["Location"] == f"/v1/sources/{answer.json()['id']}"
    return answer.json()  # type: ignore[no-any-return]


def attempt(ledger: Ledger, source: str | None, outcome: str = "new", **columns: Any) -> None:
    now = datetime.now(UTC)
    ledger.session.add(models.Attempt(at=now, source_id=source, outcome=outcome, milliseconds=5, **columns))
    ledger.session.commit()


def test_a_source_is_added_once_and_answered_as_it_is(client: TestClient) -> None:
    source = add(client, publisher="The Example", every=600)
    assert (source["url"], source["publisher"], source["every"], source["paused"]) == (FEED, "The Example", 600, False)
    again = client.post("/v1/sources", json={"url": FEED, "every": 60})
    assert (again.status_code, again.json()) == (200, source)
    assert client.get(f"/v1/sources/{source['id']}").json() == source
    document = client.get("/openapi.json").json()
    schema = document["paths"]["/v1/sources/{source_id}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert [e.message for e in Draft202012Validator(schema | {"components": document["components"]}).iter_errors(source)] == []


def test_sources_are_listed_in_pages(client: TestClient) -> None:
    urls = [f"https://news.example/{number}" for number in range(3)]
    for url in reversed(urls):
        add(client, url)
    first = client.get("/v1/sources?limit=2&with_total=true").json()
    assert ([each["url"] for each in first["data"]], first["meta"]["total"]) == (urls[:2], 3)
    assert [each["url"] for each in client.get(first["links"]["next"]).json()["data"]] == urls[2:]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"url": "ftp://news.example/"}, "with http:// or https://"),
        ({"url": FEED, "every": 5}, "every"),
        ({"url": FEED, "publihser": "x"}, 'did you mean "publisher"'),
        ({}, "url"),
        ([], "JSON object"),
    ],
)
def test_what_cannot_be_watched_is_refused(client: TestClient, body: object, said: str) -> None:
    refused = client.post("/v1/sources", json=body)
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert said in refused.json()["detail"]
    assert client.get("/v1/sources").json()["data"] == []


def test_a_source_is_paused_and_goes_on(client: TestClient) -> None:
    id = add(client)["id"]
    paused = client.patch(f"/v1/sources/{id}", json={"paused": True, "every": 3600})
    assert (paused.status_code, paused.json()["paused"], paused.json()["every"]) == (200, True, 3600)
    assert client.get(f"/v1/sources/{id}").json() == paused.json()
    assert client.patch(f"/v1/sources/{id}", json={"paused": False}).json()["paused"] is False
    assert client.patch(f"/v1/sources/{id}", json={"url": FEED}).status_code == 422


def test_a_source_that_is_removed_is_gone(client: TestClient) -> None:
    id, other = add(client)["id"], add(client, "https://other.example/")["id"]
    gone = client.delete(f"/v1/sources/{id}")
    assert (gone.status_code, gone.content) == (204, b"")
    assert [each["id"] for each in client.get("/v1/sources").json()["data"]] == [other]
    for refused in (
        client.delete(f"/v1/sources/{id}"),
        client.patch(f"/v1/sources/{id}", json={}),
        client.get(f"/v1/sources/{id}"),
    ):
        assert (refused.status_code, refused.json()["type"]) == (404, "/problems/unknown-id")


def test_a_method_that_is_not_answered_is_told_those_that_are(client: TestClient) -> None:
    refused = client.put(f"/v1/sources/{add(client)['id']}", json={})
    assert (refused.status_code, refused.headers["allow"]) == (405, "DELETE, GET, HEAD, PATCH")


def test_what_became_of_what_a_source_names(client: TestClient, ledger: Ledger) -> None:
    id, other, article = add(client)["id"], add(client, "https://other.example/")["id"], ledger.article()
    attempt(ledger, id, article_id=article, address="https://news.example/1", bytes=100)
    attempt(ledger, id, "failed", reason="timeout", detail="it took too long")
    attempt(ledger, id, "failed", reason="robots")
    attempt(ledger, id, "failed", reason="timeout")
    attempt(ledger, other, "failed", reason="no-article")
    attempt(ledger, None, "failed", reason="bad-input")
    recent = client.get(f"/v1/sources/{id}").json()["recent"]
    assert recent == {"outcomes": {"new": 1, "failed": 3}, "reasons": {"timeout": 2, "robots": 1}}
    listed = client.get(f"/v1/sources/{id}/attempts").json()["data"]
    assert [each["reason"] for each in listed] == ["timeout", "robots", "timeout", None]
    assert (listed[3]["article"], listed[3]["address"], listed[3]["bytes"]) == (article, "https://news.example/1", 100)
    failed = client.get(f"/v1/sources/{id}/attempts?outcome=failed&sort=at&limit=2").json()
    assert [each["reason"] for each in failed["data"]] == ["timeout", "robots"]
    assert [each["reason"] for each in client.get(failed["links"]["next"]).json()["data"]] == ["timeout"]
    assert client.get("/v1/sources/src_x/attempts").status_code == 404


def test_an_answer_is_stale_as_soon_as_something_was_attempted(client: TestClient, ledger: Ledger) -> None:
    """The revision of the ledger does not tell: an attempt changes no fact."""
    id = add(client)["id"]
    path = f"/v1/sources/{id}"
    held = {"If-None-Match": client.get(path).headers["ETag"]}
    assert client.get(path, headers=held).status_code == 304
    attempt(ledger, id)
    assert client.get(path, headers=held).status_code == 200


@pytest.mark.parametrize("path", ["/v1/sources", "/v1/sources/{id}/attempts"])
def test_lists_are_what_they_are_said_to_be(client: TestClient, ledger: Ledger, path: str) -> None:
    id = add(client)["id"]
    source = ledger.session.get_one(models.Source, id)
    source.last_failure, source.last_failure_at = "gone", datetime.now(UTC)
    attempt(ledger, id)
    document = client.get("/openapi.json").json()
    template = path.replace("{id}", "{source_id}")
    schema = document["paths"][template]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    whole = next(each for each in schema["anyOf"] if "Part" not in each["$ref"]) | {"components": document["components"]}
    answer = client.get(path.replace("{id}", id)).json()
    assert len(answer["data"]) == 1
    assert [error.message for error in Draft202012Validator(whole).iter_errors(answer)] == []
