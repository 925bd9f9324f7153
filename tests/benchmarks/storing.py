"""How fast facts are stored: reports that nobody has seen go through the store, in batches of one transaction each."""

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlmodel import Session

from app.db import connected
from app.ingestion import store
from tests.benchmarks.reports import reports
from tests.benchmarks.world import world

BATCH = 100  # reports
REPORTS = 1000


def rate(ledger: Path) -> float:
    """Claims a second of this process's CPU."""
    engine, random = connected(f"sqlite:///{ledger}"), Random(99)
    with Session(engine) as session:
        some = list(islice(reports(world(session, random), 10**9, random), REPORTS))
        gc.freeze()  # as the service does once its parser is loaded
        print("ready", flush=True)
        began = time.process_time()
        for place in range(0, len(some), BATCH):
            for report in some[place : place + BATCH]:
                store.store(session, report.source, report.read, datetime.now(UTC))
            session.commit()
    return sum(len(report.read.claims) for report in some) / (time.process_time() - began)


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
