"""Reports are offered one after another; each is taken in or refused on its own, and is a row; what became of it comes out.

What is committed is whole: an article with its facts and the row that says so. Whoever is stopped goes on where it was, as
what is known is passed over.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, wait
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from app import models
from app.ingestion import store, watched
from app.ingestion.bulk import Row, add
from app.ingestion.pipeline import Intake, Read
from app.ingestion.readers import Reader, here
from app.ingestion.report import Report, Taken
from app.ingestion.revision import held, of_registries
from app.vocabulary import Outcome

MOST = 100  # rows of one transaction
LONGEST = 1.0  # seconds that reports of a file are read which are committed together
DETAIL = 500  # characters of what was wrong


@dataclass(frozen=True, slots=True)
class Offer:
    """A report that was offered, or why it could not be had, or what else became of the attempt to get one."""

    name: str | None  # an address, or a file and a line of it
    source: Report | Exception | Outcome
    bytes: int | None = None
    seconds: float = 0  # that it took to come
    etag: str | None = None
    last_modified: str | None = None
    validated: str | None = None
    source_id: str | None = None  # the watched source that named it


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of an offer."""

    offer: Offer
    outcome: Outcome
    article_id: str | None = None
    error: Exception | None = None
    seconds: float = 0  # from the offer to the end


@dataclass(frozen=True, slots=True)
class _Begun:
    """An offer that is looked at: it is known, or it failed, or it is being read."""

    offer: Offer
    at: float
    known: str | None = None
    error: Exception | None = None
    reading: "tuple[Report, Future[Read]] | None" = None


def attempts(engine: Engine, intake: Intake, offers: Iterable[Offer], read: Reader, ahead: int = 0) -> Iterator[Attempt]:
    """Take in `offers`, in their order, up to `ahead` of which are read before the first is stored."""
    group: list[_Begun] = []
    since = monotonic()
    for begun in _in_order(engine, offers, read, ahead):
        if isinstance(begun, Exception):
            yield from _committed(engine, intake, group)
            raise begun
        group.append(begun)
        # What was fetched waits for nothing: the next may take minutes to come.
        if begun.offer.seconds or len(group) == MOST or monotonic() - since > LONGEST:
            yield from _committed(engine, intake, group)
            group, since = [], monotonic()
    yield from _committed(engine, intake, group)


def _in_order(engine: Engine, offers: Iterable[Offer], read: Reader, ahead: int) -> Iterator[_Begun | Exception]:
    """What was offered is begun; where no more can be had, what went wrong comes after all that was."""
    waiting: deque[_Begun] = deque()
    offered, fault = iter(offers), None
    # one connection for all, in no transaction, so that each look sees what was committed before it
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while True:
            try:
                offer = next(offered)
            except StopIteration:
                break
            except Exception as error:
                fault = error
                break
            waiting.append(_begun(connection, offer, read))
            while waiting and (len(waiting) > ahead or _is_done(waiting[0])):
                yield _done(waiting.popleft())
        yield from map(_done, waiting)
    if fault:
        yield fault


def _is_done(begun: _Begun) -> bool:
    return begun.reading is None or begun.reading[1].done()


def _done(begun: _Begun) -> _Begun:
    """What is committed with others is waited for before, so that it keeps none of them waiting, nor those who read the next."""
    if begun.reading:
        wait([begun.reading[1]])
    return begun


def _begun(connection: Connection, offer: Offer, read: Reader) -> _Begun:
    at = monotonic()
    if isinstance(offer.source, Exception):
        return _Begun(offer, at, error=offer.source)
    if isinstance(offer.source, Outcome):
        return _Begun(offer, at)
    try:
        known = store.known(connection, offer.source)
    except store.UnfitText as error:
        return _Begun(offer, at, error=error)
    if known:
        return _Begun(offer, at, known.article_id)
    source = offer.source.determined()
    return _Begun(offer, at, reading=(source, read(source.publication)))


