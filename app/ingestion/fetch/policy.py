"""How Fogline behaves towards hosts: the values of FOGLINE_FETCH_*, and those that nobody needs to turn."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Policy:
    """All times are in seconds, all sizes in bytes."""

    user_agent: str
    allow: frozenset[str] = frozenset()  # hosts that may lead into this machine or its network
    timeout: float = 60.0  # for one request on the whole, to the last byte of its answer
    largest: int = 20_000_000  # of a body, unpacked
    delay: float = 1.0  # between two requests to one host
    connect_timeout: float = 10.0
    read_timeout: float = 20.0  # between two reads; a server that computes a page may take some
    redirects: int = 10
    tries: int = 3
    patience: float = 60.0  # the longest Retry-After or Crawl-delay that is waited for
    failures: int = 5  # in a row, after which a host is rested
    rest: float = 300.0  # doubled each time that the host fails again, up to
    longest_rest: float = 6 * 3600.0


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that waits are measured in, and how to wait."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float] = field(default=random.random)  # in [0, 1), for jitter
