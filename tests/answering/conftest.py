"""What an answer costs the database: the statements that it runs, and the steps that they take."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, event

EVERY = 10  # steps of SQLite's machine


@pytest.fixture
def statements(engine: Engine) -> list[str]:
    """Every statement that reads from the database from here on, whoever sends it, with its values."""
    seen: list[str] = []

    def see(statement: str) -> None:
        if statement.startswith(("SELECT", "WITH")):  # the values that it is run with stand in it
            seen.append(statement)

    event.listen(engine, "checkout", lambda connection, *_: connection.set_trace_callback(see))
    return seen


@pytest.fixture
def steps(engine: Engine) -> Callable[[Callable[[], Any]], int]:
    """How many steps the database takes for what is done, which is more the more rows it reads; no clock is looked at."""
    taken = [0]

    def count() -> None:
        taken[0] += EVERY

    event.listen(engine, "checkout", lambda connection, *_: connection.set_progress_handler(count, EVERY))

    def steps(done: Callable[[], Any]) -> int:
        taken[0] = 0
        done()
        return taken[0]

    return steps
