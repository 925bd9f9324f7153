"""Slow questions, over real sockets: they hold up nobody, end when their client leaves, and are not run to tell headers alone."""

import http.client
import json
import socket
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient
from sqlalchemy import Engine, create_engine, event

from app.ingestion import watched
from app.ingestion.pipeline import Intake
from app.main import create_app
from app.routers.paths import SLOW_AT_ONCE
from app.routers.streams import STREAMS_AT_ONCE
from app.settings import Settings
from tests.ledger import Ledger

PATIENCE = 60  # seconds until a test fails; none of them waits so long
_OF_THE_SERVER = ("date", "transfer-encoding")  # headers that it adds itself, the second to a body
FEED = "https://example.org/feed.xml"
SLOW = "/v1/claims?exclude_publisher=Gazette"  # which asks of every row what its publisher is, or else ""


class Slowness:
    """SQL's coalesce, which waits before it answers until it is let go."""

    def __init__(self, engine: Engine) -> None:
        self.calls = 0
        self.begun = threading.Semaphore(0)
        self.let_go = threading.Event()
        event.listen(engine, "connect", self._take_over)

    def _take_over(self, connection: sqlite3.Connection, _record: Any) -> None:
        connection.create_function("coalesce", 2, self._coalesce, deterministic=True)

    def _coalesce(self, first: Any, second: Any) -> Any:
        self.calls += 1
        self.begun.release()
        assert self.let_go.wait(PATIENCE)
        return second if first is None else first


@pytest.fixture
def slowness(engine: Engine) -> Iterator[Slowness]:
    """Questions that need coalesce are slow; the test's own session is not."""
    slowness = Slowness(engine)
    yield slowness
    slowness.let_go.set()


@pytest.fixture
def port(engine: Engine) -> Iterator[int]:
    """The port of a service on the test's database."""
    app = create_app(Settings())
    app.state.engine, app.state.edition, app.state.intake = engine, "test", Intake(Settings().parser_model)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join(PATIENCE)


@pytest.fixture
def claims(ledger: Ledger, engine: Engine) -> list[str]:
    """Some claims; connections made from here on are slow where a test has slowness."""
    article = ledger.article()
    ids = [ledger.claim(article=article) for _ in range(5)]
    ledger.session.close()
    engine.dispose()
    return ids


def asked(port: int, path: str, method: str = "GET", body: Any = None) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path, body and json.dumps(body), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders() if name.lower() not in _OF_THE_SERVER}
        return answer.status, answer.read(), headers
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "number", "at_once"),
    [
        (f"{SLOW}&limit=1", 1, 1),
        (f"{SLOW}&limit=", 50, SLOW_AT_ONCE),
        ("/v1/claims/latest?exclude_publisher=Gazette&limit=", 50, SLOW_AT_ONCE),
    ],
)
def test_slow_questions_hold_up_no_quick_ones(
    claims: list[str], slowness: Slowness, port: int, path: str, number: int, at_once: int
) -> None:
    with ThreadPoolExecutor(number) as clients:
        slow = [clients.submit(asked, port, f"{path}{limit}") for limit in range(1, number + 1)]
        try:
            for _ in range(at_once):
                assert slowness.begun.acquire(timeout=PATIENCE)
            for path in (
                f"/v1/claims/{claims[0]}",
                "/v1/claims",
                "/v1/claims?force=ukraine",
                "/v1/articles",
                "/v1/actors/ukraine",
            ):
                assert asked(port, path)[0] == 200
            assert not any(each.done() for each in slow)
        finally:
            slowness.let_go.set()
        assert {each.result()[0] for each in slow} == {200}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/sources", {"url": "https://x.example/feed"}),
        ("PATCH", f"/v1/sources/{watched.source_id(FEED)}", {"paused": True}),
        ("POST", "/v1/articles", {"text": "Nichts.", "language": "de", "published_at": "2024-10-30"}),
    ],
)
def test_who_waits_to_write_holds_up_no_questions(
    ledger: Ledger, claims: list[str], engine: Engine, port: int, method: str, path: str, body: Any
) -> None:
    watched.add(ledger.session, FEED)
    ledger.session.commit()
    ledger.session.close()
    waits = threading.Event()
    with engine.connect() as writer, ThreadPoolExecutor(1) as client:
        writer.exec_driver_sql("BEGIN IMMEDIATE")
        event.listen(engine, "before_cursor_execute", lambda *args: "SELECT" in args[2] or waits.set())
        written = client.submit(asked, port, path, method, body)
        assert waits.wait(PATIENCE)
        assert asked(port, f"/v1/claims/{claims[0]}")[0] == 200
        assert not written.done()
        writer.rollback()
    assert written.result()[0] in (200, 201)


def test_of_many_answers_that_hold_everything_some_are_written_at_once(claims: list[str], slowness: Slowness, port: int) -> None:
    path = f"{SLOW}&format=ndjson"
    with ThreadPoolExecutor(STREAMS_AT_ONCE) as clients:
        slow = [clients.submit(asked, port, path) for _ in range(STREAMS_AT_ONCE)]
        try:
            for _ in slow:
                assert slowness.begun.acquire(timeout=PATIENCE)
            status, body, headers = asked(port, path)
            assert (status, headers["retry-after"], b"/problems/unavailable" in body) == (503, "60", True)
            assert asked(port, f"/v1/claims/{claims[0]}/evidence")[0] == 200
        finally:
            slowness.let_go.set()
        assert {each.result()[0] for each in slow} == {200}
    assert [asked(port, path, method)[0] for method in ("HEAD", "GET")] == [200, 200]


def test_a_database_that_has_no_connection_left_is_unavailable(ledger: Ledger, engine: Engine) -> None:
    narrow = create_engine(engine.url, pool_size=1, max_overflow=0, pool_timeout=0)
    app = create_app(Settings())
    app.state.engine, app.state.edition = narrow, "test"
    with narrow.connect():
        answer = TestClient(app, raise_server_exceptions=False).get("/v1/actors")
    narrow.dispose()
    assert (answer.status_code, answer.headers["Retry-After"], answer.json()["type"]) == (503, "5", "/problems/unavailable")


class Interrupted(sqlite3.Connection):
    """A connection that tells when its statement was ended."""

    ended = threading.Event()

    def interrupt(self) -> None:
        super().interrupt()
        self.ended.set()


@pytest.mark.parametrize("format", ["ndjson", "csv"])
def test_the_question_of_a_client_that_left_is_ended(
    claims: list[str], engine: Engine, slowness: Slowness, port: int, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Interrupted, "ended", slowness.let_go)
    event.listen(
        engine, "do_connect", lambda _dialect, _record, args, known: sqlite3.connect(*args, **known, factory=Interrupted)
    )
    given_back = threading.Semaphore(0)
    event.listen(engine, "checkin", lambda *_: given_back.release())
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(f"GET {SLOW}&format={format} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        assert slowness.begun.acquire(timeout=PATIENCE)
    assert given_back.acquire(timeout=PATIENCE)
    assert slowness.calls == 1


@pytest.mark.parametrize("format", ["ndjson", "csv"])
def test_to_tell_the_headers_no_row_is_read(claims: list[str], slowness: Slowness, port: int, format: str) -> None:
    path = f"{SLOW}&format={format}"
    status, body, headers = asked(port, path, "HEAD")
    assert (status, body, slowness.calls) == (200, b"", 0)
    slowness.let_go.set()
    whole = asked(port, path)
    assert (whole[0], whole[2]) == (200, headers)
    assert whole[1].count(b"\n") == len(claims) + (format == "csv")
    assert asked(port, f"{path}&limit=0", "HEAD")[0] == 422
