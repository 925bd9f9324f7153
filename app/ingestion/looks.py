"""A watched source goes in; the reports that it names and that were not taken in yet come out, as offers.

An address that was taken in is asked for again only when the source says that it changed since, and one that failed for good
not at all. The source itself comes last: who is stopped before is told everything once more at the next look.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Engine, func, or_, select
from sqlmodel import Session

from app import models
from app.ingestion.attempts import Offer
from app.ingestion.bulk import table
from app.ingestion.failures import BadListing, Failure
from app.ingestion.fetch.fetched import NO_VALIDATORS, Fetched, NotModified, Validators
from app.ingestion.fetch.fetcher import Fetcher
from app.ingestion.fetch.listings import Entry, Listing, listing
from app.ingestion.fetch.pages import articles
from app.ingestion.fetch.records import Defaults
from app.ingestion.report import Report
from app.ingestion.watched import Turn
from app.vocabulary import Outcome

AT_ONCE = 500  # addresses that are looked up together
DEEPEST = 3  # listings of listings

_ATTEMPT = table(models.Attempt)


def offer(
    name: str, found: Report | Failure | NotModified | Outcome, answer: Fetched | NotModified | None, source_id: str | None = None
) -> Offer:
    """What was found at an address or in a file, as it is offered to the ledger."""
    source = Outcome.UNMODIFIED if isinstance(found, NotModified) else found
    if answer is None:
        return Offer(name, source, source_id=source_id)
    # what failed is asked for whole the next time: it may have been our fault
    known_by = NO_VALIDATORS if isinstance(found, Failure) else answer.validators
    sizes = answer.received, answer.seconds
    return Offer(name, source, *sizes, known_by.etag, known_by.last_modified, known_by.of, source_id)


def validators(engine: Engine) -> Callable[[str], Validators]:
    """What the ledger knows an address by, since the last time that something was had from it."""

    def known(address: str) -> Validators:
        last = select(_ATTEMPT.c.etag, _ATTEMPT.c.last_modified, _ATTEMPT.c.validated)
        last = last.where(_ATTEMPT.c.address == address).order_by(_ATTEMPT.c.id.desc()).limit(1)
        with Session(engine) as session:
            row = session.execute(last).one_or_none()
        return NO_VALIDATORS if row is None else Validators(*row)

    return known


class Looks:
    """Looks at watched sources with one fetcher, which knows each host."""

    def __init__(self, engine: Engine, fetcher: Fetcher) -> None:
        self._engine = engine
        self._fetcher = fetcher
        self._known = validators(engine)

    def __call__(self, turn: Turn) -> Iterator[Offer]:
        yield from self._listed(turn, turn.url, DEEPEST)

    def _listed(self, turn: Turn, address: str, deep: int) -> Iterator[Offer]:
        """What a listing names, and then the listing itself."""
        answer: Fetched | NotModified | None = None
        found: Failure | NotModified | Outcome = Outcome.LISTED
        try:
            answer = self._fetcher.fetch(address, self._known(address))
            if isinstance(answer, NotModified):
                found = answer
            else:
                listed = self._listing(answer, deep)
                whole = not listed.further  # they may change though what names them does not
                for each in self._named(turn, listed, deep):
                    whole &= not getattr(each.source, "transient", False)
                    yield each
                if not whole:  # what may go better or say more the next time has to be named once more
                    answer = replace(answer, validators=NO_VALIDATORS)
        except Failure as failure:
            found = failure
        yield offer(address, found, answer, turn.id)

    def _listing(self, answer: Fetched, deep: int) -> Listing:
        found = listing(answer.body, answer.final)
        if found is None:
            raise BadListing("neither a feed nor a sitemap")
        if deep == 0:
            raise BadListing(f"a listing that is listed by a listing, {DEEPEST} times over")
        return found

    def _named(self, turn: Turn, found: Listing, deep: int) -> Iterator[Offer]:
        for entry in self._wanted(found.entries):
            yield from self._at(turn, entry)
        for address in found.further:
            yield from self._listed(turn, address, deep - 1)

    def _at(self, turn: Turn, entry: Entry) -> Iterator[Offer]:
        answer: Fetched | NotModified | None = None
        try:
            answer = self._fetcher.fetch(entry.address, self._known(entry.address))
            if isinstance(answer, NotModified):
                yield offer(entry.address, answer, answer, turn.id)
                return
            for source in articles(answer, Defaults(publisher=turn.publisher), entry):
                yield offer(entry.address, _published_by(turn.publisher, source, answer), answer, turn.id)
        except Failure as failure:
            yield offer(entry.address, failure, answer, turn.id)

    def _wanted(self, entries: list[Entry]) -> Iterator[Entry]:
        """Those of `entries` that were not asked for since they changed, or that may go better now."""
        for start in range(0, len(entries), AT_ONCE):
            some = entries[start : start + AT_ONCE]
            done = self._done([entry.address for entry in some])
            for entry in some:
                last = done.get(entry.address)
                if last is None or (entry.updated_at is not None and _utc(entry.updated_at) > last):
                    done[entry.address] = datetime.now(UTC)  # a listing may name it twice
                    yield entry

    def _done(self, addresses: list[str]) -> dict[str, datetime]:
        """When each of `addresses` was last asked for, but for those that failed and may go better."""
        newest = select(func.max(_ATTEMPT.c.id)).where(_ATTEMPT.c.address.in_(addresses)).group_by(_ATTEMPT.c.address)
        final = or_(_ATTEMPT.c.transient.is_(None), ~_ATTEMPT.c.transient)
        rows = select(_ATTEMPT.c.address, _ATTEMPT.c.at).where(_ATTEMPT.c.id.in_(newest), final)
        with Session(self._engine) as session:
            found: Any = session.execute(rows).all()
        return {row.address: row.at for row in found}


def _published_by(publisher: str | None, source: Report, answer: Fetched) -> Report:
    """A page that does not name its publisher was read as that of its host; whoever added the source knows better."""
    is_host = urlsplit(answer.final).netloc.endswith(source.publisher or "")
    return replace(source, publisher=publisher) if publisher and is_host else source


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
