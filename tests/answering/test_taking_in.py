"""POST /v1/articles on a started service, with its own registry and parser: new, known, changed, dry, and as a page."""

import json
import shutil
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from sqlmodel import Session, col, select

from app import models
from app.ingestion.fetch.fetcher import Fetcher
from app.ingestion.fetch.policy import Policy
from app.main import create_app
from app.settings import Settings
from tests.web import Headers, Web, page, serving

TEXT = (
    "Ukrainian President Volodymyr Zelenskyy said on Tuesday that 3,000 North Korean soldiers were already in Russia’s Kursk region. "
    "Pat Ryder, the Pentagon spokesperson, said that about 10,000 North Korean troops were in eastern Russia."
)
REPORT = {
    "text": TEXT,
    "title": "Troops",
    "publisher": "The Example",
    "published_at": "2024-10-30",
    "url": "https://example.org/troops",
}


@pytest.fixture(scope="module")
def service(registries: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A started service. Its database is shared by the module, so every test takes in reports of its own address."""
    path = shutil.copy(registries, tmp_path_factory.mktemp("service"))
    fetching = {"fetch_allow": "127.0.0.1", "fetch_delay": 0}
    with TestClient(create_app(Settings(database_url=f"sqlite:///{path}", **fetching))) as client:
        yield client


def total(service: TestClient, path: str) -> int:
    answer = service.get(path, params={"with_total": "true"})
    return answer.json()["meta"]["total"]  # type: ignore[no-any-return]


def test_a_new_report_is_created_and_answers_with_its_facts(service: TestClient) -> None:
    answer = service.post("/v1/articles", json=REPORT)
    article = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/v1/articles/{article['id']}"
    assert article["published_at"] == "2024-10-30T00:00:00Z"
    assert [claim["low"] for claim in article["claims"]] == [3000, 10000]
    assert article["claims"][0]["claimant"]["id"] == "volodymyr-zelenskyy"
    assert len(article["statements"]) == 2
    assert service.get(f"/v1/articles/{article['id']}/text").text == TEXT
    listed = service.get("/v1/claims", params={"article": article["id"], "sort": "low"}).json()["data"]
    assert listed == article["claims"]
    for claim in article["claims"]:
        span = claim["spans"]["quote"]
        assert TEXT[span["start"] : span["end"]] == claim["quote"]


def test_what_its_text_names_is_found_in_it(service: TestClient) -> None:
    id = service.post("/v1/articles", json=REPORT | {"url": "https://example.org/named"}).json()["id"]
    found = service.get(f"/v1/articles/{id}/mentions").json()["data"]
    assert all(TEXT[each["span"]["start"] : each["span"]["end"]] == each["text"] for each in found)
    assert [each["span"]["start"] for each in found] == sorted(each["span"]["start"] for each in found)
    standing_for = {(each["kind"], each["text"]): (each["ref"] or {}).get("id") for each in found}
    assert standing_for[("actor", "Volodymyr Zelenskyy")] == "volodymyr-zelenskyy"
    assert standing_for[("region", "Kursk region")] == "RU-KRS"
    [tuesday] = [each["interval"] for each in found if each["kind"] == "date"]
    assert tuesday == {"start": "2024-10-29", "end": "2024-10-29", "precision": "day", "basis": "relative"}
    for query in ("region=RU", "actor=ukraine", "region=RU-KRS&descend=false"):
        listed = service.get(f"/v1/articles?{query}&limit=1000").json()["data"]
        assert id in [each["id"] for each in listed]
    assert service.get("/v1/articles?region=mali").json()["data"] == []


def test_the_answer_is_what_it_is_said_to_be(service: TestClient) -> None:
    document = service.get("/openapi.json").json()
    responses = document["paths"]["/v1/articles"]["post"]["responses"]
    for status, query in (("201", ""), ("200", ""), ("200", "?dry_run=true")):
        answer = service.post(f"/v1/articles{query}", json=REPORT | {"url": "https://example.org/said"})
        assert answer.status_code == int(status)
        schema = responses[status]["content"]["application/json"]["schema"] | {"components": document["components"]}
        assert [error.message for error in Draft202012Validator(schema).iter_errors(answer.json())] == []


def test_the_same_report_again_is_known(service: TestClient) -> None:
    report = REPORT | {"url": "https://example.org/again"}
    first = service.post("/v1/articles", json=report)
    revision = service.get("/v1/claims").json()["meta"]["revision"]
    again = service.post("/v1/articles", json=report)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert again.headers["Location"] == first.headers["Location"]
    assert service.get("/v1/claims").json()["meta"]["revision"] == revision
    with Session(service.app.state.engine) as session:  # type: ignore[attr-defined]
        rows = session.exec(select(models.Attempt).where(models.Attempt.address == report["url"]).order_by(models.Attempt.id))
        assert [(row.outcome, row.article_id) for row in rows] == [("new", first.json()["id"]), ("known", first.json()["id"])]


def test_a_changed_report_is_a_new_version_and_the_old_facts_are_retracted(service: TestClient) -> None:
    report = REPORT | {"url": "https://example.org/changed"}
    old = service.post("/v1/articles", json=report).json()
    answer = service.post("/v1/articles", json=report | {"text": TEXT.replace("3,000", "4,000")})
    new = answer.json()
    assert (answer.status_code, new["id"], new["version"]) == (200, old["id"], 2)
    assert [claim["low"] for claim in new["claims"]] == [4000, 10000]
    assert service.get(f"/v1/claims/{old['claims'][0]['id']}").json()["retracted"] is True
    assert service.get(f"/v1/articles/{old['id']}/text?version=1").text == TEXT
    assert len(service.get(f"/v1/articles/{old['id']}").json()["versions"]) == 2


def test_a_dry_run_answers_alike_and_stores_nothing(service: TestClient) -> None:
    report = REPORT | {"url": "https://example.org/dry"}
    before = [total(service, f"/v1/{kind}") for kind in ("articles", "statements", "claims", "actors")]
    revision = service.get("/v1/claims").json()["meta"]["revision"]
    dry = service.post("/v1/articles?dry_run=true", json=report)
    assert (dry.status_code, "Location" in dry.headers) == (200, False)
    assert [total(service, f"/v1/{kind}") for kind in ("articles", "statements", "claims", "actors")] == before
    assert service.get("/v1/claims").json()["meta"]["revision"] == revision
    assert service.get(f"/v1/articles/{dry.json()['id']}").status_code == 404
    wet = service.post("/v1/articles", json=report)
    assert wet.status_code == 201
    assert [claim["id"] for claim in wet.json()["claims"]] == [claim["id"] for claim in dry.json()["claims"]]


def test_what_the_client_has_is_stale_after_a_report(service: TestClient) -> None:
    etag = service.get("/v1/claims").headers["ETag"]
    assert service.get("/v1/claims", headers={"If-None-Match": etag}).status_code == 304
    service.post("/v1/articles", json=REPORT | {"url": "https://example.org/stale"})
    assert service.get("/v1/claims", headers={"If-None-Match": etag}).status_code == 200


def test_a_page_says_what_the_report_does_not(service: TestClient) -> None:
    html = (
        '<html lang="en"><head><title>Troops</title><meta property="article:published_time" content="2024-10-30T10:00:00+02:00">'
        '<meta property="og:site_name" content="The Example"><link rel="canonical" href="https://example.org/page"></head>'
        f"<body><article><h1>Troops</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    )
    article = service.post("/v1/articles", json={"html": html}).json()
    assert article["published_at"] == "2024-10-30T08:00:00Z"
    assert (article["publisher"], article["url"]) == ("The Example", "https://example.org/page")
    assert article["claims"]
    other = service.post(
        "/v1/articles", json={"html": html, "url": "https://example.org/other", "published_at": "2024-11-01"}
    ).json()
    assert (other["url"], other["published_at"]) == ("https://example.org/other", "2024-11-01T00:00:00Z")


@pytest.fixture
def web() -> Iterator[Web]:
    yield from serving(Web())


@pytest.fixture
def fetching(service: TestClient) -> Iterator[Callable[..., None]]:
    """Makes the service ask in another way for the length of a test."""
    made: list[Fetcher] = []
    state: Any = service.app.state  # type: ignore[attr-defined]
    own = state.fetcher

    def use(policy: Policy, **given: Any) -> None:
        made.append(Fetcher(policy, **given, proxies={}))
        state.fetcher = made[-1]

    yield use
    state.fetcher = own
    for each in made:
        each.close()


def story(title: str = "Troops") -> str:
    return (
        f'<html lang="en"><head><title>{title}</title><meta property="article:published_time" content="2024-10-30T10:00:00Z"></head>'
        f"<body><article><h1>{title}</h1><p>By Jane Doe</p><p>KYIV, Oct 30 (Agency) — {TEXT}</p><p>{TEXT}</p></article></body></html>"
    )


def test_an_address_alone_is_fetched(service: TestClient, web: Web) -> None:
    web.answers["/a"] = page(story())
    dry = service.post("/v1/articles?dry_run=true", json={"url": web.address("/a")})
    assert (dry.status_code, dry.json()["url"]) == (200, web.address("/a"))
    answer = service.post("/v1/articles", json={"url": web.address("/a"), "publisher": "Mine"})
    article = answer.json()
    assert answer.status_code == 201
    assert (article["title"], article["publisher"], article["published_at"]) == ("Troops", "Mine", "2024-10-30T10:00:00Z")
    assert (article["author"], article["dateline"]) == ("Jane Doe", "KYIV, Oct 30 (Agency)")
    assert service.get(f"/v1/articles/{article['id']}/text").text == f"{TEXT}\n{TEXT}"
    assert [claim["low"] for claim in article["claims"]][:2] == [3000, 10000]
    assert service.post("/v1/articles", json={"url": web.address("/a")}).status_code == 200


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://localhost/a", "forbidden-address"),
        ("http://0x7f.1/a", "forbidden-address"),
        ("http://127.0.0.1:1/a", "connection"),
        ("/gone", "http-status"),
        ("/private", "robots"),
        ("/empty", "no-article"),
    ],
)
def test_an_address_without_a_report_says_why(
    service: TestClient, web: Web, fetching: Callable[..., None], url: str, reason: str
) -> None:
    web.answers |= {"/robots.txt": page("User-agent: *\nDisallow: /private"), "/empty": page("<html><body></body></html>")}
    url = web.address(url) if url.startswith("/") else url
    before = total(service, "/v1/articles")
    fetching(Policy("x", frozenset({"127.0.0.1"}), tries=1, delay=0))
    answer = service.post("/v1/articles", json={"url": url})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/not-fetched")
    assert [error["reason"] for error in answer.json()["errors"]] == [reason]
    assert total(service, "/v1/articles") == before


@pytest.mark.parametrize(
    ("refused", "detail"),
    [
        ({"published_at": None}, "published_at is missing"),
        ({"text": None, "html": "<html><body></body></html>"}, "no article was found"),
    ],
)
def test_a_report_that_is_refused_is_an_attempt(service: TestClient, refused: dict[str, Any], detail: str) -> None:
    url = f"https://example.org/refused/{detail}".replace(" ", "-")
    for question in ("?dry_run=true", ""):
        assert service.post(f"/v1/articles{question}", json=REPORT | {"url": url} | refused).status_code == 422
    with Session(service.app.state.engine) as session:  # type: ignore[attr-defined]
        [row] = session.exec(select(models.Attempt).where(models.Attempt.address == url)).all()
    assert (row.outcome, row.article_id) == ("failed", None)
    assert detail in (row.detail or "")


def test_a_body_that_is_no_json_is_an_attempt(service: TestClient) -> None:
    body = {"content": '{"text": "Twelve', "headers": {"content-type": "application/json"}}
    for question in ("?dry_run=true", ""):
        assert service.post(f"/v1/articles{question}", **body).status_code == 422
    with Session(service.app.state.engine) as session:  # type: ignore[attr-defined]
        rows = session.exec(select(models.Attempt).where(col(models.Attempt.detail).contains("no JSON"))).all()
    assert [(row.address, row.outcome, row.bytes) for row in rows] == [(None, "failed", 16)]


def test_whoever_reads_does_not_wait_for_slow_hosts(service: TestClient, web: Web, fetching: Callable[..., None]) -> None:
    """Four addresses are fetched at once; the fifth is told to come back, and a question is answered."""
    here, go = threading.Semaphore(0), threading.Event()

    def slow(_: Headers) -> bytes:
        here.release()
        go.wait(60)
        return page(story())

    hosts = [f"127.0.0.{number}" for number in range(1, 5)]
    web.answers["/slow"] = slow
    fetching(Policy("x", frozenset(hosts), delay=0), resolve=lambda host, port: ["127.0.0.1"])
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(service.post, "/v1/articles", json={"url": web.address("/slow", host)}) for host in hosts]
        for _ in hosts:
            assert here.acquire(timeout=60)
        busy = service.post("/v1/articles", json={"url": web.address("/a")})
        assert (busy.status_code, busy.json()["type"]) == (503, "/problems/unavailable")
        assert service.get("/v1/claims").status_code == 200
        go.set()
        assert [each.result().status_code for each in asked] == [201] * 4


def test_a_text_of_another_language_is_stored_and_not_read(service: TestClient) -> None:
    text = (
        "Wolodymyr Selenskyj sagte am Dienstag, dass 3000 nordkoreanische Soldaten bereits in der russischen Region Kursk seien. "
        * 3
    )
    article = service.post("/v1/articles", json=REPORT | {"url": "https://example.org/deutsch", "text": text}).json()
    assert (article["language"], article["claims"], article["statements"]) == ("de", [], [])
    assert service.get(f"/v1/articles/{article['id']}/text").text == text


def test_reports_that_come_at_once_are_each_taken_in_once(service: TestClient) -> None:
    urls = [f"https://example.org/at-once/{number // 2}" for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda url: service.post("/v1/articles", json=REPORT | {"url": url}), urls))
    assert sorted(answer.status_code for answer in answers) == [200] * 4 + [201] * 4
    assert len({answer.json()["id"] for answer in answers}) == 4


NDJSON = {"content-type": "application/x-ndjson"}


def sent(service: TestClient, *lines: object) -> list[dict[str, Any]]:
    """What is answered to each line of a batch."""
    body = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    answer = service.post("/v1/articles/batch", content=body.encode(), headers=NDJSON)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/x-ndjson")
    return [json.loads(line) for line in answer.text.splitlines()]


def test_each_line_of_a_batch_is_answered_in_its_place(service: TestClient) -> None:
    before = total(service, "/v1/articles")
    new, other = (REPORT | {"url": f"https://example.org/batch/{number}"} for number in range(2))
    answers = sent(
        service, new, "{no json", new, "", new | {"text": TEXT + " No more."}, {"text": "x"}, other, new | {"title": "\0"}
    )
    assert [answer["status"] for answer in answers] == [201, 422, 200, 200, 422, 201, 422]
    assert [answer["id"] is None for answer in answers] == [answer["problem"] is not None for answer in answers]
    assert answers[0]["id"] == answers[2]["id"] == answers[3]["id"] != answers[5]["id"]
    assert "published_at is missing" in answers[4]["problem"]["detail"]
    assert answers[1]["problem"]["type"] == "/problems/bad-body"
    assert total(service, "/v1/articles") == before + 2
    assert service.get(f"/v1/articles/{answers[0]['id']}").json()["version"] == 2
    document = service.get("/openapi.json").json()
    answered = document["paths"]["/v1/articles/batch"]["post"]["responses"]["200"]["content"]["application/x-ndjson"]["schema"]
    for answer in answers:
        assert [
            e.message for e in Draft202012Validator(answered | {"components": document["components"]}).iter_errors(answer)
        ] == []


def test_a_batch_that_is_not_said_to_be_lines_is_refused(service: TestClient) -> None:
    refused = service.post("/v1/articles/batch", json=REPORT)
    assert (refused.status_code, refused.json()["type"]) == (415, "/problems/unsupported-media-type")


@pytest.fixture(scope="module")
def address(registries: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service on a real socket of this machine."""
    listener = socket.create_server(("127.0.0.1", 0))
    path = shutil.copy(registries, tmp_path_factory.mktemp("address"))
    settings = Settings(database_url=f"sqlite:///{path}", max_body_bytes=1_000_000)
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning"))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=30)
    listener.close()


@pytest.mark.parametrize("chunked", [False, True], ids=["with its length", "in chunks"])
def test_twenty_megabytes_are_refused_where_the_client_can_read_it(address: str, chunked: bool) -> None:
    body = json.dumps(REPORT | {"text": "x" * 20_000_000}).encode()
    data = (body[at : at + 100_000] for at in range(0, len(body), 100_000)) if chunked else body
    request = urllib.request.Request(f"{address}/v1/articles", data, {"content-type": "application/json"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=300)
    with refused.value as answer:
        assert (answer.code, json.load(answer)["type"]) == (413, "/problems/too-large")
    with urllib.request.urlopen(f"{address}/readyz", timeout=300) as ready:
        assert ready.status == 200


def test_a_line_is_answered_before_the_next_is_sent(address: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    lines = [json.dumps({"text": "x" * size, "published_at": "2024-10-30"}) for size in (10, 1_000_001, 20)]
    head = f"POST /v1/articles/batch HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection((host, int(port)), timeout=300) as connection, connection.makefile("rb") as answers:
        connection.sendall(head.encode())
        statuses = []
        for line in lines:
            connection.sendall(f"{len(line) + 1:x}\r\n{line}\n\r\n".encode())
            while not (answer := answers.readline()).startswith(b"{"):
                assert answer
            statuses.append(json.loads(answer)["status"])
        connection.sendall(b"0\r\n\r\n")
    assert statuses == [201, 413, 201]


def test_a_client_that_reads_nothing_before_it_has_sent_everything_is_answered(address: str) -> None:
    """The answers are more than the buffers between the two hold."""
    body = b"{\n" * 20_000
    request = urllib.request.Request(f"{address}/v1/articles/batch", body, NDJSON)
    with urllib.request.urlopen(request, timeout=300) as answer:
        lines = answer.read().splitlines()
    assert len(lines) == 20_000
    assert {json.loads(line)["status"] for line in lines} == {422}
