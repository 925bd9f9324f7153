"""How fast facts are stored: reports that nobody has seen are offered, and written as `fogline ingest` and the service write them.

What stands in them is invented and not read, which would take a hundred times as long.
"""

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import Engine
from sqlmodel import Session

from app.db import connected
from app.ingestion.attempts import Offer, attempts
from app.ingestion.pipeline import Facts, Intake, Read
from app.ingestion.registry import Settlements
from app.settings import Settings
from app.vocabulary import Outcome
from tests.benchmarks.reports import InventedReport, reports
from tests.benchmarks.world import world

REPORTS = 1000


def rate(ledger: Path) -> float:
    """Claims a second of this process's CPU."""
    engine, random = connected(f"sqlite:///{ledger}"), Random(99)
    intake = Intake(Settings().parser_model)
    with Session(engine) as session:
        drawn = world(session, random)
        first, *some = list(islice(reports(drawn, 10**9, random), 1 + REPORTS))
    _take_in(engine, intake, [first])  # loads the registry
    gc.freeze()  # as the service does once its parser is loaded
    print("ready", flush=True)
    began = time.process_time()
    _take_in(engine, intake, some)
    return sum(len(report.read.claims) for report in some) / (time.process_time() - began)


def _take_in(engine: Engine, intake: Intake, some: list[InventedReport]) -> None:
    read = {report.source.text: _read(report) for report in some}
    offers = (Offer(report.source.url, report.source) for report in some)
    for attempt in attempts(engine, intake, offers, lambda publication: read[publication.text]):
        assert attempt.outcome is Outcome.NEW


def _read(report: InventedReport) -> "Future[Read]":
    """What stands in a report, as a reader hands it over, with the settlements that it names."""
    named = [each.region.id for each in report.read.mentions if each.region and each.region.id]
    settlements = Settlements({id: report.read.registry.regions[id] for id in named})
    facts = Facts([*report.read.statements], [*report.read.claims], [*report.read.mentions])
    done: Future[Read] = Future()
    done.set_result(Read(facts, settlements, report.read.registry.revision))
    return done


@contextmanager
def storing(ledger: Path) -> Iterator[Callable[[], float]]:
    """A process that stores into `ledger` meanwhile; what it gives waits for its end and says claims a second."""
    process = subprocess.Popen([sys.executable, __file__, str(ledger)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    process.stdout.readline()

    def finished() -> float:
        return float(process.communicate()[0])

    try:
        yield finished
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


if __name__ == "__main__":
    print(rate(Path(sys.argv[1])))
