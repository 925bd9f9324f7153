"""Exports: how many rows a second come out of the service, and of SQLite's own command line, and what memory they take."""

import http.client
import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks.servers import CLIENT_CORE, SERVER_CORE, Server

ROWS = 100_000
_SAME = """SELECT claim.*, article.title, article.publisher, article.url, article.published_at, region.latitude, region.longitude
FROM claim JOIN article ON article.id = claim.article_id LEFT JOIN region ON region.id = claim.region_id
WHERE claim.retracted IS NULL ORDER BY claim.as_of_start DESC, claim.id DESC LIMIT {rows}"""


@dataclass(frozen=True)
class Export:
    """What an export was like."""

    rows: int
    seconds: float
    memory: float = 0  # MB above what the process had before, at most

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds


def exported(server: Server, form: str) -> Export:
    """The newest claims, until there are enough of them."""
    before, most = server.memory, [0.0]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.02):
            most[0] = max(most[0], server.memory)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        rows, seconds = _read(server, f"/v1/claims?{urlencode({'format': form})}")
    finally:
        done.set()
        watcher.join()
    return Export(rows, seconds, max(0.0, most[0] - before))


def _read(server: Server, path: str) -> tuple[int, float]:
    """How many lines came, and in what time."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    began = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    if response.status != 200:
        raise RuntimeError(f"{path}: {response.status} {response.read()[:200]!r}")
    rows = 0
    while rows < ROWS and (some := response.read1(1 << 20)):
        rows += some.count(b"\n")
    seconds = time.perf_counter() - began
    connection.close()
    return rows, seconds


def of_command_line(ledger: Path, form: str) -> Export:
    """The same rows by `sqlite3 -json` or `-csv`, on the same core."""
    rows = min(ROWS, int(_sqlite3(ledger, "-list", "SELECT count(*) FROM claim")))
    began = time.perf_counter()
    _sqlite3(ledger, f"-{form}", _SAME.format(rows=rows))
    return Export(rows, time.perf_counter() - began)


def _sqlite3(ledger: Path, form: str, sql: str) -> bytes:
    """What it writes into a pipe, which is read on another core, as the service's answers are."""
    os.sched_setaffinity(0, {CLIENT_CORE})
    command = ["taskset", "-c", str(SERVER_CORE), "sqlite3", "-readonly", form, str(ledger), sql]
    return subprocess.run(command, check=True, capture_output=True).stdout
