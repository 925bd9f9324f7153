"""Reports that come together are written together; one that cannot be written takes none of the others along."""

from collections.abc import Iterator
from concurrent.futures import Future
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session, select

from app import models
from app.db import connected, migrate
from app.ingestion.attempts import Offer, attempts
from app.ingestion.facts import ActorReference, Claim, Days, Span
from app.ingestion.pipeline import Facts, Intake, Read
from app.ingestion.registry import Settlements
from app.ingestion.source import Source
from app.settings import Settings
from app.vocabulary import ActorKind, Basis, Measure, Outcome, Precision

NOON = datetime(2024, 10, 30, 12, tzinfo=UTC)
DAY = Days(date(2024, 10, 30), date(2024, 10, 30), Precision.DAY, Basis.PUBLICATION)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = connected(f"sqlite:///{tmp_path}/ledger.db")
    migrate(engine)
    yield engine
    engine.dispose()


def offers(*texts: str) -> list[Offer]:
    return [Offer(text, Source(text, None, None, f"https://x.example/{text}", NOON)) for text in texts]


def read(text: str, published_at: datetime, language: str) -> "Future[Read]":
    """A claim is in every text; in a bad one it is of an actor that is in no registry."""
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


def test_reports_that_come_together_are_of_one_transaction(engine: Engine) -> None:
    commits: list[object] = []
    event.listen(engine, "commit", commits.append)
    made = list(attempts(engine, Intake(Settings().parser_model), offers("600 one", "600 two", "600 three"), read))
    assert [attempt.outcome for attempt in made] == [Outcome.NEW] * 3
    assert len(commits) == 1
