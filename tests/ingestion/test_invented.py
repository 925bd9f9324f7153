"""The reports that benchmarks invent are reports like others: their spans cut what they say, a seed makes the same again, and a
ledger that is filled with them is the one that the store would have written.
"""

import re
from datetime import UTC, datetime
from random import Random

from sqlmodel import Session, SQLModel, select

from app import models
from app.ingestion import entries, store
from app.ingestion.facts import Span
from tests.benchmarks.ledgers import fill
from tests.benchmarks.reports import Report, reports
from tests.benchmarks.world import World, world

UNCHANGED = {"Region", "RegionAlias", "RegionStart", "Office", "ReferenceFile", "Revision"}
NOT_THEIRS = {"revision", "taken_in_at"}  # what depends on how many were written together, and when


def invented(session: Session, seed: int, claims: int = 300) -> tuple[World, list[Report]]:
    random = Random(seed)
    drawn = world(session, random)
    return drawn, list(reports(drawn, claims, random))


def everything(session: Session) -> dict[str, list[str]]:
    """All rows of all tables that a report may change."""
    session.flush()
    session.expire_all()
    every: dict[str, list[str]] = {}
    for model in (getattr(models, name) for name in models.__all__ if name not in UNCHANGED):
        assert issubclass(model, SQLModel)
        rows = (str(row.model_dump(exclude=NOT_THEIRS)) for row in session.exec(select(model)))
        every[model.__name__] = sorted(re.sub(r'"revision":\d+', "", row) for row in rows)  # records have it too
    return every


def test_every_span_of_an_invented_report_cuts_what_it_says(ledger_session: Session) -> None:
    for report in invented(ledger_session, 1)[1]:
        text = report.source.text
        said: list[tuple[Span | None, str | None]] = []
        for fact in (*report.read.claims, *report.read.statements):
            said += [(each.span, each.as_written) for each in (fact.region,) if each]
            said += [(hop.actor.span, hop.actor.as_written) for hop in fact.attribution]
        for claim in report.read.claims:
            said += [(each.span, each.as_written) for each in (claim.force, claim.claimant, claim.as_of) if each]
            assert text[claim.sentence.start : claim.sentence.end].endswith(".")
            assert claim.sentence.start <= claim.quote.start < claim.quote.end < claim.sentence.end
        for statement in report.read.statements:
            said += [(statement.medium_span, statement.medium)]
            assert statement.speaker
            assert statement.speaker.span.end < statement.cue.start < statement.cue.end < statement.content.start
        for span, words in said:
            assert (text[span.start : span.end] if span else None) == words


def test_a_seed_makes_the_same_reports_again(ledger_session: Session) -> None:
    first = invented(ledger_session, 1)[1]
    assert sum(len(report.read.claims) for report in first) == 300
    assert first == invented(ledger_session, 1)[1]
    assert first != invented(ledger_session, 2)[1]


def test_a_ledger_is_filled_as_the_store_would_fill_it(ledger_session: Session) -> None:
    session = ledger_session
    drawn, some = invented(session, 3, claims=150)
    assert any(report.copy_of for report in some)
    with session.begin_nested() as before:
        for report in some:
            store.store(session, report.source, report.read, datetime(2025, 12, 31, tzinfo=UTC))
        stored = everything(session)
        before.rollback()
    with session.begin_nested() as before:
        fill(session, some, drawn)
        entries.complete(session)  # of what the tables hold; the store made them of the rows at hand
        filled = everything(session)
        before.rollback()
    assert stored["Claim"]
    assert stored["ClaimEntry"]
    assert {name: rows for name, rows in filled.items() if rows != stored[name]} == {}
