"""How fast reports are read: `python tests/benchmarks/reading.py` prints it, for the sample reports, on one core.

An article is 750 words. Times are the process's own CPU seconds, which do not count what else the machine does.
"""

import hashlib
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlmodel import Session

from app.db import connected, migrate
from app.ingestion import gazetteer, reference
from app.ingestion.annotate.place_names import place_names
from app.ingestion.fetch.files import Defaults, sources
from app.ingestion.pipeline import Facts, Intake
from app.ingestion.source import Source
from app.settings import Settings

SAMPLES = Path(__file__).parents[2] / "app" / "data" / "samples"
ROUNDS = 20


def main() -> None:
    """Print the table."""
    reports = [read for _, read in sources([str(SAMPLES)], Defaults()) if isinstance(read, Source)]
    words = sum(len(report.text.split()) for report in reports)
    with tempfile.TemporaryDirectory() as directory:
        engine = connected(f"sqlite:///{directory}/ledger.db")
        migrate(engine)
        with Session(engine) as session:
            reference.load(session)
            session.commit()
            _measure(session, reports, words)
        engine.dispose()


def _measure(session: Session, reports: list[Source], words: int) -> None:
    intake = Intake(Settings().parser_model)
    registry = reference.registry(session)

    def read(report: Source) -> Facts:
        found = gazetteer.settlements(session, registry, place_names(report.text))
        return intake.read(report.text, report.published_at.date(), registry, found)

    began = time.process_time()
    read(reports[0])
    first = time.process_time() - began
    began = time.process_time()
    answers = [read(report) for _ in range(ROUNDS) for report in reports]
    seconds = time.process_time() - began
    digest = hashlib.sha256(repr(answers[: len(reports)]).encode()).hexdigest()
    print(f"first article, with parser and names   {first:8.2f} CPU s")
    print(f"articles of 750 words a second         {ROUNDS * words / 750 / seconds:8.1f}")
    print(f"peak memory                            {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    print(f"digest of all facts                    {digest[:16]}")


if __name__ == "__main__":
    main()
