"""Ctrl-C and SIGTERM end long work after what is being done, so that nothing is left by halves."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

STOPPED = 130  # the exit status of what was stopped by Ctrl-C, as shells know it


@contextmanager
def stopping() -> Iterator[Event]:
    """An event that is set by the first signal to stop; a second one stops at once."""
    stop = Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def first(number: int, _frame: Any) -> None:
        stop.set()
        for each, handler in before.items():
            signal.signal(each, handler)

    for number in before:
        signal.signal(number, first)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
