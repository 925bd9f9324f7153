"""Whether a kill costs anything: `python tests/load/killing.py` takes in 500 reports and is killed 50 times meanwhile.

SIGKILL comes within a second of a report at random that the process tells of, each tenth time within nine seconds of its start; the
next one goes on. In the end the ledger must hold what an undisturbed one holds: the same articles, facts, mentions, and ways to find
them. It says so, or what differs. Every kill meets a process at work, as each waits but for its share of what is left.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import OperationalError

from app import models
from app.db import connected
from app.ingestion.bulk import table

ROOT = Path(__file__).parents[2]
WORDS = 750  # of a report, so that a second in which they are committed holds no more than one kill's share
KEPT = (
    models.Article, models.ArticleVersion, models.Statement, models.Hop, models.StatementActor, models.StatementRegion,
    models.Claim, models.ClaimActor, models.ClaimRegion, models.ClaimEntry, models.ClaimFigure,
    models.Mention, models.MentionActor, models.MentionRegion, models.Sketch, models.SketchBand, models.Actor, models.ActorStart,
)  # fmt: skip
OF_THE_RUN = {"revision", "taken_in_at", "registries"}  # what depends on when something was taken in


def main(articles: int = 500, kills: int = 50, seed: int = 1) -> None:
    """Print what became of it; the exit status is 1 if something differs, or a kill met nobody."""
    from tests.benchmarks.taking_in import made

    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as directory:
        reports = Path(directory, "reports.jsonl")
        reports.write_text("\n".join(json.dumps(report) for report in made(articles, WORDS)))
        calm, killed = (f"sqlite:///{directory}/{name}.db" for name in ("calm", "killed"))
        assert ingest(calm, reports)
        met = 0
        for number in range(kills):
            known = stored(killed)
            share = (articles - known) / (kills - number)
            told = known + chance.randint(1, max(1, round(share)))
            met += not (
                ingest(killed, reports, chance.uniform(0, 9))
                if number % 10 == 9
                else ingest(killed, reports, chance.random(), told)
            )
            print(f"kill {number + 1}: {stored(killed)} reports are stored", flush=True)
        assert ingest(killed, reports)
        differing = differences(calm, killed)
        print(f"{articles} reports, killed {met} times: {', '.join(differing) or 'nothing differs'}")
        if differing or met < kills:
            raise SystemExit(1)


def ingest(url: str, reports: Path, delay: float | None = None, lines: int = 0) -> bool:
    """Run `fogline ingest`, and kill it `delay` seconds after it has told of so many `lines`, unless that is None.

    Whether it came to its end.
    """
    environment = {**os.environ, "FOGLINE_DATABASE_URL": url}
    command = [sys.executable, "-m", "app.cli", "ingest", str(reports), "--json", "--published", "2024-10-30"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout
        for _ in range(lines):
            process.stdout.readline()
        try:
            process.communicate(timeout=delay)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
    return process.returncode == 0


def stored(url: str) -> int:
    """How many articles a ledger holds, which may not have begun."""
    engine = connected(url)
    try:
        with engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(table(models.Article))).scalar_one()
    except OperationalError:
        return 0
    finally:
        engine.dispose()


def differences(one: str, other: str) -> list[str]:
    """The tables whose rows differ between two ledgers, and what the database finds wrong with the other."""
    engines = [connected(url) for url in (one, other)]
    found = [str(model.__tablename__) for model in KEPT if rows(engines[0], model) != rows(engines[1], model)]
    with engines[1].connect() as connection:
        found += [str(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
        found += [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    for engine in engines:
        engine.dispose()
    return found


def rows(engine: Engine, model: Any) -> list[str]:
    """The rows of a table, without what depends on when they were written."""
    columns = [column for column in table(model).c if column.name not in OF_THE_RUN]
    with engine.connect() as connection:
        return sorted(map(repr, connection.execute(select(*columns))))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
