"""Ledgers to measure with: `python tests/benchmarks/ledgers.py 10_000 1_000_000` makes one of so many claims each, and says how
fast. tests/ingestion/test_invented.py holds them to what the store itself would have written.
"""

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Annotated

sys.path.insert(0, str(Path(__file__).parents[2]))

import typer
from rich.progress import track
from sqlmodel import Session, SQLModel

from app import models
from app.ingestion import copies, rows, starts, store
from app.ingestion.bulk import Row, add
from app.ingestion.revision import advanced
from app.main import ledger
from tests.benchmarks.reports import CLAIMS, Report, reports
from tests.benchmarks.world import World, world

SEED = 20220224
AT_ONCE = 1000  # reports of one transaction
DIRECTORY = Path(tempfile.gettempdir()) / "fogline-benchmarks"
Directory = Annotated[Path, typer.Option(help="Where the ledgers are kept.")]
Rows = defaultdict[type[SQLModel], list[Row]]


def path(directory: Path, claims: int) -> Path:
    """Where the ledger of so many claims is kept."""
    return directory / f"{claims}.db"


def made(directory: Path, claims: int) -> Path:
    """The ledger of so many claims, which is made unless it is there."""
    finished = path(directory, claims)
    if not finished.exists():
        directory.mkdir(parents=True, exist_ok=True)
        unfinished = finished.with_suffix(".unfinished")
        for left in directory.glob(f"{unfinished.name}*"):
            left.unlink()
        _make(unfinished, claims)
        unfinished.rename(finished)
    return finished


def _make(file: Path, claims: int) -> None:
    began = time.perf_counter()
    engine = ledger(f"sqlite:///{file}")
    random = Random(SEED)
    with Session(engine) as session:
        session.connection().exec_driver_sql("PRAGMA cache_size=-500000")  # half a GB; the pages are those of random ids
        drawn = world(session, random)
        some: list[Report] = []
        for report in track(reports(drawn, claims, random), f"{claims:,} claims", claims / CLAIMS):
            some.append(report)
            if len(some) == AT_ONCE:
                fill(session, some, drawn)
                session.commit()
                some = []
        fill(session, some, drawn)
        session.commit()
    engine.dispose()
    ledger(f"sqlite:///{file}").dispose()  # makes what is made of the facts
    print(f"{claims:,} claims, {claims / (time.perf_counter() - began):,.0f} a second")


def fill(session: Session, some: Sequence[Report], drawn: World) -> None:
    """Write new reports as the store would one after another, in a tenth of the time: all rows of a table at once."""
    parents = rows.Parents(drawn.registry, {})
    revision = advanced(session)
    written: Rows = defaultdict(list)
    for report in some:
        edition = rows.Edition(store.article_id(report.source), 1, report.source.text, revision)
        _article(written, report, edition)
        _facts(written, report, edition, parents)
        _mentions(written, report, edition, parents)
    for model, all_rows in written.items():
        add(session, model, all_rows)
    for report in some:
        if not report.copy_of:
            copies._remember(session, store.article_id(report.source), copies.Sketch.of(report.source.text))
    _weigh(session, written[models.MentionActor])


def _article(written: Rows, report: Report, edition: rows.Edition) -> None:
    source, now = report.source, datetime.now(UTC)
    article = {
        "id": edition.article_id, "url": source.url, "title": source.title, "publisher": source.publisher,
        "language": source.language, "published_at": source.published_at, "version": 1, "rules": report.read.rules,
        "registries": report.read.registry.revision, "taken_in_at": now, "revision": edition.revision,
        "origin_id": report.copy_of and store.article_id(report.copy_of),
    }  # fmt: skip
    written[models.Article].append(article)
    version = {"article_id": edition.article_id, "version": 1, "text": source.text, "sha256": store._digest(source.text)}
    written[models.ArticleVersion].append({**version, "taken_in_at": now, "kept": edition.kept})


def _facts(written: Rows, report: Report, edition: rows.Edition, parents: rows.Parents) -> None:
    said, counted = report.read.statements, report.read.claims
    statement_ids = store._ids("stm", [("", fact.content) for fact in said], edition)
    for key, statement in zip(statement_ids, said, strict=True):
        written[models.Statement].append(rows.statement_row(statement, key, edition))
        written[models.Hop] += rows.hop_rows(statement, key)
        written[models.StatementActor] += rows.found_by_actor(statement, key, "statement_id", parents)
        written[models.StatementRegion] += rows.found_by_region(statement, key, "statement_id", parents)
    stands_in = {id(statement): key for key, statement in zip(statement_ids, said, strict=True)}
    for key, claim in zip(store._ids("clm", [(fact.measure, fact.quote) for fact in counted], edition), counted, strict=True):
        statement_id = stands_in[id(claim.statement)] if claim.statement else None
        written[models.Claim].append(rows.claim_row(claim, key, statement_id, edition))
        written[models.ClaimActor] += rows.found_by_actor(claim, key, "claim_id", parents)
        written[models.ClaimRegion] += rows.found_by_region(claim, key, "claim_id", parents)


def _mentions(written: Rows, report: Report, edition: rows.Edition, parents: rows.Parents) -> None:
    mentions = report.read.mentions
    written[models.Mention] += [rows.mention_row(mention, place, edition) for place, mention in enumerate(mentions)]
    written[models.MentionActor] += rows.mentioning_actor(mentions, edition.article_id, parents)
    written[models.MentionRegion] += rows.mentioning_region(mentions, edition.article_id, parents)


def _weigh(session: Session, named: list[Row]) -> None:
    """As many articles as name an actor weigh it together, with one statement for every number of them."""
    actors: defaultdict[str, int] = defaultdict(int)
    for row in named:
        actors[row["actor_id"]] += row["depth"] == 0
    for number in set(actors.values()) - {0}:
        starts.weigh(session, [actor for actor, times in actors.items() if times == number], number)


def main(claims: list[int], directory: Directory = DIRECTORY) -> None:
    """Make ledgers of so many CLAIMS each; those that are there stay."""
    for number in claims:
        print(made(directory, number))


if __name__ == "__main__":
    typer.run(main)
