"""Servers that are measured, each a process of its own on one core, and what they cost: the process's own CPU times."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
SERVER_CORE, CLIENT_CORE = 0, (os.cpu_count() or 2) - 1


@dataclass(frozen=True)
class Server:
    """A running server."""

    name: str
    port: int
    pid: int

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def cpu_seconds(self) -> float:
        """User and system time of all threads of the process so far, to the nanosecond."""
        times = (task.read_text().split()[0] for task in Path(f"/proc/{self.pid}/task").glob("*/schedstat"))
        return sum(map(int, times)) / 1e9

    @property
    def memory(self) -> float:
        """MB in memory now that are its own: pages of a file that is mapped or cached belong to the machine."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


@contextmanager
def running(name: str, command: list[str], ready: str, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """The server that `command` starts, where {port} and {python} stand for themselves, once `ready` answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [word.format(port=port, python=sys.executable) for word in command]
    known = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    process = subprocess.Popen(words, env=known, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=_pinned)
    try:
        _wait(process, f"http://127.0.0.1:{port}{ready}")
        yield Server(name, port, process.pid)
    finally:
        process.terminate()
        process.communicate()


def _pinned() -> None:
    os.sched_setaffinity(0, {SERVER_CORE})


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args} ended: {process.stderr and process.stderr.read().decode()[-2000:]}")
        try:
            if httpx.get(address, timeout=30).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer")
