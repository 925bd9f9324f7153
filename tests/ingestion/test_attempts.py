"""Reports that come together are written together; one that cannot be written takes none of the others along."""

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from app import models
from app.ingestion.attempts import Attempt, Offer, attempts, record
from app.ingestion.facts import ActorReference, Claim, Days, Span
from app.ingestion.pipeline import Facts, Intake, Read
from app.ingestion.registry import Settlements
from app.ingestion.report import Publication, Report
from app.settings import Settings
from app.vocabulary import ActorKind, Basis, Measure, Outcome, Precision

NOON = datetime(2024, 10, 30, 12, tzinfo=UTC)
DAY = Days(date(2024, 10, 30), date(2024, 10, 30), Precision.DAY, Basis.PUBLICATION)


def offers(*texts: str) -> list[Offer]:
    return [Offer(text, Report(text, None, None, f"https://x.example/{text}", NOON)) for text in texts]


def read(publication: Publication) -> "Future[Read]":
    """A claim is in every text; in a bad one it is of an actor that is in no registry."""
    text = publication.text
    force = ActorReference("600", Span(0, 3), kind=ActorKind.STATE, id="nowhere") if "bad" in text else None
    claim = Claim(Span(0, 3), Measure.TROOPS, 600, 600, False, Span(0, 3), DAY, "test", force=force)
    done: Future[Read] = Future()
    if "unreadable" in text:
        done.set_exception(ValueError("nobody can read this"))
    else:
        done.set_result(Read(Facts([], [claim], []), Settlements(), 0))
    return done


def test_what_goes_wrong_with_one_report_leaves_the_others(engine: Engine) -> None:
    texts = ["600 first", "600 bad", "600 unreadable", "600 last", "600 first"]
    made = list(attempts(engine, Intake(Settings().parser_model), offers(*texts), read))
    outcomes = [attempt.outcome for attempt in made]
    assert outcomes == [Outcome.NEW, Outcome.FAILED, Outcome.FAILED, Outcome.NEW, Outcome.KNOWN]
    with Session(engine) as session:
        assert set(session.exec(select(models.Article.url))) == {
            f"https://x.example/{name}" for name in ("600 first", "600 last")
        }
        assert len(session.exec(select(models.Claim)).all()) == 2
        rows = session.exec(select(models.Attempt).order_by(models.Attempt.id)).all()
        assert [(row.address, row.outcome, row.reason) for row in rows] == [
            (text, outcome, {"600 bad": "unforeseen", "600 unreadable": "bad-input"}.get(text))
            for text, outcome in zip(texts, outcomes, strict=True)
        ]
        assert session.exec(select(models.Revision.number)).one() == 2


def test_old_attempts_that_no_source_made_are_forgotten(engine: Engine) -> None:
    with Session(engine) as session:
        session.add(models.Source(id="src_x", url="https://x.example/feed", every=3600, due_at=NOON, added_at=NOON))
        session.flush()
        for address, source in (("posted", None), ("watched", "src_x")):
            session.add(models.Attempt(at=NOON, source_id=source, address=address, outcome=Outcome.FAILED, milliseconds=1))
        session.flush()
        record(session, Attempt(offers("new")[0], Outcome.FAILED, error=ValueError("bad")))
        assert session.exec(select(models.Attempt.address).order_by(models.Attempt.id)).all() == ["watched", "new"]


def test_reports_that_come_together_are_of_one_transaction(engine: Engine) -> None:
    commits: list[object] = []
    event.listen(engine, "commit", commits.append)
    made = list(attempts(engine, Intake(Settings().parser_model), offers("600 one", "600 two", "600 three"), read))
    assert [attempt.outcome for attempt in made] == [Outcome.NEW] * 3
    assert len(commits) == 1


def test_what_was_offered_before_a_fault_is_kept(engine: Engine) -> None:
    def broken() -> Iterator[Offer]:
        yield from offers("600 one", "600 two")
        raise KeyError("a fault of ours")

    made = attempts(engine, Intake(Settings().parser_model), broken(), read, ahead=5)
    assert [next(made).outcome, next(made).outcome] == [Outcome.NEW] * 2
    with pytest.raises(KeyError):
        next(made)


def test_what_was_written_is_told_though_the_database_fails_at_the_next(engine: Engine) -> None:
    written: list[str] = []

    def fail(connection: object, cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO attempt"):
            written.append(statement)
            if len(written) == 2:
                raise OperationalError(statement, None, Exception("disk full"))

    event.listen(engine, "before_cursor_execute", fail)
    made: list[Attempt] = []
    with pytest.raises(OperationalError):
        made.extend(attempts(engine, Intake(Settings().parser_model), offers("600 one", "600 two", "600 bad"), read))
    assert [attempt.outcome for attempt in made] == [Outcome.NEW]
    with Session(engine) as session:
        assert session.exec(select(models.Attempt.address)).all() == ["600 one"]


def test_what_was_fetched_waits_for_nobody(engine: Engine) -> None:
    made: list[str | None] = []

    def fetched() -> Iterator[Offer]:
        for number, offer in enumerate(offers("600 one", "600 two")):
            assert len(made) == number
            yield replace(offer, seconds=0.2)

    for attempt in attempts(engine, Intake(Settings().parser_model), fetched(), read):
        made.append(attempt.article_id)
    assert len(made) == 2


def test_what_older_registries_had_read_is_read_again_before_others_must_wait(engine: Engine) -> None:
    again: list[str] = []

    class Watching(Intake):
        def reading(self, session: Session, publication: Publication) -> Read:
            with engine.connect() as other:
                other.exec_driver_sql("PRAGMA busy_timeout=0")
                other.exec_driver_sql("BEGIN IMMEDIATE")
                other.rollback()
            again.append(publication.text)
            return read(publication).result()

    def outdated(publication: Publication) -> "Future[Read]":
        done: Future[Read] = Future()
        done.set_result(replace(read(publication).result(), registries=-1))
        return done

    made = list(attempts(engine, Watching(Settings().parser_model), offers("600 one", "600 two"), outdated))
    assert [attempt.outcome for attempt in made] == [Outcome.NEW] * 2
    assert again == ["600 one", "600 two"]


def test_a_report_that_changed_comes_after_those_before_it(engine: Engine) -> None:
    intake = Intake(Settings().parser_model)
    list(attempts(engine, intake, offers("600 known"), read))
    text = "six hundred soldiers of one brigade stood at the river on the first evening"
    both = [Report(text, None, None, f"https://x.example/{name}", NOON) for name in ("600 new", "600 known")]
    made = list(attempts(engine, intake, [Offer(source.url, source) for source in both], read))
    assert [attempt.outcome for attempt in made] == [Outcome.NEW, Outcome.CHANGED]
    with Session(engine) as session:
        new, changed = (session.get_one(models.Article, attempt.article_id) for attempt in made)
        assert new.revision < changed.revision
        assert (new.origin_id, changed.origin_id) == (None, new.id)
