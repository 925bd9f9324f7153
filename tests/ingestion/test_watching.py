"""Watched sources: whose turn it is, one holder at a time, what became of a look, and an end that leaves nothing by halves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app import models
from app.ingestion import watched
from app.ingestion.attempts import Attempt, Offer
from app.ingestion.pipeline import Intake
from app.ingestion.readers import here
from app.ingestion.report import Report
from app.ingestion.watched import JITTER, LEASE, Turn
from app.ingestion.watching import watch
from app.vocabulary import Outcome

FEED, OTHER = "https://news.example/feed", "https://other.example/feed"
NOW = datetime(2024, 10, 30, 12, tzinfo=UTC)


def the_source(session: Session, url: str = FEED) -> models.Source:
    session.expire_all()
    return session.exec(select(models.Source).where(models.Source.url == url)).one()


def added(session: Session, *urls: str) -> None:
    for url in urls:
        watched.add(session, url, "The Example", every=600)
    session.commit()


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=1)


def turn(session: Session, holder: str = "one", now: datetime | None = None) -> Turn | None:
    found = watched.leased(session, holder, now or soon())
    session.commit()
    return found


def test_a_source_is_added_once(session: Session) -> None:
    assert watched.add(session, FEED)
    assert not watched.add(session, FEED, "Another", every=60)
    assert (the_source(session).publisher, the_source(session).every) == (None, watched.EVERY)


def test_each_source_has_one_holder_and_the_one_due_longest_comes_first(session: Session) -> None:
    added(session, FEED, OTHER)
    the_source(session, OTHER).due_at = NOW
    session.commit()
    turns = [turn(session, holder) for holder in ("one", "two", "three")]
    assert [each and (each.url, each.holder) for each in turns] == [(OTHER, "one"), (FEED, "two"), None]


def test_a_lease_of_somebody_who_died_ends(session: Session) -> None:
    added(session, FEED)
    first = turn(session)
    assert first is not None
    later = soon() + LEASE + timedelta(seconds=1)
    assert turn(session, "two", later - timedelta(seconds=10)) is None
    assert turn(session, "two", later) is not None
    assert not watched.renewed(session, first, later)
    watched.ended(session, first, later, None)
    assert the_source(session).leased_by == "two"


def test_what_is_paused_has_no_turn_and_what_is_resumed_has_the_next(session: Session) -> None:
    added(session, FEED)
    held = turn(session)
    assert held is not None
    watched.change(session, FEED, paused=True)
    assert not watched.renewed(session, held, soon())
    watched.ended(session, held, soon(), "no such host")
    assert turn(session) is None
    watched.change(session, the_source(session).id, paused=False)
    assert turn(session) is not None
    assert the_source(session).failures == 0


def test_a_source_that_fails_is_asked_ever_more_rarely(session: Session) -> None:
    added(session, FEED)
    waits = []
    for failure in ("gone", "gone", None, "gone", *["gone"] * 20):
        the_source(session).due_at = NOW
        session.commit()
        held = turn(session)
        assert held is not None
        now = soon()
        watched.ended(session, held, now, failure)
        session.commit()
        waits.append((the_source(session).due_at - now).total_seconds())
    usual = [1200, 2400, 600, 1200]
    assert all(want * (1 - JITTER) <= wait <= want * (1 + JITTER) for want, wait in zip(usual, waits, strict=False))
    assert len({round(wait / want, 6) for want, wait in zip(usual, waits, strict=False)}) > 1
    assert waits[-1] <= 24 * 3600 * (1 + JITTER)
    row = the_source(session)
    assert (row.failures, row.last_failure) == (21, "gone")
    assert row.last_success_at is not None


def test_a_source_that_is_removed_leaves_its_attempts(session: Session) -> None:
    added(session, FEED, OTHER)
    ids = [the_source(session, url).id for url in (FEED, OTHER)]
    session.add_all(models.Attempt(at=NOW, source_id=id, address=FEED, outcome="listed", milliseconds=1) for id in ids)
    session.commit()
    watched.remove(session, FEED)
    session.commit()
    assert session.exec(select(models.Source.url)).all() == [OTHER]
    assert session.exec(select(models.Attempt.source_id).order_by(models.Attempt.id)).all() == [None, ids[1]]
    with pytest.raises(watched.UnknownSource):
        watched.remove(session, FEED)


def test_attempts_of_long_ago_are_forgotten(session: Session) -> None:
    added(session, FEED)
    now, id = soon(), the_source(session).id
    for at, source in ((now - watched.KEPT * 2, id), (now, id), (now - watched.KEPT * 2, None)):
        session.add(models.Attempt(at=at, source_id=source, outcome="listed", milliseconds=1))
    session.commit()
    held = turn(session)
    assert held is not None
    watched.ended(session, held, now, None)
    assert [row.at for row in session.exec(select(models.Attempt).where(models.Attempt.source_id == id))] == [now]
    assert len(session.exec(select(models.Attempt)).all()) == 2


def report(number: int, text: str = "Hier ist nichts.") -> Report:
    """A report that is stored and not understood, so that no parser is needed."""
    return Report(f"{text} {number}", None, None, f"https://news.example/{number}", NOW, "de")


def watching(engine: Engine, look: object, stop: Event | None = None) -> Iterator[Attempt]:
    intake = Intake("no parser is needed")
    return watch(engine, intake, here(intake, engine), look, stop or Event(), once=True)  # type: ignore[arg-type]


def named(turn: Turn, *sources: Report | Exception | Outcome) -> Iterator[Offer]:
    yield Offer(turn.url, Outcome.LISTED, 10, source_id=turn.id)
    for source in sources:
        yield Offer(source.url if isinstance(source, Report) else "https://news.example/x", source, 20, source_id=turn.id)


def test_everything_that_a_look_brings_is_a_row(engine: Engine, session: Session) -> None:
    added(session, FEED)
    made = list(watching(engine, lambda turn: named(turn, report(1), ValueError("no article"), report(1), report(2))))
    rows = session.exec(select(models.Attempt).order_by(models.Attempt.id)).all()
    assert [row.outcome for row in rows] == [each.outcome for each in made] == ["listed", "new", "failed", "known", "new"]
    source = the_source(session)
    assert {row.source_id for row in rows} == {source.id}
    assert (rows[2].reason, rows[2].detail, rows[1].bytes) == ("bad-input", "no article", 20)
    assert rows[1].article_id == rows[3].article_id != rows[4].article_id
    assert (source.articles, source.failures, source.leased_by) == (2, 0, None)
    assert source.last_success_at is not None
    assert source.last_failure is None


@pytest.mark.parametrize("how", ["the feed fails", "we fail"])
def test_a_look_that_fails_ends_with_its_reason_and_the_next_source_is_looked_at(
    engine: Engine, session: Session, how: str
) -> None:
    added(session, FEED, OTHER)

    def look(turn: Turn) -> Iterator[Offer]:
        if turn.url == FEED and how == "we fail":
            raise ZeroDivisionError("by nothing")
        yield from [Offer(FEED, ValueError("no feed"), source_id=turn.id)] if turn.url == FEED else named(turn, report(1))

    assert "new" in [attempt.outcome for attempt in watching(engine, look)]
    failed = the_source(session)
    assert (failed.failures, failed.leased_by) == (1, None)
    assert failed.last_failure == ("no feed" if how == "the feed fails" else "ZeroDivisionError: by nothing")
    assert the_source(session, OTHER).failures == 0


def test_a_stop_ends_after_the_report_that_is_taken_in(engine: Engine, session: Session) -> None:
    added(session, FEED)
    stop, asked = Event(), list[int]()

    def look(turn: Turn) -> Iterator[Offer]:
        for number in range(10):
            asked.append(number)
            if number == 2:
                stop.set()
            yield Offer(f"https://news.example/{number}", report(number), source_id=turn.id)

    made = list(watching(engine, look, stop))
    assert asked == [0, 1, 2]
    assert [attempt.outcome for attempt in made] == ["new", "new"]
    source = the_source(session)
    assert (source.leased_by, source.articles, source.last_success_at) == (None, 2, None)
    assert turn(session) is not None


def test_two_watchers_look_at_each_source_once(engine: Engine, session: Session) -> None:
    urls = [f"https://news.example/{number}/feed" for number in range(12)]
    added(session, *urls)
    looked = list[str]()

    def look(turn: Turn) -> Iterator[Offer]:
        looked.append(turn.url)
        number = urls.index(turn.url)
        yield from named(turn, report(number), report(number + 1))

    threads = [Thread(target=lambda: list(watching(engine, look))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(looked) == sorted(urls)
    assert len(session.exec(select(models.Article)).all()) == 13


def test_what_was_stored_is_counted_though_the_lease_is_lost(engine: Engine, session: Session) -> None:
    added(session, FEED)

    def look(turn: Turn) -> Iterator[Offer]:
        yield from named(turn, report(1), report(2))
        watched.change(session, FEED, paused=True)
        session.commit()

    made = list(watching(engine, look))
    assert len(made) == 1
    assert len(session.exec(select(models.Article)).all()) == the_source(session).articles == 2
