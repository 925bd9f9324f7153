"""How fast reports are read, on one core: `pytest -n 0 -s tests/benchmarks/reading.py` prints it. No part of the suite.

An article is 750 words; the samples are fewer and longer, so a round over them is counted in articles. Times are the process's own
CPU seconds, which do not count what else the machine does. Under the table stand the peak memory and a digest of all facts, which
a change that only makes reading faster must leave as it is. `pytest-benchmark`'s own options compare two commits:
`--benchmark-autosave` on the one, `--benchmark-compare` on the other.
"""

import hashlib
import resource
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from sqlmodel import Session

from app.db import connected, migrate
from app.ingestion import gazetteer, reference
from app.ingestion.annotate.place_names import place_names
from app.ingestion.fetch.files import found
from app.ingestion.fetch.records import Defaults
from app.ingestion.pipeline import Facts, Intake
from app.ingestion.report import Report
from app.settings import Settings

SAMPLES = Path(__file__).parents[2] / "app" / "data" / "samples"
WORDS = 750  # of an article

pytestmark = pytest.mark.benchmark(timer=time.process_time, warmup=False)
Read = Callable[[Report], Facts]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """The sample reports."""
    return [read for _, read in found([str(SAMPLES)], Defaults()) if isinstance(read, Report)]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Read]]:
    """`fresh()` reads as a service does that has read nothing yet."""
    engine = connected(f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'ledger.db'}")
    migrate(engine)
    with Session(engine) as session:
        reference.load(session)
        session.commit()
        registry = reference.registry(session)

        def reader() -> Read:
            intake = Intake(Settings().parser_model)

            def read(report: Report) -> Facts:
                known = gazetteer.settlements(session, registry, place_names(report.text))
                return intake.read(report.publication, registry, known)

            return read

        yield reader
    engine.dispose()


def test_first_article(benchmark: BenchmarkFixture, fresh: Callable[[], Read], reports: list[Report]) -> None:
    """With the loading of the parser and the names."""
    benchmark.pedantic(lambda: fresh()(reports[0]), rounds=1)


def test_samples(benchmark: BenchmarkFixture, fresh: Callable[[], Read], reports: list[Report]) -> None:
    """All of them, ten times."""
    read = fresh()
    facts = benchmark.pedantic(lambda: [read(report) for report in reports], rounds=10, warmup_rounds=1)
    articles = sum(len(report.text.split()) for report in reports) / WORDS
    print(f"\narticles of {WORDS} words a second  {articles / benchmark.stats.stats.mean:8.1f}")
    print(f"peak memory                      {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    print(f"digest of all facts              {hashlib.sha256(repr(facts).encode()).hexdigest()[:16]}")


def test_long_article(benchmark: BenchmarkFixture, fresh: Callable[[], Read], reports: list[Report]) -> None:
    """One of a megabyte; its time should be that of the samples of the same length."""
    read = fresh()
    together = "\n\n".join(report.text for report in reports)
    text = together * (1_000_000 // len(together) + 1)
    long = Report(text[:1_000_000], None, None, None, datetime(2024, 10, 30, tzinfo=UTC))
    benchmark.pedantic(read, args=(long,), rounds=1, warmup_rounds=0)
