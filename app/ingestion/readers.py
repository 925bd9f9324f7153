"""Texts go in; what stands in them comes out, read in this process or in several beside it. Nothing is written."""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from sqlalchemy import Engine
from sqlmodel import Session

from app.db import connected
from app.ingestion.pipeline import Intake, Read
from app.ingestion.report import Publication

Reader = Callable[[Publication], "Future[Read]"]


def here(intake: Intake, engine: Engine) -> Reader:
    """A reader that has read a text when it is asked to."""

    def read(publication: Publication) -> "Future[Read]":
        done: Future[Read] = Future()
        try:
            with Session(engine) as session:
                done.set_result(intake.reading(session, publication))
        except Exception as error:
            done.set_exception(error)
        return done

    return read


@contextmanager
def beside(processes: int, database_url: str, parser_model: str) -> Iterator[Reader]:
    """A reader that lets so many `processes` read, each with a parser and registries of its own."""
    # spawned, since a process that was forked beside running threads may wait for a lock that nobody holds
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (database_url, parser_model)) as pool:
        yield lambda publication: pool.submit(_read, publication)


_mine: list[tuple[Intake, Engine]] = []  # of a process that reads: one


def _begin(database_url: str, parser_model: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _mine.append((Intake(parser_model), connected(database_url)))


def _read(publication: Publication) -> Read:
    [(intake, engine)] = _mine
    with Session(engine) as session:
        return intake.reading(session, publication)
