"""Sources that are watched: who are they, whose turn is it, and what became of a look. In the caller's transaction."""

import random
from base64 import b32encode
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, update
from sqlmodel import Session

from app import models
from app.ingestion.bulk import add_missing, table

EVERY = 900  # seconds, which is what most feeds that say it ask for
LEAST, MOST = 60, 7 * 24 * 3600  # seconds from one look to the next
SLOWEST = timedelta(days=1)  # from one look to the next at a source that fails again and again
JITTER = 0.1  # of the time to the next look, so that sources that were added together are not asked together for ever
LEASE = timedelta(minutes=10)  # renewed with every report; who dies holding it keeps others away no longer
KEPT = timedelta(days=90)  # attempts that are older are forgotten: a ledger may watch for years

_SOURCE = table(models.Source)


class UnknownSource(ValueError):
    """No source has this id or address."""


def source_id(url: str) -> str:
    """The id of the source at an address."""
    return "src_" + b32encode(sha256(url.encode()).digest()[:10]).decode().lower()


def add(session: Session, url: str, publisher: str | None = None, every: int | None = None) -> bool:
    """Watch the feed or sitemap at `url`, `every` so many seconds; False where it is watched already, and stays as it is."""
    if find(session, url):
        return False
    now = datetime.now(UTC)
    row = models.Source(id=source_id(url), url=url, publisher=publisher, every=every or EVERY, added_at=now, due_at=now)
    add_missing(session, models.Source, [row.model_dump()])
    return True


def find(session: Session, named: str) -> Row[Any] | None:
    """The source with this id or address."""
    return session.execute(select(_SOURCE).where(or_(_SOURCE.c.id == named, _SOURCE.c.url == named))).first()


def change(session: Session, named: str, **columns: Any) -> str:
    """Give the source with this id or address other values; its id. What is no longer paused is due. Raises UnknownSource."""
    id = _known(session, named).id
    if columns.get("paused") is False:
        columns |= {"due_at": datetime.now(UTC), "failures": 0}
    session.connection().execute(update(_SOURCE).where(_SOURCE.c.id == id).values(columns))
    return str(id)


def remove(session: Session, named: str) -> str:
    """Watch it no longer; its id. What it brought stays, and so do the attempts. Raises UnknownSource."""
    id = _known(session, named).id
    attempt = table(models.Attempt)
    session.connection().execute(update(attempt).where(attempt.c.source_id == id).values(source_id=None))
    session.connection().execute(delete(_SOURCE).where(_SOURCE.c.id == id))
    return str(id)


def _known(session: Session, named: str) -> Row[Any]:
    if (row := find(session, named)) is None:
        raise UnknownSource(f"no source has the id or address {named[:200]}")
    return row


@dataclass(frozen=True, slots=True)
class Turn:
    """A source whose turn it is, and who holds the lease."""

    id: str
    url: str
    publisher: str | None
    every: int
    failures: int
    holder: str


def leased(session: Session, holder: str, now: datetime) -> Turn | None:
    """The source that is due longest, leased to `holder`; None where none is. No two holders ever get the same."""
    free = or_(_SOURCE.c.leased_until.is_(None), _SOURCE.c.leased_until < now)
    due = select(_SOURCE.c.id).where(~_SOURCE.c.paused, _SOURCE.c.due_at <= now, free)
    due = due.order_by(_SOURCE.c.due_at, _SOURCE.c.id).limit(1)
    # `free` twice: PostgreSQL looks again at the outer condition alone when another holder was faster
    lease = update(_SOURCE).where(_SOURCE.c.id == due.scalar_subquery(), free)
    lease = lease.values(leased_by=holder, leased_until=now + LEASE)
    columns = (_SOURCE.c.id, _SOURCE.c.url, _SOURCE.c.publisher, _SOURCE.c.every, _SOURCE.c.failures)
    row = session.connection().execute(lease.returning(*columns)).one_or_none()
    return None if row is None else Turn(row.id, row.url, row.publisher, row.every, row.failures, holder)


def renewed(session: Session, turn: Turn, now: datetime) -> bool:
    """Whether the lease is still the holder's, which it is for another while; not where the source was removed or paused."""
    held = update(_SOURCE).where(_SOURCE.c.id == turn.id, _SOURCE.c.leased_by == turn.holder, ~_SOURCE.c.paused)
    renewed = session.connection().execute(held.values(leased_until=now + LEASE).returning(_SOURCE.c.id))
    return renewed.one_or_none() is not None


def brought(session: Session, sources: Iterable[str]) -> None:
    """Count an article for each of `sources` as it is stored, so that none is lost with a lease or a process."""
    for id, articles in Counter(sources).items():
        counted = update(_SOURCE).where(_SOURCE.c.id == id).values(articles=_SOURCE.c.articles + articles)
        session.connection().execute(counted)


def ended(session: Session, turn: Turn, now: datetime, failure: str | None) -> None:
    """Give the lease back, with what came of the look, and say when the next one is due."""
    failures = turn.failures + 1 if failure else 0
    wait = min(timedelta(seconds=turn.every) * 2 ** min(failures, 20), max(SLOWEST, timedelta(seconds=turn.every)))
    columns: dict[str, Any] = {
        "leased_by": None,
        "leased_until": None,
        "failures": failures,
        "due_at": now + wait * random.uniform(1 - JITTER, 1 + JITTER),
    }
    columns |= {"last_failure_at": now, "last_failure": failure} if failure else {"last_success_at": now}
    held = update(_SOURCE).where(_SOURCE.c.id == turn.id, _SOURCE.c.leased_by == turn.holder)
    session.connection().execute(held.values(columns))
    forget(session, turn.id, now)


def forget(session: Session, source: str | None, now: datetime) -> None:
    """Forget the old attempts of a source, or those that no source has made."""
    attempt = table(models.Attempt)
    session.connection().execute(delete(attempt).where(attempt.c.source_id == source, attempt.c.at < now - KEPT))


def given_back(session: Session, turn: Turn) -> None:
    """Give the lease back before the look has ended: the source is due as it was."""
    held = update(_SOURCE).where(_SOURCE.c.id == turn.id, _SOURCE.c.leased_by == turn.holder)
    session.connection().execute(held.values(leased_by=None, leased_until=None))


def next_due(session: Session) -> datetime | None:
    """When the next source is due that nobody holds."""
    free = select(func.min(_SOURCE.c.due_at)).where(~_SOURCE.c.paused, _SOURCE.c.leased_by.is_(None))
    due: datetime | None = session.execute(free).scalar()
    return due
