"""Ledgers to measure with: `python tests/benchmarks/ledgers.py 10_000 1_000_000` makes one of so many claims each, and says how
fast. It is the store that writes them, many reports at once.
"""

import gc
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random
from typing import Annotated

sys.path.insert(0, str(Path(__file__).parents[2]))

import typer
from rich.progress import track
from sqlmodel import Session

from app.ingestion import store
from app.main import ledger
from tests.benchmarks.reports import CLAIMS, reports
from tests.benchmarks.world import world

SEED = 20220224
AT_ONCE = 2000  # reports of one transaction
# A file that is not finished is thrown away. The cache is of 2 GB, as ids are random and their pages are met again and again.
WHILE_MAKING = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-2000000", "temp_store=MEMORY")
DIRECTORY = Path(tempfile.gettempdir()) / "fogline-benchmarks"
Directory = Annotated[Path, typer.Option(help="Where the ledgers are kept.")]


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
    engine = ledger(f"sqlite:///{file}")
    random = Random(SEED)
    with Session(engine) as session:
        for pragma in WHILE_MAKING:
            session.connection().exec_driver_sql(f"PRAGMA {pragma}")
        invented = track(reports(world(session, random), claims, random), f"{claims:,} claims", claims / CLAIMS)
        gc.freeze()
        began = time.perf_counter()
        while some := [(report.source, report.read) for report in islice(invented, AT_ONCE)]:
            store.store(session, some, datetime.now(UTC))
            session.commit()
        session.connection().exec_driver_sql("PRAGMA journal_mode=WAL")
    engine.dispose()
    print(f"{claims:,} claims, {claims / (time.perf_counter() - began):,.0f} a second")


def main(claims: list[int], directory: Directory = DIRECTORY) -> None:
    """Make ledgers of so many CLAIMS each; those that are there stay."""
    for number in claims:
        print(made(directory, number))


if __name__ == "__main__":
    typer.run(main)
