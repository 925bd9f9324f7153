"""What requests cost: paths and a server go in; CPU µs a request and how long the slow ones take come out."""

import http.client
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.benchmarks.servers import Server


@dataclass
class Cost:
    """What some requests cost together."""

    cpu: float = 0  # seconds of the server's process
    seconds: list[float] = field(default_factory=list)  # that each took, as the client sees it
    bytes: int = 0
    statuses: set[int] = field(default_factory=set)

    @property
    def cpu_us(self) -> float:
        """CPU µs a request."""
        return 1e6 * self.cpu / max(1, len(self.seconds))

    def percentile(self, share: float) -> float:
        """Milliseconds that `share` of the requests stay below."""
        return 1e3 * sorted(self.seconds)[min(len(self.seconds) - 1, int(share * len(self.seconds)))]


def asked(server: Server, paths: Sequence[str], cost: Cost, headers: Mapping[str, str] | None = None) -> Cost:
    """Ask for `paths` one after another on one connection, and add what they cost to `cost`."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    before = server.cpu_seconds
    for path in paths:
        began = time.perf_counter()
        connection.request("GET", path, headers=dict(headers or {}))
        response = connection.getresponse()
        cost.bytes += len(response.read())
        cost.seconds.append(time.perf_counter() - began)
        cost.statuses.add(response.status)
    cost.cpu += server.cpu_seconds - before
    connection.close()
    return cost


def alternating(questions: Mapping[str, tuple[Server, Sequence[str]]], rounds: int = 5) -> dict[str, Cost]:
    """The costs of several servers' questions, a part of each in turn, so that all see the same machine."""
    costs = {name: Cost() for name in questions}
    for turn in range(rounds):
        for name, (server, paths) in questions.items():
            asked(server, paths[turn::rounds], costs[name])
    return costs
