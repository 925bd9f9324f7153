"""What a host's robots.txt lets us ask for, and how often (RFC 9309)."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

import httpx2
from protego import Protego

from app.ingestion.failures import BadStatus, Failure, RobotsRefused
from app.ingestion.fetch.policy import Clock, Policy

NAME = "Fogline"  # whom the rules are for
LARGEST = 500 * 1024  # bytes of a robots.txt that are read; the standard's least
KEPT = 24 * 3600.0  # seconds; the standard's most
KEPT_FAILURE = 600.0  # seconds until a robots.txt that could not be read is asked for again
MOST = 1_000  # hosts whose rules are kept


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: Protego | Failure  # a failure: nothing may be asked for
    until: float


class Robots:
    """The rules of hosts, kept for a day."""

    def __init__(self, policy: Policy, clock: Clock, read: Callable[[httpx2.URL], bytes]) -> None:
        """`read(address)` is the body at it; raises Failure."""
        self._policy = policy
        self._clock = clock
        self._read = read
        self._kept: dict[str, _Rules] = {}
        self._lock = Lock()

    def delay(self, url: httpx2.URL) -> float:
        """Seconds between two requests to the host of `url`. Raises RobotsRefused, or whatever keeps its rules from being read."""
        rules = self._rules(url)
        if isinstance(rules, Failure):
            raise rules.with_traceback(None)  # it is raised again and again
        if not rules.can_fetch(str(url), NAME):
            raise RobotsRefused(f"the robots.txt of {url.host} asks not to fetch this address")
        asked = rules.crawl_delay(NAME) or 0.0
        return max(self._policy.delay, min(asked, self._policy.patience))

    def _rules(self, url: httpx2.URL) -> Protego | Failure:
        origin = str(url.copy_with(raw_path=b"/robots.txt"))
        kept = self._kept.get(origin)
        if kept is None or kept.until < self._clock.now():
            rules = self._fresh(origin)
            seconds = KEPT_FAILURE if isinstance(rules, Failure) else KEPT
            kept = _Rules(rules, self._clock.now() + seconds)
            with self._lock:
                if len(self._kept) >= MOST:
                    del self._kept[next(iter(self._kept))]
                self._kept[origin] = kept
        return kept.rules

    def _fresh(self, origin: str) -> Protego | Failure:
        """The rules as they are now. A host that has none allows everything; one that cannot say allows nothing."""
        try:
            body = self._read(httpx2.URL(origin))
        except BadStatus as answer:
            if not answer.transient:
                return Protego.parse("")
            refusal = RobotsRefused(f"the robots.txt of the host cannot be read: {answer}")
            refusal.transient = True
            return refusal
        except Failure as failure:
            return failure
        return Protego.parse(body[:LARGEST].decode("utf-8", errors="replace"))
