"""The reports that benchmarks invent are reports like others: their spans cut what they say, a seed makes the same again, and
written at once they are in the tables what they are one after another.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random

from sqlalchemy import delete, select, text
from sqlmodel import Session

from app import models
from app.ingestion import entries, store
from app.ingestion.bulk import table
from app.ingestion.editions import Reading
from app.ingestion.facts import Span
from app.ingestion.report import Report
from tests.benchmarks.reports import InventedReport, reports
from tests.benchmarks.world import World, world

UNCHANGED = {"Region", "RegionAlias", "RegionStart", "Office", "ReferenceFile", "Revision"}
NOT_THEIRS = {"revision", "taken_in_at"}  # what depends on how many were written together, and when


@lru_cache
def drawn_once(session: Session, seed: int, claims: int = 300) -> list[InventedReport]:
    """What `invented` makes, for those who only read it."""
    return invented(session, seed, claims)[1]


def invented(session: Session, seed: int, claims: int = 300) -> tuple[World, list[InventedReport]]:
    random = Random(seed)
    drawn = world(session, random)
    return drawn, list(reports(drawn, claims, random))


def everything(session: Session) -> dict[str, list[str]]:
    """All rows of all tables that a report may change."""
    session.flush()
    every: dict[str, list[str]] = {}
    for name in models.__all__:
        if name not in UNCHANGED:
            columns = [column for column in table(getattr(models, name)).c if column.name not in NOT_THEIRS]
            rows = (str(tuple(row)) for row in session.execute(select(*columns)))
            every[name] = sorted(re.sub(r'"revision":\d+', "", row) for row in rows)  # records have it too
    return every


def test_every_span_of_an_invented_report_cuts_what_it_says(ledger_session: Session) -> None:
    for report in drawn_once(ledger_session, 1):
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
    first = drawn_once(ledger_session, 1)
    assert sum(len(report.read.claims) for report in first) == 300
    assert first == invented(ledger_session, 1)[1]
    assert first != invented(ledger_session, 2)[1]


LATER = datetime(2025, 12, 31, tzinfo=UTC)


def difficult(some: list[InventedReport]) -> list[tuple[Report, Reading]]:
    """The reports, and with them some that come twice, changed, without an address, or before what they are copies of."""
    pairs = [(report.source, report.read) for report in some]
    (again, _), (changed, read), (bare, _), (late, _) = pairs[:4]
    return [
        *pairs[:10],
        pairs[0],
        (replace(again, text=again.text + "More."), pairs[0][1]),
        (again, pairs[0][1]),
        (replace(changed, text=changed.text + "More."), read),
        (replace(bare, url=None), pairs[2][1]),
        (replace(bare, url=None, text="Nobody has seen this. " + bare.text), Reading([], [], [], read.registry)),
        (replace(late, url="https://early.example/", published_at=late.published_at - timedelta(days=1)), pairs[3][1]),
        (replace(late, url="https://later.example/", published_at=late.published_at + timedelta(days=1)), pairs[3][1]),
        *pairs[10:],
    ]


def test_reports_that_are_written_at_once_are_what_they_are_one_after_another(ledger_session: Session) -> None:
    session = ledger_session
    some = drawn_once(session, 3, claims=150)
    assert any(report.copy_of for report in some)
    written = []
    for size in (1, 7, 1000):
        with session.begin_nested() as before:
            pairs, taken = difficult(some), []
            for at in range(0, len(pairs), size):
                taken += store.store(session, pairs[at : at + size], LATER)
            written.append({**everything(session), "taken": taken, "words": words(session)})
            before.rollback()
    assert {each.created for each in taken} == {each.changed for each in taken} == {True, False}
    assert written[0]["Claim"]
    assert written[0]["words"]
    for at_once in written[1:]:
        assert {name: rows for name, rows in at_once.items() if rows != written[0][name]} == {}


def test_what_is_made_of_rows_at_hand_is_what_is_made_of_the_tables(ledger_session: Session) -> None:
    session = ledger_session
    with session.begin_nested() as before:
        store.store(session, difficult(drawn_once(session, 3, claims=150)), LATER)
        at_hand, places = everything(session), words(session)
        session.execute(delete(models.ClaimEntry))
        entries.complete(session)
        assert everything(session)["ClaimEntry"] == at_hand["ClaimEntry"]
        assert everything(session)["ClaimFigure"] == at_hand["ClaimFigure"] != []
        assert everything(session)["Claim"] == at_hand["Claim"]
        # The triggers take out what they believe to be in the index of full text, and put it in again.
        for kind, gone, back in (
            ("claim", "retracted = 1", "retracted = NULL"),
            ("statement", "retracted = 1", "retracted = NULL"),
            ("article", "version = -version", "version = -version"),
        ):
            standing = "retracted IS NULL" if kind != "article" else "true"
            session.execute(text(f"CREATE TEMP TABLE standing_{kind} AS SELECT id FROM {kind} WHERE {standing}"))
            which = f"WHERE id IN (SELECT id FROM standing_{kind})"
            session.execute(text(f"UPDATE {kind} SET {gone} {which}"))
            assert [row for row in words(session) if row[0] == kind] == []
            session.execute(text(f"UPDATE {kind} SET {back} {which}"))
        assert words(session) == places
        before.rollback()


def words(session: Session) -> list[tuple[object, ...]]:
    """Every word in the indexes of full text, with its place there."""
    rows: list[tuple[object, ...]] = []
    for kind in ("article", "claim", "statement"):
        session.execute(
            text(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{kind}_words USING fts5vocab(main, {kind}_text, instance)")
        )
        rows += [(kind, *row) for row in session.execute(text(f"SELECT * FROM {kind}_words"))]
    return sorted(rows)
