"""Watched sources go in, each when it is due; what they bring is taken in, for as long as nobody stops it."""

import logging
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import takewhile
from threading import Event

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app.ingestion import watched
from app.ingestion.attempts import Attempt, Offer, attempts, detail
from app.ingestion.pipeline import Intake
from app.ingestion.readers import Reader
from app.ingestion.watched import Turn

log = logging.getLogger("fogline")
PAUSE = 10.0  # seconds
LONGEST_WAIT = 60.0  # seconds, after which it is seen whether somebody added a source
Look = Callable[[Turn], Iterator[Offer]]  # the source itself first, then the reports that it names


def watch(engine: Engine, intake: Intake, read: Reader, look: Look, stop: Event, once: bool = False) -> Iterator[Attempt]:
    """Look at each source when it is due, and take in what it brings, until `stop`; `once`: until none is due."""
    holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    while not stop.is_set():
        try:
            turn = _turn(engine, holder)
            if turn is not None:
                yield from _looked(engine, intake, read, look, stop, turn)
            elif once:
                return
            else:
                stop.wait(_wait(engine))
        except OperationalError as error:  # a backup, a full disk, a database that restarts: they pass
            log.error("the database failed; trying again in %s s", PAUSE, exc_info=error)
            stop.wait(PAUSE)


def _turn(engine: Engine, holder: str) -> Turn | None:
    with Session(engine) as session:
        turn = watched.leased(session, holder, datetime.now(UTC))
        session.commit()
    return turn


def _wait(engine: Engine) -> float:
    """Seconds until it is worth looking who is due."""
    with Session(engine) as session:
        due = watched.next_due(session)
    return LONGEST_WAIT if due is None else min(max((due - datetime.now(UTC)).total_seconds(), 0.5), LONGEST_WAIT)


def _looked(engine: Engine, intake: Intake, read: Reader, look: Look, stop: Event, turn: Turn) -> Iterator[Attempt]:
    """Everything that one look brings. Who lost the lease meanwhile leaves the rest to whoever has it."""
    failure = None
    offers = takewhile(lambda _: not stop.is_set(), look(turn))
    try:
        for attempt in attempts(engine, intake, offers, read):
            if attempt.offer.name == turn.url and attempt.error:
                failure = detail(attempt.error)
            yield attempt
            if not _ours(engine, turn):
                return
    except OperationalError:
        raise
    except Exception as error:  # a fault of ours at one source must not end the watch over the others
        log.error("looking at %s failed", turn.url, exc_info=error)
        failure = detail(error)
    with Session(engine) as session:
        if stop.is_set():
            watched.given_back(session, turn)
        else:
            watched.ended(session, turn, datetime.now(UTC), failure)
        session.commit()


def _ours(engine: Engine, turn: Turn) -> bool:
    with Session(engine) as session:
        ours = watched.renewed(session, turn, datetime.now(UTC))
        session.commit()
    return ours