def _committed(engine: Engine, intake: Intake, group: list[_Begun]) -> Iterator[Attempt]:
    """What became of each: all are written at once, or, if something goes wrong with one report, each on its own."""
    if not group:
        return
    # What was read by older registries is read again before other writers wait.
    with Session(engine) as session:
        now = of_registries(session)
    begun = [each.reading for each in group if each.reading]
    reading = [(source, _by_registries(now, engine, intake, source, read)) for source, read in begun]
    made = _written(engine, intake, group, [(source, read.result) for source, read in reading])
    if made is not None:
        yield from made
        return
    for each in group:  # who is written is told, whatever becomes of the next
        yield from _committed(engine, intake, [each])


def _written(
    engine: Engine, intake: Intake, group: list[_Begun], reading: list[tuple[Report, Callable[[], Read]]]
) -> list[Attempt] | None:
    """What became of each of the group, in one transaction; None where one of several cannot be stored, and so none was."""
    with Session(engine) as session:
        held(session)
        became: list[Taken | Exception]
        try:
            became = [*intake.store(session, [(source, read()) for source, read in reading])]
        except Exception as fault:
            session.rollback()
            if len(group) > 1:
                return None
            became = [fault]
        of = iter(became)
        made = [_attempt(begun, next(of) if begun.reading else None) for begun in group]
        add(session, models.Attempt, [row(attempt) for attempt in made])
        watched.brought(session, [each.offer.source_id for each in made if each.offer.source_id and each.outcome is Outcome.NEW])
        session.commit()
    return made


def _by_registries(now: int, engine: Engine, intake: Intake, source: Report, read: "Future[Read]") -> "Future[Read]":
    """What was read, by the registries as they are `now`. Raises BrokenExecutor where the process that was to read it has died."""
    if isinstance(fault := read.exception(), BrokenExecutor):
        raise fault
    if fault or read.result().registries == now:
        return read
    return here(intake, engine)(source.publication)


def _attempt(begun: _Begun, became: Taken | Exception | None) -> Attempt:
    offer, error = begun.offer, begun.error
    outcome, article_id = Outcome.FAILED if error else Outcome.KNOWN, begun.known
    if isinstance(offer.source, Outcome):
        outcome = offer.source
    if isinstance(became, Exception):
        outcome, error = Outcome.FAILED, became
    elif became:
        outcome = Outcome.NEW if became.created else Outcome.CHANGED if became.changed else Outcome.KNOWN
        article_id = became.article_id
    return Attempt(offer, outcome, article_id, error, offer.seconds + monotonic() - begun.at)


def record(session: Session, attempt: Attempt) -> None:
    """Keep an attempt that was made in the caller's transaction, and forget the old ones that no source has made."""
    watched.forget(session, None, datetime.now(UTC))
    add(session, models.Attempt, [row(attempt)])


def row(attempt: Attempt) -> Row:
    """The attempt as its table has it."""
    offer = attempt.offer
    return {
        "at": datetime.now(UTC),
        "source_id": offer.source_id,
        "address": _fit(offer.name),
        "outcome": attempt.outcome,
        "reason": reason(attempt.error),
        "detail": _fit(detail(attempt.error) if attempt.error else None),
        "transient": getattr(attempt.error, "transient", None),
        "bytes": offer.bytes,
        "milliseconds": round(1000 * attempt.seconds),
        "article_id": attempt.article_id,
        "etag": _fit(offer.etag),
        "last_modified": _fit(offer.last_modified),
        "validated": _fit(offer.validated),
    }


def reason(error: Exception | None) -> str | None:
    """The word for what was wrong that never changes."""
    known: str | None = getattr(error, "reason", None)
    return known or (None if error is None else "bad-input" if isinstance(error, ValueError) else "unforeseen")


def detail(error: Exception) -> str:
    """What was wrong, in a sentence. What is no ValueError is a fault of ours, so that its kind helps to find it."""
    said: str | None = getattr(error, "detail", None)
    return said or (str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}")


def _fit(text: str | None) -> str | None:
    """`text` as a table can hold it, whatever a server or a file system called it."""
    return text and text.replace("\0", "").encode(errors="replace").decode()[:DETAIL]
