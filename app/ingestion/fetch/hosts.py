"""Turns: one request at a time to a host, with a pause after each; a host that keeps failing is left in peace for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from app.ingestion.failures import BadStatus, Failure, Rested
from app.ingestion.fetch.policy import Clock, Policy

MOST = 10_000  # hosts that are remembered; the ones idle for longest are forgotten first


@dataclass(slots=True)
class _Host:
    lock: Lock = field(default_factory=Lock)
    next: float = 0.0  # when it may be asked again
    failed: int = 0  # times in a row
    rested_until: float = 0.0
    rests: int = 0  # in a row


class Hosts:
    """What is remembered of each host."""

    def __init__(self, policy: Policy, clock: Clock) -> None:
        self._policy = policy
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, name: str, delay: float) -> Iterator[None]:
        """Ask the host inside; `delay` seconds pass before the next turn begins, and more after a failure that may pass.

        Raises Rested while the host rests.
        """
        host = self._host(name)
        with host.lock:
            self._check_rest(name, host)
            self._clock.sleep(max(0.0, host.next - self._clock.now()))
            try:
                yield
            except Failure as failure:
                delay = max(delay, self._pause(host, failure)) if failure.transient else delay
                raise
            else:
                host.failed = host.rests = 0
            finally:
                host.next = self._clock.now() + delay

    def _host(self, name: str) -> _Host:
        with self._lock:
            host = self._hosts.pop(name, None) or _Host()
            self._hosts[name] = host  # at the end: the first is the one idle for longest
            if len(self._hosts) > MOST:
                del self._hosts[next(iter(self._hosts))]
            return host

    def _check_rest(self, name: str, host: _Host) -> None:
        if (left := host.rested_until - self._clock.now()) > 0:
            raise Rested(name, left)

    def _pause(self, host: _Host, failure: Failure) -> float:
        """Seconds until the next try: as long as the host says, else twice as long each time, less some chance so that many do
        not return at once. What is longer than our patience is a rest."""
        host.failed += 1
        asked = failure.wait if isinstance(failure, BadStatus) else None
        if host.failed >= self._policy.failures:
            self._rest(host, self._policy.rest * 2**host.rests)
            host.failed, host.rests = 0, host.rests + 1
        if asked is not None and asked > self._policy.patience:
            self._rest(host, asked)
        return min(self._policy.patience, 2**host.failed * (0.5 + self._clock.random() / 2) if asked is None else asked)

    def _rest(self, host: _Host, seconds: float) -> None:
        host.rested_until = max(host.rested_until, self._clock.now() + min(seconds, self._policy.longest_rest))
